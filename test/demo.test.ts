import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { secondCode } from '../demo/keys.ts';
import { lives } from '../demo/lives.ts';
import { makeDemonstration } from '../demo/world.ts';
import { sealAll } from '../src/history/index.ts';
import { addDays, day } from '../src/lib/day.ts';
import { openDb } from '../src/lib/db.ts';
import { urls } from '../src/urls.ts';
import { as, type CastName, cast, visitor } from './cast.ts';
import { openTestWorld, type TestWorld } from './world.ts';

const today = day('2026-12-01');
let here: TestWorld;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00', { DEMO: 'true' });
  await makeDemonstration(here, today);
  await here.world.houses.refresh();
  await here.whenIdle();
});
after(() => here.close());

const count = async (query: string, values: unknown[] = []): Promise<number> =>
  Number((await here.superuser.query({ text: query, values, rowMode: 'array' })).rows[0]![0]);

test('the demonstration has a group at every stage of its life', async () => {
  assert.equal(await count('select count(*) from groups'), lives.length);
  const stages = {
    'put together': 'started_on is null and asked_at_once = 0 and cancelled_at is null',
    asked: 'started_on is null and asked_at_once > 0 and cancelled_at is null',
    accompanied: 'started_on is not null and handed_over_on is null and closed_on is null and accompanied_max is not null',
    standing: 'started_on is not null and accompanied_max is null',
    'handing over': "decision = 'self-run' and handed_over_on is null",
    'running itself': 'handed_over_on is not null and closed_on is null',
    'no longer needed': "closed_because = 'no-longer-needed'",
    merged: "closed_because = 'merged'",
    cancelled: 'cancelled_at is not null',
  };
  for (const [stage, facts] of Object.entries(stages)) assert.ok((await count(`select count(*) from groups where ${facts}`)) > 0, stage);
  for (const held of [0, 1, 3, 6, 8])
    assert.ok(
      (await count(
        'select count(*) from groups g where (select count(*) from meetings m where m.group_id = g.id and m.held_at is not null) = $1',
        [held],
      )) > 0,
      `${held} meetings`,
    );
});

test('a hundred and fifty people have asked and sit nowhere, at every step of the way in', async () => {
  assert.ok((await count("select count(*) from enquiries where stage <> 'placed'")) >= 150);
  for (const stage of ['new', 'booked', 'talked', 'waiting', 'first', 'later', 'finished', 'placed'])
    assert.ok((await count('select count(*) from enquiries where stage = $1', [stage])) > 0, stage);
});

test('everybody is plainly made up, and can be reached nowhere', async () => {
  const kari = await as(here, 'kari');
  const page = await (await kari.get(urls.waitingList)).text();
  assert.match(page, /Eksempel|Prøve|Oppdiktet|Tenkt|Påfunn/);
  for (const [, address] of page.matchAll(/[\w.]+@([\w.]+)/g)) assert.equal(address, 'example.org');
});

test('nothing in it happened later than now, and its history is whole', async () => {
  assert.equal(await count('select count(*) from history where at > $1', [here.world.now()]), 0);
  assert.equal(await count('select count(*) from seats where accepted_at > $1', [here.world.now()]), 0);
  const jobs = openDb({ ...here.superuser.options, max: 1 }, here.world.keys.context, () => {});
  const head = await sealAll({ jobs, log: here.world.log, now: here.world.now });
  await jobs.pool.end();
  assert.equal(head.seq, await count('select count(*) from history'));
});

test('letters and calls wait in the outbox, and answers by text message to be read', async () => {
  for (const channel of ['letter', 'call'])
    assert.ok((await count("select count(*) from messages where state = 'waiting' and channel = $1", [channel])) > 0, channel);
  assert.equal(await count('select count(*) from inbound_sms where handled_at is null'), 2);
  assert.equal(await count("select count(*) from messages where state = 'failed'"), 0);
});

/** The pages one comes to by following links, each kind of page once. */
async function walk(who: CastName | null, most: number): Promise<string[]> {
  const browser = who ? await as(here, who) : visitor(here);
  const seen = new Map<string, string>();
  const next = who ? [urls.desk as string] : [urls.start as string, '/lyspunkt', '/broen', '/umbrellas/felles'];
  const wrong: string[] = [];
  for (let path = next.shift(); path && seen.size < most; path = next.shift()) {
    const kind = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\?.*/, '');
    if (seen.has(kind)) continue;
    seen.set(kind, path);
    const answer = await browser.get(path);
    const to = answer.headers.get('location');
    if (answer.status === 303 && to) next.push(to.replace(here.world.config.PUBLIC_URL, ''));
    else if (answer.status !== 200) wrong.push(`${who ?? 'visitor'} ${path} answered ${answer.status}`);
    const isPage = answer.headers.get('content-type')?.includes('text/html');
    for (const [, href] of isPage ? (await answer.text()).matchAll(/href="(\/[^"#]*)/g) : [])
      if (!/^\/(static|language|favicon|apple)/.test(href!)) next.push(href!.replaceAll('&amp;', '&'));
  }
  return wrong;
}

for (const who of [null, ...Object.keys(cast)] as (CastName | null)[])
  test(`every page ${who ?? 'a visitor'} is led to is there`, async () => {
    assert.deepEqual(await walk(who, 80), []);
  });

test('a day later everything still stands', async () => {
  here.setClock(`${addDays(today, 1)}T09:00:00+01:00`);
  for (const who of ['kari', 'frida', 'per', 'karen'] as const) assert.equal((await (await as(here, who)).get(urls.desk)).status, 200);
  assert.match(secondCode(here.world.now()), /^\d{6}$/);
});
