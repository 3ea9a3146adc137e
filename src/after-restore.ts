import { type Now, today, zone } from './lib/day.ts';
import { openDb, sql, transaction, type Tx } from './lib/db.ts';
import type { AfterRestore, Cluster } from './lib/postgres/index.ts';
import { replayErasures } from './people/index.ts';

const ZONE = zone('Europe/Oslo');

/** What a database brought back from a backup must not do: know people who have been erased since, and say again what has been said. */
export const afterRestore = (keysFolder: string, now: Now): AfterRestore[] => [
  { name: 'erasures', run: (cluster) => within(cluster, now, (tx) => eraseAgain(tx, keysFolder)) },
  { name: 'messages', run: (cluster) => within(cluster, now, holdMessages) },
];

/** A backup from before there was forgetting is brought up to date at the next start, and replayed then. */
async function eraseAgain(tx: Tx, keysFolder: string): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regprocedure('app.erase_person(uuid, text, text, timestamptz)') is not null as there`.execute(tx);
  if (rows[0]?.there) await replayErasures(tx, keysFolder);
}

/** Nobody can tell which of those that waited then have left since: a person looks at each, and sends it or lets it be. */
export async function holdMessages(tx: Tx): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ state: 'failed', last_error: 'interrupted' })
    .where('state', 'in', ['waiting', 'held'])
    .where((or) => or.or([or('channel', 'is', null), or('channel', 'in', ['email', 'sms'])]))
    .execute();
}

/** As the superuser, past all rights; a database that was never begun holds nothing. */
async function within(cluster: Pick<Cluster, 'superuser'>, now: Now, work: (tx: Tx) => Promise<void>): Promise<void> {
  const db = openDb({ ...cluster.superuser('verksted'), max: 1 }, Buffer.alloc(32), () => {});
  try {
    await transaction(db, { person: null, today: today(now, ZONE) }, work);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '3D000')) throw error;
  } finally {
    await db.pool.end();
  }
}
