import { getVtimezoneComponent } from '@touch4it/ical-timezones';
import ICAL from 'ical.js';
import { addDays, clockAfter, minutesOf } from './day.ts';
import type { Clock, Day, Instant, Zone } from './day.ts';

/** One event, or one series of them, at a time on the wall of its zone. */
export type CalendarEvent = {
  /** The same for good: a program that has the event already changes it instead of adding one. */
  uid: string;
  /** Raised with each change that people should see. */
  sequence: number;
  /** When it was last changed. */
  stamp: Instant;
  start: { day: Day; clock: Clock };
  minutes: number;
  zone: Zone;
  /** Stands open in calendars that others look at. */
  title: string;
  location?: string;
  description?: string;
  /** http or https. */
  url?: string;
  status: 'confirmed' | 'tentative' | 'cancelled';
  /** Ask calendars that are shared to show others only that the time is taken. */
  private?: boolean;
  /** An RRULE whose first occurrence is `start`, with UNTIL as an instant. */
  rrule?: string;
  /** Days of the series without it, and days added to it, at the time of `start`. */
  exdates?: readonly Day[];
  rdates?: readonly Day[];
  /** Makes this the one occurrence of the series with the same uid that was to begin then. */
  recurrenceId?: { day: Day; clock: Clock };
  organizer?: Contact;
  attendees?: readonly Contact[];
};

export type Contact = { name: string; email: string };

export type Calendar = {
  name: string;
  events: readonly CalendarEvent[];
  /** REQUEST and CANCEL are messages between an organizer and attendees, and need them (RFC 5546). */
  method?: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  /** How often a subscription is worth asking for again, in minutes. */
  refreshMinutes?: number;
  /** Described also when there are no events, since RFC 5545 knows no empty calendar. */
  zone?: Zone;
};

/**
 * The text of an iCalendar file (RFC 5545, with RFC 7986's name and refresh): the same for the same calendar. No alarms:
 * whoever wants to be reminded says so to their own calendar. Throws a RangeError on a rule, zone, address or link that is none.
 */
export function calendar({ name, events, method, refreshMinutes, zone }: Calendar): string {
  const whole = new ICAL.Component('vcalendar');
  add(whole, 'version', '2.0');
  add(whole, 'prodid', '-//Verksted//Verksted//EN');
  add(whole, 'calscale', 'GREGORIAN');
  if (method) add(whole, 'method', method);
  add(whole, 'name', line(name));
  add(whole, 'x-wr-calname', line(name));
  if (refreshMinutes) {
    add(whole, 'refresh-interval', ICAL.Duration.fromSeconds(refreshMinutes * 60));
    add(whole, 'x-published-ttl', ICAL.Duration.fromSeconds(refreshMinutes * 60).toString());
  }
  const zones = new Set([...(zone ? [zone] : []), ...events.map((event) => event.zone)]);
  for (const each of zones) if (each !== 'UTC') whole.addSubcomponent(timezone(each));
  for (const event of events) whole.addSubcomponent(component(event, method));
  return fold(whole.toString());
}

function component(event: CalendarEvent, method: Calendar['method']): ICAL.Component {
  const { start, zone, minutes } = event;
  const made = new ICAL.Component('vevent');
  const end = { day: addDays(start.day, Math.floor((minutesOf(start.clock) + minutes) / 1440)), clock: clockAfter(start.clock, minutes) };
  if (!(minutes > 0)) throw new RangeError(`Not a length in minutes: ${minutes}`);
  add(made, 'uid', line(event.uid));
  add(made, 'sequence', event.sequence);
  add(made, 'dtstamp', ICAL.Time.fromJSDate(event.stamp, true));
  if (event.recurrenceId) at(made, 'recurrence-id', event.recurrenceId, zone);
  at(made, 'dtstart', start, zone);
  at(made, 'dtend', end, zone);
  if (event.rrule) add(made, 'rrule', rule(event.rrule));
  for (const day of event.exdates ?? []) at(made, 'exdate', { day, clock: start.clock }, zone);
  for (const day of event.rdates ?? []) at(made, 'rdate', { day, clock: start.clock }, zone);
  add(made, 'summary', line(event.title));
  if (event.location) add(made, 'location', text(event.location));
  if (event.description) add(made, 'description', text(event.description));
  if (event.url) add(made, 'url', link(event.url));
  add(made, 'status', event.status.toUpperCase());
  if (event.private) add(made, 'class', 'PRIVATE');
  if (method === 'REQUEST' || method === 'CANCEL') demandPeople(event);
  if (event.organizer) contact(made, 'organizer', event.organizer);
  for (const each of event.attendees ?? []) contact(made, 'attendee', each).setParameter('role', 'REQ-PARTICIPANT');
  return made;
}

function add(to: ICAL.Component, name: string, value: string | number | object): ICAL.Property {
  return to.addPropertyWithValue(name, value);
}

function at(to: ICAL.Component, name: string, { day, clock }: { day: Day; clock: Clock }, zone: Zone): void {
  const time = ICAL.Time.fromDateTimeString(`${day}T${clock}:00${zone === 'UTC' ? 'Z' : ''}`);
  const property = add(to, name, time);
  if (zone !== 'UTC') property.setParameter('tzid', zone);
}

function contact(to: ICAL.Component, name: string, { name: called, email }: Contact): ICAL.Property {
  if (!/^[^\s"<>@:;,]+@[^\s"<>@:;,]+$/.test(email)) throw new RangeError('Not an e-mail address in a calendar');
  const property = add(to, name, `mailto:${email}`);
  // A parameter has no way to hold a double quote (RFC 5545, 3.1).
  property.setParameter('cn', line(called).replaceAll('"', "'"));
  return property;
}

function demandPeople({ organizer, attendees }: CalendarEvent): void {
  if (!organizer || !attendees?.length) throw new RangeError('A calendar message needs an organizer and an attendee');
}

function rule(given: string): ICAL.Recur {
  const read = ruleOrNot(given);
  const parts = (text: string) => text.split(';').toSorted().join(';');
  // ical.js drops what it does not understand, and the event would then happen on other days.
  if (!read || parts(read.toString()) !== parts(given)) throw new RangeError(`Not a recurrence rule that is kept whole: ${given}`);
  return read;
}

function ruleOrNot(given: string): ICAL.Recur | undefined {
  try {
    return ICAL.Recur.fromString(given);
  } catch {
    return undefined;
  }
}

function link(given: string): string {
  const url = URL.parse(given);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new RangeError('Not a web address in a calendar');
  return url.href;
}

const timezones = new Map<Zone, string>();

function timezone(zone: Zone): ICAL.Component {
  const known = timezones.get(zone) ?? getVtimezoneComponent(zone);
  if (!known) throw new RangeError(`No description of the time zone ${zone} for calendars`);
  timezones.set(zone, known);
  const described = ICAL.Component.fromString(known);
  // Where the description was fetched from says nothing to a calendar.
  for (const property of ['tzurl', 'x-lic-location']) described.removeAllProperties(property);
  return described;
}

/** Text that stands in an iCalendar value: no control character, no half of a pair, line ends as \n. Escaping is ical.js's. */
const text = (given: string): string =>
  given
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\u2028\u2029]/gu, ' ')
    .trim();

const line = (given: string): string => text(given).replace(/\s*\n\s*/g, ' ');

/** Lines of at most 75 octets without their end (RFC 5545, 3.1); ical.js forgets to count the space that begins a folded one. */
function fold(lines: string): string {
  const unfolded = lines
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((each) => each !== '');
  return unfolded.map((each) => `${foldLine(each)}\r\n`).join('');
}

function foldLine(whole: string): string {
  let folded = '';
  let octets = 0;
  for (const letter of whole) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += letter;
    octets += size;
  }
  return folded;
}
