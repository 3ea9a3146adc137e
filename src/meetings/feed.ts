/** A group's meetings for somebody's own calendar: neutral words, the same hours in summer and winter, exceptions as they are. */
import { type Acting, asPerson, idOf, makeLink, Missing } from '../accounts/index.ts';
import { type Circle, circleOf, findVenue, type Venue } from '../groups/index.ts';
import { type CalendarEvent, calendar } from '../lib/calendar.ts';
import { addDays, addMinutes, zone } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import type { Translate } from '../lib/language.ts';
import { maySubscribe } from './access.ts';
import { type Face, seriesEvents } from './calendar.ts';
import { isCancelled, type Meeting } from './meeting.ts';
import { meetingsFrom, type Plan, plansOf } from './store.ts';

const DAYS_BACK = 60;
const LINK_DAYS = 400;
const REFRESH_MINUTES = 180;

/** A new private address; the one the person had for this group stops working. Returns its token, which is shown once. */
export async function linkCalendar(acting: Acting, id: string): Promise<string> {
  const { group } = await circleOf(acting, id, maySubscribe);
  const token = await newAddress(acting, id, group.association);
  await acting.record({
    act: 'calendar.linked',
    object: ['group', id],
    about: idOf(acting.actor),
    group: id,
    association: group.association,
  });
  return token;
}

/** The same for all one's groups in one calendar, those to come too: what it is about is oneself. */
export async function linkOwnCalendar(acting: Acting): Promise<string> {
  const { id, association } = asPerson(acting.actor);
  const token = await newAddress(acting, id, association);
  await acting.record({ act: 'calendar.linked', object: ['person', id], about: id });
  return token;
}

async function newAddress({ tx, now, actor }: Acting, id: string, association: string): Promise<string> {
  const person = idOf(actor)!;
  await tx
    .updateTable('links')
    .set({ replaced_at: now })
    .where('person_id', '=', person)
    .where('purpose', '=', 'calendar')
    .where('object_id', '=', id)
    .where('replaced_at', 'is', null)
    .execute();
  const expires = addMinutes(now, LINK_DAYS * 24 * 60);
  return makeLink(tx, now, { association, person, purpose: 'calendar', object: id, expires });
}

/** Whether this person has an address already, for the group or for oneself. */
export const hasCalendar = async ({ tx, now, actor }: Acting, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('links')
    .select('id')
    .where('person_id', '=', idOf(actor))
    .where('purpose', '=', 'calendar')
    .where('object_id', '=', id)
    .where('replaced_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()) !== undefined;

/** The text of the calendar: the same for the same plan. */
export const feedOf = async (acting: Acting, circle: Circle, t: Translate): Promise<string> => feed(t, await eventsOf(acting, circle, t));

/** All the groups one sits in or holds, in one calendar. A group that is left is not in it the next time it is asked for. */
export async function ownFeedOf(acting: Acting, t: Translate): Promise<string> {
  const { tx, actor } = acting;
  const person = idOf(actor)!;
  const { rows } = await sql<{ id: string }>`
    select group_id as id from seats where person_id = ${person} and accepted_at is not null and left_on is null
    union select group_id from facilitators where person_id = ${person} and ended_at is null order by id`.execute(tx);
  const events: CalendarEvent[] = [];
  for (const { id } of rows) {
    const circle = await circleOf(acting, id, maySubscribe).catch(unlessMissing);
    if (circle) events.push(...(await eventsOf(acting, circle, t)));
  }
  return feed(t, events);
}

const unlessMissing = (error: unknown): undefined => {
  if (!(error instanceof Missing)) throw error;
};

const feed = (t: Translate, events: readonly CalendarEvent[]): string =>
  calendar({ name: t('meetings:calendar.event'), events, refreshMinutes: REFRESH_MINUTES, zone: zone('Europe/Oslo') });

async function eventsOf({ tx, today, world }: Acting, circle: Circle, t: Translate): Promise<CalendarEvent[]> {
  const { group } = circle;
  const since = addDays(today, -DAYS_BACK);
  const plans = await plansOf(tx, group.id, since);
  const meetings = await meetingsFrom(tx, group.id, since);
  const host = new URL(world.config.PUBLIC_URL).hostname;
  const usual = await findVenue(tx, group.venue);
  const events: CalendarEvent[] = [];
  for (const plan of plans) {
    const face = faceOf(plan, t, host, usual);
    const own = meetings.filter((one) => one.series === plan.id && one.venue !== null && !isCancelled(one));
    const places = new Map<string, Venue | undefined>();
    for (const one of own) places.set(one.originalOn, await findVenue(tx, one.venue));
    events.push(...elsewhere(seriesEvents(plan, face), plan, own, places));
  }
  return events;
}

const faceOf = (plan: Plan, t: Translate, host: string, venue: Venue | undefined): Face => ({
  uid: `${plan.id}@${host}`,
  sequence: plan.sequence,
  stamp: plan.changedAt,
  title: t('meetings:calendar.event'),
  ...placeOf(venue),
  status: 'confirmed',
  private: true,
});

/** The address and the door, not what the house is called: that may say more than its guest wishes. */
function placeOf(venue: Venue | undefined): { location?: string } {
  if (!venue || venue.digital) return {};
  const address = [venue.address, [venue.postcode, venue.place].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const location = [address || venue.name, venue.door].filter(Boolean).join(', ');
  return location ? { location } : {};
}

/** Meetings that are somewhere else this once. */
function elsewhere(
  events: CalendarEvent[],
  plan: Plan,
  meetings: readonly Meeting[],
  places: ReadonlyMap<string, Venue | undefined>,
): CalendarEvent[] {
  const [whole] = events;
  if (!whole) return [];
  const { rrule: _rule, exdates: _without, rdates: _also, location: _usual, ...face } = whole;
  const changed = meetings.map(({ originalOn, day, clock, minutes }): CalendarEvent => ({
    ...face,
    ...placeOf(places.get(originalOn)),
    start: { day, clock },
    minutes,
    recurrenceId: { day: originalOn, clock: plan.clock },
  }));
  const own = new Set(meetings.map((one) => one.originalOn));
  return [...events.filter(({ recurrenceId }) => !recurrenceId || !own.has(recurrenceId.day)), ...changed];
}
