/** Those who wait, as the composer knows them: people without names, places, those who start groups, and groups with a free seat. */
import type { Instance } from '../composition/index.ts';
import type { Day } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import type { Country } from '../lib/places/index.ts';
import { groupsUnderWay } from './groups.ts';
import { leadersFor } from './leaders.ts';
import { type Other, othersOn, withOthers } from './others.ts';
import { type Lack, lacksOf, median, pairsOf, personOf, pointOf, waitingRows } from './waiting.ts';
import { usualSlots } from './words.ts';

export type Scope = {
  association: string;
  /** null: the whole association */
  chapter: string | null;
  model: string;
  /** empty: every venue in the scope */
  venues?: readonly string[];
  /** empty: everyone */
  kinds?: readonly string[];
  /** enquiries; null: all who wait */
  only?: readonly string[] | null;
  /** how many at most, those who have waited longest; all unless said */
  most?: number;
  /** with those whom others show on this draft, and of one's own only those the agreement is about */
  across?: { draft: string; agreement: string } | null;
};

/** What a card says of somebody; null: not said. `other`: of another association, and then there is no person to ask about. */
export type About = { person: string | null; kind: string | null; phase: string | null; born: number | null; other?: Other };
export type Gathered = {
  instance: Instance;
  /** everyone who waits here, by enquiry; those of others by card */
  about: ReadonlyMap<string, About>;
  /** "With this person, please": pairs of enquiries. */
  together: [string, string][];
  /** Those who wait and have not told enough. */
  untold: { enquiry: string; lacks: Lack[] }[];
  notes: Notes;
};
/** `beyond`: how many wait beyond those who are composed with at a time; `unplaced`: venues nobody knows the place of; `unsaid`: of `leaders`, those who have not said when they can. */
export type Notes = { beyond: number; unplaced: number; leaders: number; unsaid: number };

/** Everything a proposal is made from, as far as the actor sees. People are named by their enquiry, facilitators by their person. Undefined: no such model. */
export async function gather({ tx, today }: { tx: Tx; today: Day }, scope: Scope): Promise<Gathered | undefined> {
  const model = await modelOf(tx, scope);
  if (!model) return undefined;
  const { country } = await tx.selectFrom('associations').select('country').where('id', '=', scope.association).executeTakeFirstOrThrow();
  const { diagnosis, others } = await acrossOf(tx, scope);
  const { rows, beyond } = await waitingRows(tx, { ...scope, ...(scope.only ? {} : { diagnosis }) });
  const { venues, unplaced } = await venuesFor(tx, scope, country);
  const { leaders, unsaid } = await leadersFor(tx, scope, today, country);
  const apart = await pairsOf(tx, 'apart', scope.association, rows);
  const told = rows.map((row) => ({ row, missing: lacksOf(row, country) }));
  const middle = median(told.flatMap(({ row }) => row.born ?? []));
  const people = told.flatMap(({ row, missing }) => (missing.length === 0 ? [personOf(row, country, middle, apart)] : []));
  const open = (await groupsUnderWay(tx, scope)).filter((group) => venues.some((venue) => venue.id === group.venue));
  const own: Instance = { today, model, people, venues, facilitators: leaders, open };
  return {
    instance: scope.across ? withOthers(own, others, today, diagnosis) : own,
    about: new Map([
      ...told.map(({ row: { id, person, kind, phase, born } }): [string, About] => [id, { person, kind, phase, born }]),
      ...others.map((one): [string, About] => [one.id, { person: null, kind: one.kind, phase: one.phase, born: one.decade, other: one }]),
    ]),
    together: [...(await pairsOf(tx, 'together', scope.association, rows))].flatMap(([one, others]) =>
      others.flatMap((other): [string, string][] => (one < other ? [[one, other]] : [])),
    ),
    untold: told.flatMap(({ row, missing }) => (missing.length > 0 ? [{ enquiry: row.id, lacks: missing }] : [])),
    notes: { beyond, unplaced, leaders: leaders.length, unsaid },
  };
}

async function acrossOf(tx: Tx, { across }: Scope): Promise<{ diagnosis: string | null; others: Other[] }> {
  if (!across) return { diagnosis: null, others: [] };
  const row = await tx.selectFrom('agreements').select('diagnosis').where('id', '=', across.agreement).executeTakeFirst();
  return { diagnosis: row?.diagnosis ?? null, others: await othersOn(tx, across.draft) };
}

async function modelOf(tx: Tx, { association, model }: Scope): Promise<Instance['model'] | undefined> {
  const row = await tx
    .selectFrom('programme_models')
    .select(['size_min as min', 'size_max as max', 'facilitators_min as facilitators', 'age_span as ageSpan'])
    .where('id', '=', model)
    .where('association_id', '=', association)
    .where('seated', '=', true)
    .executeTakeFirst();
  return row;
}

async function venuesFor(tx: Tx, { association, chapter, venues: chosen = [] }: Scope, country: Country) {
  const rows = await tx
    .selectFrom('venues')
    .select(['id', 'digital', 'latitude', 'longitude', 'postcode', 'slots'])
    .where('association_id', '=', association)
    .where('closed_on', 'is', null)
    .$if(chapter !== null, (query) => query.where((or) => or.or([or('chapter_id', '=', chapter!), or('chapter_id', 'is', null)])))
    .$if(chosen.length > 0, (query) => query.where('id', 'in', chosen))
    .orderBy('name')
    .execute();
  const venues = rows.flatMap((row): Instance['venues'] => {
    const slots = row.slots.length > 0 ? row.slots : usualSlots;
    if (row.digital) return [{ id: row.id, digital: true, slots }];
    const point = pointOf(row, country);
    return point ? [{ id: row.id, digital: false, lat: point.latitude, lon: point.longitude, slots }] : [];
  });
  return { venues, unplaced: rows.length - venues.length };
}
