/** A meeting: one time a group meets. What can be done with it is a question of when it is and what has happened to it. */
import { addMinutes, type Clock, type Day, type Instant } from '../lib/day.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';

export type Meeting = {
  id: string;
  group: string;
  series: string | null;
  /** The day the plan gave it, which names it for good. */
  originalOn: Day;
  day: Day;
  clock: Clock;
  minutes: number;
  startsAt: Instant;
  /** Only where it differs from the group's. */
  venue: string | null;
  movedAt: Instant | null;
  cancelledAt: Instant | null;
  /** The host says "it is on". */
  confirmedAt: Instant | null;
  /** The seat that brings the coffee, when somebody has said so. */
  host: string | null;
  theme: string | null;
  heldAt: Instant | null;
  headCount: number | null;
  sequence: number;
};

export type MeetingReason = 'is-over' | 'is-cancelled' | 'has-been' | 'was-held' | 'not-yet';
export type MeetingRefusal = Refusal<MeetingReason>;

export const endOf = ({ startsAt, minutes }: Pick<Meeting, 'startsAt' | 'minutes'>): Instant => addMinutes(startsAt, minutes);
export const isCancelled = (meeting: Meeting): boolean => meeting.cancelledAt !== null;
export const isHeld = (meeting: Meeting): boolean => meeting.heldAt !== null;
/** Still to come, or under way. */
export const isAhead = (meeting: Meeting, now: Instant): boolean => !isHeld(meeting) && endOf(meeting) > now;

/** Meetings older than this are left alone, days: nobody remembers who came. */
export const REMEMBERED = 60;

/** Over, and nobody has noted it: it counts among those that have been, not among those that were held. */
export const isUnnoted = (meeting: Meeting, now: Instant): boolean => !isHeld(meeting) && !isCancelled(meeting) && endOf(meeting) <= now;

/** The next one that is on: where a group's page begins. */
export const nextOf = (meetings: readonly Meeting[], now: Instant): Meeting | undefined =>
  meetings.find((meeting) => isAhead(meeting, now) && !isCancelled(meeting));

/** "I cannot come", and taking it back: until it is over. */
export function mayTell(meeting: Meeting, now: Instant): MeetingRefusal | undefined {
  if (isCancelled(meeting)) return refuse('is-cancelled');
  return isAhead(meeting, now) ? undefined : refuse('has-been');
}

/** Who came is noted on the day or later, again when something was wrong. */
export function mayNote(meeting: Meeting, today: Day): MeetingRefusal | undefined {
  if (isCancelled(meeting)) return refuse('is-cancelled');
  return meeting.day > today ? refuse('not-yet') : undefined;
}

/** Moving, cancelling, another place: before it is over. */
export function mayChangeMeeting(meeting: Meeting, now: Instant): MeetingRefusal | undefined {
  if (isHeld(meeting)) return refuse('was-held');
  return isAhead(meeting, now) ? undefined : refuse('has-been');
}
