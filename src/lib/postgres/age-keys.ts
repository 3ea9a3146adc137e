import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { decodeBech32, encodeBech32 } from './bech32.ts';
import { clusterProblem } from './problem.ts';

/** Keys as the age tools write them: the recipient is public, the identity opens what was sealed to it. */
export type KeyPair = { recipient: string; identity: string };

const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex'); // X25519 in DER, RFC 8410
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');

export function newKeyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync('x25519');
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privatePrefix.length);
  return { recipient: encodeBech32('age', rawPublic(privateKey)), identity: encodeBech32('age-secret-key-', secret).toUpperCase() };
}

/** Throws 'key-wrong' on anything but "age1…". */
export function readRecipient(text: string): KeyObject {
  return publicFrom(bytesOf(text, 'age', 'A public key begins with age1.'));
}

/** Finds the key in the text of a key file; lines with # are remarks. Throws 'key-wrong' when there is none. */
export function readIdentity(text: string): KeyObject {
  const line =
    text
      .split('\n')
      .map((each) => each.trim())
      .find((each) => each !== '' && !each.startsWith('#')) ?? '';
  const secret = bytesOf(line, 'age-secret-key-', 'A private key begins with AGE-SECRET-KEY-1.');
  return createPrivateKey({ key: Buffer.concat([privatePrefix, secret]), format: 'der', type: 'pkcs8' });
}

export function rawPublic(key: KeyObject): Buffer {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);
}

export function publicFrom(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' });
}

function bytesOf(text: string, prefix: string, words: string): Buffer {
  const read = decodeBech32(text.trim());
  if (!read || read.prefix !== prefix || read.bytes.length !== 32) throw clusterProblem('key-wrong', words);
  return read.bytes;
}
