import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { as, houses, seat, visitor } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { frontDoor } from './index.ts';

let house: TestWorld;
let server: Server;
let origin: string;
const start = to(urls.association, { association: houses.lyspunkt.slug });

before(async () => {
  house = await openTestWorld();
  await seat(house);
  await house.world.houses.refresh();
  server = createServer(frontDoor(house.world, house.app));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.close();
  await house.close();
});

const get = (headers: Record<string, string> = {}, path = start) =>
  fetch(origin + path, { headers: { 'accept-language': 'nb', ...headers }, redirect: 'manual' });

test('a kept page is the page itself, with every header of the first', async () => {
  const [first, second] = [await get(), await get()];
  assert.equal(await first.text(), await second.text());
  for (const name of ['content-security-policy', 'x-frame-options', 'referrer-policy', 'content-type'])
    assert.equal(second.headers.get(name), first.headers.get(name));
  assert.ok(second.headers.get('etag'));
});

test('each language has its own page', async () => {
  const pages = await Promise.all(['nb', 'nn', 'en'].map(async (language) => await (await get({ 'accept-language': language })).text()));
  assert.equal(new Set(pages).size, 3);
  assert.match(await (await get({ cookie: '__Host-lang=nn', 'accept-language': 'en' })).text(), /lang="nn"/);
});

test('whoever asks for larger type has it on every page until asking for the usual one, and nobody else has', async () => {
  const asked = await fetch(`${origin}/text-size/larger?back=${start}`, { redirect: 'manual' });
  assert.equal(asked.status, 303);
  assert.equal(asked.headers.get('location'), start);
  const cookie = /__Host-text-size=larger/.exec(asked.headers.get('set-cookie')!)![0];
  assert.match(asked.headers.get('set-cookie')!, /Max-Age=31536000.*HttpOnly.*SameSite=Lax/i);
  const large = await get({ cookie });
  const etag = large.headers.get('etag') ?? (await get({ cookie })).headers.get('etag')!;
  assert.match(await large.text(), /<html lang="nb" class="large-type"/);
  assert.match(await (await get({ cookie })).text(), /class="large-type"/, 'the kept one too');
  assert.doesNotMatch(await (await get()).text(), /large-type/);
  assert.equal((await get({ 'if-none-match': etag })).status, 200, 'the one is not taken for the other');
  assert.equal((await get({ cookie, 'if-none-match': etag })).status, 304);
  assert.match(await (await get({ cookie: '__Host-lang=nn; __Host-text-size=larger' })).text(), /<html lang="nn" class="large-type"/);
  const usual = await fetch(`${origin}/text-size/usual?back=//elsewhere.example`, { redirect: 'manual' });
  assert.equal(usual.headers.get('location'), urls.start, 'and nowhere else');
  assert.equal((await fetch(`${origin}/text-size/huge?back=${start}`, { redirect: 'manual' })).headers.get('set-cookie'), null);
});

test('however the cookie is written, a page in larger type is kept for nobody else', async () => {
  const about = to(urls.about, { association: houses.lyspunkt.slug });
  for (const value of ['"larger"', 'larger%20', '%6carger', 'larger; __Host-text-size=usual', 'usual; __Host-text-size=larger']) {
    house.world.pages.clear();
    await (await get({ cookie: `__Host-text-size=${value}` }, about)).text();
    assert.doesNotMatch(await (await get({}, about)).text(), /class="large-type"/, value);
  }
});

test('a browser that has the page is told that it still holds', async () => {
  await get();
  const etag = (await get()).headers.get('etag')!;
  assert.equal((await get({ 'if-none-match': etag })).status, 304);
});

test('whoever is signed in sees the own page, never a kept one', async () => {
  await get();
  const kari = await as(house, 'kari');
  assert.match(await (await kari.get(start)).text(), /sign-out/);
  assert.doesNotMatch(await (await get()).text(), /sign-out/);
});

test('a change is seen by the next visitor, within the moment PostgreSQL needs to tell of it', async () => {
  await get();
  await house.superuser.query('update associations set name = $1 where id = $2', ['Foreningen Nytt Navn', houses.lyspunkt.id]);
  for (let tries = 0; tries < 40 && !(await (await get()).text()).includes('Nytt Navn'); tries += 1) await delay(25);
  assert.match(await (await get()).text(), /Nytt Navn/);
});

test('only pages that are there are kept', async () => {
  assert.equal((await get({}, '/nobody')).status, 404);
  assert.equal((await get({}, '/nobody')).status, 404);
  assert.equal((await visitor(house).get('/nobody')).status, 404);
});
