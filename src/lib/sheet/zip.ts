import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import type { SheetLimits, SheetReason } from './limits.ts';

type Entry = { name: string; method: number; packed: number; size: number; crc: number; at: number };
/** An archive that has been looked through but not unpacked. `left` is how many unpacked bytes may still come out of it. */
export type Zip = { bytes: Uint8Array; entries: Map<string, Entry>; left: number };

const endSign = 0x06054b50;
const entrySign = 0x02014b50;
const localSign = 0x04034b50;
/** Little is pushed at a time: deflate makes at most 1032 bytes of one, so a push makes at most 4 MB before it is counted. */
const pushed = 4096;

/** Reads the list of an archive and refuses what would be too much, before anything is unpacked. */
export function openZip(bytes: Uint8Array, limits: Pick<SheetLimits, 'expandedBytes' | 'parts'>): Zip | SheetReason {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return 'broken';
  const count = view.getUint16(end + 10, true);
  if (count > limits.parts) return 'zip-bomb';
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  let size = 0;
  for (let n = 0; n < count; n++) {
    const read = readEntry(view, at);
    if (typeof read === 'string') return read;
    entries.set(read.entry.name, read.entry);
    size += read.entry.size;
    at = read.next;
  }
  return size > limits.expandedBytes ? 'zip-bomb' : { bytes, entries, left: limits.expandedBytes };
}

/** The end record comes last, but for a comment of at most 65 535 bytes. */
function findEnd(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === endSign) return at;
  }
  return undefined;
}

function readEntry(view: DataView, at: number): { entry: Entry; next: number } | SheetReason {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySign) return 'broken';
  const nameLength = view.getUint16(at + 28, true);
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > view.byteLength) return 'broken';
  if ((view.getUint16(at + 8, true) & 1) === 1) return 'encrypted';
  const entry = {
    name: Buffer.from(view.buffer, view.byteOffset + at + 46, nameLength).toString('utf8'),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
  // The largest number there is stands for "see ZIP64", which no file within our limits needs.
  return entry.size === 0xffffffff || entry.at === 0xffffffff ? 'zip-bomb' : { entry, next };
}

/**
 * Hands out one part of an archive, piece by piece, until `take` says false. What really comes out is counted,
 * whatever the list said, and taken off what is `left`.
 */
export function unpack(zip: Zip, name: string, take: (piece: Uint8Array) => boolean): SheetReason | undefined {
  const entry = zip.entries.get(name);
  const data = entry && dataOf(zip.bytes, entry);
  if (!entry || !data) return 'broken';
  let refused: SheetReason | undefined;
  let stopped = false;
  let crc = 0;
  const give = (piece: Uint8Array) => {
    if (refused !== undefined || stopped) return;
    zip.left -= piece.length;
    crc = crc32(piece, crc);
    if (zip.left < 0) refused = 'zip-bomb';
    else stopped = !take(piece);
  };
  const whole = feed(data, entry.method, give, () => refused !== undefined || stopped);
  if (refused !== undefined || stopped) return refused;
  return whole && crc === entry.crc ? undefined : 'broken';
}

/** Where an entry's bytes lie. Its own header is asked only for its length: the list at the end is the one that counts. */
function dataOf(bytes: Uint8Array, entry: Entry): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== localSign) return undefined;
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  return from + entry.packed <= bytes.length ? bytes.subarray(from, from + entry.packed) : undefined;
}

/** Whether the data came out whole. Methods other than stored and deflated are not used in workbooks. */
function feed(data: Uint8Array, method: number, give: (piece: Uint8Array) => void, done: () => boolean): boolean {
  if (method === 0) give(data);
  if (method !== 8) return method === 0;
  let made: Uint8Array[] = [];
  let whole = false;
  const inflate = new Inflate((piece, last) => {
    made.push(piece);
    whole ||= last;
  });
  for (let at = 0; at < data.length && !done(); at += pushed) {
    if (!pushTo(inflate, data.subarray(at, at + pushed), at + pushed >= data.length)) return false;
    made.forEach(give);
    made = [];
  }
  return whole;
}

/** False when the bytes are not what deflate writes. */
function pushTo(inflate: Inflate, bytes: Uint8Array, last: boolean): boolean {
  try {
    inflate.push(bytes, last);
    return true;
  } catch {
    return false;
  }
}
