import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestContext } from 'node:test';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { PgBoss, getRollbackPlans } from 'pg-boss';
import pgBoss from 'pg-boss/package.json' with { type: 'json' };
import { openTestDatabase } from '../../test/database.ts';
import type { TestDatabase } from '../../test/database.ts';
import { zone } from './day.ts';
import { jobTables } from './job-tables.ts';
import { startJobSender, startJobs, worker } from './jobs.ts';
import type { Job, JobSender, Tick, Worker } from './jobs.ts';
import { jobIdFor, queue } from './queue.ts';

type Letter = { letter: number };
type Tables = { done: Letter };
const letters = queue<Letter>('letters');
const stamps = queue<Letter>('stamps', { retries: 2, retryAfterSeconds: 60, retryAfterAtMostSeconds: 200 });
const sweeps = queue<object>('sweeps');
const roles = { app: 'verksted_app', jobs: 'verksted_jobs' };
const oslo = zone('Europe/Oslo');

let database: TestDatabase;
let owner: pg.Client;
let pool: pg.Pool;
let jobsPool: pg.Pool;
let app: Kysely<Tables>;
let sender: JobSender;
const faults: unknown[] = [];
let at = new Date('2027-03-01T08:00:00Z');
const now = () => at;

before(async () => {
  database = await openTestDatabase();
  owner = database.owner;
  await inTransaction(jobTables([letters, stamps, sweeps], roles).sql);
  await owner.query('create table done (letter int); grant insert, select on done to verksted_app, verksted_jobs');
  pool = new pg.Pool({ ...database.as('verksted_app'), max: 4 });
  jobsPool = new pg.Pool({ ...database.as('verksted_jobs'), max: 4 });
  app = new Kysely({ dialect: new PostgresDialect({ pool }) });
  sender = await startJobSender(pool, () => {}, now);
});

after(async () => {
  await sender?.stop();
  await Promise.all([pool?.end(), jobsPool?.end()]);
  await database?.close();
});

async function inTransaction(sql: string) {
  await owner.query('begin');
  await owner.query(sql);
  await owner.query('commit');
}

/** Workers that end with the test; what they could not do is in `faults`. */
async function working(t: TestContext, workers: Worker[], ticks: Tick[] = []) {
  const connection = database.as('verksted_jobs');
  const jobs = await startJobs({
    connection,
    workers,
    ticks,
    now,
    onFault: (error) => {
      faults.push(error);
      return 'REF1';
    },
  });
  t.after(async () => {
    await jobs.stop();
    await owner.query('delete from pgboss.job_common; delete from done');
    faults.length = 0;
  });
  return jobs;
}

const enqueue = (data: Letter, options?: { key?: string; startAfter?: Date }, on = letters) =>
  app.transaction().execute((tx) => sender.enqueue(tx, on, data, options));
const rows = async (sql: string) => (await owner.query<Record<string, string & number>>(sql)).rows;
const noted = (seen: number[]) =>
  worker(letters, async ({ data }) => {
    seen.push(data.letter);
  });

test('a job that was committed is done once', async (t) => {
  const seen: number[] = [];
  const jobs = await working(t, [noted(seen)]);
  const { isNew } = await enqueue({ letter: 1 });
  await jobs.whenIdle();
  assert.deepEqual([isNew, seen], [true, [1]]);
  assert.deepEqual(
    (await rows(`select state from pgboss.job_common`)).map((row) => row.state),
    ['completed'],
  );
});

test('a transaction that is rolled back leaves no job', async (t) => {
  const seen: number[] = [];
  const jobs = await working(t, [noted(seen)]);
  const change = app.transaction().execute(async (tx) => {
    await sender.enqueue(tx, letters, { letter: 1 });
    throw new Error('No');
  });
  await assert.rejects(change, { message: 'No' });
  await jobs.whenIdle();
  assert.deepEqual(seen, []);
  assert.deepEqual(await rows('select from pgboss.job_common'), []);
});

test('a job that fails is tried again, each time later, and is dead after the last time', async (t) => {
  const attempts: Pick<Job<Letter>, 'attempt' | 'isLastAttempt'>[] = [];
  const jobs = await working(t, [
    worker(stamps, async ({ attempt, isLastAttempt }) => {
      attempts.push({ attempt, isLastAttempt });
      throw new Error('Kari Nordmann has moved');
    }),
  ]);
  await enqueue({ letter: 1 }, {}, stamps);
  for (const [least, most] of [
    [60, 120],
    [120, 200],
  ] as const) {
    await jobs.whenIdle();
    const [waiting] = await rows(
      `select extract(epoch from start_after - started_on)::float as later, output from pgboss.job_common where state = 'retry'`,
    );
    const { later, output } = waiting!;
    assert.ok(Number(later) >= least && Number(later) <= most + 10, `${later} s`);
    assert.deepEqual(output, { reason: 'Error', reference: 'REF1' });
    await owner.query(`update pgboss.job_common set start_after = now() where state = 'retry'`);
  }
  await jobs.whenIdle();
  assert.deepEqual(attempts, [
    { attempt: 1, isLastAttempt: false },
    { attempt: 2, isLastAttempt: false },
    { attempt: 3, isLastAttempt: true },
  ]);
  assert.equal(faults.length, 3);
  assert.deepEqual(await rows(`select name, state, source_name, data from pgboss.job_common order by name`), [
    { name: 'dead', state: 'created', source_name: 'stamps', data: { letter: 1 } },
    { name: 'stamps', state: 'failed', source_name: null, data: { letter: 1 } },
  ]);
  assert.doesNotMatch(JSON.stringify(await rows('select * from pgboss.job_common')), /Kari/);
});

test('a job that can never succeed is dead at once, and can be woken', async (t) => {
  let allowed = false;
  const seen: number[] = [];
  const jobs = await working(t, [
    worker(letters, async ({ data }) => {
      if (!allowed) throw Object.assign(new Error('No'), { permanent: true, reason: 'recipient-refused' });
      seen.push(data.letter);
    }),
  ]);
  await enqueue({ letter: 7 });
  await jobs.whenIdle();
  assert.deepEqual(await rows(`select name, state, coalesce(output, source_output) as output from pgboss.job_common order by name`), [
    { name: 'dead', state: 'created', output: { reason: 'recipient-refused', reference: 'REF1' } },
    { name: 'letters', state: 'failed', output: { reason: 'recipient-refused', reference: 'REF1' } },
  ]);
  allowed = true;
  assert.equal(await jobs.wakeDead(letters), 1);
  await jobs.whenIdle();
  assert.deepEqual(seen, [7]);
});

test('two processes never work on the same job', async (t) => {
  const seen: number[] = [];
  const [one, two] = [await working(t, [noted(seen)]), await working(t, [noted(seen)])];
  await Promise.all(Array.from({ length: 60 }, (_, letter) => enqueue({ letter })));
  await Promise.all([one.whenIdle(), two.whenIdle()]);
  assert.deepEqual(
    seen.toSorted((a, b) => a - b),
    Array.from({ length: 60 }, (_, letter) => letter),
  );
});

test('the same key makes one job: while it waits, when it is done, and from two transactions at once', async (t) => {
  const seen: number[] = [];
  const first = await enqueue({ letter: 1 }, { key: 'reminder 4' });
  const second = await enqueue({ letter: 2 }, { key: 'reminder 4' });
  assert.deepEqual([first.isNew, second], [true, { id: first.id, isNew: false }]);
  const jobs = await working(t, [noted(seen)]);
  await jobs.whenIdle();
  assert.equal((await enqueue({ letter: 3 }, { key: 'reminder 4' })).isNew, false);
  const race = await Promise.all([4, 5, 6].map((letter) => enqueue({ letter }, { key: 'reminder 5' })));
  assert.equal(race.filter((one) => one.isNew).length, 1);
  await jobs.whenIdle();
  assert.equal(seen.length, 2);
  assert.equal((await enqueue({ letter: 7 }, { key: 'reminder 4' }, stamps)).isNew, true);
});

test('a key taken by a transaction that is rolled back is free again', async (t) => {
  const seen: number[] = [];
  const jobs = await working(t, [noted(seen)]);
  await assert.rejects(
    app.transaction().execute(async (tx) => {
      await sender.enqueue(tx, letters, { letter: 1 }, { key: 'reminder 9' });
      throw new Error('No');
    }),
  );
  assert.equal((await enqueue({ letter: 2 }, { key: 'reminder 9' })).isNew, true);
  await jobs.whenIdle();
  assert.deepEqual(seen, [2]);
});

test('keys do not run into each other', () => {
  const ids = [jobIdFor('a', 'b'), jobIdFor('a', 'c'), jobIdFor('ab', ''), jobIdFor('a","b', ''), jobIdFor('', 'ab')];
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a job for later waits for its time by the clock passed in', async (t) => {
  const seen: number[] = [];
  const jobs = await working(t, [noted(seen)]);
  await enqueue({ letter: 1 }, { startAfter: new Date('2027-03-05T08:00:00Z') });
  await enqueue({ letter: 2 }, { startAfter: new Date('2027-03-04T08:00:00Z') });
  await enqueue({ letter: 3 }, { startAfter: new Date('2027-02-01T08:00:00Z') });
  await jobs.whenIdle();
  assert.deepEqual(seen, [3]);
  at = new Date('2027-03-04T08:00:01Z');
  await jobs.whenIdle();
  assert.deepEqual(seen, [3, 2]);
  const [waiting] = await rows(
    `select round(extract(epoch from start_after - created_on) / 3600)::int as hours from pgboss.job_common where state = 'created'`,
  );
  assert.deepEqual(waiting, { hours: 96 });
});

test('work in the database and the end of the job are one transaction', async (t) => {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: jobsPool }) });
  const note = worker(letters, ({ data, doneIn, attempt }) =>
    db.transaction().execute(async (tx) => {
      await tx.insertInto('done').values({ letter: data.letter }).execute();
      if (attempt === 1) throw new Error('The process dies here');
      await doneIn(tx);
    }),
  );
  const jobs = await working(t, [note]);
  await enqueue({ letter: 3 });
  await jobs.whenIdle();
  assert.deepEqual(await rows('select letter from done'), []);
  await owner.query(`update pgboss.job_common set start_after = now() where state = 'retry'`);
  await jobs.whenIdle();
  assert.deepEqual(await rows('select letter from done'), [{ letter: 3 }]);
});

test('whoever lost a job to another process cannot finish it', async (t) => {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: jobsPool }) });
  const { promise: lost, resolve: tell } = Promise.withResolvers<unknown>();
  const slow = worker(letters, async ({ id, data, doneIn }) => {
    await owner.query(`update pgboss.job_common set retry_count = retry_count + 1 where id = $1`, [id]);
    await db
      .transaction()
      .execute(async (tx) => {
        await tx.insertInto('done').values({ letter: data.letter }).execute();
        await doneIn(tx);
      })
      .catch(tell);
  });
  const jobs = await working(t, [slow]);
  await enqueue({ letter: 3 });
  assert.match(String(await lost), /taken the job over/);
  assert.deepEqual(await rows('select letter from done'), []);
  await owner.query('delete from pgboss.job_common');
  await jobs.whenIdle();
});

test('a database that went away and came back is worked with again', async (t) => {
  const seen: number[] = [];
  const jobs = await working(t, [noted(seen)]);
  const connections = `from pg_stat_activity where usename = 'verksted_jobs' and application_name = 'verksted jobs' and datname = current_database()`;
  await owner.query(`reset role; select pg_terminate_backend(pid, 5000) ${connections}`);
  await owner.query('set role verksted_owner');
  await enqueue({ letter: 1 });
  await jobs.whenIdle();
  assert.deepEqual(seen, [1]);
  assert.ok(faults.length > 0);
});

test('a job whose process died is given to another one after its time', async (t) => {
  await enqueue({ letter: 5 }, {}, stamps);
  const died = new PgBoss({ ...(database.as('verksted_jobs') as object), migrate: false, schedule: false });
  died.on('error', () => {});
  await died.start();
  assert.equal((await died.fetch('stamps')).length, 1);
  await owner.query(
    `update pgboss.job_common set started_on = now() - interval '1 hour'; update pgboss.queue set monitor_claim_on = null, monitor_on = null`,
  );
  await died.supervise('stamps');
  await died.stop({ graceful: false });
  assert.deepEqual(await rows('select state, retry_count from pgboss.job_common'), [{ state: 'retry', retry_count: 0 }]);
  const seen: number[] = [];
  const jobs = await working(t, [
    worker(stamps, async ({ data, attempt }) => {
      seen.push(data.letter, attempt);
    }),
  ]);
  await owner.query(`update pgboss.job_common set start_after = now()`);
  await jobs.whenIdle();
  assert.deepEqual(seen, [5, 2]);
});

test('stopping waits for the job under way', async (t) => {
  const seen: string[] = [];
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: begun, resolve: started } = Promise.withResolvers<void>();
  const jobs = await working(t, [
    worker(
      letters,
      async () => {
        started();
        await held;
        seen.push('finished');
      },
      1,
    ),
  ]);
  await enqueue({ letter: 1 });
  await begun;
  const stopped = jobs.stop().then(() => seen.push('stopped'));
  release();
  await stopped;
  assert.deepEqual(seen, ['finished', 'stopped']);
  assert.deepEqual(
    (await rows('select state from pgboss.job_common')).map((row) => row.state),
    ['completed'],
  );
});

test('a job that outlives the patience of a stop is told so, and is tried again', async (t) => {
  const { promise: begun, resolve: started } = Promise.withResolvers<void>();
  let aborted = false;
  const jobs = await working(t, [
    worker(
      letters,
      ({ signal }) => {
        started();
        return new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve();
          }),
        );
      },
      1,
    ),
  ]);
  await enqueue({ letter: 1 });
  await begun;
  await jobs.stop(1);
  assert.equal(aborted, true);
  assert.deepEqual(
    (await rows('select state from pgboss.job_common')).map((row) => row.state),
    ['retry'],
  );
});

test('the clock on the wall of a zone decides when a tick is due, in summer and in winter', async (t) => {
  await working(t, [], [{ queue: sweeps, cron: '15 7 * * *', zone: oslo }]);
  const boss = new PgBoss({ db: { executeSql: async () => ({ rows: [] }) } });
  const [schedule] = await rows('select name, cron, timezone from pgboss.schedule');
  assert.deepEqual(schedule, { name: 'sweeps', cron: '15 7 * * *', timezone: 'Europe/Oslo' });
  const next = (from: string) =>
    boss.previewSchedule(schedule!.cron, { tz: schedule!.timezone, from: new Date(from), count: 1 })[0]!.toISOString();
  assert.deepEqual([next('2027-07-01T00:00:00Z'), next('2027-12-01T00:00:00Z')], ['2027-07-01T05:15:00.000Z', '2027-12-01T06:15:00.000Z']);
});

test('a tick that the program no longer has is forgotten', async (t) => {
  await working(t, [], [{ queue: letters, cron: '0 4 * * *', zone: oslo }]);
  assert.deepEqual(
    (await rows('select name from pgboss.schedule')).map((row) => row.name),
    ['letters'],
  );
});

test('the app may put in and count jobs, and neither read nor change them', async () => {
  await assert.rejects(pool.query('select data from pgboss.job_common'), /permission denied/);
  await assert.rejects(pool.query('select * from pgboss.job'), /permission denied/);
  await assert.rejects(pool.query('update pgboss.job_common set name = name'), /permission denied/);
  await assert.rejects(pool.query('delete from pgboss.job_common'), /permission denied/);
  await assert.rejects(pool.query('create table pgboss.mine ()'), /permission denied/);
  await assert.rejects(jobsPool.query('create table pgboss.mine ()'), /permission denied/);
  assert.deepEqual((await pool.query('select name, state, count(*) from pgboss.job_common group by 1, 2')).rows, []);
});

test('the tables are made once, follow changed settings, and catch up with an older version', async () => {
  const first = jobTables([letters, stamps, sweeps], roles);
  await inTransaction(first.sql);
  const changed = jobTables([letters, queue('stamps', { retries: 4 }), sweeps], roles);
  assert.notEqual(changed.name, first.name);
  await inTransaction(changed.sql);
  assert.deepEqual(await rows(`select retry_limit from pgboss.queue where name = 'stamps'`), [{ retry_limit: 4 }]);
  await owner.query(getRollbackPlans('pgboss', pgBoss.pgboss.schema));
  assert.deepEqual(await rows('select version from pgboss.version'), [{ version: pgBoss.pgboss.schema - 1 }]);
  await inTransaction(first.sql);
  assert.deepEqual(await rows('select version from pgboss.version'), [{ version: pgBoss.pgboss.schema }]);
  await owner.query('update pgboss.version set version = 900');
  await assert.rejects(inTransaction(first.sql), /this program knows/);
  await owner.query('rollback');
  await assert.rejects(
    startJobSender(pool, () => {}),
    /migrations/,
  );
  await owner.query('update pgboss.version set version = $1', [pgBoss.pgboss.schema]);
});

test('a queue needs a name that can stand in a table', () => {
  for (const name of ['', 'Letters', 'my letters', "a'b", 'dead', 'x'.repeat(80)]) assert.throws(() => queue(name), TypeError, name);
});
