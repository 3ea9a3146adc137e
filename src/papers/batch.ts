/** Letters printed together: gathered, then posted, or not printed after all. State is dated facts. */
import { type Acting, associationOf, idOf, Missing } from '../accounts/index.ts';
import type { Instant } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { countLetters, gatherLetters, lettersWaiting, postLetters, takeBackLetters } from '../messages/index.ts';

export type Batch = {
  id: string;
  gatheredAt: Instant;
  postedAt: Instant | null;
  takenBackAt: Instant | null;
  /** letters in it, and those of them that have been posted */
  count: number;
  posted: number;
};
export type BatchState = 'open' | 'posted' | 'taken-back';
export type BatchRefusal = 'no-letters' | 'is-posted' | 'is-taken-back';

export const stateOf = ({ postedAt, takenBackAt }: Pick<Batch, 'postedAt' | 'takenBackAt'>): BatchState =>
  takenBackAt ? 'taken-back' : postedAt ? 'posted' : 'open';

const columns = ['id', 'gathered_at as gatheredAt', 'posted_at as postedAt', 'taken_back_at as takenBackAt'] as const;

/** The newest first; those that were taken back say nothing more. */
export async function batchesOf(acting: Acting): Promise<Batch[]> {
  const rows = await acting.tx
    .selectFrom('letter_batches')
    .select(columns)
    .where('association_id', '=', associationOf(acting.actor))
    .where('taken_back_at', 'is', null)
    .orderBy('gathered_at', 'desc')
    .limit(10)
    .execute();
  return await Promise.all(rows.map(async (row) => ({ ...row, ...(await countLetters(acting, row.id)) })));
}

export async function batchOf(acting: Acting, id: string, forUpdate = false): Promise<Batch> {
  const query = acting.tx.selectFrom('letter_batches').select(columns).where('id', '=', id);
  const row = await (forUpdate ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new Missing();
  return { ...row, ...(await countLetters(acting, id)) };
}

/** Gathers every letter that waits; the id of the batch. */
export async function gather(acting: Acting): Promise<string | Refusal<BatchRefusal>> {
  if ((await lettersWaiting(acting)) === 0) return refuse('no-letters');
  const association = associationOf(acting.actor);
  const id = newId();
  await acting.tx
    .insertInto('letter_batches')
    .values({ id, association_id: association, gathered_at: acting.now, gathered_by: idOf(acting.actor)! })
    .execute();
  await gatherLetters(acting, association, id);
  await acting.record({ act: 'letters.gathered', object: ['letter-batch', id] });
  return id;
}

/** All of it is in the post. */
export async function post(acting: Acting, id: string): Promise<Refusal<BatchRefusal> | undefined> {
  const state = stateOf(await batchOf(acting, id, true));
  if (state !== 'open') return refuse(state === 'posted' ? 'is-posted' : 'is-taken-back');
  await postLetters(acting, id);
  await acting.tx
    .updateTable('letter_batches')
    .set({ posted_at: acting.now, posted_by: idOf(acting.actor) })
    .where('id', '=', id)
    .execute();
  await acting.record({ act: 'letters.posted', object: ['letter-batch', id] });
  return undefined;
}

/** Not printed after all, or not posted: the letters wait as before. */
export async function takeBack(acting: Acting, id: string): Promise<Refusal<BatchRefusal> | undefined> {
  const batch = await batchOf(acting, id, true);
  if (batch.takenBackAt) return refuse('is-taken-back');
  await takeBackLetters(acting, id, batch.postedAt);
  await acting.tx.updateTable('letter_batches').set({ taken_back_at: acting.now }).where('id', '=', id).execute();
  await acting.record({ act: 'letters.taken-back', object: ['letter-batch', id] });
  return undefined;
}
