import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { PgBoss, fromKysely } from 'pg-boss';
import type { JobResult, JobWithMetadata, KyselyTransactionLike } from 'pg-boss';
import { realNow } from './day.ts';
import type { Now, Zone } from './day.ts';
import { jobSchema } from './job-tables.ts';
import { deadQueue, jobIdFor } from './queue.ts';
import type { Queue } from './queue.ts';

/** Any transaction of Kysely's. */
export type JobTx = KyselyTransactionLike;

export type EnqueueOptions = {
  /** At most one job for each key on a queue, for as long as the first one is remembered: `keepDays` after it was finished. */
  key?: string;
  /** Not before this instant, by the clock passed in. */
  startAfter?: Date;
};

export type JobSender = {
  /** Puts the job in within the caller's own transaction: when that rolls back, there was never a job. */
  enqueue: <Data extends object>(
    tx: JobTx,
    queue: Queue<Data>,
    data: Data,
    options?: EnqueueOptions,
  ) => Promise<{ id: string; isNew: boolean }>;
  stop: () => Promise<void>;
};

export type Job<Data> = {
  id: string;
  data: Data;
  /** 1 at first. */
  attempt: number;
  /** After this one the job is dead, unless somebody wakes it. */
  isLastAttempt: boolean;
  /** Aborted when the attempt has taken too long, or the process stops. */
  signal: AbortSignal;
  /** Marks the job as done within a transaction of the jobs role, so that work in the database is done exactly once. Throws when another process has taken over. */
  doneIn: (tx: JobTx) => Promise<void>;
};

/** A worker for a queue. An error with `permanent: true` ends the job at once; any other one is tried again. */
export type Worker = { queue: Queue<object>; handle: (job: Job<never>) => Promise<unknown>; atOnce: number };

export function worker<Data extends object>(queue: Queue<Data>, handle: (job: Job<Data>) => Promise<unknown>, atOnce = 2): Worker {
  return { queue, handle, atOnce };
}

/** A job put on a queue by the clock on the wall of a zone. `cron`: minute, hour, day of the month, month, weekday. One that was missed while nothing ran is made up for, once. */
export type Tick = { queue: Queue<object>; cron: string; zone: Zone };

/** Hears of what went wrong, with no person's data but what the error itself holds. May return a reference number, which is then kept with the job. */
export type JobFault = (error: unknown, about: { queue?: string; job?: string; attempt?: number }) => string | void;

export type Jobs = {
  /** Resolves when no job is due by the clock passed in, and none is being worked on. */
  whenIdle: () => Promise<void>;
  /** Gives the dead jobs of a queue another round; how many there were, up to 1000. */
  wakeDead: (queue: Queue<object>) => Promise<number>;
  /** Takes no more jobs, waits for those under way, and returns the rest to the queue. */
  stop: (patienceMs?: number) => Promise<void>;
};

/** For the role that may enqueue. Throws when the tables are missing or of another version. */
export async function startJobSender(pool: pg.Pool, onFault: JobFault, now: Now = realNow): Promise<JobSender> {
  const db = { executeSql: async (text: string, values?: unknown[]) => await pool.query(text, values) };
  const boss = new PgBoss({ db, schema: jobSchema, migrate: false, supervise: false, schedule: false });
  boss.on('error', (error) => onFault(error, {}));
  await boss.start();
  return {
    async enqueue(tx, queue, data, options = {}) {
      const id = options.key === undefined ? undefined : jobIdFor(queue.name, options.key);
      const made = await boss.send(queue.name, data, { ...(id && { id }), ...later(options.startAfter, now), db: fromKysely(tx) });
      return { id: made ?? id!, isNew: made !== null };
    },
    stop: () => boss.stop({ graceful: false }),
  };
}

/**
 * The database waits by its own clock, so it is told for how long. The instant itself is kept where a standard queue makes no use of it,
 * for `whenIdle` after somebody has moved the clock passed in.
 */
function later(startAfter: Date | undefined, now: Now) {
  const seconds = startAfter ? Math.ceil((startAfter.getTime() - now().getTime()) / 1000) : 0;
  return startAfter && seconds > 0 ? { startAfter: seconds, singletonKey: startAfter.toISOString() } : {};
}

export type JobsConfig = {
  /** As the jobs role. A few connections of its own, one of them listening for new jobs. */
  connection: pg.PoolConfig;
  workers: readonly Worker[];
  ticks?: readonly Tick[];
  onFault: JobFault;
  now?: Now;
};

/** Starts working. Throws when the tables are missing or of another version. */
export async function startJobs({ connection, workers, ticks = [], onFault, now = realNow }: JobsConfig): Promise<Jobs> {
  const boss = new PgBoss({
    ...(connection as object),
    schema: jobSchema,
    application_name: 'verksted jobs',
    max: 4,
    useListenNotify: true,
    migrate: false,
    reindex: false,
    schedule: ticks.length > 0,
  });
  boss.on('error', (error) => onFault(error, {}));
  boss.on('warning', (warning) => onFault(new Error(warning.message), {}));
  await boss.start();
  await keepTicks(boss, ticks);
  const wakers: (() => void)[] = [];
  for (const each of workers) {
    for (let nth = 0; nth < each.atOnce; nth += 1) wakers.push(await startWorker(boss, each, onFault));
  }
  return {
    whenIdle: () =>
      idle(
        boss,
        now,
        workers.map((each) => each.queue.name),
        () => wakers.forEach((wake) => wake()),
      ),
    wakeDead: (queue) => boss.redrive(deadQueue, { sourceName: queue.name }),
    stop: (patienceMs = 20_000) => boss.stop({ graceful: true, timeout: patienceMs }),
  };
}

/** One job at a time: a batch would be retried as a whole when one of it fails. Returns what makes the worker look for jobs at once. */
async function startWorker(boss: PgBoss, { queue, handle }: Worker, onFault: JobFault): Promise<() => void> {
  let id: string | undefined;
  // Without this a worker rests between two jobs even while more of them wait.
  const wake = () => {
    if (id !== undefined) boss.notifyWorker(id);
  };
  const options = {
    batchSize: 1,
    includeMetadata: true,
    perJobResults: true,
    pollingIntervalSeconds: 2,
    notifyPollingIntervalSeconds: 10,
  } as const;
  id = await boss.work<object, unknown, typeof options>(queue.name, options, async (batch) => {
    const results = await Promise.all(batch.map((job) => attempt(boss, job, handle, onFault)));
    wake();
    return results;
  });
  return wake;
}

async function attempt(boss: PgBoss, job: JobWithMetadata<object>, handle: Worker['handle'], onFault: JobFault): Promise<JobResult> {
  const { id, name, data, retryCount, retryLimit, signal } = job;
  const doneIn = async (tx: JobTx) => {
    const settled = (await boss.complete(name, { id, retryCount }, null, { db: fromKysely(tx) })) as { affected?: number };
    if (settled.affected !== 1) throw new Error('Another process has taken the job over');
  };
  try {
    await handle({ id, data: data as never, attempt: retryCount + 1, isLastAttempt: retryCount >= retryLimit, signal, doneIn });
    return { id, status: 'completed' };
  } catch (error) {
    const reference = onFault(error, { queue: name, job: id, attempt: retryCount + 1 });
    return { id, status: isPermanent(error) ? 'deadletter' : 'failed', output: outputOf(error, reference) };
  }
}

const isPermanent = (error: unknown) => error instanceof Error && 'permanent' in error && error.permanent === true;

/** Kept in the database: the kind of error alone, since its message may quote a person. */
function outputOf(error: unknown, reference: string | void) {
  const reason = error instanceof Error && 'reason' in error ? error.reason : undefined;
  const kind = typeof reason === 'string' && /^[a-z-]{1,60}$/.test(reason) ? reason : error instanceof Error ? error.name : 'unknown';
  return { reason: kind, ...(reference && { reference }) };
}

async function keepTicks(boss: PgBoss, ticks: readonly Tick[]): Promise<void> {
  const wanted = new Set(ticks.map((tick) => tick.queue.name));
  for (const schedule of await boss.getSchedules()) {
    if (!wanted.has(schedule.name)) await boss.unschedule(schedule.name, schedule.key);
  }
  for (const { queue, cron, zone } of ticks) await boss.schedule(queue.name, cron, null, { tz: zone, missed: 'once' });
}

async function idle(boss: PgBoss, now: Now, queues: string[], wakeAll: () => void): Promise<void> {
  const db = boss.getDb();
  const bring = `update ${jobSchema}.job_common set start_after = now() where name = any($1) and state = 'created' and start_after > now() and singleton_key <= $2`;
  const due = `select from ${jobSchema}.job_common where name = any($1) and (state = 'active' or (state < 'active' and start_after <= now())) limit 1`;
  do {
    await db.executeSql(bring, [queues, now().toISOString()]);
    wakeAll();
    await delay(10);
  } while ((await db.executeSql(due, [queues])).rows.length > 0);
}
