import type { KeyObject } from 'node:crypto';
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';
import type { Keyring } from './keyring.ts';

export { addMaster, type Keyring, loadKeyring } from './keyring.ts';

/** A secret of 32 bytes. A key object, since it cannot be printed by mistake, and a cipher made with bytes costs four times as much. */
export type Key = KeyObject;

/** Where a sealed value lies and whose it is: a value moved to another row, column or person does not open. */
export type Place = { table: string; column: string; row: string; person: string };

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + NONCE + TAG;

/** A new key for one person: 32 random bytes. */
export const newKey = (): Key => createSecretKey(randomBytes(32));

/** AES-256-GCM. The result is version (1 byte), nonce (12), tag (16), ciphertext; it differs each time. */
export function seal(key: Key, place: Place, text: string): Buffer {
  return sealBytes(key, aadOf(place), Buffer.from(text, 'utf8'));
}

/** Throws where the key, the place or the bytes are not the ones it was sealed with. */
export function open(key: Key, place: Place, sealed: Buffer): string {
  return openBytes(key, aadOf(place), sealed).toString('utf8');
}

/** Wraps a person's key with the newest outer key; `master` tells which. */
export function wrapKey(keys: Pick<Keyring, 'masters'>, key: Key, person: string): { master: number; wrapped: Buffer } {
  const newest = keys.masters.at(-1)!;
  return { master: newest.id, wrapped: sealBytes(newest.key, unambiguous('key', person), key.export()) };
}

/** Throws when the outer key is not in the keyring, or the key was wrapped for somebody else. */
export function unwrapKey(keys: Pick<Keyring, 'masters'>, master: number, wrapped: Buffer, person: string): Key {
  const outer = keys.masters.find((one) => one.id === master);
  if (!outer) throw new Error(`outer key ${master} is not in the keyring`);
  return createSecretKey(openBytes(outer.key, unambiguous('key', person), wrapped));
}

/** A keyed hash by which a contact is found without being readable. The value must be normalised. */
export const lookupIndex = (indexKey: Key, kind: string, value: string): Buffer =>
  createHmac('sha256', indexKey).update(unambiguous(kind, value)).digest();

/** A random token in base64url; 32 bytes for sessions, 16 for links. */
export const token = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** For tokens only: nobody can go through 128 bits, so a quick hash hides them. */
export const hashToken = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Six digits unless said, each as likely as any other. */
export const oneTimeCode = (digits = 6): string => String(randomInt(10 ** digits)).padStart(digits, '0');

const legible = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code for paper, without signs that look alike; 10 of them are 49 bits. */
export const writtenCode = (signs = 10): string => Array.from({ length: signs }, () => legible[randomInt(legible.length)]).join('');

/**
 * For codes short enough to be guessed. A million codes are soon gone through, however slow the hash (argon2id included): what protects
 * them is a key that does not lie in the database. `owner` is the row the code belongs to: the same code looks different in each.
 */
export const hashCode = (codeKey: Key, owner: string, code: string): Buffer =>
  createHmac('sha256', codeKey).update(unambiguous(owner, code)).digest();

/** Takes as long whichever byte differs. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** A key of its own for each use, from one root (RFC 5869). */
export const derive = (root: Buffer, use: string): Buffer => Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `verksted ${use}`, 32));

const aadOf = ({ table, column, row, person }: Place) => unambiguous(table, column, row, person);

// Lengths keep two different lists from ever reading alike.
const unambiguous = (...parts: string[]) => Buffer.from(parts.map((part) => `${part.length}:${part}`).join(''));

function sealBytes(key: Key, aad: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(aad);
  const body = cipher.update(plain);
  cipher.final(); // GCM has nothing left to give here, and makes its tag
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
}

function openBytes(key: Key, aad: Buffer, sealed: Buffer): Buffer {
  if (sealed[0] !== VERSION || sealed.length < HEAD) throw new Error('not a sealed value');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(1 + NONCE, HEAD));
  const plain = decipher.update(sealed.subarray(HEAD));
  decipher.final(); // throws unless the tag is right: only then is anything returned
  return plain;
}
