/** Interviews and what they led to: rows, and where an interview stands. */
import type { Day, Instant } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Outcome, WayToTalk } from './enquiry.ts';

export type Interview = {
  id: string;
  enquiry: string;
  by: string;
  at: Instant;
  minutes: number;
  how: WayToTalk;
  venue: string | null;
  sequence: number;
  heldAt: Instant | null;
  cancelledAt: Instant | null;
  /** The person said that the time does not fit. */
  unfitAt: Instant | null;
  covered: string[];
};

export const isBooked = (interview: Interview): boolean => !interview.heldAt && !interview.cancelledAt && !interview.unfitAt;

const columns = [
  'id',
  'enquiry_id as enquiry',
  'by_id as by',
  'at',
  'minutes',
  'how',
  'venue_id as venue',
  'sequence',
  'held_at as heldAt',
  'cancelled_at as cancelledAt',
  'unfit_at as unfitAt',
  'covered',
] as const;

/** The interviews of these enquiries, the first one first. */
export async function interviewsOf(tx: Tx, enquiries: readonly string[]): Promise<Interview[]> {
  if (enquiries.length === 0) return [];
  return await tx
    .selectFrom('interviews')
    .select(columns)
    .where('enquiry_id', 'in', [...enquiries])
    .orderBy('booked_at')
    .orderBy('id')
    .execute();
}

export const interviewOf = async (tx: Tx, id: string): Promise<Interview | undefined> =>
  await tx.selectFrom('interviews').select(columns).where('id', '=', id).executeTakeFirst();

export type NewInterview = Pick<Interview, 'enquiry' | 'by' | 'at' | 'minutes' | 'how' | 'venue'> & {
  association: string;
  bookedAt: Instant;
};

export async function addInterview(tx: Tx, interview: NewInterview): Promise<string> {
  const id = newId();
  const { association, enquiry, by, at, minutes, how, venue, bookedAt } = interview;
  await tx
    .insertInto('interviews')
    .values({ id, association_id: association, enquiry_id: enquiry, by_id: by, at, minutes, how, venue_id: venue, booked_at: bookedAt })
    .execute();
  return id;
}

type Change = { at?: Instant; minutes?: number; how?: WayToTalk; venue?: string | null; by?: string; sequence?: number };

export async function changeInterview(tx: Tx, id: string, { venue, by, ...change }: Change): Promise<void> {
  await tx
    .updateTable('interviews')
    .set({ ...change, ...(venue !== undefined && { venue_id: venue }), ...(by && { by_id: by }) })
    .where('id', '=', id)
    .execute();
}

export async function markInterview(tx: Tx, id: string, fact: 'held_at' | 'cancelled_at' | 'unfit_at', at: Instant, covered?: string[]) {
  await tx
    .updateTable('interviews')
    .set({ [fact]: at, ...(covered && { covered }) })
    .where('id', '=', id)
    .execute();
}

export type Triage = { id: string; outcome: Outcome; by: string; decidedAt: Instant; againOn: Day | null };

/** What was decided and is in force; "not a group" only to the one who decided it. */
export const triageOf = async (tx: Tx, enquiry: string): Promise<Triage | undefined> =>
  await tx
    .selectFrom('triages')
    .select(['id', 'outcome', 'by_id as by', 'decided_at as decidedAt', 'again_on as againOn'])
    .where('enquiry_id', '=', enquiry)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();

/** The days on which those who wanted to wait are to be asked, by enquiry. */
export async function againDays(tx: Tx, enquiries: readonly string[]): Promise<Map<string, Day>> {
  if (enquiries.length === 0) return new Map();
  const rows = await tx
    .selectFrom('triages')
    .select(['enquiry_id', 'again_on'])
    .where('enquiry_id', 'in', [...enquiries])
    .where('superseded_at', 'is', null)
    .where('again_on', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.enquiry_id, row.again_on!]));
}

export type NewTriage = { association: string; enquiry: string; outcome: Outcome; by: string; at: Instant; againOn: Day | null };

export async function addTriage(tx: Tx, triage: NewTriage): Promise<void> {
  const { association, enquiry, outcome, by, at, againOn } = triage;
  await tx.updateTable('triages').set({ superseded_at: at }).where('enquiry_id', '=', enquiry).where('superseded_at', 'is', null).execute();
  await tx
    .insertInto('triages')
    .values({ id: newId(), association_id: association, enquiry_id: enquiry, outcome, by_id: by, decided_at: at, again_on: againOn })
    .execute();
}
