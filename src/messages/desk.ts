/** What leaves the house by a person's hand, or could not leave: for the first page. */
import { type Acting, associationOf } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import type { Due } from '../lib/due.ts';

export type MessageDue = Due<'letters' | 'calls' | 'failed' | 'held' | 'replies'>;

/** How many of each the actor may see, and the day of the oldest. */
export async function messagesDue({ tx, actor }: Pick<Acting, 'tx' | 'actor'>): Promise<MessageDue[]> {
  const { rows } = await sql<{ what: MessageDue['what']; count: number; since: Day }>`
    select case when state in ('failed', 'held') then state when channel = 'letter' then 'letters' else 'calls' end as what,
      count(*)::int as count, min(created_at)::date as since
      from messages where association_id = ${associationOf(actor)} and (state in ('failed', 'held') or (state = 'waiting' and channel in ('letter', 'call'))) group by 1
    union all
    select 'replies', count(*)::int, min(received_at)::date from inbound_sms where handled_at is null and sealed is not null having count(*) > 0`.execute(
    tx,
  );
  return rows;
}
