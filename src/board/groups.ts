/** Groups that are there already: what rooms they take, and how many seats they have left. */
import { inState, seatsOf } from '../groups/index.ts';
import type { OpenGroup, Profile } from '../composition/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Scope } from './pool.ts';
import { slotOf, spoken } from './words.ts';

/** Every group that meets until it runs itself, with the seats still free; none where the model counts heads. */
export async function groupsUnderWay(tx: Tx, { association, chapter }: Pick<Scope, 'association' | 'chapter'>): Promise<OpenGroup[]> {
  const rows = await tx
    .selectFrom('groups')
    .select(['id', 'chapter_id as chapter', 'venue_id as venue', 'kind', 'language', 'size_max as sizeMax', 'seated', 'decision'])
    .select(['first_on as on', 'first_at as at'])
    .where('association_id', '=', association)
    .where('handed_over_on', 'is', null)
    .where('closed_on', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('venue_id', 'is not', null)
    .where('first_on', 'is not', null)
    .where('first_at', 'is not', null)
    .orderBy('id')
    .execute();
  const seats = Map.groupBy(
    await seatsOf(
      tx,
      rows.map((row) => row.id),
    ),
    (seat) => seat.group,
  );
  const taken = new Map(rows.map(({ id }) => [id, inState(seats.get(id) ?? [], 'accepted', 'invited', 'standing')]));
  const told = await profilesOf(
    tx,
    [...taken.values()].flat().flatMap((seat) => seat.enquiry ?? []),
  );
  const apart = await apartFrom(
    tx,
    association,
    [...taken.values()].flat().flatMap((seat) => seat.person ?? []),
  );
  return rows.map((row) => {
    const here = taken.get(row.id)!;
    const joins = row.seated && row.decision === null && (chapter === null || row.chapter === chapter);
    return {
      id: row.id,
      venue: row.venue!,
      slot: slotOf(row.on!, row.at!),
      kind: row.kind,
      language: spoken(row.language),
      seats: joins ? Math.max(0, row.sizeMax - here.length) : 0,
      members: here.flatMap((seat) => told.get(seat.enquiry ?? '') ?? []),
      sits: here.length,
      notWith: here.flatMap((seat) => apart.get(seat.person ?? '') ?? []),
    };
  });
}

/** Enquiries of those who wait and must never sit with somebody, by the one who sits. */
async function apartFrom(tx: Tx, association: string, sitting: readonly string[]): Promise<Map<string, string[]>> {
  if (sitting.length === 0) return new Map();
  const { rows } = await sql<{ sits: string; waits: string }>`
    select pair.sits, e.id as waits
    from (select one_id as sits, other_id as waits from apart where one_id = any (${[...sitting]}::uuid[])
      union all select other_id, one_id from apart where other_id = any (${[...sitting]}::uuid[])) pair
    join enquiries e on e.person_id = pair.waits and e.association_id = ${association} and e.stage = 'waiting'
    order by e.id`.execute(tx);
  const pairs = Map.groupBy(rows, (row) => row.sits);
  return new Map([...pairs].map(([sits, all]) => [sits, all.map((row) => row.waits)]));
}

/** What those who sit there told, as far as it is still kept and was said. */
async function profilesOf(tx: Tx, enquiries: readonly string[]): Promise<Map<string, Profile>> {
  if (enquiries.length === 0) return new Map();
  const rows = await tx
    .selectFrom('enquiries')
    .select(['id', 'birth_year as born', 'sex', 'phase', 'diagnosis'])
    .where('id', 'in', enquiries)
    .where('details_erased_at', 'is', null)
    .execute();
  return new Map(
    rows.flatMap(({ id, born, sex, phase, diagnosis }) =>
      born === null ? [] : [[id, { born, sex: sex ?? 'x', phase: phase ?? '', diagnosis: diagnosis ?? '' }] as const],
    ),
  );
}
