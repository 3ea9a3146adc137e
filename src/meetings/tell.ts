/** Tells those a change concerns: a neutral message to everyone who sits, and to those who hold the group. */
import { type Acting, idOf } from '../accounts/index.ts';
import { type Circle, inState } from '../groups/index.ts';
import { type Day, daysBetween } from '../lib/day.ts';
import { type MessageKind, send, type Variables } from '../messages/index.ts';
import { to, urls } from '../urls.ts';
import { type Meeting, nextOf } from './meeting.ts';
import { findMeeting, meetingsFrom } from './store.ts';

export type News = Extract<MessageKind, 'meeting-moved' | 'meeting-cancelled' | 'meeting-place' | 'meetings-changed'>;
type At = Pick<Meeting, 'day' | 'clock'>;

/** One meeting is at another time, at another place, or off. Whoever did it knows already. */
export async function tellOfMeeting(acting: Acting, circle: Circle, kind: News, was: Meeting): Promise<void> {
  const now = (await findMeeting(acting.tx, was.id)) ?? was;
  const about = `${was.id} ${now.sequence}`;
  const isOff = kind === 'meeting-cancelled';
  const linked = isOff ? await nextAhead(acting, circle.group.id) : now;
  await tellAll(acting, circle, { kind, about, variables: { ...whenOf(now), ...wasOf(was) }, meeting: linked });
}

/** The plan as a whole is another one: when they meet next, and where all days are. */
export async function tellOfPlan(acting: Acting, circle: Circle, about: string): Promise<void> {
  const next = await nextAhead(acting, circle.group.id);
  if (next) await tellAll(acting, circle, { kind: 'meetings-changed', about, variables: whenOf(next), meeting: next });
}

type Told = { kind: News; about: string; variables: Variables; meeting: Meeting | undefined };

async function tellAll(acting: Acting, { group, seats, facilitators }: Circle, { kind, about, variables, meeting }: Told): Promise<void> {
  const self = idOf(acting.actor);
  for (const seat of inState(seats, 'accepted')) {
    if (!seat.person || seat.person === self) continue;
    const link = meeting ? absenceLink(meeting, acting.today) : ({ purpose: 'seat', object: seat.id, days: 200 } as const);
    await send(acting, group.association, { to: seat.person, kind, about, variables, link });
  }
  const page = to(urls.meetings, { group: group.id });
  for (const { person } of facilitators)
    if (person !== self) await send(acting, group.association, { to: person, kind, about, variables: { ...variables, page } });
}

const nextAhead = async ({ tx, today, now }: Acting, group: string) => nextOf(await meetingsFrom(tx, group, today), now);
const whenOf = ({ day, clock }: At): Variables => ({ day, clock });
const wasOf = ({ day, clock }: At): Variables => ({ wasDay: day, wasClock: clock });

/** Good until the day after the meeting. */
export const absenceLink = (meeting: Pick<Meeting, 'id' | 'day'>, today: Day) =>
  ({ purpose: 'absence', object: meeting.id, days: Math.max(daysBetween(today, meeting.day), 0) + 2 }) as const;
