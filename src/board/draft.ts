/** A draft as it is kept, and the SQL that reads and writes it. What the actor may not see is not there. */
import { type Acting, Missing } from '../accounts/index.ts';
import type { Group } from '../composition/index.ts';
import type { Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Board, Circle, Left } from './board.ts';
import { gather, type Gathered, type Notes, type Scope } from './pool.ts';

export type Asked = { models: string[]; venues: string[]; kinds: string[]; all: boolean };
export type Work = 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
export type Draft = {
  id: string;
  association: string;
  chapter: string | null;
  /** people of all associations of this agreement; null: of one's own */
  agreement: string | null;
  model: string | null;
  version: number;
  asked: Asked;
  madeBy: string;
  madeAt: Instant;
  changedAt: Instant;
  chosenAt: Instant | null;
  work: Work;
  workNo: number;
  workAt: Instant;
  share: number;
  placed: number;
  groups: number;
  score: number;
  bound: number;
  stopAsked: boolean;
  notes: Partial<Notes>;
};

export const draftColumns = [
  'id',
  'association_id as association',
  'chapter_id as chapter',
  'agreement_id as agreement',
  'model_id as model',
  'version',
  'asked',
  'made_by as madeBy',
  'made_at as madeAt',
  'changed_at as changedAt',
  'chosen_at as chosenAt',
  'work',
  'work_no as workNo',
  'work_at as workAt',
  'work_share as share',
  'work_placed as placed',
  'work_groups as groups',
  'work_score as score',
  'work_bound as bound',
  'stop_asked as stopAsked',
  'notes',
] as const;

export async function findDraft(tx: Tx, id: string, hold = false): Promise<Draft | undefined> {
  const query = tx.selectFrom('drafts').select(draftColumns).where('id', '=', id);
  return (await (hold ? query.forUpdate() : query).executeTakeFirst()) as Draft | undefined;
}

export async function draftOf(tx: Tx, id: string): Promise<Draft> {
  const draft = await findDraft(tx, id);
  if (!draft) throw new Missing();
  return draft;
}

/** What became of a group of this draft: a group, or a question to other associations. */
export type Accepted = { no: number } & ({ group: string } | { crossing: string });
export type Drafted = { draft: Draft; gathered: Gathered; board: Board; accepted: Accepted[] };

/** What a proposal of this draft is made from. */
export const scopeOf = ({ id, association, chapter, agreement, asked }: Draft, model: string): Scope => ({
  association,
  chapter,
  model,
  venues: asked.venues,
  across: agreement === null ? null : { draft: id, agreement },
});

/** The draft with everyone on it who still waits. */
export async function draftedOf({ tx, today }: Pick<Acting, 'tx' | 'today'>, draft: Draft): Promise<Drafted> {
  const circles = await circlesOf(tx, draft.id);
  const [own, cards] = await seatsOn(tx, draft);
  const only = own.map((row) => row.person);
  const gathered = await gather({ tx, today }, { ...scopeOf(draft, draft.model ?? draft.asked.models[0]!), only });
  if (!gathered) throw new Missing();
  const asked = new Set(circles.flatMap((one) => (one.crossing === null ? [] : [one.id])));
  // Whoever is in a group that other associations are asked about is no longer moved.
  const here = [...own, ...cards].filter((row) => gathered.about.has(row.person) && !asked.has(row.circle ?? ''));
  const seated = Map.groupBy(here, (row) => row.circle);
  const leaders = new Set(gathered.instance.facilitators.map((one) => one.id));
  const open = circles.filter((one) => one.accepted === null && one.crossing === null);
  const board: Board = {
    circles: open.map(({ id, no, pinned, ...at }): Circle => {
      const people = (seated.get(id) ?? []).map((row) => row.person);
      const group: Group = at.joins
        ? { open: at.joins, people }
        : { ...at.place, people, facilitators: at.leaders.filter((one) => leaders.has(one)) };
      return { id, no, pinned, group };
    }),
    left: here.flatMap((row): Left[] => (open.some((one) => one.id === row.circle) ? [] : [{ person: row.person, reason: row.reason }])),
    pinned: new Set(here.flatMap((row) => (row.pinned ? [row.person] : []))),
  };
  return { draft, gathered, board, accepted: circles.flatMap(acceptedOf) };
}

const acceptedOf = ({ no, accepted, crossing }: { no: number; accepted: string | null; crossing: string | null }): Accepted[] =>
  accepted ? [{ no, group: accepted }] : crossing ? [{ no, crossing }] : [];

/** Where everybody sits: one's own, by enquiry, and those of others, by card. */
const seatsOn = (tx: Tx, { id }: Draft) =>
  Promise.all([
    tx
      .selectFrom('draft_people')
      .select(['enquiry_id as person', 'draft_group_id as circle', 'reason', 'pinned'])
      .where('draft_id', '=', id)
      .orderBy('enquiry_id')
      .execute(),
    tx
      .selectFrom('draft_cards')
      .select(['id as person', 'draft_group_id as circle', 'reason', 'pinned'])
      .where('draft_id', '=', id)
      .orderBy('place_no')
      .execute(),
  ]);

/** A mark of everybody who still waits on the draft: another one as soon as somebody withdraws or is placed elsewhere. */
export async function hereOn(tx: Tx, { id, agreement }: Pick<Draft, 'id' | 'agreement'>): Promise<string> {
  const cards = agreement === null ? sql`` : sql`union all select id from app.cards_on(${id})`;
  const { rows } = await sql<{ mark: string | null }>`select md5(string_agg(id::text, '' order by id)) as mark from (
    select e.id from draft_people p join enquiries e on e.id = p.enquiry_id
    where p.draft_id = ${id} and e.stage = 'waiting' and e.person_id is not null ${cards}) as here`.execute(tx);
  return rows[0]?.mark?.slice(0, 12) ?? '';
}

async function circlesOf(tx: Tx, draft: string) {
  const rows = await tx
    .selectFrom('draft_groups')
    .select(['id', 'place_no as no', 'venue_id as venue', 'slot', 'kind', 'language', 'joins_id as joins', 'leaders', 'pinned'])
    .select(['accepted_id as accepted', 'crossing_id as crossing'])
    .where('draft_id', '=', draft)
    .orderBy('place_no')
    .execute();
  return rows.map(({ venue, slot, kind, language, ...row }) => ({
    ...row,
    place: { venue: venue!, slot: slot!, kind: kind!, language: language! },
  }));
}
