// The age file format, version 1 (https://c2sp.org/age), for X25519 keys. Chosen over a format of our own because a backup
// must be readable in ten years and without us: `age -d -i key.txt backup.tar.gz.age | tar xz`.

import type { KeyObject } from 'node:crypto';
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { publicFrom, rawPublic } from './age-keys.ts';
import { clusterProblem } from './problem.ts';

type Bytes = AsyncIterable<Buffer>;

const firstLine = 'age-encryption.org/v1';
const chunkLength = 65_536;
const tagLength = 16;
const longestHeader = 65_536;

/** Seals a stream so that the holder of any one of the recipients' private keys can open it, and nobody can change it unseen. */
export async function* seal(recipients: KeyObject[], source: Bytes): Bytes {
  const fileKey = randomBytes(16);
  const head = [firstLine, ...recipients.map((each) => stanza(each, fileKey)), '---'].join('\n');
  const nonce = randomBytes(16);
  yield Buffer.from(`${head} ${base64(macOf(fileKey, head))}\n`);
  yield nonce;
  const key = derive(fileKey, nonce, 'payload');
  for await (const { bytes, index, last } of cut(source, chunkLength)) yield sealChunk(key, bytes, index, last);
}

/** Opens what was sealed. Throws 'key-wrong' or 'backup-damaged'; a stream cut short is damaged too. */
export async function* unseal(identity: KeyObject, source: Bytes): Bytes {
  const { header, rest } = await splitHeader(source);
  const { fileKey, payload } = await openHeader(identity, header, rest);
  const key = derive(fileKey, payload.nonce, 'payload');
  for await (const { bytes, index, last } of cut(payload.body, chunkLength + tagLength)) {
    const plain = openChunk(key, bytes, index, last);
    if (plain.length === 0 && index > 0) throw damaged();
    yield plain;
  }
}

/** One recipient's copy of the file key, wrapped with a key only the two of them can derive. */
function stanza(recipient: KeyObject, fileKey: Buffer): string {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const share = rawPublic(publicKey);
  const wrapped = sealWith(wrapKey(privateKey, recipient, share, rawPublic(recipient)), Buffer.alloc(12), fileKey);
  return `-> X25519 ${base64(share)}\n${base64(wrapped)}`;
}

function wrapKey(own: KeyObject, other: KeyObject, share: Buffer, recipient: Buffer): Buffer {
  const secret = diffieHellman({ privateKey: own, publicKey: other });
  return derive(secret, Buffer.concat([share, recipient]), `${firstLine}/X25519`);
}

async function openHeader(
  identity: KeyObject,
  header: string,
  rest: Bytes,
): Promise<{ fileKey: Buffer; payload: { nonce: Buffer; body: Bytes } }> {
  const head = header.slice(0, header.lastIndexOf('---') + 3);
  const fileKey = openStanzas(identity, header);
  const mac = Buffer.from(header.slice(head.length + 1), 'base64');
  const expected = macOf(fileKey, head);
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) throw damaged();
  return { fileKey, payload: await splitAt(rest, 16) };
}

function openStanzas(identity: KeyObject, header: string): Buffer {
  const mine = rawPublic(identity);
  for (const [, share, body] of header.matchAll(/^-> X25519 (\S{43})\n(\S{43})$/gm)) {
    const bytes = Buffer.from(share!, 'base64');
    try {
      return openWith(wrapKey(identity, publicFrom(bytes), bytes, mine), Buffer.alloc(12), Buffer.from(body!, 'base64'));
    } catch {
      // sealed to somebody else
    }
  }
  throw clusterProblem('key-wrong', 'This key does not open this backup.');
}

function macOf(fileKey: Buffer, head: string): Buffer {
  return createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'header'))
    .update(head)
    .digest();
}

function derive(secret: Buffer, salt: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32));
}

function sealChunk(key: Buffer, bytes: Buffer, index: number, last: boolean): Buffer {
  return sealWith(key, chunkNonce(index, last), bytes);
}

function openChunk(key: Buffer, bytes: Buffer, index: number, last: boolean): Buffer {
  try {
    return openWith(key, chunkNonce(index, last), bytes);
  } catch {
    throw damaged();
  }
}

/** The number of the chunk, and whether it is the last: so chunks cannot be dropped, swapped or cut off. */
function chunkNonce(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function sealWith(key: Buffer, nonce: Buffer, bytes: Buffer): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagLength });
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function openWith(key: Buffer, nonce: Buffer, bytes: Buffer): Buffer {
  const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagLength });
  cipher.setAuthTag(bytes.subarray(-tagLength));
  return Buffer.concat([cipher.update(bytes.subarray(0, -tagLength)), cipher.final()]);
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

async function splitHeader(source: Bytes): Promise<{ header: string; rest: Bytes }> {
  const parts = source[Symbol.asyncIterator]();
  for (let held = Buffer.alloc(0); held.length < longestHeader;) {
    const { value, done } = await parts.next();
    if (done) break;
    held = Buffer.concat([held, value]);
    const mac = held.indexOf('\n---');
    const end = mac < 0 ? -1 : held.indexOf('\n', mac + 1);
    if (end >= 0 && held.toString('latin1', 0, firstLine.length + 1) === `${firstLine}\n`) {
      return { header: held.toString('latin1', 0, end), rest: continued(held.subarray(end + 1), parts) };
    }
  }
  throw clusterProblem('backup-damaged', 'This is not a sealed backup, or its beginning is damaged.');
}

async function splitAt(source: Bytes, length: number): Promise<{ nonce: Buffer; body: Bytes }> {
  const parts = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  while (held.length < length) {
    const { value, done } = await parts.next();
    if (done) throw damaged();
    held = Buffer.concat([held, value]);
  }
  return { nonce: held.subarray(0, length), body: continued(held.subarray(length), parts) };
}

async function* continued(first: Buffer, parts: AsyncIterator<Buffer>): Bytes {
  yield first;
  for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
}

/** Pieces of one length, the last perhaps shorter; an empty stream is one empty piece. */
async function* cut(source: Bytes, length: number): AsyncIterable<{ bytes: Buffer; index: number; last: boolean }> {
  let held: Buffer[] = [];
  let size = 0;
  let index = 0;
  for await (const part of source) {
    held.push(part);
    size += part.length;
    if (size <= length) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from > length; from += length) yield { bytes: all.subarray(from, from + length), index: index++, last: false };
    held = [all.subarray(from)];
    size = all.length - from;
  }
  yield { bytes: Buffer.concat(held), index, last: true };
}

function damaged(): Error {
  return clusterProblem('backup-damaged', 'This backup is damaged or cut short.');
}
