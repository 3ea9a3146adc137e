/** Those of one association who wait, as rows, and as the composer knows people. */
import type { Person } from '../composition/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import { type Country, placeOf, type Point } from '../lib/places/index.ts';
import type { Scope } from './pool.ts';
import { slots as everySlot, spoken } from './words.ts';

/** What a person must have told before a machine can seat her. */
export const lacks = ['kind', 'when', 'where'] as const;
export type Lack = (typeof lacks)[number];

/** Counted for whoever has not said how far she goes. */
export const USUAL_KM = 50;

export type Row = Awaited<ReturnType<typeof waitingRows>>['rows'][number];
/** `diagnosis`: only those who wait with it; a guest of another association waits for one group only, and is never among them. */
type Wanted = Pick<Scope, 'association' | 'chapter' | 'kinds' | 'only' | 'most'> & { diagnosis?: string | null };

/** The oldest first, one enquiry a person; and how many wait beyond the most that are taken. */
export async function waitingRows(tx: Tx, wanted: Wanted) {
  const { most } = wanted;
  const rows = await those(tx, wanted)
    .select(['id', 'person_id as person', 'kind', 'mixed_ok as mixedOk', 'birth_year as born', 'sex', 'same_sex as sameSex', 'phase'])
    .select(['diagnosis', 'languages', 'latitude', 'longitude', 'postcode', 'max_km as maxKm', 'digital_ok as digitalOk', 'slots'])
    .select('received_on as since')
    .orderBy('received_on')
    .orderBy('id')
    .$if(most !== undefined, (query) => query.limit(most!))
    .execute();
  const seen = new Set<string>();
  const first = rows.filter(({ person }) => seen.size < seen.add(person!).size);
  if (most === undefined || rows.length < most) return { rows: first, beyond: 0 };
  const { all } = await those(tx, wanted)
    .select(sql<number>`count(distinct person_id)`.as('all'))
    .executeTakeFirstOrThrow();
  return { rows: first, beyond: Math.max(0, all - first.length) };
}

const those = (tx: Tx, { association, chapter, kinds = [], only, diagnosis = null }: Wanted) =>
  tx
    .selectFrom('enquiries')
    .where('association_id', '=', association)
    .where('stage', '=', sql.lit('waiting'))
    .where('wants', '=', 'group')
    .where('came_by', '<>', 'across')
    .where('person_id', 'is not', null)
    .$if(chapter !== null, (query) => query.where('chapter_id', '=', chapter!))
    .$if(kinds.length > 0, (query) => query.where('kind', 'in', kinds as 'patient'[]))
    .$if(diagnosis !== null, (query) => query.where('diagnosis', '=', diagnosis!))
    .$if(Boolean(only), (query) => query.where('id', '=', sql<string>`any (${sql.val(only as string[])}::uuid[])`));

export function lacksOf(row: Row, country: Country): Lack[] {
  const isSomewhere = row.digitalOk || pointOf(row, country) !== undefined;
  return [
    ...(row.kind === null ? ['kind' as const] : []),
    ...(row.slots.length === 0 ? ['when' as const] : []),
    ...(isSomewhere ? [] : ['where' as const]),
  ];
}

/** What was not said is shared with all others who did not say it, and weighs as little as it can. */
export function personOf(row: Row, country: Country, middle: number, apart: ReadonlyMap<string, string[]>): Person {
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

const usualLanguage = (country: Country): string => (country === 'DK' ? 'da' : 'nb');

type Placed = { latitude: number | null; longitude: number | null; postcode: string | null };
export function pointOf(at: Placed, country: Country): Point | undefined {
  if (at.latitude !== null && at.longitude !== null) return { latitude: at.latitude, longitude: at.longitude };
  return (at.postcode && placeOf(country, at.postcode)?.point) || undefined;
}

/** For each enquiry the others it makes a pair with, of those given. */
export async function pairsOf(
  tx: Tx,
  table: 'apart' | 'together',
  association: string,
  rows: readonly Row[],
): Promise<Map<string, string[]>> {
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

export function median(years: number[]): number {
  const sorted = years.toSorted((a, b) => a - b);
  return sorted[Math.trunc(sorted.length / 2)] ?? 1960;
}
