/** Those who wait for a group: asked for one, triaged to one, not withdrawn, and not met yet. */
import type { Day } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Candidate } from './composing.ts';

/** A part of the week that a person can meet in. */
export type Slot = `${'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'}-${'day' | 'eve'}`;

export type Waiting = Candidate & {
  enquiry: string;
  chapter: string | null;
  since: Day;
  place: string | null;
  slots: Slot[];
  phase: 'new' | 'treatment' | 'after' | 'chronic' | 'late' | null;
  birthYear: number | null;
  /** said no to a seat since, or came too late for one */
  wasAsked: boolean;
};

/** Oldest first, as far as the actor coordinates. `only` narrows it to some enquiries. */
export async function waitingForGroup(tx: Tx, association: string, only?: readonly string[]): Promise<Waiting[]> {
  if (only?.length === 0) return [];
  const rows = await tx
    .selectFrom('enquiries as e')
    .innerJoin('triages as t', (join) => join.onRef('t.enquiry_id', '=', 'e.id').on('t.superseded_at', 'is', null))
    .select([
      'e.id as enquiry',
      'e.person_id as person',
      'e.chapter_id as chapter',
      'e.received_on as since',
      'e.kind',
      'e.mixed_ok as mixedOk',
      'e.sex',
      'e.same_sex as sameSex',
      'e.languages',
      'e.digital_ok as digitalOk',
      'e.max_km as maxKm',
      'e.latitude',
      'e.longitude',
      'e.needs',
      'e.place',
      'e.slots',
      'e.phase',
      'e.birth_year as birthYear',
      sql<boolean>`exists (select from seats s where s.enquiry_id = e.id)`.as('wasAsked'),
    ])
    .where('e.association_id', '=', association)
    .where('e.wants', '=', 'group')
    .where('e.withdrawn_at', 'is', null)
    .where('t.outcome', '=', 'group')
    .where(sql<boolean>`not app.has_seat(e.id)`)
    .$if(only !== undefined, (query) => query.where('e.id', 'in', only!))
    .orderBy('e.received_on')
    .orderBy('e.id')
    .execute();
  return rows.flatMap((row) => (row.person === null ? [] : [{ ...row, person: row.person, slots: row.slots as Slot[] }]));
}

/** The same for those chosen, held so that no two coordinators place one person at once. */
export async function holdWaiting(tx: Tx, association: string, enquiries: readonly string[]): Promise<Waiting[]> {
  if (enquiries.length === 0) return [];
  await tx.selectFrom('enquiries').select('id').where('id', 'in', enquiries).orderBy('id').forUpdate().execute();
  return await waitingForGroup(tx, association, enquiries);
}

/** What those who sit here already told, as far as it is still kept. */
export async function toldBy(tx: Tx, enquiries: readonly string[]): Promise<Candidate[]> {
  if (enquiries.length === 0) return [];
  const rows = await tx
    .selectFrom('enquiries')
    .select([
      'person_id as person',
      'kind',
      'mixed_ok as mixedOk',
      'sex',
      'same_sex as sameSex',
      'languages',
      'digital_ok as digitalOk',
      'max_km as maxKm',
      'latitude',
      'longitude',
      'needs',
    ])
    .where('id', 'in', enquiries)
    .where('details_erased_at', 'is', null)
    .execute();
  return rows.flatMap((row) => (row.person === null ? [] : [{ ...row, person: row.person }]));
}

/** Pairs among these people who must never sit together. */
export async function apartAmong(tx: Tx, people: readonly string[]): Promise<[string, string][]> {
  if (people.length < 2) return [];
  const rows = await tx
    .selectFrom('apart')
    .select(['one_id', 'other_id'])
    .where('one_id', 'in', people)
    .where('other_id', 'in', people)
    .execute();
  return rows.map((row) => [row.one_id, row.other_id]);
}
