import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { openTestDatabase } from '../../test/database.ts';
import type { TestDatabase } from '../../test/database.ts';
import { newKey } from './crypto.ts';
import type { Tx } from './db.ts';
import { addressKey, forgetRates, rateCounter } from './rate.ts';

const secret = newKey();
const rule = { limit: 40, seconds: 60 };
let database: TestDatabase;
let pool: pg.Pool;
let db: Tx;
let asked = 0;

before(async () => {
  database = await openTestDatabase();
  await database.owner.query(
    'create unlogged table rate_limits (key text primary key, window_start timestamptz not null, taken int not null)',
  );
  await database.owner.query('grant select, insert, update, delete on rate_limits to verksted_app');
  pool = new pg.Pool({ ...database.as('verksted_app'), max: 4 });
  db = new Kysely({ dialect: new PostgresDialect({ pool }), log: () => void (asked += 1) }) as Tx;
});

after(async () => {
  await pool?.end();
  await database?.close();
});

beforeEach(async () => {
  await database.owner.query('delete from rate_limits');
  asked = 0;
});

/** One process, with a clock of its own that stands still until it is moved. */
function process() {
  let at = 0;
  const take = rateCounter(() => at);
  const turns = async (times: number, key = 'page 192.0.2.1', by = rule) => {
    let allowed = 0;
    for (let nth = 0; nth < times; nth += 1) if ((await take(db, key, by, secret)).allowed) allowed += 1;
    return allowed;
  };
  return { take, turns, wait: (seconds: number) => void (at += seconds * 1000) };
}

const later = (seconds: number) =>
  database.owner.query('update rate_limits set window_start = window_start - make_interval(secs => $1)', [seconds]);
const stored = async () =>
  (await database.owner.query<{ key: string; taken: number }>('select key, taken from rate_limits order by taken')).rows;

test('everyone has a limit of their own', async () => {
  const one = process();
  assert.deepEqual([await one.turns(60), await one.turns(60, 'page 192.0.2.2'), await one.turns(60, 'form 192.0.2.1')], [40, 40, 40]);
});

test('a small limit is kept exactly', async () => {
  for (const limit of [1, 2, 3, 5]) assert.equal(await process().turns(10, `code ${limit}`, { limit, seconds: 600 }), limit);
});

test('when the window has closed there are turns again', async () => {
  const one = process();
  await one.turns(60);
  const refused = await one.take(db, 'page 192.0.2.1', rule, secret);
  assert.deepEqual(refused, { allowed: false, retryAfter: 60 });
  one.wait(59);
  await later(59);
  assert.deepEqual(await one.take(db, 'page 192.0.2.1', rule, secret), { allowed: false, retryAfter: 1 });
  one.wait(1);
  await later(1);
  assert.equal(await one.turns(60), 40);
});

test('processes share a limit, apart from what each lets through before it first speaks', async () => {
  const [one, two, three] = [process(), process(), process()];
  assert.equal((await one.turns(60)) + (await two.turns(60)) + (await three.turns(60)), 40 + 2 * 10);
  assert.equal(await process().turns(60), 10);
});

test('processes that take turns in any order never let through more than limit and a quarter each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2), { minLength: 120, maxLength: 160 }), fc.constantFrom(1, 4, 7, 20, 40), async (order, limit) => {
      await database.owner.query('delete from rate_limits');
      const processes = [process(), process(), process()];
      let allowed = 0;
      for (const nth of order) allowed += await processes[nth]!.turns(1, 'page', { limit, seconds: 60 });
      assert.ok(allowed <= limit + 3 * Math.floor(limit / 4), `${allowed} of ${limit}`);
      assert.ok(allowed >= Math.min(order.length, limit), `${allowed} of ${limit}`);
    }),
    { numRuns: 12 },
  );
});

test('turns taken at the same moment are all counted', async () => {
  const one = process();
  const turns = await Promise.all(Array.from({ length: 100 }, () => one.take(db, 'page', { limit: 10, seconds: 60 }, secret)));
  const allowed = turns.filter((turn) => turn.allowed).length;
  assert.equal(allowed, 10);
});

test('an ordinary visitor costs no query, a hot page few, a flood no more', async () => {
  const one = process();
  await one.turns(10);
  assert.equal(asked, 0);
  await one.turns(30);
  assert.ok(asked <= 10, `${asked} queries`);
  const before = asked;
  await one.turns(5_000);
  assert.ok(asked <= before + 1, `${asked - before} queries`);
});

test('the database holds no address, and tells two keyrings apart', async () => {
  const take = rateCounter();
  for (const key of [secret, newKey()])
    for (let nth = 0; nth < 3; nth += 1) await rateCounter()(db, 'code 192.0.2.1', { limit: 1, seconds: 60 }, key);
  await take(db, 'code 192.0.2.1', { limit: 1, seconds: 60 }, secret);
  const rows = await stored();
  assert.equal(rows.length, 2);
  for (const { key } of rows) assert.match(key, /^[\w-]{22}$/);
});

test('nobody frees their own count by asking under many names', async () => {
  const one = process();
  await one.turns(10);
  for (let nth = 0; nth < 19_000; nth += 1) await one.take(db, `page ${nth}`, rule, secret);
  assert.equal(asked, 0);
  await one.turns(1);
  assert.equal(asked, 1);
});

test('old windows are forgotten, open ones are not', async () => {
  await process().turns(20, 'old');
  await later(3_601);
  await process().turns(12, 'new');
  assert.equal(await forgetRates(db, 3_600), 1);
  assert.equal((await stored()).length, 1);
});

test('an IPv6 address counts by its /64, in whatever way it is written', () => {
  const same = ['2001:db8:0:1::5', '2001:0DB8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1:0:0:0:1', '2001:db8::1:0:0:0:1'];
  assert.deepEqual([...new Set(same.map(addressKey))], ['2001:db8:0:1::/64']);
  const others = ['2001:db8:0:2::5', '2001:db8:1:1::5', '::1', 'fe80::1%eth0'].map(addressKey);
  assert.deepEqual(others, ['2001:db8:0:2::/64', '2001:db8:1:1::/64', '0:0:0:0::/64', 'fe80:0:0:0::/64']);
});

test('an IPv4 address counts for itself, also inside an IPv6 one', () => {
  assert.deepEqual(['192.0.2.1', '::ffff:192.0.2.1', '::FFFF:c000:201'].map(addressKey), ['192.0.2.1', '192.0.2.1', '192.0.2.1']);
});

test('what is no address stays what it is', () => {
  for (const odd of ['', 'local', '1.2.3', ':::', '[::1]', '2001:db8::g']) assert.equal(addressKey(odd), odd);
});
