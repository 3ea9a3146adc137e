/** All SQL about interest. What the actor may not see is not there. */
import type { Day, Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Interest } from './interest.ts';

const columns = [
  'id',
  'association_id as association',
  'person_id as person',
  'kind',
  'language',
  'postcode',
  'place',
  'latitude',
  'longitude',
  'max_km as maxKm',
  'slots',
  'to_tell as toTell',
  'counted_on as countedOn',
  'expires_on as expiresOn',
] as const;
const told = sql<boolean>`told_at is not null`.as('told');

export const interestOf = async (tx: Tx, id: string): Promise<Interest | undefined> =>
  await tx.selectFrom('interests').select(columns).select(told).where('id', '=', id).executeTakeFirst();

/** Those counted today that the actor may see, the first ones first. */
export const interestsIn = async (tx: Tx, association: string, today: Day, most: number): Promise<Interest[]> =>
  await tx
    .selectFrom('interests')
    .select(columns)
    .select(told)
    .where('association_id', '=', association)
    .where('expires_on', '>=', today)
    .orderBy('counted_on')
    .orderBy('id')
    .limit(most)
    .execute();

export async function addInterest(tx: Tx, { toTell, ...one }: Omit<Interest, 'told'> & { chapter: string | null }): Promise<void> {
  await tx
    .insertInto('interests')
    .values({
      id: one.id,
      association_id: one.association,
      chapter_id: one.chapter,
      person_id: one.person,
      kind: one.kind,
      language: one.language,
      postcode: one.postcode,
      place: one.place,
      latitude: one.latitude,
      longitude: one.longitude,
      max_km: one.maxKm,
      slots: one.slots,
      to_tell: toTell,
      counted_on: one.countedOn,
      expires_on: one.expiresOn,
    })
    .execute();
}

/** Those of `ids` who asked to be told and have not been, marked as told. */
export const takeToTell = async (tx: Tx, ids: readonly string[], now: Instant): Promise<{ id: string; person: string }[]> =>
  ids.length === 0
    ? []
    : await tx
        .updateTable('interests')
        .set({ told_at: now })
        .where('id', 'in', [...ids])
        .where('to_tell', '=', true)
        .where('told_at', 'is', null)
        .returning(['id', 'person_id as person'])
        .execute();

/** "You are the 4th", for the actor's own interest or enquiry. Null: too few to say, or nothing to say it of. */
export async function numberOf(tx: Tx, which: string): Promise<number | null> {
  const { rows } = await sql<{ number: number | null }>`select app.my_number(${which}) as number`.execute(tx);
  return rows[0]?.number ?? null;
}

/** The open chapter that covers a municipality. */
export async function chapterAt(tx: Tx, association: string, municipality: string | null): Promise<string | null> {
  if (!municipality) return null;
  const row = await tx
    .selectFrom('chapters')
    .select('id')
    .where('association_id', '=', association)
    .where('closed_on', 'is', null)
    .where(sql<boolean>`${municipality} = any (municipalities)`)
    .orderBy('slug')
    .executeTakeFirst();
  return row?.id ?? null;
}
