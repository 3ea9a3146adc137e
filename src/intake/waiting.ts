/** The waiting list: those triaged to a group who have no seat, in the order they came. Names are not part of it: a page opens those it shows. */
import { type Tx, sql } from '../lib/db.ts';
import type { Day } from '../lib/day.ts';
import type { EnquiryKind, Phase, Sex } from './enquiry.ts';

export type Waiting = {
  enquiry: string;
  /** Open the name with `namesOf`. */
  person: string;
  chapter: string | null;
  receivedOn: Day;
  kind: EnquiryKind | null;
  mixedOk: boolean;
  diagnosis: string | null;
  phase: Phase | null;
  birthYear: number | null;
  sex: Sex | null;
  sameSex: boolean;
  languages: string[];
  postcode: string | null;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  maxKm: number | null;
  digitalOk: boolean;
  slots: string[];
  needs: string[];
};

export type WaitingFilter = {
  association: string;
  /** 'mixed': those who said that a mixed group is fine. */
  kind?: EnquiryKind | 'mixed' | null;
  chapter?: string | null;
  /** The first figures of a postal code: '50' is Bergen. */
  area?: string | null;
  /** 'tue-eve'. Those who have not said when are left out. */
  slot?: string | null;
  /** Those who have not said which language are left out. */
  language?: string | null;
  digitalOk?: boolean | null;
  /** Only these, such as those ticked on a page; whoever no longer waits is left out. */
  enquiries?: readonly string[] | null;
  /** From 1. */
  page?: number;
  /** Rows on a page: 50 unless said. */
  limit?: number;
};

export const WAITING_PAGE = 50;

/** One page of those who wait, the longest first. What the actor may not see is not there. */
export async function waitingList(tx: Tx, filter: WaitingFilter): Promise<Waiting[]> {
  const limit = filter.limit ?? WAITING_PAGE;
  const rows = await chosen(tx, filter)
    .select([
      'id as enquiry',
      'person_id as person',
      'chapter_id as chapter',
      'received_on as receivedOn',
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
      'latitude',
      'longitude',
      'max_km as maxKm',
      'digital_ok as digitalOk',
      'slots',
      'needs',
    ])
    .orderBy('received_on')
    .orderBy('id')
    .limit(limit)
    .offset(((filter.page ?? 1) - 1) * limit)
    .execute();
  return rows.map((row) => ({ ...row, person: row.person! }));
}

/** How many wait in all. */
export async function countWaiting(tx: Tx, filter: WaitingFilter): Promise<number> {
  const row = await chosen(tx, filter)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function chosen(tx: Tx, { association, kind, chapter, area, slot, language, digitalOk, enquiries }: WaitingFilter) {
  return tx
    .selectFrom('enquiries')
    .where('association_id', '=', association)
    .where('stage', '=', sql.lit('waiting'))
    .$if(kind === 'mixed', (query) => query.where('mixed_ok', '=', true))
    .$if(Boolean(kind) && kind !== 'mixed', (query) => query.where('kind', '=', kind as EnquiryKind))
    .$if(Boolean(chapter), (query) => query.where('chapter_id', '=', chapter!))
    .$if(Boolean(area), (query) => query.where('postcode', 'like', `${area!.replace(/\D/g, '')}%`))
    .$if(Boolean(slot), (query) => query.where('slots', '@>', sql<string[]>`array[${slot!}]`))
    .$if(Boolean(language), (query) => query.where('languages', '@>', sql<string[]>`array[${language!}]`))
    .$if(Boolean(digitalOk), (query) => query.where('digital_ok', '=', true))
    .$if(Boolean(enquiries), (query) =>
      query.where('id', 'in', enquiries!.length > 0 ? [...enquiries!] : ['00000000-0000-0000-0000-000000000000']),
    );
}
