import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { houses, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { frontDoor, type World } from '../accounts/index.ts';
import { createApp } from '../app.ts';
import { newId } from '../lib/ids.ts';
import { pageCache } from '../lib/page-cache.ts';
import { to, urls } from '../urls.ts';
import { openFinder, shelfOf } from './index.ts';
import { day } from '../lib/day.ts';

let house: TestWorld;
let server: Server;
const towns = [
  ['Bergen', 60.393, 5.324],
  ['Oslo', 59.913, 10.746],
  ['Tromsø', 69.649, 18.956],
] as const;

before(async () => {
  house = await openTestWorld('2026-11-30T12:00:00+01:00');
  await seat(house);
  await house.world.houses.refresh();
  const titles = ['Kafé & prat', 'Sorggruppe <for alle>', 'Tur "ut"', 'Strikk'];
  for (let n = 0; n < 60; n += 1) await offer(`${titles[n % titles.length]} ${n}`, n);
  await until(() => shelfOf(house.world, day('2026-11-30')).slotOf.size === 60);
  server = await serve(house.world, house.app);
});
after(async () => {
  server.close();
  await house.close();
});

async function offer(title: string, n: number): Promise<string> {
  const [place, latitude, longitude] = towns[n % towns.length]!;
  const row = {
    id: newId(),
    association_id: n % 5 === 0 ? houses.broen.id : houses.lyspunkt.id,
    slug: `s${n}`,
    kind: n % 2 === 0 ? 'open-cafe' : 'conversation-group',
    texts: JSON.stringify({ [n % 5 === 0 ? 'da' : 'nb']: { title, summary: n % 3 === 0 ? '' : 'Kom & se "selv" <her>.', more: '' } }),
    ways: n % 6 === 0 ? ['phone'] : ['in-person'],
    place,
    latitude,
    longitude,
    room: n % 4 === 0 ? false : null,
    ...(n % 2 === 0 && { starts_on: '2026-11-03', clock: '18:30', minutes: 90, rule: 'FREQ=WEEKLY;BYDAY=TU' }),
    published_on: '2026-11-01',
    created_at: house.world.now(),
    changed_at: house.world.now(),
  };
  const names = Object.keys(row);
  await house.superuser.query(
    `insert into offers (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  );
  return row.id;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const from = performance.now();
  while (!(await holds()) && performance.now() - from < 5_000) await delay(10);
  assert.ok(await holds());
}

async function serve(world: World, app: TestWorld['app']): Promise<Server> {
  const made = createServer(frontDoor(world, app));
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return made;
}

type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer };
const ask = (path: string, headers: Record<string, string> = {}, at = server): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = at.address() as AddressInfo;
    const asked = request({ port, host: '127.0.0.1', path, headers: { 'accept-language': 'nb', ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (one: Buffer) => parts.push(one));
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', reject).end();
  });

/** The way of every request, which draws the page as a whole. */
const drawn = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await house.app.request(`http://localhost${path}`, { headers: { 'accept-language': 'nb', ...headers } });
  return { headers: Object.fromEntries(answer.headers), html: await answer.text() };
};

/** A difference between long texts is told by where it begins. */
function same(a: string, b: string, about: string): void {
  if (a === b) return;
  const at = Math.max(0, [...a].findIndex((sign, n) => sign !== b[n]) - 60);
  assert.fail(`${about}: ${a.slice(at, at + 120)} ≠ ${b.slice(at, at + 120)}`);
}

const bad = `"><script>alert('x')</script>&amp;å%`;
const queries: Record<string, string>[] = [
  { q: 'kafe' },
  { place: 'Bergen' },
  { place: '5003', q: 'sorggruppe' },
  { place: 'Tromsø', q: 'sorgruppe kafe', km: '50' },
  { place: 'Bergen', page: '2' },
  { q: 'finnes ikke' },
  { place: 'Kirkenes', q: 'tur' },
  { q: bad },
  { q: 'kafe', n: bad, [bad]: '1' },
  { q: '$& $1 \\', place: 'Oslo' },
  { q: 'kafe', kind: 'open-cafe', way: 'phone' },
  { kind: bad, day: 'tue', time: 'evening', language: 'nb', for: 'patient', area: 'breast', km: '10', wheelchair: 'yes' },
  { kind: 'nothing-of-ours', wheelchair: 'no' },
  { place: 'Halden', q: 'tur', km: '10' },
  { place: '  ', q: ' kafe ' },
];
const pathsOf = (path: string) => queries.map((query) => `${path}?${new URLSearchParams(query)}`);

test('an answer that is put together has the bytes of the page drawn as a whole', async () => {
  for (const language of ['nb', 'nn', 'da', 'en'])
    for (const page of [urls.finder, to(urls.finderOf, { association: houses.lyspunkt.slug })]) {
      const headers = { 'accept-language': language };
      await ask(`${page}?q=first`, headers);
      for (const path of language === 'nb' ? pathsOf(page) : pathsOf(page).slice(3, 7)) {
        const [quick, whole] = [await ask(path, headers), await drawn(path, headers)];
        same(quick.body.toString(), whole.html, path);
        for (const name of Object.keys(whole.headers)) assert.equal(quick.headers[name], whole.headers[name], `${name} of ${path}`);
        assert.ok(quick.headers['content-length'], 'put together, not drawn');
        const packed = await ask(path, { ...headers, 'accept-encoding': 'gzip, deflate, br' });
        assert.equal(packed.headers['content-encoding'], 'gzip');
        same(gunzipSync(packed.body).toString(), whole.html, path);
      }
    }
});

test('nothing that was typed becomes markup', async () => {
  for (const path of pathsOf(urls.finder)) assert.doesNotMatch((await ask(path)).body.toString(), /<script>|<for alle>|value=""[^ /]/);
});

test('larger type, another language in the address and a code on paper are drawn for themselves', async () => {
  const large = { cookie: '__Host-text-size=larger' };
  for (const [path, headers] of [
    [`${urls.finder}?q=kafe`, large],
    [`${urls.finder}?q=kafe&lang=en`, {}],
    [`${urls.finder}?q=kafe&k=abcd2`, {}],
  ] as const)
    for (let times = 0; times < 2; times += 1) same((await ask(path, headers)).body.toString(), (await drawn(path, headers)).html, path);
});

test('at midnight the next times are those of the new day', async () => {
  const path = `${urls.finder}?q=kafe`;
  const next = async () => /<time datetime="(\d{4}-\d\d-\d\d)T/.exec((await ask(path)).body.toString())?.[1];
  assert.equal(await next(), '2026-12-01');
  house.setClock('2026-12-01T23:59:59+01:00');
  assert.equal(await next(), '2026-12-01');
  house.setClock('2026-12-02T00:00:00+01:00');
  assert.equal(await next(), '2026-12-08');
  house.setClock('2026-11-30T12:00:00+01:00');
});

test('a change is seen by another process too, in what was kept and in what is put together', async () => {
  // Another process: a shelf and kept pages of its own, which hear only what PostgreSQL tells.
  const other = { ...house.world, pages: pageCache() };
  const reading = await openFinder(other, house.superuser.options);
  const there = await serve(other, createApp(other).app);
  const pages = [`${urls.finder}?q=omskrevet`, to(urls.placeShown, { municipality: 'bergen' })];
  const seen = async () => {
    const answers = await Promise.all([server, there].flatMap((at) => pages.map((path) => ask(path, {}, at))));
    return answers.map(({ body }) => body.toString());
  };
  await seen();
  const before = await seen();
  await house.superuser.query(`update offers set texts = '{"nb":{"title":"Omskrevet","summary":"","more":""}}' where slug = 's3'`);
  await until(async () => {
    const after = await seen();
    return after.every((html) => html.includes('>Omskrevet</a>'));
  });
  assert.ok(!before.some((html) => html.includes('>Omskrevet</a>')));
  await house.superuser.query(`update offers set ended_on = '2026-11-30' where slug = 's3'`);
  await until(async () => !(await seen()).some((html) => html.includes('>Omskrevet</a>')));
  await reading.stop();
  there.close();
});
