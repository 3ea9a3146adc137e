/** What history does by itself: it is sealed every minute, and once a day the head of the chain is told to the log, which lies elsewhere. */
import { type Now, today as dayToday, zone } from '../lib/day.ts';
import { type Db, transaction, type Tx } from '../lib/db.ts';
import { type Tick, type Worker, worker } from '../lib/jobs.ts';
import type { Log } from '../lib/log.ts';
import { queue } from '../lib/queue.ts';
import { type Head, headOf, sealHistory, sealing } from './seal.ts';

const OSLO = zone('Europe/Oslo');
const AT_ONCE = 5_000;

export const anchoring = queue<object>('history.anchor', { retries: 3, keepDays: 7 });
export const historyQueues = [sealing, anchoring];

export type Archive = { jobs: Db; log: Log; now: Now };

export const historyWork = (archive: Archive): { workers: Worker[]; ticks: Tick[] } => ({
  workers: [worker(sealing, () => sealAll(archive), 1), worker(anchoring, () => anchor(archive), 1)],
  ticks: [
    { queue: sealing, cron: '* * * * *', zone: OSLO },
    { queue: anchoring, cron: '5 6 * * *', zone: OSLO },
  ],
});

const within = <T>({ jobs, now }: Archive, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(jobs, { person: null, today: dayToday(now, OSLO) }, work);

/** Seals all there is, some thousands in each transaction. */
export async function sealAll(archive: Archive): Promise<Head> {
  let head = await within(archive, headOf);
  for (let before = -1; head.seq - before >= AT_ONCE || before < 0;) {
    before = head.seq;
    head = await within(archive, (tx) => sealHistory(tx, AT_ONCE));
  }
  return head;
}

/** One log line a day, so that a history cut short later can be told from it. */
async function anchor(archive: Archive): Promise<void> {
  const { seq, hash } = await sealAll(archive);
  archive.log.info('history.head', { count: seq, head: sayHash(hash) });
}

/** In groups of four, for noting down and reading out. */
export const sayHash = (hash: Buffer): string => hash.toString('hex').replace(/(.{4})(?=.)/g, '$1-');
