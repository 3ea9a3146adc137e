import type { Instant } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import type { PledgeText, Signature } from './pledge.ts';

export const signaturesOf = (tx: Tx, group: string): Promise<Signature[]> =>
  tx.selectFrom('pledges').select(['person_id as person', 'text_id as text']).where('group_id', '=', group).execute();

/** The pledge in force: the newest version in each language. */
export const pledgesInForce = (tx: Tx, association: string, now: Instant): Promise<PledgeText[]> =>
  tx
    .selectFrom('texts')
    .distinctOn('language')
    .select(['id', 'language', 'version', 'lines'])
    .where('association_id', '=', association)
    .where('kind', '=', 'pledge')
    .where('valid_from', '<=', now)
    .orderBy('language')
    .orderBy('version', 'desc')
    .execute();
