/** Laying groups and people on a draft: the SQL that writes where everybody is. */
import { type Group, isJoining } from '../composition/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Left } from './board.ts';
import type { Draft } from './draft.ts';

/** Puts groups on the board in place of those that are there; accepted ones stay what they became. */
export async function layOut(
  tx: Tx,
  draft: Draft,
  groups: readonly { group: Group; pinned: boolean }[],
  left: readonly Left[],
): Promise<void> {
  await tx
    .deleteFrom('draft_groups')
    .where('draft_id', '=', draft.id)
    .where('accepted_id', 'is', null)
    .where('crossing_id', 'is', null)
    .execute();
  const ids = await insertCircles(tx, draft, groups, await nextNo(tx, draft.id));
  const seats = groups.flatMap(({ group }, n) => group.people.map((person) => ({ person, circle: ids[n]! })));
  const without = left.map((one) => ({ person: one.person, circle: null, reason: one.reason }));
  await put(tx, draft.id, [...seats.map((one) => ({ ...one, reason: null })), ...without]);
}

type Put = { person: string; circle: string | null; reason: string | null };
async function put(tx: Tx, draft: string, seats: readonly Put[]): Promise<void> {
  const given = sql`unnest(${seats.map((one) => one.person)}::uuid[], ${seats.map((one) => one.circle)}::uuid[],
    ${seats.map((one) => one.reason)}::text[]) as s (person, circle, reason)`;
  await sql`update draft_people p set draft_group_id = s.circle, reason = s.reason from ${given} where p.draft_id = ${draft} and p.enquiry_id = s.person`.execute(
    tx,
  );
  await sql`update draft_cards p set draft_group_id = s.circle, reason = s.reason from ${given} where p.draft_id = ${draft} and p.id = s.person`.execute(
    tx,
  );
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
export async function seat(tx: Tx, draft: string, people: readonly string[], circle: string | null): Promise<void> {
  const to = { draft_group_id: circle, reason: null };
  await tx.updateTable('draft_people').set(to).where('draft_id', '=', draft).where('enquiry_id', 'in', people).execute();
  await tx.updateTable('draft_cards').set(to).where('draft_id', '=', draft).where('id', 'in', people).execute();
}

/** Holds somebody where she is, or lets her go. */
export async function hold(tx: Tx, draft: string, person: string, pinned: boolean): Promise<void> {
  await tx.updateTable('draft_people').set({ pinned }).where('draft_id', '=', draft).where('enquiry_id', '=', person).execute();
  await tx.updateTable('draft_cards').set({ pinned }).where('draft_id', '=', draft).where('id', '=', person).execute();
}

/** Has these people on the draft, and those who were there already. */
export const addPeople = (tx: Tx, { id, association }: Pick<Draft, 'id' | 'association'>, people: readonly string[]): Promise<unknown> =>
  sql`insert into draft_people (association_id, draft_id, enquiry_id)
      select ${association}, ${id}, e.id from unnest(${[...people]}::uuid[]) as w (id) join enquiries e on e.id = w.id
      on conflict do nothing`.execute(tx);
