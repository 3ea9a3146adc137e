/** Node processes that are measured: never the one that measures. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Of the server's own process: `memory` is what is resident, in MB; `busy` the processor time it has had, in milliseconds. */
export type Running = { memory(): number; busy(): number; close(): Promise<void> };

const root = `${import.meta.dirname}/..`;

/** The server as `npm start` starts it, on a house that is there already. */
export async function startServer(environment: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, startArguments(), {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', openSync(join(tmpdir(), 'verksted-bench.log'), 'w')], // the log is written as it is in earnest, and kept out of the figures
  });
  await firstLine(child);
  return {
    memory: () => residentMemory(child.pid!),
    busy: () => busyTime(child.pid!),
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** What follows `node` in the script that `npm start` runs. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}

async function firstLine(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the server has ended')));
  await Promise.race([once(createInterface({ input: child.stdout! }), 'line'), ended]);
  child.stdout!.resume();
}

/** What the kernel says (VmRSS), in MB of a million bytes. */
function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round((Number(kilobytes) * 1024) / 1e6);
}

/** utime and stime of all its threads, in ticks of ten milliseconds. */
function busyTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * Seconds from `npm run demo` to the first whole page, in `folder`: where nothing is yet the demonstration is made first, later it is there.
 * Ends the demonstration again.
 */
export async function firstPage(folder: string): Promise<number> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn('npm', ['run', 'demo'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DEMO_FOLDER: folder },
    stdio: 'ignore',
    detached: true, // a group of its own, so that npm and what it started end together
  });
  const ended = once(child, 'exit');
  try {
    for (;;) {
      const answer = await fetch(`http://localhost:${port}/`).catch(() => null);
      if (answer?.ok && (await answer.text()).includes('</html>')) return (performance.now() - from) / 1000;
      if (child.exitCode !== null) throw new Error('npm run demo has ended');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    process.kill(-child.pid!, 'SIGTERM');
    await ended;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
