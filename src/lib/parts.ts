import { constants, crc32, deflateRawSync } from 'node:zlib';

/**
 * A piece of an answer that many answers share, and the same deflated by itself: it ends at a whole byte and looks back at nothing, so such
 * pieces can stand one after the other in a gzip stream (RFC 1951, 3.2; RFC 1952). A plain string is a piece that is in one answer only.
 */
export type Part = { plain: Buffer; packed?: Buffer };
export type Piece = Part | string;

export const part = (text: string): Part => ({ plain: Buffer.from(text) });

function packed(piece: Part): Buffer {
  // A copy: what zlib gives lies in a buffer many times as large.
  return (piece.packed ??= Buffer.from(deflateRawSync(piece.plain, { level: 7, finishFlush: constants.Z_SYNC_FLUSH })));
}

export const plainOf = (pieces: readonly Piece[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece.plain)));

const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
/** An empty last block. */
const END = Buffer.from([3, 0]);
/** Less than this is stored as it is: setting up to pack it costs more than it saves. */
const FEW = 200;

/** The pieces as one gzip stream: what is shared as it was packed before, what stands between packed together, quickly. */
export function gzipOf(pieces: readonly Piece[]): Buffer {
  const parts: Buffer[] = [HEAD];
  let [sum, size, own] = [0, 0, ''];
  const add = (plain: Buffer, bytes: readonly Buffer[]) => {
    sum = crc32(plain, sum);
    size += plain.length;
    parts.push(...bytes);
  };
  const addOwn = () => {
    const plain = Buffer.from(own);
    if (plain.length > 0) add(plain, plain.length < FEW ? stored(plain) : [quickly(plain)]);
    own = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') own += piece;
    else {
      addOwn();
      add(piece.plain, [packed(piece)]);
    }
  }
  addOwn();
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(sum, 0);
  tail.writeUInt32LE(size % 2 ** 32, 4);
  return Buffer.concat([...parts, END, tail]);
}

const quickly = (plain: Buffer): Buffer => deflateRawSync(plain, { level: 1, finishFlush: constants.Z_SYNC_FLUSH });

function stored(bytes: Buffer): [Buffer, Buffer] {
  const head = Buffer.from([0, bytes.length & 255, bytes.length >> 8, ~bytes.length & 255, (~bytes.length >> 8) & 255]);
  return [head, bytes];
}
