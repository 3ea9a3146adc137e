import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Keyring } from './keyring.ts';

export { type Keyring, loadKeyring } from './keyring.ts';

/** Where a sealed value lies and whose it is: a value moved to another row, column or person does not open. */
export type Place = { table: string; column: string; row: string; person: string };

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** A new key for one person: 32 random bytes. */
export const newKey = (): Buffer => randomBytes(32);

/** AES-256-GCM. The result is version (1 byte), nonce (12), tag (16), ciphertext; it differs each time. */
export function seal(key: Buffer, place: Place, text: string): Buffer {
  return sealBytes(key, aadOf(place), Buffer.from(text, 'utf8'));
}

/** Throws where the key, the place or the bytes are not the ones it was sealed with. */
export function open(key: Buffer, place: Place, sealed: Buffer): string {
  return openBytes(key, aadOf(place), sealed).toString('utf8');
}

/** Wraps a person's key with the newest outer key; `master` tells which. */
export function wrapKey(keys: Keyring, key: Buffer, person: string): { master: number; wrapped: Buffer } {
  const newest = keys.masters[keys.masters.length - 1]!;
  return { master: newest.id, wrapped: sealBytes(newest.key, Buffer.from(`key|${person}`), key) };
}

export function unwrapKey(keys: Keyring, master: number, wrapped: Buffer, person: string): Buffer {
  const outer = keys.masters.find((one) => one.id === master);
  if (!outer) throw new Error(`outer key ${master} is not in the keyring`);
  return openBytes(outer.key, Buffer.from(`key|${person}`), wrapped);
}

/** A keyed hash by which a contact is found without being readable. The value must be normalised. */
export const lookupIndex = (indexKey: Buffer, kind: string, value: string): Buffer =>
  createHmac('sha256', indexKey).update(`${kind}|${value}`).digest();

/** A random token in base64url; 32 bytes for sessions, 16 for links. */
export const token = (bytes = 32): string => randomBytes(bytes).toString('base64url');
export const hashToken = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Six digits, each as likely as any other. */
export const oneTimeCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** A key of its own for each use, from one root (RFC 5869). */
export const derive = (root: Buffer, use: string): Buffer => Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `verksted ${use}`, 32));

// Lengths keep two different places from ever reading alike.
const aadOf = ({ table, column, row, person }: Place) =>
  Buffer.from([table, column, row, person].map((part) => `${part.length}:${part}`).join(''));

function sealBytes(key: Buffer, aad: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
}

function openBytes(key: Buffer, aad: Buffer, sealed: Buffer): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE + TAG) throw new Error('not a sealed value');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE));
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE + TAG)), decipher.final()]);
}
