/** Those who wait, as the composer knows them: people without names, places, those who start groups, and groups with a free seat. */
import type { Instance, Person } from '../composition/index.ts';
import type { Day } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { type Country, placeOf, type Point } from '../lib/places/index.ts';
import { groupsUnderWay } from './groups.ts';
import { leadersFor } from './leaders.ts';
import { slots as everySlot, spoken, usualSlots } from './words.ts';

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
};

/** What a person must have told before a machine can seat her. */
export const lacks = ['kind', 'when', 'where'] as const;
export type Lack = (typeof lacks)[number];
/** What a card says of somebody; null: not said. */
export type About = { person: string; kind: string | null; phase: string | null; born: number | null };
export type Gathered = {
  instance: Instance;
  /** everyone who waits here, by enquiry */
  about: ReadonlyMap<string, About>;
  /** "With this person, please": pairs of enquiries. */
  together: [string, string][];
  /** Those who wait and have not told enough. */
  untold: { enquiry: string; lacks: Lack[] }[];
  notes: Notes;
};
/** `beyond`: how many wait beyond the oldest ten thousand; `unplaced`: venues nobody knows the place of; `unsaid`: of `leaders`, those who have not said when they can. */
export type Notes = { beyond: number; unplaced: number; leaders: number; unsaid: number };

/** So many are composed at a time, the oldest first. */
export const MOST_PEOPLE = 10_000;
/** Counted for whoever has not said how far she goes. */
export const USUAL_KM = 50;

/** Everything a proposal is made from, as far as the actor sees. People are named by their enquiry, facilitators by their person. Undefined: no such model. */
export async function gather({ tx, today }: { tx: Tx; today: Day }, scope: Scope): Promise<Gathered | undefined> {
  const model = await modelOf(tx, scope);
  if (!model) return undefined;
  const { country } = await tx.selectFrom('associations').select('country').where('id', '=', scope.association).executeTakeFirstOrThrow();
  const rows = await waitingRows(tx, scope);
  const { venues, unplaced } = await venuesFor(tx, scope, country);
  const { leaders, unsaid } = await leadersFor(tx, scope, today, country);
  const apart = await pairsOf(tx, 'apart', scope.association, rows);
  const told = rows.slice(0, MOST_PEOPLE).map((row) => ({ row, missing: lacksOf(row, country) }));
  const middle = median(told.flatMap(({ row }) => row.born ?? []));
  const people = told.flatMap(({ row, missing }) => (missing.length === 0 ? [personOf(row, country, middle, apart)] : []));
  const open = (await groupsUnderWay(tx, scope)).filter((group) => venues.some((venue) => venue.id === group.venue));
  return {
    instance: { today, model, people, venues, facilitators: leaders, open },
    about: new Map(told.map(({ row: { id, person, kind, phase, born } }) => [id, { person: person!, kind, phase, born }])),
    together: [...(await pairsOf(tx, 'together', scope.association, rows))].flatMap(([one, others]) =>
      others.flatMap((other): [string, string][] => (one < other ? [[one, other]] : [])),
    ),
    untold: told.flatMap(({ row, missing }) => (missing.length > 0 ? [{ enquiry: row.id, lacks: missing }] : [])),
    notes: { beyond: Math.max(0, rows.length - MOST_PEOPLE), unplaced, leaders: leaders.length, unsaid },
  };
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

type Row = Awaited<ReturnType<typeof waitingRows>>[number];

/** The oldest first, one enquiry a person. */
async function waitingRows(tx: Tx, { association, chapter, kinds = [], only }: Scope) {
  if (only?.length === 0) return [];
  const rows = await tx
    .selectFrom('enquiries')
    .select([
      'id',
      'person_id as person',
      'kind',
      'mixed_ok as mixedOk',
      'birth_year as born',
      'sex',
      'same_sex as sameSex',
      'phase',
      'diagnosis',
      'languages',
      'latitude',
      'longitude',
      'postcode',
      'max_km as maxKm',
      'digital_ok as digitalOk',
      'slots',
      'received_on as since',
    ])
    .where('association_id', '=', association)
    .where('stage', '=', sql.lit('waiting'))
    .where('wants', '=', 'group')
    .where('person_id', 'is not', null)
    .$if(chapter !== null, (query) => query.where('chapter_id', '=', chapter!))
    .$if(kinds.length > 0, (query) => query.where('kind', 'in', kinds as 'patient'[]))
    .$if(Boolean(only), (query) => query.where('id', '=', sql<string>`any (${sql.val(only as string[])}::uuid[])`))
    .orderBy('received_on')
    .orderBy('id')
    .execute();
  const seen = new Set<string>();
  return rows.filter(({ person }) => seen.size < seen.add(person!).size);
}

function lacksOf(row: Row, country: Country): Lack[] {
  const isSomewhere = row.digitalOk || pointOf(row, country) !== undefined;
  return [
    ...(row.kind === null ? ['kind' as const] : []),
    ...(row.slots.length === 0 ? ['when' as const] : []),
    ...(isSomewhere ? [] : ['where' as const]),
  ];
}

/** What was not said is shared with all others who did not say it, and weighs as little as it can. */
function personOf(row: Row, country: Country, middle: number, apart: ReadonlyMap<string, string[]>): Person {
  const point = pointOf(row, country);
  return {
    id: row.id,
    kind: row.kind!,
    mixedOk: row.mixedOk,
    born: row.born ?? middle,
    sex: row.sex ?? 'x',
    phase: row.phase ?? '',
    diagnosis: row.diagnosis ?? '',
    languages: row.languages.length === 0 ? [usualLanguage(country)] : [...new Set(row.languages.map(spoken))],
    lat: point?.latitude ?? 0,
    lon: point?.longitude ?? 0,
    maxKm: point ? (row.maxKm ?? USUAL_KM) : 0,
    digitalOk: row.digitalOk,
    slots: row.slots.filter((slot) => everySlot.includes(slot)),
    since: row.since,
    apart: apart.get(row.id) ?? [],
    sameSex: row.sameSex,
  };
}

export const usualLanguage = (country: Country): string => (country === 'DK' ? 'da' : 'nb');

function pointOf(at: { latitude: number | null; longitude: number | null; postcode: string | null }, country: Country): Point | undefined {
  if (at.latitude !== null && at.longitude !== null) return { latitude: at.latitude, longitude: at.longitude };
  return (at.postcode && placeOf(country, at.postcode)?.point) || undefined;
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

/** For each enquiry the others it makes a pair with, of those given. */
async function pairsOf(tx: Tx, table: 'apart' | 'together', association: string, rows: readonly Row[]): Promise<Map<string, string[]>> {
  const pairs = await tx.selectFrom(table).select(['one_id', 'other_id']).where('association_id', '=', association).execute();
  const enquiryOf = new Map(rows.map((row) => [row.person!, row.id]));
  const found = new Map<string, string[]>();
  for (const { one_id, other_id } of pairs) {
    const [one, other] = [enquiryOf.get(one_id), enquiryOf.get(other_id)];
    if (!one || !other) continue;
    found.set(one, [...(found.get(one) ?? []), other]);
    found.set(other, [...(found.get(other) ?? []), one]);
  }
  return found;
}

function median(years: number[]): number {
  const sorted = years.toSorted((a, b) => a - b);
  return sorted[Math.trunc(sorted.length / 2)] ?? 1960;
}
