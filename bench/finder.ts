/**
 * The finder with 100 000 offers in every municipality: a search by place and words with 50 who read at once, a kept page beside a bare
 * Node server that sends the same bytes, how soon a change is seen by another process, and what the page weighs.
 * `npm run bench -- finder [--offers 100000 --seconds 5]`
 */
import { createServer, request as ask, type Server } from 'node:http';
import { frontDoor } from '../src/accounts/index.ts';
import { day } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import { municipalities } from '../src/lib/places/index.ts';
import { areas, offerKinds, openFinder, search, shelfOf } from '../src/offers/index.ts';
import { pageCache } from '../src/lib/page-cache.ts';
import { to, urls } from '../src/urls.ts';
import { houses, seat } from '../test/cast.ts';
import { openTestWorld, type TestWorld } from '../test/world.ts';
import { putAll } from '../demo/rows.ts';
import { openLoader, request } from './loader.ts';

const TODAY = day('2026-12-01');
const READERS = 50;
const words = [
  'sorg',
  'kafe',
  'tur',
  'brystkreft',
  'samtale',
  'strikk',
  'musikk',
  'mat',
  'pårørende',
  'ung',
  'menn',
  'natur',
  'sykkel',
  'kor',
  'kaffe',
];
const misspelt = ['sorgruppe', 'kafee', 'brystkrft', 'smtale', 'paarorende'];

export async function run(args: string[]): Promise<void> {
  const option = (name: string, usual: number) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : usual);
  const [count, seconds] = [option('--offers', 100_000), option('--seconds', 5)];
  const house = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(house);
  await house.world.houses.refresh();
  await putOffers(house, count);
  const from = performance.now();
  const reading = await openFinder(house.world, house.superuser.options);
  console.log(
    `${count} offers in ${municipalities().length} municipalities, read in ${((performance.now() - from) / 1000).toFixed(1)} s, ${memory()} MB in all`,
  );
  measureSearch(house, seconds);
  const server = await serve(house);
  const port = portOf(server);
  const loader = openLoader();
  await measureFound(loader, port, seconds);
  await measureKept(house, loader, port, seconds);
  await measureChange(house);
  await measureWeight(port);
  loader.close();
  server.close();
  await reading.stop();
  await house.close();
}

const share = (times: readonly number[], of: number): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * of)] ?? 0;
const memory = () => Math.round(process.memoryUsage().rss / 1e6);
const bar = (kept: boolean, said: string) => `${kept ? 'kept' : 'MISSED'} ${said}`;

/** Offers in every municipality, a little apart from one another, each with three words of its own. */
async function putOffers({ superuser, world }: TestWorld, count: number): Promise<void> {
  const places = municipalities();
  const rules = ['FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', 'FREQ=MONTHLY;BYDAY=1MO', ''];
  const client = await superuser.connect();
  // Nobody listens yet: a hundred thousand notices would only be thrown away.
  await client.query('set session_replication_role = replica');
  const rows = Array.from({ length: count }, (_, n) => {
    const { code, country, name, point } = places[n % places.length]!;
    const own = [words[n % words.length], words[(n * 7) % words.length], words[Math.trunc(n / 455) % words.length]];
    const rule = rules[n % rules.length]!;
    return {
      id: newId(),
      association_id: country === 'DK' ? houses.broen.id : houses.lyspunkt.id,
      slug: `tilbud-${n}`,
      kind: offerKinds[n % offerKinds.length],
      texts: {
        [country === 'DK' ? 'da' : 'nb']: {
          title: `${own[0]} ${name} ${n}`,
          summary: `Et tilbud om ${own[1]} og ${own[2]}.`,
          more: 'Alle er velkommen.',
        },
      },
      ways: n % 10 === 0 ? ['digital'] : ['in-person'],
      areas: [areas[n % areas.length]],
      languages: ['nb'],
      place: name,
      municipality: code,
      latitude: point.latitude + ((n % 7) - 3) / 200,
      longitude: point.longitude + ((n % 5) - 2) / 200,
      starts_on: rule ? '2026-09-01' : null,
      clock: rule ? '18:00' : null,
      minutes: rule ? 90 : null,
      rule,
      published_on: '2026-09-01',
      confirmed_on: '2026-09-01',
      created_at: world.now(),
      changed_at: world.now(),
    };
  });
  await putAll(client, { offers: rows });
  await client.query('set session_replication_role = default');
  client.release();
  await superuser.query('analyze offers');
}

const query = (n: number) => {
  const place = municipalities()[(n * 37) % municipalities().length]!;
  const word = n % 5 === 0 ? misspelt[n % misspelt.length]! : words[(n * 3) % words.length]!;
  return { place, word };
};

/** The search by itself, one after another in this thread: what a reader waits for is this times those in front. */
function measureSearch({ world }: TestWorld, seconds: number): void {
  const shelf = shelfOf(world, TODAY);
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  for (let n = 0; performance.now() < until; n += 1) {
    const { place, word } = query(n);
    const from = performance.now();
    search(shelf, { words: word, near: place.point, km: null, chosen: [], page: 1 });
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(3);
  console.log(
    `search alone: ${Math.round(times.length / seconds)} a second, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${sorted.at(-1)!.toFixed(1)} ms`,
  );
}

type Loader = ReturnType<typeof openLoader>;

/** Whole pages of results, each search another: first from cold, then as it goes on; then a reader who asks once a second. */
async function measureFound(loader: Loader, port: number, seconds: number): Promise<void> {
  const requests = Array.from({ length: 4_000 }, (_, n) => {
    const { place, word } = query(n);
    return request('GET', `${urls.finder}?place=${encodeURIComponent(place.name)}&q=${encodeURIComponent(word)}&n=${n}`, {
      'accept-language': 'nb',
    });
  });
  const job = { requests, concurrency: READERS, status: 200, port };
  const cold = await loader.load({ ...job, seconds });
  const warm = await loader.load({ ...job, seconds });
  for (const [name, one] of [
    ['from cold', cold],
    ['as it goes on', warm],
  ] as const)
    console.log(
      `page of results, ${READERS} readers who never rest, ${name}: ${Math.round(one.perSecond)} a second, p50 ${share(one.times, 0.5).toFixed(1)} ms, p99 ${share(one.times, 0.99).toFixed(1)} ms  ${bar(share(one.times, 0.99) <= 25 && one.wrong === 0, 'p99 25 ms')}`,
    );
  const paced = await atPace(port, seconds);
  console.log(
    `page of results, ${READERS} readers who each ask twice a second: p50 ${paced.p50.toFixed(1)} ms, p99 ${paced.p99.toFixed(1)} ms  ${bar(paced.p99 <= 25, 'p99 25 ms')}`,
  );
}

/** Readers who read: each asks twice a second, spread evenly. */
async function atPace(port: number, seconds: number): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  const one = async (reader: number) => {
    await rest((reader * 500) / READERS);
    for (let n = 0; n < seconds * 2; n += 1) {
      const { place, word } = query(reader * 97 + n * 13);
      const from = performance.now();
      await get(port, `${urls.finder}?place=${encodeURIComponent(place.name)}&q=${encodeURIComponent(word)}&r=${reader}.${n}`);
      times.push(performance.now() - from);
      await rest(500 - (performance.now() - from));
    }
  };
  await Promise.all(Array.from({ length: READERS }, (_, reader) => one(reader)));
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: sorted[Math.floor(sorted.length * 0.5)]!, p99: sorted[Math.floor(sorted.length * 0.99)]! };
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** The page as it is first seen, kept, beside a server that does nothing but send the same bytes. */
async function measureKept({ app, world }: TestWorld, loader: Loader, port: number, seconds: number): Promise<void> {
  const path = to(urls.finderOf, { association: houses.lyspunkt.slug });
  for (const accept of ['br', 'identity']) {
    const headers = { 'accept-language': 'nb', 'accept-encoding': accept };
    const answer = await app.request(world.config.PUBLIC_URL + path, { headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const own = { ...Object.fromEntries(answer.headers), 'content-length': String(bytes.length) };
    const bare = createServer((incoming, outgoing) => {
      incoming.resume();
      outgoing.writeHead(200, own);
      outgoing.end(bytes);
    });
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
    const job = { requests: [request('GET', path, headers)], concurrency: 8, status: 200, seconds };
    await loader.load({ ...job, port, seconds: 1 });
    const kept = await loader.load({ ...job, port });
    const plain = await loader.load({ ...job, port: portOf(bare) });
    bare.close();
    const part = kept.perSecond / plain.perSecond;
    console.log(
      `kept page, ${accept}, ${bytes.length} bytes: ${Math.round(kept.perSecond)} a second, bare server ${Math.round(plain.perSecond)}: ${Math.round(part * 100)} %  ${bar(part >= 0.6, '60 %')}`,
    );
  }
}

/** Another process with the same database: a second shelf and a second page cache that only hear what PostgreSQL tells. */
async function measureChange(house: TestWorld): Promise<void> {
  const other = { ...house.world, pages: pageCache() };
  const reading = await openFinder(other, house.superuser.options);
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const title = `xyzz${String.fromCharCode(97 + n)}q`;
    await house.superuser.query(`update offers set texts = $1 where slug = 'tilbud-300' and association_id = $2`, [
      JSON.stringify({ nb: { title, summary: '', more: '' } }),
      houses.lyspunkt.id,
    ]);
    const from = performance.now();
    for (const world of [house.world, other])
      while (search(shelfOf(world, TODAY), { words: title, near: null, km: null, chosen: [], page: 1 }).total === 0) await rest(2);
    times.push(performance.now() - from);
  }
  await reading.stop();
  const slowest = Math.max(...times);
  console.log(`a change is seen by both finders after ${slowest.toFixed(0)} ms at most  ${bar(slowest <= 1000, 'one second')}`);
}

async function measureWeight(port: number): Promise<void> {
  const first = await get(port, urls.finder, 'br');
  const page = await get(port, urls.finder, 'identity');
  const sources = [...page.body.toString().matchAll(/<script type="module" src="(\/static\/[^"]+)"/g)].map(([, path]) => path!);
  const scripts = await Promise.all(sources.map((path) => get(port, path, 'br')));
  const all = first.bytes + scripts.reduce((sum, one) => sum + one.bytes, 0);
  const isWhole = !/<link rel="stylesheet"/.test(page.body.toString());
  console.log(
    `finder page over the wire: ${(first.bytes / 1000).toFixed(1)} kB with its styles, ${(all / 1000).toFixed(1)} kB with its scripts, headers counted  ${bar(all <= 60_000, '60 kB')}, ${bar(isWhole, 'usable after one round trip')}`,
  );
}

function get(port: number, path: string, accept = 'identity'): Promise<{ body: Buffer; bytes: number }> {
  return new Promise((resolve, reject) => {
    const asked = ask({ port, host: '127.0.0.1', path, headers: { 'accept-language': 'nb', 'accept-encoding': accept } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        resolve({ body, bytes: body.length + answer.rawHeaders.join(': ').length });
      });
    });
    asked.on('error', reject).end();
  });
}

async function serve({ world, app }: TestWorld): Promise<Server> {
  const server = createServer(frontDoor(world, app));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server) => (server.address() as { port: number }).port;
