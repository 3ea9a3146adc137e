/** A draft as it is kept, and the SQL that reads and writes it. What the actor may not see is not there. */
import { type Acting, Missing } from '../accounts/index.ts';
import type { Group } from '../composition/index.ts';
import { isJoining } from '../composition/index.ts';
import type { Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Board, Circle, Left } from './board.ts';
import { gather, type Gathered, type Notes } from './pool.ts';

export type Asked = { models: string[]; venues: string[]; kinds: string[]; all: boolean };
export type Work = 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
export type Draft = {
  id: string;
  association: string;
  chapter: string | null;
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

/** A group that was accepted from this draft. */
export type Accepted = { no: number; group: string };
export type Drafted = { draft: Draft; gathered: Gathered; board: Board; accepted: Accepted[] };

/** The draft with everyone on it who still waits. */
export async function draftedOf({ tx, today }: Pick<Acting, 'tx' | 'today'>, draft: Draft): Promise<Drafted> {
  const circles = await circlesOf(tx, draft.id);
  const rows = await tx
    .selectFrom('draft_people')
    .select(['enquiry_id as person', 'draft_group_id as circle', 'reason', 'pinned'])
    .where('draft_id', '=', draft.id)
    .orderBy('enquiry_id')
    .execute();
  const model = draft.model ?? draft.asked.models[0]!;
  const { association, chapter } = draft;
  const only = rows.map((row) => row.person);
  const gathered = await gather({ tx, today }, { association, chapter, model, venues: draft.asked.venues, only });
  if (!gathered) throw new Missing();
  const waits = new Set([...gathered.instance.people.map((one) => one.id), ...gathered.untold.map((one) => one.enquiry)]);
  const here = rows.filter((row) => waits.has(row.person));
  const seated = Map.groupBy(here, (row) => row.circle);
  const leaders = new Set(gathered.instance.facilitators.map((one) => one.id));
  const open = circles.filter((one) => one.accepted === null);
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
  return { draft, gathered, board, accepted: circles.flatMap(({ no, accepted }) => (accepted ? [{ no, group: accepted }] : [])) };
}

async function circlesOf(tx: Tx, draft: string) {
  const rows = await tx
    .selectFrom('draft_groups')
    .select(['id', 'place_no as no', 'venue_id as venue', 'slot', 'kind', 'language', 'joins_id as joins', 'leaders', 'pinned'])
    .select('accepted_id as accepted')
    .where('draft_id', '=', draft)
    .orderBy('place_no')
    .execute();
  return rows.map(({ venue, slot, kind, language, ...row }) => ({
    ...row,
    place: { venue: venue!, slot: slot!, kind: kind!, language: language! },
  }));
}

/** Puts groups on the board in place of those that are there; accepted ones stay what they became. */
export async function layOut(
  tx: Tx,
  draft: Draft,
  groups: readonly { group: Group; pinned: boolean }[],
  left: readonly Left[],
): Promise<void> {
  await tx.deleteFrom('draft_groups').where('draft_id', '=', draft.id).where('accepted_id', 'is', null).execute();
  const ids = await insertCircles(tx, draft, groups, await nextNo(tx, draft.id));
  const seats = groups.flatMap(({ group }, n) => group.people.map((person) => ({ person, circle: ids[n]! })));
  await sql`update draft_people p set draft_group_id = s.circle, reason = null
      from unnest(${seats.map((one) => one.person)}::uuid[], ${seats.map((one) => one.circle)}::uuid[]) as s (person, circle)
      where p.draft_id = ${draft.id} and p.enquiry_id = s.person`.execute(tx);
  await sql`update draft_people p set draft_group_id = null, reason = l.reason
      from unnest(${left.map((one) => one.person)}::uuid[], ${left.map((one) => one.reason)}::text[]) as l (person, reason)
      where p.draft_id = ${draft.id} and p.enquiry_id = l.person`.execute(tx);
}

export async function nextNo(tx: Tx, draft: string): Promise<number> {
  const { last } = await tx
    .selectFrom('draft_groups')
    .select((select) => select.fn.max('place_no').as('last'))
    .where('draft_id', '=', draft)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

type Laid = { group: Group; pinned: boolean };
const AT_ONCE = 500;

/** Groups without their people, numbered from `first`; their ids. */
export async function insertCircles(tx: Tx, draft: Draft, laid: readonly Laid[], first: number): Promise<string[]> {
  const rows = laid.map(({ group, pinned }, n) => ({
    id: newId(),
    association_id: draft.association,
    draft_id: draft.id,
    place_no: first + n,
    pinned,
    ...placeOf(group),
  }));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx
      .insertInto('draft_groups')
      .values(rows.slice(from, from + AT_ONCE))
      .execute();
  return rows.map((row) => row.id);
}

const placeOf = (group: Group) =>
  isJoining(group)
    ? { joins_id: group.open, venue_id: null, slot: null, kind: null, language: null, leaders: [] }
    : { joins_id: null, venue_id: group.venue, slot: group.slot, kind: group.kind, language: group.language, leaders: group.facilitators };

/** Lets people sit in a group of the draft, or nowhere. */
export const seat = (tx: Tx, draft: string, people: readonly string[], circle: string | null): Promise<unknown> =>
  sql`update draft_people set draft_group_id = ${circle}, reason = null where draft_id = ${draft} and enquiry_id = any (${[...people]}::uuid[])`.execute(
    tx,
  );

/** Has these people on the draft, and those who were there already. */
export const addPeople = (tx: Tx, { id, association }: Pick<Draft, 'id' | 'association'>, people: readonly string[]): Promise<unknown> =>
  sql`insert into draft_people (association_id, draft_id, enquiry_id)
      select ${association}, ${id}, e.id from unnest(${[...people]}::uuid[]) as w (id) join enquiries e on e.id = w.id
      on conflict do nothing`.execute(tx);
