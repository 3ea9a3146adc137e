/** What visitors notice while ten thousand people are composed in the same process: `npm run bench -- beside [people]`. */
import { availableParallelism, cpus } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { frontDoor } from '../src/accounts/index.ts';
import { createApp } from '../src/app.ts';
import { compose } from '../src/composition/index.ts';
import { readConfig } from '../src/config.ts';
import { houses, seat } from '../demo/cast.ts';
import { realNow } from '../src/lib/day.ts';
import { startThrowawayCluster } from '../src/lib/postgres/index.ts';
import { openWorld } from '../src/open.ts';
import { instanceOf } from './composition.ts';
import { openLoader, request } from './loader.ts';

/** The start page's 99th percentile may rise by so many milliseconds. */
const MAY_RISE_MS = 50;
const SECONDS = 20;
const AT_ONCE = 8;

export async function run([people = '10000']: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'verksted-beside-'));
  const cluster = await startThrowawayCluster();
  const connections = {
    superuser: cluster.superuser('postgres'),
    app: cluster.connection('verksted_app', 'postgres'),
    jobs: cluster.connection('verksted_jobs', 'postgres'),
    stop: async () => {},
  };
  const { world, close } = await openWorld(
    readConfig({ PUBLIC_URL: 'http://localhost', PORT: '0', KEYS_FOLDER: folder }),
    realNow,
    connections,
  );
  const superuser = new pg.Pool({ ...connections.superuser, max: 1 });
  await seat({ superuser, world });
  await superuser.end();
  await world.houses.refresh();
  const server = createServer(frontDoor(world, createApp(world).app) as never);
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const { port } = server.address() as AddressInfo;
  const loader = openLoader();
  const pages = { 'the start page': '/', "an association's page": `/${houses.lyspunkt.slug}` };
  const ask = (path: string) =>
    loader.load({ port, requests: [request('GET', path)], concurrency: AT_ONCE, seconds: SECONDS, status: 200 });
  console.log(
    `Beside the composing of ${people} people. Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim()}, ${AT_ONCE} at once.`,
  );
  let kept = true;
  for (const [name, path] of Object.entries(pages)) {
    await ask(path); // warm
    const alone = p99((await ask(path)).times);
    const stop = new AbortController();
    const composing = compose(instanceOf(Number(people), 1), { seconds: 90, signal: stop.signal });
    const during = p99((await ask(path)).times);
    stop.abort();
    const { groups } = await composing;
    const rise = during - alone;
    kept &&= rise <= MAY_RISE_MS;
    console.log(
      `${name.padEnd(22)} p99 alone ${alone.toFixed(1)} ms, beside ${during.toFixed(1)} ms: ${rise >= 0 ? '+' : ''}${rise.toFixed(1)} ms, bar +${MAY_RISE_MS} ms ${rise <= MAY_RISE_MS ? 'kept' : 'MISSED'} (${groups.length} groups meanwhile)`,
    );
  }
  loader.close();
  server.closeAllConnections();
  await new Promise((down) => server.close(down));
  await close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
  if (!kept) process.exitCode = 1;
}

const p99 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
