/** All SQL about enquiries. What the actor may not see is not there. */
import { type Day, type Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { type Country, placeOf } from '../lib/places/index.ts';
import type { CameBy, Enquiry, Stage, Wants } from './enquiry.ts';
import type { Details } from './details.ts';

const columns = [
  'id',
  'association_id as association',
  'chapter_id as chapter',
  'person_id as person',
  'wants',
  'came_by as cameBy',
  'received_on as receivedOn',
  'stage',
  'kind',
  'mixed_ok as mixedOk',
  'diagnosis',
  'phase',
  'birth_year as birthYear',
  'sex',
  'same_sex as sameSex',
  'languages',
  'postcode',
  'place',
  'max_km as maxKm',
  'digital_ok as digitalOk',
  'slots',
  'needs',
  'wish',
  'answered_at as answeredAt',
  'answered_by as answeredBy',
] as const;

export const enquiryOf = async (tx: Tx, id: string): Promise<Enquiry | undefined> =>
  await tx.selectFrom('enquiries').select(columns).where('id', '=', id).executeTakeFirst();

/** Holds the enquiry until the end of the transaction: of two who decide at once, the second sees what the first did. */
export const holdEnquiry = async (tx: Tx, id: string): Promise<Enquiry | undefined> =>
  await tx.selectFrom('enquiries').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();

/** Others of the same person, oldest first. */
export const enquiriesOf = async (tx: Tx, person: string): Promise<Enquiry[]> =>
  await tx.selectFrom('enquiries').select(columns).where('person_id', '=', person).orderBy('received_on').orderBy('id').execute();

export type InboxFilter = { association: string; stages: readonly Stage[]; wants: Wants | null; page: number; newestFirst: boolean };
export const INBOX_PAGE = 25;
/** Beyond this many nobody leafs: a narrower choice is made. Counting stops there too. */
export const INBOX_MOST = 1_000;

/** One page of enquiries, and how many there are in all, as far as INBOX_MOST and one more. */
export async function inbox(tx: Tx, filter: InboxFilter): Promise<{ enquiries: Enquiry[]; count: number }> {
  const chosen = tx
    .selectFrom('enquiries')
    .where('association_id', '=', filter.association)
    .where(sql<boolean>`stage in (${sql.join(filter.stages.map((one) => sql.lit(one)))})`) // literals, so that an index for just these is used
    .$if(filter.wants !== null, (query) => query.where('wants', '=', filter.wants!));
  const some = chosen.select('id').limit(INBOX_MOST + 1);
  const counted = await tx
    .selectFrom(some.as('some'))
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const order = filter.newestFirst ? 'desc' : 'asc';
  const enquiries = await chosen
    .select(columns)
    .orderBy('received_on', order)
    .orderBy('id', order)
    .limit(INBOX_PAGE)
    .offset((filter.page - 1) * INBOX_PAGE)
    .execute();
  return { enquiries, count: Number(counted.count) };
}

export type NewEnquiry = {
  id: string;
  association: string;
  chapter: string | null;
  person: string;
  wants: Wants;
  cameBy: CameBy;
  receivedOn: Day;
};

export async function addEnquiry(tx: Tx, country: Country, enquiry: NewEnquiry, details: Details, wish: Buffer | null): Promise<void> {
  await tx
    .insertInto('enquiries')
    .values({
      id: enquiry.id,
      association_id: enquiry.association,
      chapter_id: enquiry.chapter,
      person_id: enquiry.person,
      wants: enquiry.wants,
      came_by: enquiry.cameBy,
      received_on: enquiry.receivedOn,
      ...rowOf(country, details, wish),
    })
    .execute();
}

export async function saveDetails(tx: Tx, country: Country, id: string, details: Details, wish: Buffer | null, chapter: string | null) {
  await tx
    .updateTable('enquiries')
    .set({ ...rowOf(country, details, wish), chapter_id: chapter })
    .where('id', '=', id)
    .execute();
}

function rowOf(country: Country, details: Details, wish: Buffer | null) {
  const place = details.postcode ? placeOf(country, details.postcode) : undefined;
  return {
    kind: details.kind,
    birth_year: details.birthYear,
    languages: details.languages,
    digital_ok: details.digitalOk,
    max_km: details.maxKm,
    diagnosis: details.diagnosis,
    needs: details.needs,
    slots: details.slots,
    postcode: details.postcode,
    place: place?.name ?? null,
    latitude: place?.point?.latitude ?? null,
    longitude: place?.point?.longitude ?? null,
    wish,
    ...(details.sameSex !== undefined && {
      phase: details.phase ?? null,
      sex: details.sex ?? null,
      same_sex: details.sameSex,
      mixed_ok: details.mixedOk ?? false,
    }),
  };
}

/** The open chapter that covers a postal code's municipality. */
export async function chapterAt(tx: Tx, association: string, country: Country, postcode: string | null): Promise<string | null> {
  const municipality = postcode ? placeOf(country, postcode)?.municipality : null;
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

export const setAnswered = async (tx: Tx, id: string, at: Instant | null, by: string | null) =>
  await tx.updateTable('enquiries').set({ answered_at: at, answered_by: by }).where('id', '=', id).execute();

/** Chapters that are open, by name. */
export const openChapters = async (tx: Tx, association: string): Promise<{ id: string; name: string }[]> =>
  await tx
    .selectFrom('chapters')
    .select(['id', 'name'])
    .where('association_id', '=', association)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute();
