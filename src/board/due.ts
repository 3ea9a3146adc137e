/** Drafts of one's own that nobody has finished: for the desk. */
import { type Acting, idOf } from '../accounts/index.ts';
import { type Day, dayOf, zone } from '../lib/day.ts';
import { findOpen } from './draft.ts';

const ZONE = zone('Europe/Oslo');

export async function draftsDue({ tx, actor }: Acting): Promise<{ count: number; since: Day; about?: string }[]> {
  const open = await findOpen(tx, idOf(actor)!);
  if (open.length === 0) return [];
  const since = dayOf(open[0]!.changedAt, ZONE);
  return [{ count: open.length, since, ...(open.length === 1 && { about: open[0]!.id }) }];
}
