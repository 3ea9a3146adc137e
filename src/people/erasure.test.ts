import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { atWork } from '../accounts/index.ts';
import { day } from '../lib/day.ts';
import { openDb, sql, transaction } from '../lib/db.ts';
import { cast, houses, models, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { erase, erasedList, mayErase, replayErasures } from './index.ts';

let here: TestWorld;
const world = () => here.world;
const keysFolder = () => here.world.config.KEYS_FOLDER;
const TODAY = day('2026-12-01');
before(async () => {
  here = await openTestWorld();
  await seat(here);
});
after(() => here.close());

const one = async <T>(text: string, values: unknown[] = []): Promise<T> => (await here.superuser.query(text, values)).rows[0] as T;
const count = async (table: string, where: string, ...values: unknown[]) =>
  (await one<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`, values)).n;

/** As somebody of the cast, in one transaction of the app. */
const actingAs = async <T>(person: string, work: (acting: Parameters<typeof erase>[0]) => Promise<T>): Promise<T> =>
  await transaction(world().db, { person, today: TODAY }, (tx) =>
    work({
      world: world(),
      tx,
      actor: { kind: 'holder', id: person, association: houses.lyspunkt.id, language: 'nb', link: '', purpose: 'enquiry', object: null },
      now: world().now(),
      today: TODAY,
      requestId: 'test',
      record: async () => {},
    }),
  );

async function giveLife(person: string): Promise<{ enquiry: string; seatId: string; group: string }> {
  const { id: enquiry } = await one<{ id: string }>(
    `insert into enquiries (id, association_id, person_id, wants, came_by, received_on, kind, diagnosis, phase, birth_year, sex, postcode, place, slots, needs, wish)
     values (gen_random_uuid(), $1, $2, 'group', 'web', '2026-01-10', 'patient', 'breast', 'new', 1960, 'f', '5003', 'Bergen', '{mon-eve}', '{hearing}', '\\x01') returning id`,
    [houses.lyspunkt.id, person],
  );
  const { id: group } = await one<{ id: string }>(
    `insert into groups (id, association_id, model_id, name, kind, language, size_min, size_max, facilitators_min, minutes_max, first_minutes_max, composed_at, started_on)
     values (gen_random_uuid(), $1, $2, 'Torsdagsgruppa', 'patient', 'nb', 4, 8, 2, 120, 120, '2026-02-01', '2026-03-01') returning id`,
    [houses.lyspunkt.id, models.lpp.id],
  );
  const { id: seatId } = await one<{ id: string }>(
    `insert into seats (id, association_id, group_id, person_id, enquiry_id, place_no, placed_at, invited_at, accepted_at)
     values (gen_random_uuid(), $1, $2, $3, $4, 1, '2026-02-01', '2026-02-01', '2026-02-02') returning id`,
    [houses.lyspunkt.id, group, person, enquiry],
  );
  await here.superuser.query(
    `insert into messages (id, association_id, person_id, kind, created_at, send_after) values (gen_random_uuid(), $1, $2, 'trial', now(), now())`,
    [houses.lyspunkt.id, person],
  );
  await here.superuser.query(
    `insert into links (id, association_id, person_id, purpose, token_hash, created_at, expires_at) values (gen_random_uuid(), $1, $2, 'seat', $3, now(), now())`,
    [houses.lyspunkt.id, person, Buffer.from(seatId)],
  );
  return { enquiry, seatId, group };
}

test('when a person is erased, the counts stay and nothing in them tells who it was', async () => {
  const person = cast.per.id;
  const { enquiry, seatId } = await giveLife(person);
  const receipt = await actingAs(person, (acting) => erase(acting, person, 'asked'));
  for (const table of ['people', 'person_keys', 'contacts', 'consents', 'links', 'sessions', 'messages'])
    assert.equal(await count(table, `${table === 'people' ? 'id' : 'person_id'} = $1`, person), 0, table);
  const left = await one<Record<string, unknown>>('select * from enquiries where id = $1', [enquiry]);
  assert.deepEqual(
    [left['person_id'], left['kind'], left['diagnosis'], left['birth_year'], left['place'], left['slots'], left['needs'], left['wish']],
    [null, null, null, null, null, [], [], null],
  );
  assert.deepEqual([left['wants'], left['came_by'], left['received_on']], ['group', 'web', '2026-01-10']);
  const chair = await one<Record<string, unknown>>('select * from seats where id = $1', [seatId]);
  assert.deepEqual([chair['person_id'], chair['left_on']], [null, '2026-12-01']);
  const done = await one<{ reason: string; receipt: string }>('select reason, receipt from erasures where person_id = $1', [person]);
  assert.deepEqual(done, { reason: 'asked', receipt });
});

test('the last message is told to nobody who is kept: the address lies sealed in it alone', async () => {
  const last = await one<{ person_id: null; kind: string; channel: string; variables: object; sealed: Buffer | null }>(
    "select person_id, kind, channel, variables, sealed from messages where kind = 'erased'",
  );
  assert.deepEqual([last.person_id, last.channel, Object.keys(last.variables).sort()], [null, 'email', ['clock', 'day']]);
  assert.ok(!JSON.stringify(last).includes('example.org'));
});

test('an erasure stands on the list outside the data folder before it is promised', async () => {
  const listed = erasedList(keysFolder()).get(cast.per.id);
  assert.equal(listed?.reason, 'asked');
  assert.ok(!readFileSync(join(keysFolder(), 'erased.log'), 'utf8').includes('Per'));
});

test('somebody a restore brings back is erased again, and what the list lacks is added to it', async () => {
  const [back, lacking] = [cast.pia.id, cast.paal.id];
  const line = { at: '2026-11-01T10:00:00.000Z', association: houses.lyspunkt.id, person: back, reason: 'asked', receipt: 'ABCDEFGHJKMN' };
  writeFileSync(join(keysFolder(), 'erased.log'), `\n${JSON.stringify(line)}\n\n{"at":"cut off`, { flag: 'a' });
  await here.superuser.query(
    `insert into erasures (id, association_id, person_id, erased_at, reason, receipt) values (gen_random_uuid(), $1, $2, now(), 'asked', 'PQRSTUVWXYZ2')`,
    [houses.lyspunkt.id, lacking],
  );
  const jobs = openDb({ ...here.superuser.options, max: 1 }, world().keys.context, () => {});
  const { seatId } = await giveLife(back);
  const again = () => atWork(world(), jobs, 'test', ({ tx }) => replayErasures(tx, keysFolder()));
  assert.equal(await again(), 1);
  assert.equal(await count('people', 'id = $1', back), 0);
  assert.equal(await count('seats', 'id = $1 and person_id is null and left_on is not null', seatId), 1, 'her chair is free again');
  assert.equal(await count('erasures', "receipt = 'ABCDEFGHJKMN'"), 1);
  assert.ok(erasedList(keysFolder()).has(lacking));
  assert.equal(await again(), 1); // the row of Pål said that he was erased: now he is
  assert.equal(await again(), 0);
  await jobs.pool.end();
});

test('nobody erases a person who is not theirs', async () => {
  const other = cast.poul.id;
  await assert.rejects(actingAs(cast.petra.id, (acting) => erase(acting, other, 'asked')));
  const raw = transaction(world().db, { person: cast.petra.id, today: TODAY }, async (tx) => {
    await sql`select app.erase_person(${other}, 'asked', 'X', now())`.execute(tx);
  });
  await assert.rejects(raw, /not theirs/);
  assert.equal(await count('people', 'id = $1', other), 1);
});

test('a coordinator erases those she coordinates, but nobody who has a role', async () => {
  const may = (person: string) =>
    transaction(world().db, { person: cast.birk.id, today: TODAY }, async (tx) => {
      return (await sql<{ may: boolean }>`select app.may_erase(${person}) as may`.execute(tx)).rows[0]!.may;
    });
  await here.superuser.query('update people set chapter_id = (select chapter_id from roles where person_id = $1) where id = any ($2)', [
    cast.birk.id,
    [cast.peder.id, cast.frida.id],
  ]);
  assert.equal(await may(cast.peder.id), true);
  assert.equal(await may(cast.pernille.id), false);
  assert.equal(await may(cast.frida.id), false);
});

test('of two administrators who leave at the same moment one stays: somebody has to be there', async () => {
  await here.superuser.query(
    `insert into roles (id, association_id, person_id, role, from_day) values (gen_random_uuid(), $1, $2, 'administrator', '2026-01-01')`,
    [houses.lyspunkt.id, cast.kari.id],
  );
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const first = actingAs(cast.ada.id, async (acting) => {
    const refused = await mayErase(acting, cast.ada.id);
    asked.resolve();
    await Promise.race([answered.promise, somebodyWaits()]);
    return refused ? refused.refused : await erase(acting, cast.ada.id, 'asked');
  });
  const second = actingAs(cast.kari.id, async (acting) => {
    await asked.promise;
    const refused = await mayErase(acting, cast.kari.id);
    answered.resolve();
    return refused ? refused.refused : await erase(acting, cast.kari.id, 'asked');
  });
  const outcomes = await Promise.all([first, second]);
  assert.equal(outcomes.filter((one) => one === 'last-administrator').length, 1);
  assert.equal(await count('roles', `role = 'administrator' and association_id = $1`, houses.lyspunkt.id), 1);
});

/** Until somebody in the database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  while ((await count('pg_locks', 'not granted')) === 0) await setTimeout(10);
}
