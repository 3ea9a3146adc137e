import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { browser, recorded } from './browser.fixture.ts';

let world: TestWorld;
before(async () => {
  world = await openTestWorld('2026-12-01T09:00:00+01:00', { TRUSTED_PROXIES: '1' });
  await seat(world);
});
after(() => world.close());

let nth = 10;
const elsewhere = () => browser(world, 'nb', `203.0.113.${(nth += 1)}`);
const letterFor = (id: string) => `/house/people/${id}/paper-codes`;
const codesIn = (page: string) => [...page.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code!);

test('a coordinator makes a letter with ten codes, which is shown once and kept nowhere', async () => {
  const kari = await as(world, 'kari');
  const made = await kari.post(letterFor(cast.peder.id));
  const page = await made.text();
  const codes = codesIn(page);
  assert.equal(codes.length, 10);
  for (const code of codes) assert.match(code, /^[2-9A-HJKMNPQRSTVWXYZ]{4}(-[2-9A-HJKMNPQRSTVWXYZ]{4}){2}$/);
  assert.equal(made.headers.get('cache-control'), 'no-store');
  assert.equal(codesIn(await (await kari.get(letterFor(cast.peder.id))).text()).length, 0);
  const { rows } = await world.superuser.query('select code_hash from paper_codes where person_id = $1', [cast.peder.id]);
  assert.equal(rows.length, 10);
  assert.deepEqual((await recorded(world, 'kari')).slice(-1), ['paper-codes.made']);
  const { rowCount } = await world.superuser.query(`select 1 from messages where person_id = $1 and kind = 'sign-in-changed'`, [
    cast.peder.id,
  ]);
  assert.equal(rowCount, 1, 'the person is told');
});

test('a code from the letter signs in once, however it is written', async () => {
  const codes = codesIn(await (await (await as(world, 'kari')).post(letterFor(cast.peder.id))).text());
  const jar = elsewhere();
  const inside = await jar.post('/sign-in/paper', { code: ` ${codes[0]!.toLowerCase().replaceAll('-', ' ')}`, back: '/me' });
  assert.equal(inside.headers.get('location'), '/me');
  assert.deepEqual(await recorded(world, 'peder'), ['session.begun']);
  const again = await elsewhere().post('/sign-in/paper', { code: codes[0]! });
  assert.equal(again.status, 422);
  assert.match(await again.text(), /Prøv den neste i brevet/);
  assert.equal((await elsewhere().post('/sign-in/paper', { code: codes[1]! })).status, 303);
});

test('a new letter makes the old one worthless, and every letter ends after a year', async () => {
  const kari = await as(world, 'kari');
  const [old] = codesIn(await (await kari.post(letterFor(cast.pernille.id))).text());
  const [code, next] = codesIn(await (await kari.post(letterFor(cast.pernille.id))).text());
  assert.equal((await elsewhere().post('/sign-in/paper', { code: old! })).status, 422);
  assert.equal((await elsewhere().post('/sign-in/paper', { code: code! })).status, 303);
  world.setClock('2027-12-01T09:00:01+01:00');
  assert.equal((await elsewhere().post('/sign-in/paper', { code: next! })).status, 422);
  world.setClock('2026-12-01T09:00:00+01:00');
});

test('the letter is in the language of the person, not of the one who prints it', async () => {
  const page = await (await (await as(world, 'kari')).post(letterFor(cast.petra.id))).text();
  assert.match(page, /<div lang="en"><article/);
  assert.match(page, /Keep the letter somewhere safe/);
});

test('only an administrator makes codes for somebody who sees others’ data: whoever makes them could use them', async () => {
  const kari = await as(world, 'kari');
  assert.equal((await kari.post(letterFor(cast.ada.id))).status, 422);
  assert.equal((await kari.post(letterFor(cast.frida.id))).status, 422);
  assert.equal((await (await as(world, 'ada')).post(letterFor(cast.frida.id))).status, 200);
});

test('from a screen left open nobody makes a letter that signs in as another', async () => {
  const kari = await as(world, 'kari');
  world.setClock('2026-12-01T09:10:01+01:00');
  const there = (await world.superuser.query('select from paper_codes')).rowCount;
  for (const answer of [await kari.get(letterFor(cast.per.id)), await kari.post(letterFor(cast.per.id))])
    assert.equal(answer.headers.get('location'), to(urls.stepUp, {}, { back: letterFor(cast.per.id) }));
  assert.equal((await world.superuser.query('select from paper_codes')).rowCount, there);
  world.setClock('2026-12-01T09:00:00+01:00');
});

/** Who may do what for Per (of no chapter) and Frida (a facilitator), both of Lyspunkt. */
const rights = {
  ada: { per: 200, frida: 200, reset: 303 },
  kari: { per: 200, frida: 422, reset: 404 },
  birk: { per: 404, frida: 404, reset: 404 },
  filip: { per: 404, frida: 404, reset: 404 },
  petra: { per: 404, frida: 404, reset: 404 },
  dorte: { per: 404, frida: 404, reset: 404 },
  stranger: { per: 404, frida: 404, reset: 404 },
  una: { per: 404, frida: 404, reset: 404 },
} as const;

for (const [who, may] of Object.entries(rights))
  test(`letters and second steps: what ${who} may do`, async () => {
    const client = await as(world, who as keyof typeof rights);
    assert.equal((await client.post(letterFor(cast.per.id))).status, may.per);
    assert.equal((await client.post(letterFor(cast.frida.id))).status, may.frida);
    assert.equal((await client.post(`/house/people/${cast.frida.id}/second-step`)).status, may.reset);
    assert.equal((await client.get('/house/people/nobody/paper-codes')).status, 404);
  });

test('starting afresh takes the second step away, ends every session, and is told and recorded', async () => {
  const frida = await as(world, 'frida');
  await world.superuser.query(
    `insert into totp_secrets (person_id, association_id, secret, confirmed_at) select id, association_id, 'x', now() from people where id = $1 on conflict do nothing`,
    [cast.frida.id],
  );
  assert.equal((await frida.get('/sign-in')).status, 303);
  const ada = await as(world, 'ada');
  assert.equal((await ada.post(`/house/people/${cast.frida.id}/second-step`)).status, 303);
  assert.equal((await frida.get('/sign-in')).status, 200, 'signed out everywhere');
  const left = await world.superuser.query('select 1 from totp_secrets where person_id = $1', [cast.frida.id]);
  assert.equal(left.rowCount, 0);
  assert.deepEqual((await recorded(world, 'ada')).slice(-1), ['second-step.reset']);
  assert.equal((await ada.post(`/house/people/${cast.ada.id}/second-step`)).status, 422, 'not for oneself');
});
