/** What the actor may see of meetings: every query here runs under row-level security. */
import type { Day, Instant, Zone } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Meeting } from './meeting.ts';
import type { Move, Pause, Series } from './recurrence.ts';
import type { Theme } from './snake.ts';

/** A series as it is kept: a plan of the group, which may be followed by another one from a day on. */
export type Plan = Series & { id: string; group: string; venue: string | null; sequence: number; endedOn: Day | null; changedAt: Instant };

const meetingColumns = [
  'id',
  'group_id as group',
  'series_id as series',
  'original_on as originalOn',
  'day',
  'clock',
  'minutes',
  'starts_at as startsAt',
  'venue_id as venue',
  'moved_at as movedAt',
  'cancelled_at as cancelledAt',
  'confirmed_at as confirmedAt',
  'host_seat_id as host',
  'theme_id as theme',
  'held_at as heldAt',
  'head_count as headCount',
  'sequence',
] as const;

export const findMeeting = (tx: Tx, id: string): Promise<Meeting | undefined> =>
  tx.selectFrom('meetings').select(meetingColumns).where('id', '=', id).executeTakeFirst();

/** The meetings of a group in order of time. */
export const meetingsFrom = (tx: Tx, group: string, from: Day, to?: Day): Promise<Meeting[]> =>
  tx
    .selectFrom('meetings')
    .select(meetingColumns)
    .where('group_id', '=', group)
    .where('day', '>=', from)
    .$if(to !== undefined, (query) => query.where('day', '<=', to!))
    .orderBy('starts_at')
    .execute();

/** Years of them: whose turn it is follows from all that have been, and would shift if the first ones fell out one by one. */
const BEFORE = 400;

export const meetingsBefore = async (tx: Tx, group: string, before: Day, limit = BEFORE): Promise<Meeting[]> =>
  (
    await tx
      .selectFrom('meetings')
      .select(meetingColumns)
      .where('group_id', '=', group)
      .where('day', '<', before)
      .orderBy('starts_at', 'desc')
      .limit(limit)
      .execute()
  ).toReversed();

/** Accompanied meetings held so far: the k of "meeting k of n". */
export async function accompaniedHeld(tx: Tx, group: string): Promise<number> {
  const { count } = await tx
    .selectFrom('meetings')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('group_id', '=', group)
    .where('held_at', 'is not', null)
    .where('accompanied', '=', true)
    .executeTakeFirstOrThrow();
  return count;
}

/** The group's plans that still say something, in order of time; `since` also those that ended after it. */
export async function plansOf(tx: Tx, group: string, since: Day): Promise<Plan[]> {
  const rows = await tx
    .selectFrom('series')
    .selectAll()
    .where('group_id', '=', group)
    .where((where) => where.or([where('ended_on', 'is', null), where('ended_on', '>=', since)]))
    .orderBy('starts_on')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    group: row.group_id,
    venue: row.venue_id,
    sequence: row.sequence,
    endedOn: row.ended_on,
    changedAt: row.changed_at,
    startsOn: row.starts_on,
    clock: row.clock,
    minutes: row.minutes,
    zone: row.zone as Zone,
    rule: row.rule,
    exceptions: { skipped: row.skipped, moved: row.moved as Move[], added: row.added },
    pauses: row.pauses as Pause[],
  }));
}

/** How long a meeting may be, in minutes: the group's, and its first one's. */
export const limitsOf = (tx: Tx, group: string): Promise<{ most: number; first: number; zone: string }> =>
  tx
    .selectFrom('groups as g')
    .innerJoin('associations as a', 'a.id', 'g.association_id')
    .select(['g.minutes_max as most', 'g.first_minutes_max as first', 'a.zone'])
    .where('g.id', '=', group)
    .executeTakeFirstOrThrow();

export const themesOf = (tx: Tx, group: string): Promise<Theme[]> =>
  tx
    .selectFrom('themes')
    .select([
      'id',
      'title',
      'position',
      'meetings_planned as planned',
      'meetings_taken as taken',
      'raised_on as raisedOn',
      'done_on as doneOn',
    ])
    .where('group_id', '=', group)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();

/** How many cannot come, by meeting; none is left out. */
export async function absencesAt(tx: Tx, meetings: readonly string[]): Promise<Map<string, number>> {
  if (meetings.length === 0) return new Map();
  const { rows } = await sql<{ meeting: string; absent: number }>`select * from app.absences_at(${[...meetings]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ meeting, absent }) => [meeting, absent]));
}

/** The seats that cannot come, as far as the actor may see: a facilitator all of them, a participant the own. */
export async function absentSeats(tx: Tx, meeting: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('absences')
    .select('seat_id')
    .where('meeting_id', '=', meeting)
    .where('withdrawn_at', 'is', null)
    .execute();
  return rows.map((row) => row.seat_id);
}

/** Who was there, by seat, as it was noted. */
export async function presenceAt(tx: Tx, meeting: string): Promise<Map<string, boolean>> {
  const rows = await tx.selectFrom('attendance').select(['seat_id', 'present']).where('meeting_id', '=', meeting).execute();
  return new Map(rows.map((row) => [row.seat_id, row.present]));
}

/** The way into a digital meeting. */
export const roomOf = async (tx: Tx, group: string): Promise<string | null> =>
  (await tx.selectFrom('rooms').select('link').where('group_id', '=', group).executeTakeFirst())?.link ?? null;

/** Whether this seat has asked to be reminded of every meeting. */
export const wantsReminders = async (tx: Tx, seat: string): Promise<boolean> =>
  (await tx.selectFrom('reminders_wanted').select('seat_id').where('seat_id', '=', seat).executeTakeFirst()) !== undefined;
