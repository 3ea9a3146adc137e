// The part of the tar format (POSIX ustar) that a copy of a data folder needs: plain files and folders with short names.

import { clusterProblem } from './problem.ts';

export type Entry = { path: string; kind: 'file' | 'folder'; size: number; body: AsyncIterable<Buffer> };

const block = 512;

export async function* pack(entries: AsyncIterable<Entry>): AsyncIterable<Buffer> {
  for await (const entry of entries) {
    yield headerOf(entry);
    yield* entry.body;
    yield Buffer.alloc(padding(entry.size));
  }
  yield Buffer.alloc(2 * block);
}

/** Each entry's body must be read to its end before the next is asked for. Throws 'backup-damaged' on anything unexpected. */
export async function* unpack(source: AsyncIterable<Buffer>): AsyncIterable<Entry> {
  const reader = readerOf(source);
  for (;;) {
    const header = await reader.exactly(block);
    if (header.every((byte) => byte === 0)) break;
    const entry = readHeader(header);
    yield { ...entry, body: reader.some(entry.size) };
    await reader.exactly(padding(entry.size));
  }
  await reader.toEnd();
}

function headerOf({ path, kind, size }: Entry): Buffer {
  const name = kind === 'folder' ? `${path}/` : path;
  if (Buffer.byteLength(name) > 100) throw clusterProblem('backup-failed', `The name ${path} is too long.`);
  const header = Buffer.alloc(block);
  header.write(name, 0);
  header.write(kind === 'folder' ? '0000700\0' : '0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(kind === 'folder' ? '5' : '0', 156);
  header.write('ustar\x0000', 257);
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function readHeader(header: Buffer): Omit<Entry, 'body'> {
  const sum = Number.parseInt(header.toString('latin1', 148, 156), 8);
  header.fill(' ', 148, 156);
  const name = header.toString('utf8', 0, header.indexOf(0) < 100 ? header.indexOf(0) : 100);
  const kind = { 0: 'file', 5: 'folder' }[header.toString('latin1', 156, 157)] as Entry['kind'] | undefined;
  const path = name.replace(/\/$/, '');
  const strays = path.startsWith('/') || path.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (sum !== sumOf(header) || !kind || strays)
    throw clusterProblem('backup-damaged', 'The backup holds something that is not a copy of a data folder.');
  return { path, kind, size: Number.parseInt(header.toString('latin1', 124, 135), 8) };
}

function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

function padding(size: number): number {
  return (block - (size % block)) % block;
}

type Reader = { exactly(length: number): Promise<Buffer>; some(length: number): AsyncIterable<Buffer>; toEnd(): Promise<void> };

function readerOf(source: AsyncIterable<Buffer>): Reader {
  const parts = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  async function* some(length: number): AsyncIterable<Buffer> {
    for (let left = length; left > 0;) {
      if (held.length === 0) {
        const { value, done } = await parts.next();
        if (done) throw clusterProblem('backup-damaged', 'The backup ends too early.');
        held = value;
      }
      const part = held.subarray(0, left);
      held = held.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }
  const exactly = async (length: number) => {
    const parts: Buffer[] = [];
    for await (const part of some(length)) parts.push(part);
    return Buffer.concat(parts);
  };
  const toEnd = async () => {
    for (let next = await parts.next(); !next.done; next = await parts.next()) continue;
  };
  return { exactly, some, toEnd };
}
