/**
 * Pages a second and how long they take, each beside (a) a bare Node server that sends the same bytes and (b) the page's own SQL run
 * directly with a pool of the same settings; in a house of 1× and of 100×. See docs/performance/pages.md.
 * `npm run bench [-- pages --times 1,10 --seconds 2 --rounds 1 --only "group page" --no-demo]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realNow } from '../src/lib/day.ts';
import { openDb } from '../src/lib/db.ts';
import { startCluster } from '../src/lib/postgres/index.ts';
import { type Answered, type BenchHouse, makeHouse } from './house.ts';
import { openLoader, request } from './loader.ts';
import { printHead, printPage, printRest, type Row } from './print.ts';
import { replay } from './replay.ts';
import { firstPage, freePort, type Running, startServer } from './server.ts';

type Place = { house: BenchHouse; running: Running };
type Settings = { seconds: number; rounds: number; only: string };
type Loader = ReturnType<typeof openLoader>;

const CONCURRENCY = 8;

export async function run(args: string[]): Promise<void> {
  const option = (name: string, usual: string) => (args.includes(name) ? args[args.indexOf(name) + 1]! : usual);
  const settings = { seconds: Number(option('--seconds', '3')), rounds: Number(option('--rounds', '3')), only: option('--only', '') };
  const folder = mkdtempSync(join(tmpdir(), 'verksted-bench-'));
  const starts = args.includes('--no-demo') ? [] : [await firstPage(join(folder, 'demo')), await firstPage(join(folder, 'demo'))];
  const cluster = await startCluster({ folder: join(folder, 'data'), now: realNow });
  const places: Place[] = [];
  try {
    for (const times of option('--times', '1,100').split(',').map(Number)) places.push(await openPlace(cluster, folder, times));
    await measureAll(places, settings);
    const memory = places.map(({ house, running }) => ({ times: house.times, megabytes: running.memory() }));
    printRest({ starts, memory });
  } finally {
    for (const { running } of places) await running.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPlace(cluster: Parameters<typeof makeHouse>[0], folder: string, times: number): Promise<Place> {
  const from = performance.now();
  const house = await makeHouse(cluster, folder, times, await freePort());
  const running = await startServer(house.environment);
  const seconds = ((performance.now() - from) / 1000).toFixed(0);
  console.log(`${times}×: ${house.people} people, ${house.groups} groups; made and started in ${seconds} s, ${running.memory()} MB`);
  return { house, running };
}

async function measureAll(places: readonly Place[], settings: Settings): Promise<void> {
  const loader = openLoader();
  const names = places[0]!.house.subjects.map((one) => one.name).filter((name) => name.includes(settings.only));
  printHead();
  for (const name of names) printPage(await measure(places, name, loader, settings));
  loader.close();
}

/** Sizes, and what they are compared with, take turns: whatever else the machine does meanwhile, it does to all of them. */
async function measure(places: readonly Place[], name: string, loader: Loader, { seconds, rounds }: Settings): Promise<Row[]> {
  const open = places.map(({ house }) => ({ house, subject: house.subjects.find((one) => one.name === name)!, found: newFound() }));
  for (const { house, subject } of open) await page(loader, house, subject, 1.5);
  for (let round = 0; round < rounds; round += 1)
    for (const { house, subject, found } of open) {
      const seen = await page(loader, house, subject, seconds);
      found.pages.push(seen.perSecond);
      found.times.push(...seen.times);
      if (subject.kind === 'cached' || round === 0) found.bare.push(await bare(loader, subject, subject.kind === 'cached' ? seconds : 1));
      if (subject.kind === 'own') found.sql.push(await alone(house, subject, seconds));
    }
  return open.map(({ house, subject, found }) => {
    const sorted = found.times.toSorted((a, b) => a - b);
    return {
      name,
      kind: subject.kind,
      times: house.times,
      bytes: subject.answer.body.length,
      statements: subject.heard[0]?.statements.length ?? 0,
      perSecond: middle(found.pages),
      p50: at(sorted, 0.5),
      p99: at(sorted, 0.99),
      bare: middle(found.bare),
      sql: middle(found.sql),
    };
  });
}

const newFound = () => ({ pages: [] as number[], times: [] as number[], bare: [] as number[], sql: [] as number[] });
const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const middle = (values: readonly number[]) =>
  at(
    values.toSorted((a, b) => a - b),
    0.5,
  );

async function page(loader: Loader, house: BenchHouse, { name, asks, status }: Answered, seconds: number) {
  const requests = asks.map((one) => request(one.method, one.path, one.headers, one.body));
  const seen = await loader.load({ port: house.port, requests, status, seconds, concurrency: CONCURRENCY });
  if (seen.wrong > 0) throw new Error(`${name}: ${seen.wrong} of ${seen.times.length} answers were not ${status}`);
  return seen;
}

/** (a): a server of Node's own that knows nothing but this answer, in this process. */
async function bare(loader: Loader, { asks, answer }: Answered, seconds: number): Promise<number> {
  const server: Server = createServer((incoming, outgoing) => {
    incoming.resume();
    outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    outgoing.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const requests = asks.map((one) => request(one.method, one.path, one.headers, one.body));
  const seen = await loader.load({ port, requests, status: answer.status, seconds, concurrency: CONCURRENCY });
  server.close();
  return seen.perSecond;
}

/** (b): the page's statements and nothing else, in this process, with a pool as the server's. */
async function alone(house: BenchHouse, { heard }: Answered, seconds: number): Promise<number> {
  const db = openDb(house.alone, house.contextKey, () => {});
  await replay(db, heard, { concurrency: CONCURRENCY, seconds: 0.5 });
  const perSecond = await replay(db, heard, { concurrency: CONCURRENCY, seconds });
  await db.pool.end();
  return perSecond;
}
