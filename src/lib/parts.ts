import { constants, crc32, deflateRawSync } from 'node:zlib';

/**
 * A piece of an answer that many answers share, and the same deflated by itself: it ends at a whole byte and looks back at nothing, so such
 * pieces can stand one after the other in a gzip stream (RFC 1951, 3.2; RFC 1952). A plain string is a piece that is in one answer only.
 */
export type Part = { plain: Buffer; packed?: Buffer };
export type Piece = Part | string;

export const part = (text: string): Part => ({ plain: Buffer.from(text) });

/** Small pieces need no large window; making one costs more than using it. */
const SMALL = 1_500;

function packed(piece: Part): Buffer {
  if (piece.packed) return piece.packed;
  const size = piece.plain.length < SMALL ? { windowBits: 11, memLevel: 4 } : {};
  const made = deflateRawSync(piece.plain, { level: 7, finishFlush: constants.Z_SYNC_FLUSH, ...size });
  // A copy: what zlib gives lies in a buffer many times as large.
  return (piece.packed = Buffer.from(made));
}

export const plainOf = (pieces: readonly Piece[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece.plain)));

const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
/** An empty last block. */
const END = Buffer.from([3, 0]);
const MOST_STORED = 65_535;

/** The pieces as one gzip stream: what is shared as it was packed before, the rest stored as it is. */
export function gzipOf(pieces: readonly Piece[]): Buffer {
  const parts: Buffer[] = [HEAD];
  let [sum, size] = [0, 0];
  for (const piece of pieces) {
    const plain = typeof piece === 'string' ? Buffer.from(piece) : piece.plain;
    sum = crc32(plain, sum);
    size += plain.length;
    if (typeof piece !== 'string') parts.push(packed(piece));
    else for (let at = 0; at < plain.length; at += MOST_STORED) parts.push(...stored(plain.subarray(at, at + MOST_STORED)));
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(sum, 0);
  tail.writeUInt32LE(size % 2 ** 32, 4);
  return Buffer.concat([...parts, END, tail]);
}

function stored(bytes: Buffer): [Buffer, Buffer] {
  const head = Buffer.from([0, bytes.length & 255, bytes.length >> 8, ~bytes.length & 255, (~bytes.length >> 8) & 255]);
  return [head, bytes];
}
