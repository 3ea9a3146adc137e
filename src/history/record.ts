import { newId } from '../lib/ids.ts';
import type { Instant } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import type { Act } from './acts.ts';

export type Entry = {
  at: Instant;
  /** null: the system, or a visitor */
  actor: string | null;
  role: string;
  act: Act;
  object: readonly [kind: string, id: string | null];
  association?: string | null;
  /** whose data it is */
  about?: string | null;
  /** whose names stood on a list that was looked at */
  abouts?: readonly string[];
  group?: string | null;
  request: string;
};

/** Writes what happened, in the transaction of the change itself: if it cannot be written, nothing happens. Never values. */
export async function record(tx: Tx, entry: Entry): Promise<void> {
  await tx
    .insertInto('history')
    .values({
      id: newId(),
      at: entry.at,
      association_id: entry.association ?? null,
      actor_id: entry.actor,
      actor_role: entry.role,
      act: entry.act,
      object_kind: entry.object[0],
      object_id: entry.object[1],
      about_id: entry.about ?? null,
      about_ids: entry.abouts?.length ? [...new Set(entry.abouts)] : null,
      group_id: entry.group ?? null,
      request_id: entry.request,
    })
    .execute();
}
