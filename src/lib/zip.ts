import { crc32, createDeflateRaw } from 'node:zlib';
import { type Instant, wallOf, zone } from './day.ts';

/** One file of an archive; its pieces are asked for when it is its turn. */
export type ZipPart = { name: string; pieces: AsyncIterable<string> };

type Written = { name: Buffer; crc: number; packed: number; size: number; at: number };
/** Names are UTF-8, and sizes stand behind the data: they are not known before. */
const FLAGS = 0x0808;
/** Pieces this long are packed at a time, so that many small ones cost no more than few large ones. */
const PIECE = 64_000;

/**
 * An archive made while it is read: of all its files, one piece is in memory at a time. Throws a RangeError at four gigabytes or 65 535
 * files, where the plain format ends. `at` is written as the time of every file, in the zone of Oslo.
 */
export async function* zip(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>, at: Instant): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const written: Written[] = [];
  const time = dosTime(at);
  let offset = 0;
  for await (const { name, pieces } of parts) {
    const one: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at: offset };
    const head = localHead(one, time);
    yield head;
    for await (const packed of deflated(pieces, one)) yield packed;
    yield tail(one);
    offset += head.length + one.packed + 16;
    if (offset > 0xfff00000 || written.push(one) > 65_000) throw new RangeError('an archive of more than four gigabytes');
  }
  const list = Buffer.concat(written.map((one) => listed(one, time)));
  yield bytes(list);
  yield end(written.length, list.length, offset);
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

/** Packs in zlib's own threads, and waits for them: nothing piles up when the reader is slow. */
async function* deflated(pieces: AsyncIterable<string>, one: Written): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const packer = createDeflateRaw({ level: 6 });
  const feed = async () => {
    for await (const piece of gathered(pieces)) {
      one.crc = crc32(piece, one.crc);
      one.size += piece.length;
      if (!packer.write(piece)) await new Promise((resolve) => packer.once('drain', resolve));
    }
    packer.end();
  };
  const fed = feed().catch((error: Error) => packer.destroy(error));
  try {
    for await (const packed of packer as AsyncIterable<Buffer>) {
      one.packed += packed.length;
      yield bytes(packed);
    }
    await fed;
  } finally {
    packer.destroy();
  }
}

async function* gathered(pieces: AsyncIterable<string>): AsyncGenerator<Buffer, void> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < PIECE) continue;
    yield Buffer.from(waiting);
    waiting = '';
  }
  yield Buffer.from(waiting);
}

/** Two seconds are its smallest step, and 1980 is its first year. */
function dosTime(at: Instant): number {
  const { day, clock } = wallOf(at, zone('Europe/Oslo'));
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return (((year - 1980) << 25) | (month << 21) | (date << 16) | (hour << 11) | (minute << 5)) >>> 0;
}

function localHead({ name }: Written, time: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(time, 10);
  head.writeUInt16LE(name.length, 26);
  return bytes(Buffer.concat([head, name]));
}

function tail({ crc, packed, size }: Written): Uint8Array<ArrayBuffer> {
  const said = Buffer.alloc(16);
  [0x08074b50, crc, packed, size].forEach((value, n) => said.writeUInt32LE(value, 4 * n));
  return bytes(said);
}

function listed({ name, crc, packed, size, at }: Written, time: number): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(FLAGS, 8);
  entry.writeUInt16LE(8, 10);
  [time, crc, packed, size].forEach((value, n) => entry.writeUInt32LE(value, 12 + 4 * n));
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(at, 42);
  return Buffer.concat([entry, name]);
}

function end(count: number, length: number, at: number): Uint8Array<ArrayBuffer> {
  const said = Buffer.alloc(22);
  said.writeUInt32LE(0x06054b50, 0);
  said.writeUInt16LE(count, 8);
  said.writeUInt16LE(count, 10);
  said.writeUInt32LE(length, 12);
  said.writeUInt32LE(at, 16);
  return bytes(said);
}
