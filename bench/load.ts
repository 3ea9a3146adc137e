// A load generator in a process of its own: raw keep-alive sockets, so that it costs little beside what it measures.
// Reads one JSON job a line on stdin, writes one JSON result a line on stdout.
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** `every`: milliseconds from one request of a reader to her next, the readers evenly apart; without it nobody rests. `requests` are taken in turn; `{uuid}`, `{ip}` and `{n}` in them are filled anew each time. Times in milliseconds. */
export type Job = { port: number; requests: string[]; concurrency: number; seconds: number; status: number; every?: number };
export type Result = { perSecond: number; times: number[]; wrong: number };

let turn = 0;

/** A request with its placeholders filled, no two alike. */
export function filled(request: string): string {
  if (!request.includes('{')) return request;
  const n = (turn += 1);
  const ip = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
  const text = request.replaceAll('{uuid}', randomUUID()).replaceAll('{ip}', ip).replaceAll('{n}', String(n));
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return body ? `${head.replace(/content-length: \d+/, `content-length: ${Buffer.byteLength(body)}`)}\r\n\r\n${body}` : text;
}

async function run(job: Job): Promise<Result> {
  const times: number[] = [];
  let [wrong, asked] = [0, 0];
  const until = performance.now() + job.seconds * 1000;
  const started = performance.now();
  const one = async (_: unknown, reader: number) => {
    const socket = connect(job.port, '127.0.0.1');
    socket.setNoDelay(true);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const ask = asker(socket);
    if (job.every) await rest((job.every * reader) / job.concurrency);
    while (performance.now() < until) {
      const from = performance.now();
      const status = await ask(filled(job.requests[(asked += 1) % job.requests.length]!));
      times.push(Math.round((performance.now() - from) * 1000) / 1000);
      if (status !== job.status) wrong += 1;
      if (job.every) await rest(job.every - (performance.now() - from));
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: job.concurrency }, one));
  return { perSecond: times.length / ((performance.now() - started) / 1000), times, wrong };
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Sends one request and resolves with the status when the whole answer is there (by length or in chunks). */
function asker(socket: Socket): (request: string) => Promise<number> {
  let buffer: Buffer = Buffer.alloc(0);
  let done: (status: number) => void = () => {};
  let fail: (error: Error) => void = () => {};
  socket.on('error', (error) => fail(error));
  socket.on('close', () => fail(new Error('closed')));
  socket.on('data', (chunk: Buffer) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
    const head = buffer.indexOf('\r\n\r\n');
    if (head < 0) return;
    const text = buffer.toString('latin1', 0, head);
    const status = Number(text.slice(9, 12));
    const length = /content-length: (\d+)/i.exec(text)?.[1];
    const whole =
      status === 304 || status === 204
        ? buffer.length >= head + 4
        : length
          ? buffer.length >= head + 4 + Number(length)
          : buffer.includes('\r\n0\r\n\r\n', head);
    if (!whole) return;
    buffer = Buffer.alloc(0);
    done(status);
  });
  return (request) =>
    new Promise((resolve, reject) => {
      [done, fail] = [resolve, reject];
      socket.write(request);
    });
}

if (process.argv[1] === import.meta.filename) {
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await run(JSON.parse(line) as Job))}\n`);
}
