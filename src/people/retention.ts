import { type Acting, atWork, type World } from '../accounts/index.ts';
import { addMinutes, type Instant, zone } from '../lib/day.ts';
import { type Db, sql, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { type Tick, type Worker, worker } from '../lib/jobs.ts';
import { queue } from '../lib/queue.ts';
import { erase, replayErasures } from './erasure.ts';
import { detailsToForget, keepEraseDays, peopleToForget, steps } from './forgetting.ts';

/** Every night: what has come to its end is forgotten. */
export const forgetting = queue<{}>('people.forget', { retries: 3, retryAfterSeconds: 600, timeoutSeconds: 3_600, keepDays: 7 });
export const peopleQueues = [forgetting];

export const peopleWork = (world: World, jobs: Db): { workers: Worker[]; ticks: Tick[] } => ({
  workers: [worker(forgetting, (job) => forgetWhatIsDue(world, jobs, job.id), 1)],
  ticks: [{ queue: forgetting, cron: '23 3 * * *', zone: zone('Europe/Oslo') }],
});

export type Counts = Record<string, number>;
type Work = <T>(work: (acting: Acting) => Promise<T>) => Promise<T>;
const BATCH = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';
const SILENCE = 48 * 60; // minutes
/** A clock that has leapt makes everything due. After so many days without a night, somebody says first what day it is. */
const LEAP = 30;

/**
 * Forgets all that is due, in small transactions: cut off anywhere and run again, it forgets the rest. Leaves a count that names nobody.
 * Needs the jobs role.
 */
export async function forgetWhatIsDue(world: World, jobs: Db, request: string, batch = BATCH): Promise<Counts> {
  const run = newId();
  const work: Work = (one) => atWork(world, jobs, request, one);
  await work(({ tx, now }) => tx.insertInto('retention_runs').values({ id: run, started_at: now }).execute());
  const counts: Counts = { replayed: await work(({ tx }) => replayErasures(tx, world.config.KEYS_FOLDER)) };
  if (await work(({ tx, now }) => holdAfterLeap(tx, run, now))) return counts;
  const { erased, fault } = await forgetPeople(world, work, batch);
  counts['people'] = erased;
  counts['details'] = await forgetDetails(work, batch);
  for (const { name, forget } of steps) counts[name] = await untilDone(batch, () => work((acting) => forget(acting.tx, acting, batch)));
  if (fault) throw fault;
  await work(({ tx, now }) =>
    tx
      .updateTable('retention_runs')
      .set({ finished_at: now, counts: JSON.stringify(counts) })
      .where('id', '=', run)
      .execute(),
  );
  return counts;
}

/** One that cannot be erased stops nobody else, but the run is not finished then: after 48 hours it is told. */
async function forgetPeople(world: World, work: Work, batch: number): Promise<{ erased: number; fault: unknown }> {
  for (let last: string | undefined = FIRST; last !== undefined;) {
    const from: string = last;
    last = await work(({ tx }) => keepEraseDays(tx, from, batch));
  }
  let [last, erased, fault] = [FIRST, 0, undefined as unknown];
  for (let due: string[] = ['']; due.length > 0; last = due.at(-1) ?? last) {
    due = await work((acting) => peopleToForget(acting.tx, acting, last, batch));
    for (const person of due)
      await work((acting) => erase(acting, person, 'retention')).then(
        () => (erased += 1),
        (error) => (fault = error),
      );
  }
  if (fault) world.log.error('retention.failed', fault);
  return { erased, fault };
}

const forgetDetails = (work: Work, batch: number): Promise<number> =>
  untilDone(batch, () =>
    work(async (acting) => {
      const due = await detailsToForget(acting.tx, acting, batch);
      for (const { id, person, association } of due) {
        await sql`select app.clear_details(${id}, ${acting.now})`.execute(acting.tx);
        await acting.record({ act: 'details.erased', object: ['enquiry', id], about: person, association });
      }
      return due.length;
    }),
  );

async function untilDone(batch: number, forget: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let some = batch; some >= batch; all += some) some = await forget();
  return all;
}

/** Whether this night is held back, which is then noted. What was asked for is erased all the same: it depends on no clock. */
async function holdAfterLeap(tx: Tx, run: string, now: Instant): Promise<boolean> {
  const last = await lastNight(tx, now);
  if (!last || now <= addMinutes(last, LEAP * 24 * 60)) return false;
  await tx.updateTable('retention_runs').set({ held: true }).where('id', '=', run).execute();
  return true;
}

/** Somebody has looked at a calendar: the next night forgets what is due. */
export async function confirmDay({ tx, now, record }: Pick<Acting, 'tx' | 'now' | 'record'>): Promise<void> {
  const counts = JSON.stringify({ confirmed: 1 });
  await tx.insertInto('retention_runs').values({ id: newId(), started_at: now, finished_at: now, counts }).execute();
  for (const { id } of await tx.selectFrom('associations').select('id').execute())
    await record({ act: 'retention.confirmed', object: ['association', id], association: id });
}

/** When the last night was held back, where none has been good since. */
export async function retentionHeldSince(tx: Tx, now: Instant): Promise<Instant | null> {
  const last = await tx
    .selectFrom('retention_runs')
    .select(['started_at', 'held'])
    .where('started_at', '<=', now)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return last?.held ? last.started_at : null;
}

/** The last night that was good, or the day the first association began. What lies ahead was noted by a clock that has been set right since. */
async function lastNight(tx: Tx, now: Instant): Promise<Instant | undefined> {
  const last = await tx
    .selectFrom('retention_runs')
    .select('finished_at')
    .where('finished_at', '<=', now)
    .orderBy('finished_at', 'desc')
    .executeTakeFirst();
  return (
    last?.finished_at ?? (await tx.selectFrom('associations').select('created_at').orderBy('created_at').executeTakeFirst())?.created_at
  );
}

/** Since when nothing has been forgotten by itself, where that is more than 48 hours ago; null while all is well. For an administrator's eyes. */
export async function retentionSilentSince(tx: Tx, now: Instant): Promise<Instant | null> {
  const since = await lastNight(tx, now);
  return since && addMinutes(since, SILENCE) < now ? since : null;
}
