/** Proposals as they are kept, and what was done to a draft. */
import type { Answer, Instance } from '../composition/index.ts';
import type { Instant } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import type { Draft } from './draft.ts';

/** A proposal as it is kept: numbers of pinned groups that could not be held among it. */
export type Kept = Pick<Answer, 'groups' | 'left'> & { refused: { rule: string; no: number | null }[]; unmet: number[] };
export type KeptProposal = {
  no: number;
  model: string;
  score: number;
  bound: number;
  ended: Answer['ended'];
  differs: number;
  answer: Kept;
};

export const proposalsOf = async (tx: Tx, draft: string): Promise<KeptProposal[]> =>
  (await tx
    .selectFrom('draft_proposals')
    .select(['place_no as no', 'model_id as model', 'score', 'bound', 'ended', 'differs', 'answer'])
    .where('draft_id', '=', draft)
    .orderBy('place_no')
    .execute()) as unknown as KeptProposal[];

/** A proposal without those who have gone since; a group that nobody is left of is none. */
export function stillThere(answer: Kept, { people }: Pick<Instance, 'people'>): Kept {
  const here = new Set(people.map((one) => one.id));
  const groups = answer.groups.map((group) => ({ ...group, people: group.people.filter((one) => here.has(one)) }));
  return { ...answer, groups: groups.filter((group) => group.people.length > 0), left: answer.left.filter((one) => here.has(one.person)) };
}

type ChangeOf = 'proposed' | 'chosen' | 'moved' | 'pinned' | 'unpinned' | 'opened' | 'dissolved' | 'led' | 'accepted' | 'asked';
/** `card`: somebody of another association. */
export type Note = { what: ChangeOf; person?: string; card?: string; from?: number | null; to?: number | null };

/** Counts a change, and keeps what it was for whoever works on the draft at the same time. `by` null: the machine. */
export async function noteChange(tx: Tx, draft: Draft, now: Instant, by: string | null, note: Note): Promise<number> {
  const version = draft.version + 1;
  await tx.updateTable('drafts').set({ version, changed_at: now }).where('id', '=', draft.id).execute();
  await tx
    .insertInto('draft_changes')
    .values({
      association_id: draft.association,
      draft_id: draft.id,
      version,
      at: now,
      by_id: by,
      what: note.what,
      enquiry_id: note.person ?? null,
      card_id: note.card ?? null,
      from_no: note.from ?? null,
      to_no: note.to ?? null,
    })
    .execute();
  return version;
}

export type Since = { version: number; what: ChangeOf; by: string | null; person: string | null; from: number | null; to: number | null };
/** What happened to the draft after a version, the newest last; the last twenty. */
export async function changesSince(tx: Tx, draft: string, version: number): Promise<Since[]> {
  const rows = await tx
    .selectFrom('draft_changes')
    .select((select) => [
      'version',
      'what',
      'by_id as by',
      'from_no as from',
      'to_no as to',
      select.fn.coalesce('enquiry_id', 'card_id').as('person'),
    ])
    .where('draft_id', '=', draft)
    .where('version', '>', version)
    .orderBy('version', 'desc')
    .limit(20)
    .execute();
  return rows.toReversed();
}
