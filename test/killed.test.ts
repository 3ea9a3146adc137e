import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { to, urls } from '../src/urls.ts';

const root = join(import.meta.dirname, '..');
const house = mkdtempSync(join(tmpdir(), 'verksted-killed-'));
let url = '';
let server: ChildProcess | undefined;
before(async () => {
  url = `http://127.0.0.1:${await freePort()}`;
});
after(async () => {
  if (server?.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(house, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

/** Starts the program as anyone would, with its own database; what it printed until it answered. */
async function start(): Promise<string> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, PUBLIC_URL: url, PORT: new URL(url).port, DATA_FOLDER: join(house, 'data'), KEYS_FOLDER: join(house, 'keys') };
  server = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  server.stdout!.on('data', (chunk) => (said += chunk));
  while (server.exitCode === null) {
    const answers = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
    if (answers) return said;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error(`the server ended: ${said}`);
}

const post = (path: string, fields: Record<string, string>) =>
  fetch(url + path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: url }, redirect: 'manual' });
const enquire = to(urls.enquire, { association: 'prove', wants: 'group' });

/** The private link of an enquiry that was acknowledged; nothing when the server was gone first. */
async function ask(n: number): Promise<string | undefined> {
  const fields = { called: `Nora ${n}`, phone: `400 05 ${100 + n}`, adult: 'yes', consent: 'yes' };
  const reply = await post(enquire, fields).catch(() => undefined);
  const token = /sent=([\w-]+)/.exec(reply?.headers.get('set-cookie') ?? '')?.[1];
  return reply?.status === 303 && token ? to(urls.link.enquiry, { token }) : undefined;
}

test('the server is killed while people write: everything it said it had, it still has', async () => {
  const said = await start();
  const founded = await post(urls.firstRun, {
    code: /code: (.+)$/m.exec(said)![1]!,
    name: 'Foreningen Prøve',
    slug: 'prove',
    country: 'NO',
    languages: 'nb',
    senderName: 'Prøve',
    called: 'Ada',
    fullName: 'Ada Prøve',
    email: 'ada@example.org',
  });
  assert.equal(founded.status, 303);
  const acknowledged: string[] = [];
  const asking = Array.from({ length: 25 }, async (_, n) => {
    const link = await ask(n);
    if (!link) return;
    acknowledged.push(link);
    if (acknowledged.length === 6) server!.kill('SIGKILL');
  });
  const gone = once(server!, 'exit');
  await Promise.all(asking);
  await gone;
  assert.ok(acknowledged.length >= 6 && acknowledged.length < 25, `${acknowledged.length} acknowledged before it was gone`);

  await start();
  for (const link of acknowledged) assert.equal((await fetch(url + link)).status, 200);
});
