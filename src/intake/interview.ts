/** The interview and what it leads to: book, move, cancel, "does not fit", hold, triage. */
import { type Acting, asPerson } from '../accounts/index.ts';
import { type Clock, type Day, type Instant, instantOf, wallOf, zone } from '../lib/day.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { recall, send, type MessageKind } from '../messages/index.ts';
import { type Enquiry, mayTriage, type Outcome, type TriageRefusal, type WayToTalk } from './enquiry.ts';
import { holdEnquiry, setAnswered } from './store.ts';
import { addInterview, addTriage, changeInterview, type Interview, interviewsOf, isBooked, markInterview, triageOf } from './talks.ts';

export const ZONE = zone('Europe/Oslo');

export type Booking = {
  day: Day;
  clock: Clock;
  minutes: number;
  how: WayToTalk;
  venue: string | null;
  /** the one it takes the place of */ booked: string | null;
};
export type BookRefusal = 'is-withdrawn' | 'is-finished' | 'in-the-past' | 'booked-meanwhile';

/** Agrees a time, or another time for the one that was agreed; the person is told, with a file for the calendar. */
export async function book(acting: Acting, id: string, booking: Booking): Promise<void | Refusal<BookRefusal>> {
  const { tx, now, actor } = acting;
  const enquiry = await holdEnquiry(tx, id);
  if (!enquiry?.person) return refuse('is-withdrawn');
  if (enquiry.stage === 'finished' || enquiry.stage === 'placed') return refuse('is-finished');
  const at = instantOf(booking.day, booking.clock, ZONE);
  if (at <= now) return refuse('in-the-past');
  const booked = (await interviewsOf(tx, [id])).find(isBooked);
  if ((booked?.id ?? null) !== booking.booked) return refuse('booked-meanwhile');
  const kept = {
    at,
    minutes: booking.minutes,
    how: booking.how,
    venue: booking.how === 'phone' ? null : booking.venue,
    by: asPerson(actor).id,
  };
  const sequence = booked ? booked.sequence + 1 : 0;
  if (booked) {
    await recall(acting, `${booked.id} ${booked.sequence}`, invitations);
    await changeInterview(tx, booked.id, { ...kept, sequence });
  }
  const interview = booked?.id ?? (await addInterview(tx, { ...kept, enquiry: id, association: enquiry.association, bookedAt: now }));
  await acting.record({ act: 'interview.booked', object: ['interview', interview], about: enquiry.person });
  await invite(acting, enquiry, { ...kept, id: interview, sequence });
}

const invitations: readonly MessageKind[] = ['interview-phone', 'interview-in-person', 'interview-video'];

type Invited = { id: string; at: Instant; minutes: number; how: WayToTalk; venue: string | null; sequence: number };

async function invite(acting: Acting, { association, person }: Enquiry, talk: Invited): Promise<void> {
  const { day, clock } = wallOf(talk.at, ZONE);
  await send(acting, association, {
    to: person!,
    kind: `interview-${talk.how}`,
    about: `${talk.id} ${talk.sequence}`,
    variables: { day, clock, minutes: talk.minutes, event: talk.id, sequence: talk.sequence, ...(talk.venue && { venue: talk.venue }) },
    link: { purpose: 'interview', object: talk.id },
    before: talk.at,
  });
}

export type CancelRefusal = 'not-booked';

/** Calls an agreed talk off, and tells the person. */
export async function cancel(acting: Acting, id: string, interview: string): Promise<void | Refusal<CancelRefusal>> {
  const { tx, now } = acting;
  const enquiry = await holdEnquiry(tx, id);
  const booked = (await interviewsOf(tx, [id])).find((one) => one.id === interview && isBooked(one));
  if (!enquiry?.person || !booked) return refuse('not-booked');
  await markInterview(tx, interview, 'cancelled_at', now);
  await acting.record({ act: 'interview.cancelled', object: ['interview', interview], about: enquiry.person });
  const taken = await recall(acting, `${booked.id} ${booked.sequence}`, invitations);
  if (taken > 0 && booked.sequence === 0) return;
  const { day, clock } = wallOf(booked.at, ZONE);
  await send(acting, enquiry.association, {
    to: enquiry.person,
    kind: 'interview-cancelled',
    about: interview,
    variables: { day, clock, minutes: booked.minutes, event: interview, sequence: booked.sequence + 1 },
    link: { purpose: 'enquiry', object: id },
    before: booked.at,
  });
}

/** The person says that the time does not fit: the coordinator finds another. Said twice, it is said once. */
export async function sayUnfit(acting: Acting, interview: Interview, person: string): Promise<void | Refusal<CancelRefusal>> {
  if (interview.unfitAt) return;
  if (!isBooked(interview)) return refuse('not-booked');
  await markInterview(acting.tx, interview.id, 'unfit_at', acting.now);
  await acting.record({ act: 'interview.cancelled', object: ['interview', interview.id], about: person });
}

/** The talk has been: which questions were covered, never the answers. One that nobody had agreed is written down now. */
export async function hold(
  acting: Acting,
  enquiry: Enquiry,
  interview: string | null,
  covered: string[],
): Promise<void | Refusal<CancelRefusal>> {
  const { tx, now, actor } = acting;
  const held = await holdEnquiry(tx, enquiry.id);
  if (!held?.person) return refuse('not-booked');
  const booked = (await interviewsOf(tx, [enquiry.id])).find((one) => one.id === interview);
  if (interview && (!booked || booked.cancelledAt)) return refuse('not-booked');
  const talk = { enquiry: enquiry.id, by: asPerson(actor).id, at: now, minutes: 30, how: 'phone' as const, venue: null };
  const id = booked?.id ?? (await addInterview(tx, { ...talk, association: enquiry.association, bookedAt: now }));
  await markInterview(tx, id, 'held_at', booked?.heldAt ?? now, covered);
  await acting.record({ act: 'interview.held', object: ['interview', id], about: enquiry.person });
}

export type Decision = { outcome: Outcome; again: Day | null; /** the triage in force when the page was drawn */ seen: string | null };

/**
 * What the talk led to. The place in the queue is the day of the enquiry, whatever comes in between. "Not a group" leaves no reason anywhere,
 * and to everyone but the one who decided it the enquiry is finished, in history too.
 */
export async function triage(acting: Acting, id: string, { outcome, again, seen }: Decision): Promise<void | Refusal<TriageRefusal>> {
  const { tx, now, today, actor } = acting;
  const by = asPerson(actor).id;
  const enquiry = await holdEnquiry(tx, id);
  if (!enquiry) return refuse('is-withdrawn');
  const inForce = (await triageOf(tx, id))?.id ?? null;
  const no = mayTriage(enquiry, { outcome, again, seen, inForce, by, today });
  if (no) return no;
  const isOut = outcome === 'not-a-group';
  await addTriage(tx, { association: enquiry.association, enquiry: id, outcome, by, at: now, againOn: outcome === 'later' ? again : null });
  await setAnswered(tx, id, isOut ? now : null, isOut ? by : null);
  await acting.record({ act: isOut ? 'enquiry.answered' : 'enquiry.triaged', object: ['enquiry', id], about: enquiry.person });
}
