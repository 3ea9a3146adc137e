import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Job, Result } from './load.ts';

/** The load generator as a child process, one job at a time. */
export function openLoader(): { load(job: Job): Promise<Result>; close(): void } {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', `${import.meta.dirname}/load.ts`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    load: async (job) => {
      child.stdin!.write(`${JSON.stringify(job)}\n`);
      return JSON.parse((await lines.next()).value as string) as Result;
    },
    close: () => void child.stdin!.end(),
  };
}

/** One request as it goes over the wire. */
export function request(method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}, body = ''): string {
  const all = {
    host: 'localhost',
    connection: 'keep-alive',
    'accept-language': 'nb',
    ...headers,
    ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }),
  };
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}`;
}
