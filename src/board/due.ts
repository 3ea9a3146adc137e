/** Drafts of one's own that nobody has finished: for the desk. */
import { type Acting, idOf } from '../accounts/index.ts';
import { type Day, dayOf, type Instant, zone } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';

const ZONE = zone('Europe/Oslo');

export async function draftsDue({ tx, actor }: Acting): Promise<{ count: number; since: Day; about?: string }[]> {
  const open = await findOpen(tx, idOf(actor)!);
  if (open.length === 0) return [];
  const since = dayOf(open[0]!.changedAt, ZONE);
  return [{ count: open.length, since, ...(open.length === 1 && { about: open[0]!.id }) }];
}

/** Drafts somebody has made that hold a group nobody has accepted yet, or proposals nobody has read; the oldest first. */
const findOpen = (tx: Tx, by: string): Promise<{ id: string; changedAt: Instant }[]> =>
  tx
    .selectFrom('drafts')
    .select(['id', 'changed_at as changedAt'])
    .where('made_by', '=', by)
    .where('work', 'in', ['done', 'stopped'])
    .where((where) =>
      where.or([
        where('chosen_at', 'is', null),
        where.exists(
          where.selectFrom('draft_groups as g').select('g.id').whereRef('g.draft_id', '=', 'drafts.id').where('g.accepted_id', 'is', null),
        ),
      ]),
    )
    .orderBy('changed_at')
    .execute();
