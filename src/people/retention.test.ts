import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type pg from 'pg';
import { addDays, addMonths, day, type Day, latest } from '../lib/day.ts';
import { type Db, openDb, transaction } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { as, cast, houses, models, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { atWork } from '../accounts/index.ts';
import { addPerson, confirmDay, forgetWhatIsDue, retentionHeldSince, retentionSilentSince } from './index.ts';

const TODAY = day('2026-12-01');
let here: TestWorld;
let jobs: Db;
before(async () => {
  here = await openTestWorld('2026-12-01T03:23:00+01:00');
  await seat(here);
  const yesterday = '2026-11-30T03:23:00+01:00';
  await put('retention_runs', { id: newId(), started_at: yesterday, finished_at: yesterday });
  jobs = openDb({ ...here.superuser.options, max: 2 }, here.world.keys.context, () => {});
});
after(async () => {
  await jobs.pool.end();
  await here.close();
});

const rows = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await here.superuser.query<T>(text, values)).rows;
const put = async (table: string, values: Record<string, unknown>): Promise<void> => {
  const names = Object.keys(values);
  await here.superuser.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(values),
  );
};
const association_id = houses.lyspunkt.id;
const forget = (db: Db = jobs, batch?: number) => forgetWhatIsDue(here.world, db, 'test', batch);

/** A life as it can have been: days are counted back from today. */
type Life = {
  arrived: number;
  stage: 'new' | 'waiting' | 'withdrawn' | 'answered' | 'none';
  seat: null | { started: number; left: number | null; closed: number | null };
  role: null | { ended: number | null };
};
const daysAgo = fc.integer({ min: 0, max: 1_200 });
const lives: fc.Arbitrary<Life[]> = fc.array(
  fc.record({
    arrived: daysAgo,
    stage: fc.constantFrom('new', 'waiting', 'withdrawn', 'answered', 'none'),
    seat: fc.option(fc.record({ started: daysAgo, left: fc.option(daysAgo), closed: fc.option(daysAgo) })),
    role: fc.option(fc.record({ ended: fc.option(daysAgo) }), { freq: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
);
const back = (days: number): Day => addDays(TODAY, -days);

/** The rule in other words than the database's: the day after which nothing of this person may be left; null: stays. */
function lastDay({ arrived, stage, seat: chair, role }: Life): Day | null {
  const ends = [back(arrived)];
  if (role) ends.push(role.ended === null ? addDays(TODAY, 10_000) : back(role.ended));
  if (chair) {
    const left = chair.left ?? chair.closed;
    ends.push(left === null ? addDays(TODAY, 10_000) : back(left));
  }
  // Somebody who waits is waited for twice as long. Whoever has sat in a group is not waiting.
  if (stage === 'waiting') ends.push(addMonths(back(arrived), waits(chair) ? 12 : 0));
  const last = ends.reduce(latest);
  return last > TODAY ? null : addMonths(last, 12);
}
const waits = (chair: Life['seat']) => chair === null || (chair.left !== null && chair.left >= chair.started);

async function live(life: Life): Promise<{ person: string; enquiry: string | null }> {
  const person = newId();
  const arrived = back(life.arrived);
  await transaction(jobs, { person: null, today: TODAY }, (tx) =>
    addPerson(
      { world: here.world, tx, now: new Date(`${arrived}T12:00:00Z`) },
      {
        id: person,
        association: association_id,
        chapter: null,
        called: 'Prøve',
        language: 'nb',
        reachBy: 'phone',
        contacts: { phone: '+4740001999' },
        consent: { version: '1', by: 'self' },
      },
    ),
  );
  const enquiry = life.stage === 'none' ? null : newId();
  if (enquiry) {
    const end = new Date(`${arrived}T12:00:00Z`);
    await put('enquiries', {
      id: enquiry,
      association_id,
      person_id: person,
      wants: life.stage === 'answered' ? 'talk' : 'group',
      came_by: 'web',
      received_on: arrived,
      kind: 'patient',
      birth_year: 1960,
      ...(life.stage === 'withdrawn' && { withdrawn_at: end }),
      ...(life.stage === 'answered' && { answered_at: end }),
    });
    if (life.stage === 'waiting')
      await put('triages', { id: newId(), association_id, enquiry_id: enquiry, outcome: 'group', by_id: cast.kari.id, decided_at: end });
  }
  if (life.role)
    await put('roles', {
      id: newId(),
      association_id,
      person_id: person,
      role: 'facilitator',
      from_day: '2020-01-01',
      ended_at: life.role.ended === null ? null : new Date(`${back(life.role.ended)}T12:00:00Z`),
    });
  if (life.seat) await sit(person, enquiry, life.seat);
  return { person, enquiry };
}

async function sit(person: string, enquiry: string | null, { started, left, closed }: NonNullable<Life['seat']>): Promise<void> {
  const group_id = newId();
  await put('groups', {
    id: group_id,
    association_id,
    model_id: models.lpp.id,
    name: 'Gruppe',
    kind: 'mixed',
    language: 'nb',
    size_min: 4,
    size_max: 8,
    facilitators_min: 2,
    minutes_max: 120,
    first_minutes_max: 120,
    composed_at: new Date('2020-01-01'),
    started_on: back(started),
    closed_on: closed === null ? null : back(closed),
  });
  await put('seats', {
    id: newId(),
    association_id,
    group_id,
    person_id: person,
    enquiry_id: enquiry,
    place_no: 1,
    placed_at: new Date('2020-01-01'),
    invited_at: new Date('2020-01-01'),
    accepted_at: new Date('2020-01-02'),
    left_on: left === null ? null : back(left),
  });
}

/** A connection that dies at the n-th transaction, before or after it was committed. */
function dying(at: number, afterwards: boolean): Db {
  let nth = 0;
  const connection = () => ({
    execute: async (work: (tx: never) => Promise<unknown>) => {
      const dies = (nth += 1) === at;
      if (dies && !afterwards) throw new Error('killed');
      const result = await jobs.query.connection().execute(work as never);
      if (dies) throw new Error('killed');
      return result;
    },
  });
  return { ...jobs, query: { connection } as never };
}

test('that somebody wished for a group is kept until its day is over, and no longer, however long the association keeps people', async () => {
  const wish = { association_id, person_id: cast.petra.id, kind: 'patient', language: 'en', postcode: '5003', max_km: 50, to_tell: false };
  const [over, holds] = [newId(), newId()];
  await put('interests', { id: over, ...wish, counted_on: back(400), expires_on: back(1) });
  await put('interests', { id: holds, ...wish, counted_on: back(365), expires_on: TODAY });
  await forget();
  assert.deepEqual(await rows('select id from interests where person_id = $1', [cast.petra.id]), [{ id: holds }]);
});

test('whatever lives people have had and wherever the night was cut off, nothing stays beyond its end, and all counts do', async () => {
  await fc.assert(
    fc.asyncProperty(
      lives,
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      fc.constantFrom(1, 2, 200),
      async (worlds, killedAt, afterwards, batch) => {
        const made = [];
        for (const life of worlds) made.push({ life, ...(await live(life)) });
        const ids = made.map(({ person }) => person);
        const counted = () => rows<{ n: number }>('select (select count(*) from enquiries) + (select count(*) from seats) as n');
        const atFirst = await counted();
        await forget(dying(killedAt, afterwards), batch).catch((error: Error) => assert.equal(error.message, 'killed'));
        await forget(jobs, batch);
        const left = new Set((await rows<{ id: string }>('select id from people where id = any ($1)', [ids])).map(({ id }) => id));
        for (const { life, person } of made) {
          const last = lastDay(life);
          assert.equal(left.has(person), last === null || last >= TODAY, JSON.stringify({ life, last }));
        }
        assert.deepEqual(await counted(), atFirst);
        const told = await rows<{ id: string }>(
          'select id from enquiries where person_id is null and (kind is not null or birth_year is not null)',
        );
        assert.deepEqual(told, []);
        await here.superuser.query('delete from seats; delete from groups; delete from enquiries');
        await here.superuser.query('delete from people where id = any ($1)', [ids]);
      },
    ),
    { numRuns: 20 },
  );
});

test('details go 30 days after the group has started, and not before', async () => {
  const early = await live({ arrived: 90, stage: 'waiting', seat: { started: 31, left: null, closed: null }, role: null });
  const late = await live({ arrived: 90, stage: 'waiting', seat: { started: 30, left: null, closed: null }, role: null });
  const counts = await forget();
  assert.equal(counts['details'], 1);
  const kept = await rows<{ id: string; kind: string | null }>('select id, kind from enquiries where id = any ($1)', [
    [early.enquiry, late.enquiry],
  ]);
  assert.deepEqual(kept.map(({ id, kind }) => [id === early.enquiry, kind]).toSorted(), [
    [false, 'patient'],
    [true, null],
  ]);
  assert.equal((await rows("select from history where act = 'details.erased' and object_id = $1", [early.enquiry])).length, 1);
  assert.equal((await forget())['details'], 0);
});

test('an association may keep people for less long', async () => {
  const { person } = await live({ arrived: 100, stage: 'none', seat: null, role: null });
  await here.superuser.query('update associations set keep_people_months = 3 where id = $1', [association_id]);
  await forget();
  assert.equal((await rows('select from people where id = $1', [person])).length, 0);
  await here.superuser.query('update associations set keep_people_months = 12 where id = $1', [association_id]);
});

test('what was written, and how often somebody came, is forgotten; that it was, stays a number', async () => {
  const { person } = await live({ arrived: 500, stage: 'none', seat: { started: 450, left: null, closed: null }, role: null });
  const [{ id: seat_id, group_id }] = (await rows<{ id: string; group_id: string }>('select id, group_id from seats where person_id = $1', [
    person,
  ])) as [{ id: string; group_id: string }];
  const long = { association_id, person_id: person };
  const at = (days: number) => new Date(`${back(days)}T12:00:00Z`);
  await put('messages', {
    ...long,
    id: newId(),
    kind: 'trial',
    variables: '{"day":"2026-01-01"}',
    state: 'sent',
    created_at: at(40),
    send_after: at(40),
    sent_at: at(40),
  });
  await put('messages', { ...long, id: newId(), kind: 'trial', state: 'sent', created_at: at(400), send_after: at(400), sent_at: at(400) });
  await put('imports', {
    id: newId(),
    association_id,
    by_id: person,
    key_wrapped: 'x',
    sealed_rows: 'x',
    mapping: '{}',
    fingerprint: 'x',
    created_at: at(2),
  });
  await put('inbound_sms', { ...long, id: newId(), gateway_id: 'a', received_at: at(95) });
  const meeting_id = newId();
  const meeting = {
    id: meeting_id,
    association_id,
    group_id,
    original_on: back(400),
    day: back(400),
    clock: '18:00',
    minutes: 120,
    starts_at: at(400),
  };
  await put('meetings', meeting);
  await put('attendance', { meeting_id, seat_id, association_id, group_id, present: true });
  await put('absences', { meeting_id, seat_id, association_id, group_id, noticed_at: at(401), by_way: 'link' });
  await forget();
  const messages = await rows<{ variables: object }>('select variables from messages where person_id = $1', [person]);
  assert.deepEqual(messages, [{ variables: {} }]);
  for (const table of ['imports', 'inbound_sms', 'attendance', 'absences'])
    assert.equal((await rows(`select from ${table}`)).length, 0, table);
  assert.deepEqual(await rows('select head_count from meetings where id = $1', [meeting_id]), [{ head_count: 1 }]);
});

test('two days without forgetting are told, and one night ends that', async () => {
  const silent = () => transaction(jobs, { person: null, today: TODAY }, (tx) => retentionSilentSince(tx, here.world.now()));
  await forget();
  assert.equal(await silent(), null);
  here.setClock('2026-12-03T12:00:00+01:00');
  assert.deepEqual(await silent(), new Date('2026-12-01T03:23:00+01:00'));
  await forget();
  assert.equal(await silent(), null);
});

test('a clock that has leapt forward erases nobody, until somebody says what day it is', async () => {
  here.setClock('2026-12-04T03:23:00+01:00');
  await forget();
  const { person } = await live({ arrived: 100, stage: 'none', seat: null, role: null });
  const isThere = async () => (await rows('select from people where id = $1', [person])).length === 1;
  const held = () => transaction(jobs, { person: null, today: TODAY }, (tx) => retentionHeldSince(tx, here.world.now()));
  here.setClock('2036-12-04T03:23:00+01:00');
  await forget();
  assert.ok(await isThere());
  assert.deepEqual(await held(), new Date('2036-12-04T03:23:00+01:00'));
  assert.match(await (await as(here, 'ada')).get('/desk').then((page) => page.text()), /klokka på serveren/);
  await atWork(here.world, jobs, 'test', confirmDay);
  assert.equal(await held(), null);
  await forget();
  assert.equal(await isThere(), false);
  assert.equal((await rows("select from history where act = 'retention.confirmed' and association_id = $1", [association_id])).length, 1);
});
