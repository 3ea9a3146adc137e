import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { as, cast, houses, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { hashOf } from '../accounts/index.ts';
import { browser, codeOf, lastSecret, recorded, signInAs } from './browser.fixture.ts';

const start = '2026-12-01T09:00:00+01:00';
let world: TestWorld;
before(async () => {
  world = await openTestWorld(start, { TRUSTED_PROXIES: '1' });
  await seat(world);
});
after(() => world.close());

const SESSION = '__Host-verksted';
const wrongFor = (code: string) => (code === '111111' ? '222222' : '111111');
const cookieOf = (response: Response, name: string) => response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`));
let nth = 10;
const elsewhere = () => browser(world, 'nb', `192.0.2.${(nth += 1)}`);

test('a code sent by mail and typed in the same browser signs the person in', async () => {
  const jar = elsewhere();
  const asked = await jar.post('/sign-in', { contact: cast.per.email!, back: '/me' });
  assert.equal(asked.status, 303);
  assert.equal(asked.headers.get('location'), '/sign-in/code?back=%2Fme');
  const inside = await jar.post('/sign-in/code', { code: await codeOf(world, 'per'), back: '/me' });
  assert.equal(inside.status, 303);
  assert.equal(inside.headers.get('location'), '/me');
  assert.deepEqual(await recorded(world, 'per'), ['session.begun']);
  const { rows } = await world.superuser.query('select * from history where about_id = $1 and act = $2', [cast.per.id, 'session.begun']);
  assert.equal(rows[0].association_id, houses.lyspunkt.id);
  assert.ok(!JSON.stringify(rows[0]).includes('@'), 'history holds no values');
});

test('a telephone number may be typed as people write it, and a code may have spaces', async () => {
  const jar = elsewhere();
  await jar.post('/sign-in', { contact: cast.paal.phone.replace('+47', '').replace(/(...)(..)/, '$1 $2 ') });
  const code = await codeOf(world, 'paal');
  const inside = await jar.post('/sign-in/code', { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
  assert.equal(inside.headers.get('location'), '/desk');
  const { rows } = await world.superuser.query('select method from sessions where person_id = $1', [cast.paal.id]);
  assert.deepEqual(rows, [{ method: 'sms-code' }]);
});

test('the answer is the same whether or not anybody is reached there, and so is the work', async () => {
  const answers = [];
  for (const contact of [cast.pernille.email!, 'nobody-at-all@example.org']) {
    const jar = elsewhere();
    await jar.get('/sign-in');
    const queries: string[] = [];
    const stop = overhear(queries);
    const asked = await jar.post('/sign-in', { contact });
    const page = await jar.get(asked.headers.get('location')!);
    const wrong = await jar.post('/sign-in/code', { code: '000000' });
    stop();
    answers.push({
      status: [asked.status, page.status, wrong.status],
      headers: [...asked.headers.keys()],
      where: asked.headers.get('location'),
      pages: [await asked.text(), await page.text(), await wrong.text()],
      queries,
    });
  }
  assert.ok(answers[0]!.queries.some((text) => text.includes('sign_in_codes')));
  assert.deepEqual(answers[0], answers[1]);
});

/** Every text sent to the database for requests, in order, until it is stopped. */
function overhear(queries: string[]): () => void {
  const { pool } = world.world.db;
  const heard = new Map<pg.PoolClient, pg.PoolClient['query']>();
  const listen = (client: pg.PoolClient) => {
    if (heard.has(client)) return;
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    heard.set(client, client.query);
    client.query = ((text: unknown, ...rest: unknown[]) => {
      if (typeof text === 'string' && !text.includes('app.ctx')) queries.push(text.replace(/\s+/g, ' '));
      return query(text, ...rest);
    }) as typeof client.query;
  };
  pool.on('acquire', listen);
  return () => {
    pool.off('acquire', listen);
    for (const [client, query] of heard) client.query = query;
  };
}

test('nobody gets a message where nobody is reached', async () => {
  await world.whenIdle();
  const { rows } = await world.superuser.query('select sealed from sign_in_codes where sealed is not null');
  assert.deepEqual(rows, []);
});

test('after five wrong codes the right one is refused, and the person may still ask again', async () => {
  const jar = elsewhere();
  await jar.post('/sign-in', { contact: cast.petra.email! });
  const code = await codeOf(world, 'petra');
  const texts = [];
  for (let nth = 0; nth < 5; nth += 1) texts.push(await (await jar.post('/sign-in/code', { code: wrongFor(code) })).text());
  assert.match(texts[0]!, /Du kan prøve fire ganger til/);
  assert.match(texts[3]!, /Du kan prøve én gang til/);
  assert.match(texts[4]!, /kan ikke brukes lenger/);
  assert.equal((await jar.post('/sign-in/code', { code })).status, 422);
  assert.equal((await (await signInAs(world, 'petra', {}, jar)).get('/sign-in')).status, 303);
});

test('a hundred wrong codes at the same moment are five tries', async () => {
  const jar = elsewhere();
  await jar.post('/sign-in', { contact: cast.pia.email! });
  const code = await codeOf(world, 'pia');
  await Promise.all(Array.from({ length: 20 }, () => jar.post('/sign-in/code', { code: wrongFor(code) })));
  const { rows } = await world.superuser.query('select tries from sign_in_codes order by id desc limit 1');
  assert.deepEqual(rows, [{ tries: 5 }]);
});

test('somebody who guesses elsewhere locks nobody out', async () => {
  const jar = elsewhere();
  await jar.post('/sign-in', { contact: cast.pernille.email! });
  const code = await codeOf(world, 'pernille');
  const other = elsewhere();
  await other.post('/sign-in', { contact: cast.pernille.email! });
  for (let nth = 0; nth < 6; nth += 1) await other.post('/sign-in/code', { code: wrongFor(code) });
  assert.equal((await jar.post('/sign-in/code', { code })).status, 303);
});

test('a code works only in the browser that asked for it', async () => {
  const jar = elsewhere();
  await jar.post('/sign-in', { contact: cast.peder.phone });
  const code = await codeOf(world, 'peder');
  assert.equal((await elsewhere().post('/sign-in/code', { code })).status, 422);
  const asking = elsewhere();
  await asking.post('/sign-in', { contact: cast.poul.phone });
  assert.equal((await asking.post('/sign-in/code', { code })).status, 422);
  assert.equal((await jar.post('/sign-in/code', { code })).status, 303);
});

test('a code is used once', async () => {
  const jar = elsewhere();
  await jar.post('/sign-in', { contact: cast.poul.email! });
  const asks = jar.cookies.get('__Host-verksted-asks')!;
  const code = await codeOf(world, 'poul');
  assert.equal((await jar.post('/sign-in/code', { code })).status, 303);
  const same = elsewhere();
  same.cookies.set('__Host-verksted-asks', asks);
  assert.equal((await same.post('/sign-in/code', { code })).status, 422);
});

test('a code is too old after ten minutes', async () => {
  const jar = elsewhere();
  await jar.post('/sign-in', { contact: cast.per.email! });
  const code = await codeOf(world, 'per');
  world.setClock('2026-12-01T09:10:01+01:00');
  const late = await jar.post('/sign-in/code', { code });
  world.setClock(start);
  assert.equal(late.status, 422);
  assert.match(await late.text(), /kan ikke brukes lenger/);
});

test('looking at the link spends nothing; the button signs in, once, in the browser that asked', async () => {
  const jar = elsewhere();
  await jar.post('/sign-in', { contact: cast.karen.email!, own: 'yes', back: '/groups' });
  const { page } = (await lastSecret(world, 'karen'))!;
  const scanner = elsewhere();
  assert.match(await (await scanner.get(page!)).text(), /virker ikke her/);
  assert.equal((await scanner.get(page!, 'HEAD')).status, 200);
  assert.equal((await scanner.post(page!)).status, 422);
  for (const method of ['HEAD', 'GET', 'GET'] as const) assert.equal((await jar.get(page!, method)).status, 200);
  const inside = await jar.post(page!);
  assert.equal(inside.headers.get('location'), '/groups');
  assert.match(cookieOf(inside, SESSION)!, /Max-Age=2592000/);
  await jar.get(page!);
  assert.equal((await jar.post(page!)).status, 422);
});

test('the cookie is for this host alone, and lasts as long as was said', async () => {
  const asked = elsewhere();
  await asked.post('/sign-in', { contact: cast.per.email! });
  const borrowed = cookieOf(await asked.post('/sign-in/code', { code: await codeOf(world, 'per') }), SESSION)!;
  assert.match(borrowed, /^__Host-verksted=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const token = asked.cookies.get(SESSION)!;
  const { rows } = await world.superuser.query(`select * from sessions where position(convert_to($1, 'UTF8') in token_hash) > 0`, [token]);
  assert.deepEqual(rows, [], 'only a hash is kept');
});

test('a borrowed device is signed out after two hours unused and eight in all, an own one after fourteen days and thirty', async () => {
  const lives = async (own: boolean, visits: string[]) => {
    world.setClock(start);
    const jar = await signInAs(world, 'per', own ? { own: 'yes' } : {}, elsewhere());
    const seen = [];
    for (const at of visits) {
      world.setClock(at);
      seen.push((await jar.get('/sign-in')).status === 303);
    }
    world.setClock(start);
    return seen;
  };
  assert.deepEqual(await lives(false, ['2026-12-01T10:59:00+01:00', '2026-12-01T12:58:00+01:00', '2026-12-01T15:00:00+01:00']), [
    true,
    true,
    false,
  ]);
  const busy = ['10:50', '12:40', '14:30', '16:20', '16:59', '17:01'].map((at) => `2026-12-01T${at}:00+01:00`);
  assert.deepEqual(await lives(false, busy), [true, true, true, true, true, false]);
  assert.deepEqual(
    await lives(true, ['2026-12-14T09:00:00+01:00', '2026-12-27T09:00:00+01:00', '2026-12-30T09:00:00+01:00', '2026-12-31T09:01:00+01:00']),
    [true, true, true, false],
  );
  assert.deepEqual(await lives(true, ['2026-12-15T09:01:00+01:00']), [false]);
});

test('that somebody was here is written at most every five minutes', async () => {
  const jar = await signInAs(world, 'paal', {}, elsewhere());
  const seen = async () =>
    (
      await world.superuser.query('select last_seen_at from sessions where person_id = $1 and token_hash = $2', [
        cast.paal.id,
        hashOf(jar.cookies.get(SESSION)!),
      ])
    ).rows[0].last_seen_at.toISOString();
  const first = await seen();
  world.setClock('2026-12-01T09:04:00+01:00');
  await jar.get('/sign-in');
  assert.equal(await seen(), first);
  world.setClock('2026-12-01T09:06:00+01:00');
  await jar.get('/sign-in');
  assert.equal(await seen(), '2026-12-01T08:06:00.000Z');
  world.setClock(start);
});

test('a session from before is worth nothing after signing in', async () => {
  const jar = elsewhere();
  jar.cookies.set(SESSION, 'a'.repeat(43));
  await signInAs(world, 'per', {}, jar);
  const first = jar.cookies.get(SESSION)!;
  assert.notEqual(first, 'a'.repeat(43));
  await jar.get('/sign-in/code');
  await signInAs(world, 'petra', {}, jar);
  assert.notEqual(jar.cookies.get(SESSION), first);
  const old = elsewhere();
  old.cookies.set(SESSION, first);
  assert.equal((await old.get('/sign-in')).status, 200, 'the first session has ended');
});

test('signing out ends the session here and clears what the browser kept', async () => {
  const jar = await signInAs(world, 'per', {}, elsewhere());
  const token = jar.cookies.get(SESSION)!;
  const refused = await browserWith(token).post('/sign-out', { csrf: 'x'.repeat(32) });
  assert.equal(refused.status, 403, 'a form without its token is refused');
  await jar.get('/sign-in/code');
  const out = await jar.post('/sign-out');
  assert.equal(out.status, 303);
  assert.equal(out.headers.get('clear-site-data'), '"cache", "storage"');
  assert.equal((await browserWith(token).get('/sign-in')).status, 200);
  assert.deepEqual((await recorded(world, 'per')).slice(-1), ['session.ended']);
});

test('a form from another site is refused', async () => {
  const jar = elsewhere();
  const forged = await jar.post(
    '/sign-in',
    { contact: cast.per.email! },
    { origin: 'https://example.com', 'content-type': 'application/x-www-form-urlencoded' },
  );
  assert.equal(forged.status, 403);
});

test('one goes on only to pages of this site', async () => {
  for (const back of ['https://example.com/', '//example.com', '/\\example.com', 'javascript:alert(1)', '/ok\nx']) {
    const asked = await elsewhere().post('/sign-in', { contact: 'somebody@example.org', back });
    assert.equal(asked.headers.get('location'), '/sign-in/code?back=%2Fdesk', back);
  }
});

test('a removed role and an ended session have no successful read afterwards', async () => {
  const kari = await as(world, 'birk');
  assert.equal((await kari.get(`/house/people/${cast.per.id}/paper-codes`)).status, 404, 'Per belongs to no chapter of Birk');
  const tuva = await as(world, 'kari');
  const page = `/house/people/${cast.per.id}/paper-codes`;
  assert.equal((await tuva.get(page)).status, 200);
  await world.superuser.query('update roles set ended_at = $2 where person_id = $1', [cast.kari.id, new Date(start)]);
  assert.equal((await tuva.get(page)).status, 404);
  await world.superuser.query('update roles set ended_at = null where person_id = $1', [cast.kari.id]);
  assert.equal((await tuva.get(page)).status, 200);
  await world.superuser.query('delete from sessions where person_id = $1', [cast.kari.id]);
  assert.equal((await tuva.get(page)).headers.get('location')?.startsWith('/sign-in?'), true);
});

test('what cannot be read is said, and what was typed is kept', async () => {
  const jar = elsewhere();
  const slip = await jar.post('/sign-in', { contact: '12 <b>' });
  assert.equal(slip.status, 422);
  assert.match(await slip.text(), /value="12 &lt;b>"|value="12 &lt;b&gt;"/);
  assert.equal((await jar.post('/sign-in', { contact: '' })).status, 422);
  assert.equal((await jar.post('/sign-in/code', { code: 'abc' })).status, 422);
});

test('somebody asked for very often gets longer codes, and then none for a while', async () => {
  const codes = [];
  for (let nth = 0; nth < 12; nth += 1) {
    const asked = await elsewhere().post('/sign-in', { contact: cast.flemming.email! });
    codes.push(asked.status === 303 ? (await codeOf(world, 'flemming')).length : asked.status);
  }
  assert.deepEqual(codes, [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 422, 422]);
  world.setClock('2026-12-01T11:00:00+01:00');
  await world.superuser.query('delete from rate_limits');
});

function browserWith(token: string) {
  const jar = elsewhere();
  jar.cookies.set(SESSION, token);
  return jar;
}

test('a code goes to the contact that was asked for, whatever contact the person has when it leaves', async () => {
  await elsewhere().post('/sign-in', { contact: cast.pernille.email! });
  assert.equal((await lastSecret(world, 'pernille'))!.address, cast.pernille.email);
  await elsewhere().post('/sign-in', { contact: cast.paal.phone });
  assert.equal((await lastSecret(world, 'paal'))!.address, cast.paal.phone);
});
