/**
 * The finder with 100 000 offers in every municipality: a search by place and words with 50 who read at once, a kept page beside a bare
 * Node server that sends the same bytes, how soon a change is seen by two processes, what the page weighs, and what it takes of memory.
 * The servers are processes of their own, started as `npm start` does; whoever asks is another, on the same processors.
 * `npm run bench -- finder [--offers 100000 --seconds 5]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { today, realNow, zone } from '../src/lib/day.ts';
import { municipalities } from '../src/lib/places/index.ts';
import { startThrowawayCluster } from '../src/lib/postgres/index.ts';
import { search, shelfOf } from '../src/offers/index.ts';
import { to, urls } from '../src/urls.ts';
import { houses } from '../demo/cast.ts';
import { addressOf, type FinderHouse, makeFinderHouse, wish } from './finder-house.ts';
import { openLoader, request } from './loader.ts';
import { freePort, type Running, startServer } from './server.ts';

const READERS = 50;
/** As browsers ask. */
const BROWSER = { 'accept-language': 'nb', 'accept-encoding': 'gzip, deflate, br' };
const PLAIN = { 'accept-language': 'nb' };
type Server = Running & { port: number };
type Loader = ReturnType<typeof openLoader>;

export async function run(args: string[]): Promise<void> {
  const option = (name: string, usual: number) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : usual);
  const [count, seconds] = [option('--offers', 100_000), option('--seconds', 5)];
  const folder = mkdtempSync(join(tmpdir(), 'verksted-finder-'));
  const cluster = await startThrowawayCluster();
  const loader = openLoader();
  const servers: Server[] = [];
  console.log(
    `${availableParallelism()} processors, shared by the servers, PostgreSQL and whoever asks; load before: ${loadavg()[0]!.toFixed(1)}`,
  );
  try {
    const house = await makeFinderHouse(cluster, folder, count);
    console.log(`${count} offers in ${municipalities().length} municipalities`);
    await step('the search itself', () => measureSearch(house, seconds));
    for (let n = 0; n < 2; n += 1) servers.push(await started(house));
    const [here, there] = servers as [Server, Server];
    await step('pages of results', () => measureFound(loader, here, seconds));
    await step('a kept page', () => measureKept(loader, here, seconds));
    await step('a change', () => measureChange(house, [here, there]));
    await step('the weight', () => measureWeight(here));
    console.log(`memory: ${servers.map((one) => one.memory()).join(' and ')} MB resident in the two servers, all offers held`);
    await house.superuser.end();
  } finally {
    console.log(`load after: ${loadavg()[0]!.toFixed(1)}`);
    loader.close();
    for (const one of servers) await one.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One that fails does not keep the others from being measured. */
async function step(name: string, measure: () => Promise<void>): Promise<void> {
  await measure().catch((error: unknown) => {
    console.log(`${name}: NOT MEASURED`, error);
    process.exitCode = 1;
  });
}

async function started(house: FinderHouse): Promise<Server> {
  const port = await freePort();
  const from = performance.now();
  const running = await startServer(house.environment(port));
  console.log(`a server started in ${((performance.now() - from) / 1000).toFixed(1)} s, ${running.memory()} MB`);
  return { ...running, port };
}

const share = (times: readonly number[], of: number): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * of)] ?? 0;
const bar = (kept: boolean, said: string) => `${kept ? 'kept' : 'MISSED'}: ${said}`;

/** The search by itself, one after another in one thread: what a reader waits for is this times those in front. */
async function measureSearch(house: FinderHouse, seconds: number): Promise<void> {
  const { world, close } = await house.open();
  const shelf = shelfOf(world, today(realNow, zone('Europe/Oslo')));
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  for (let n = 0; performance.now() < until; n += 1) {
    const { place, word } = wish(n);
    const from = performance.now();
    search(shelf, { words: word, near: place.point, km: null, chosen: [], page: 1 });
    times.push(performance.now() - from);
  }
  await close();
  console.log(
    `search alone: ${Math.round(times.length / seconds)} a second, p50 ${share(times, 0.5).toFixed(3)} ms, p99 ${share(times, 0.99).toFixed(3)} ms`,
  );
}

/** Whole pages of results, each search another: from cold, as it goes on, unpacked; then readers who read. */
async function measureFound(loader: Loader, server: Server, seconds: number): Promise<void> {
  let turn = 0;
  const one = async (name: string, headers: Record<string, string>, every?: number) => {
    const requests = Array.from({ length: 8_000 }, () => request('GET', addressOf((turn += 1)), headers));
    const job = { requests, concurrency: READERS, status: 200, port: server.port, seconds, ...(every && { every }) };
    const busy = server.busy();
    const { perSecond, times, wrong } = await loader.load(job);
    const each = (server.busy() - busy) / times.length;
    const p99 = share(times, 0.99);
    console.log(
      `page of results, ${READERS} readers ${name}: ${Math.round(perSecond)} a second, p50 ${share(times, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${each.toFixed(2)} ms of processor each  ${bar(p99 <= 25 && wrong === 0, 'p99 25 ms')}${wrong ? `, ${wrong} WRONG` : ''}`,
    );
  };
  await one('who never rest, from cold', BROWSER);
  await one('who never rest, as it goes on', BROWSER);
  await one('who never rest, unpacked', PLAIN);
  await one('who each ask twice a second', BROWSER, 500);
}

/** The page as it is first seen, kept, beside a server that does nothing but send the same bytes. */
async function measureKept(loader: Loader, { port }: Server, seconds: number): Promise<void> {
  const path = to(urls.finderOf, { association: houses.lyspunkt.slug });
  for (const accept of ['br', 'identity']) {
    const headers = { 'accept-language': 'nb', 'accept-encoding': accept };
    await get(port, path, headers);
    const { body, headers: own } = await get(port, path, headers);
    const bare = createServer((incoming, outgoing) => {
      incoming.resume();
      outgoing.writeHead(200, own);
      outgoing.end(body);
    });
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
    const job = { requests: [request('GET', path, headers)], concurrency: 8, status: 200 };
    const rates = { kept: [] as number[], bare: [] as number[] };
    for (let round = 0; round < 3; round += 1) {
      rates.kept.push((await loader.load({ ...job, seconds: seconds / 2, port })).perSecond);
      rates.bare.push((await loader.load({ ...job, seconds: seconds / 2, port: (bare.address() as { port: number }).port })).perSecond);
    }
    bare.close();
    const [kept, plain] = [share(rates.kept, 0.5), share(rates.bare, 0.5)];
    console.log(
      `kept page, ${accept}, ${body.length} bytes: ${Math.round(kept)} a second, bare server ${Math.round(plain)}: ${Math.round((kept / plain) * 100)} %  ${bar(kept / plain >= 0.6, '60 %')}`,
    );
  }
}

/** Changed in the database, and asked for again and again from both processes: a page put together, and a kept one. */
async function measureChange({ superuser }: FinderHouse, servers: readonly Server[]): Promise<void> {
  const here = { association: houses.lyspunkt.slug };
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const title = `Xyzz${String.fromCharCode(97 + n)}q`;
    const pages = [`${urls.finder}?q=${title}`, to(urls.offerShown, { ...here, slug: 'tilbud-300' })];
    await Promise.all(servers.flatMap(({ port }) => pages.map((path) => get(port, path, PLAIN))));
    const text = JSON.stringify({ nb: { title, summary: '', more: '' } });
    await superuser.query(`update offers set texts = $1 where slug = 'tilbud-300' and association_id = $2`, [text, houses.lyspunkt.id]);
    const from = performance.now();
    const seen = async (port: number, path: string) => {
      while (!(await get(port, path, PLAIN)).body.toString().includes(`${title}<`)) {
        if (performance.now() - from > 10_000) throw new Error(`${path} was not changed within ten seconds`);
        await rest(2);
      }
    };
    await Promise.all(servers.flatMap(({ port }) => pages.map((path) => seen(port, path))));
    times.push(performance.now() - from);
  }
  const slowest = Math.max(...times);
  console.log(
    `a change is seen in both processes after ${share(times, 0.5).toFixed(0)} ms, ${slowest.toFixed(0)} ms at most of 20  ${bar(slowest <= 1000, 'one second')}`,
  );
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The page with everything it brings along: styles, scripts, icon; headers counted. */
async function measureWeight({ port }: Server): Promise<void> {
  for (const [name, path] of [
    ['finder page', urls.finder],
    ['page of results, come upon from elsewhere', addressOf(1)],
  ] as const) {
    const html = (await get(port, path, PLAIN)).body.toString();
    const beside = [...html.matchAll(/<(?:script[^>]* src|link rel="(?:stylesheet|icon)"[^>]* href)="(\/[^"]+)"/g)].map(([, at]) => at!);
    const first = await get(port, path, BROWSER);
    const rests = await Promise.all(beside.map((at) => get(port, at, BROWSER)));
    const all = rests.reduce((sum, one) => sum + one.bytes, first.bytes);
    const isWhole = !/<link rel="stylesheet"|<script(?! type="(?:module|application\/ld\+json)")/.test(html);
    console.log(
      `${name} over the wire: ${(first.bytes / 1000).toFixed(1)} kB, ${(all / 1000).toFixed(1)} kB with ${beside.length} files beside it, headers counted  ${bar(all <= 60_000, '60 kB')}${path === urls.finder ? `, ${bar(isWhole, 'usable after one round trip')}` : ''}`,
    );
  }
}

type Got = { body: Buffer; bytes: number; headers: Record<string, string> };
function get(port: number, path: string, headers: Record<string, string>): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = ask({ port, host: '127.0.0.1', path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        const own = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name !== 'transfer-encoding'));
        resolve({ body, bytes: body.length + answer.rawHeaders.join(': ').length, headers: own as Record<string, string> });
      });
    });
    asked.on('error', reject).end();
  });
}
