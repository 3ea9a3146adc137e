import { Temporal } from 'temporal-polyfill';

/** A day in the calendar, 'YYYY-MM-DD', with no time and no zone. Days sort and compare as text. */
export type Day = string & { readonly is: 'Day' };
/** A time of day on a wall clock, 'HH:MM', from 00:00 to 23:59. Clocks sort and compare as text. */
export type Clock = string & { readonly is: 'Clock' };
/** A point in time, the same everywhere: PostgreSQL's timestamptz. */
export type Instant = Date;
/** An IANA time zone, such as Europe/Oslo. */
export type Zone = string & { readonly is: 'Zone' };
/** What the time is. Passed in wherever the present matters, so that every rule can be tested on a fixed day. */
export type Now = () => Instant;
/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The one real clock in the program. */
export const realNow: Now = () => new Date();

const dayInMs = 86_400_000;
const firstInMs = Date.parse('0000-01-01');
const lastInMs = Date.parse('9999-12-31');

/** A day known to be right, as in code and fixtures. Throws a RangeError on anything but a real 'YYYY-MM-DD'. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`Not a day: ${JSON.stringify(text)}`);
  return text;
}

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A time of day known to be right. Throws a RangeError on anything but 'HH:MM' before midnight. */
export function clock(text: string): Clock {
  if (!isClock(text)) throw new RangeError(`Not a time of day: ${JSON.stringify(text)}`);
  return text;
}

export const isClock = (text: string): text is Clock => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** A time zone known to be right. Throws a RangeError when this Node does not know it. */
export function zone(text: string): Zone {
  if (!isZone(text)) throw new RangeError(`Not a time zone: ${JSON.stringify(text)}`);
  return text;
}

export function isZone(text: string): text is Zone {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const today = (now: Now, zone: Zone): Day => dayOf(now(), zone);

/** The day `days` later, or earlier when negative. Throws a RangeError outside the years 0 to 9999. */
export const addDays = (from: Day, days: number): Day => dayAt(startOf(from) + days * dayInMs);

/** The same date `months` later. A date the month lacks becomes its last: 31 January and one month is 28 or 29 February. */
export function addMonths(from: Day, months: number): Day {
  const { year, month, date } = partsOf(from);
  const count = year * 12 + month - 1 + months;
  const to = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  return dayFrom(to.year, to.month, Math.min(date, daysInMonth(to.year, to.month)));
}

export const addYears = (from: Day, years: number): Day => addMonths(from, years * 12);

/** How many days `to` is after `from`; negative when it is before. */
export const daysBetween = (from: Day, to: Day): number => (startOf(to) - startOf(from)) / dayInMs;

export const weekday = (of: Day): Weekday => (((new Date(startOf(of)).getUTCDay() + 6) % 7) + 1) as Weekday;

/** Week number of ISO 8601, as Norwegian and Danish calendars print it, with the year the week belongs to. */
export function isoWeek(of: Day): { year: number; week: number } {
  const thursday = addDays(of, 4 - weekday(of));
  const { year } = partsOf(thursday);
  return { year, week: Math.floor(daysBetween(dayFrom(year, 1, 1), thursday) / 7) + 1 };
}

export function partsOf(of: Day): { year: number; month: number; date: number } {
  return { year: Number(of.slice(0, 4)), month: Number(of.slice(5, 7)), date: Number(of.slice(8, 10)) };
}

/** The day of these numbers (month 1 to 12). Throws a RangeError when there is no such day. */
export function dayFrom(year: number, month: number, date: number): Day {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return day(text);
}

export const daysInMonth = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

export const before = <T extends Day | Clock | Instant>(a: T, b: T): boolean => a < b;
export const after = <T extends Day | Clock | Instant>(a: T, b: T): boolean => a > b;
export const earliest = <T extends Day | Clock | Instant>(a: T, b: T): T => (b < a ? b : a);
export const latest = <T extends Day | Clock | Instant>(a: T, b: T): T => (b > a ? b : a);
/** Both ends belong. */
export const within = (of: Day, span: { from: Day; to: Day }): boolean => span.from <= of && of <= span.to;

/**
 * The instant when clocks in `zone` show this time on this day. In the hour that spring skips, the time is read as
 * if the clocks had not yet been moved, so 02:30 is 03:30; of the hour that autumn repeats, the first (as RFC 5545, 3.3.5).
 */
export function instantOf(on: Day, at: Clock, zone: Zone): Instant {
  const local = Temporal.PlainDateTime.from(`${on}T${at}`);
  return new Date(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** The first instant of the day in `zone`. */
export const startOfDay = (on: Day, zone: Zone): Instant => new Date(Temporal.PlainDate.from(on).toZonedDateTime(zone).epochMilliseconds);

export const dayOf = (instant: Instant, zone: Zone): Day => wallOf(instant, zone).day;
export const clockOf = (instant: Instant, zone: Zone): Clock => wallOf(instant, zone).clock;

/** What the wall in `zone` shows at that instant; seconds are dropped. */
export function wallOf(instant: Instant, zone: Zone): { day: Day; clock: Clock } {
  const part: Record<string, string> = {};
  for (const { type, value } of formatterFor(zone).formatToParts(instant)) part[type] = value;
  return {
    day: dayFrom(Number(part.year), Number(part.month), Number(part.day)),
    clock: clock(`${part.hour}:${part.minute}`),
  };
}

/** Elapsed minutes, not minutes on a wall: across a change of clocks the two differ. */
export const addMinutes = (instant: Instant, minutes: number): Instant => new Date(instant.getTime() + minutes * 60_000);

/** What the clock shows `minutes` later; past midnight it begins again at 00:00. */
export function clockAfter(from: Clock, minutes: number): Clock {
  const sum = (((minutesOf(from) + minutes) % 1440) + 1440) % 1440;
  return clock(`${String(Math.floor(sum / 60)).padStart(2, '0')}:${String(sum % 60).padStart(2, '0')}`);
}

/** Minutes since midnight. */
export const minutesOf = (at: Clock): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5));

const startOf = (of: Day): number => Date.parse(`${of}T00:00:00Z`);
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function dayAt(ms: number): Day {
  if (!(ms >= firstInMs && ms <= lastInMs)) throw new RangeError(`Not a day within the years 0 to 9999: ${ms}`);
  return new Date(ms).toISOString().slice(0, 10) as Day;
}

// Making a formatter costs some fifty times more than using one, and a page of meetings asks for many.
const formatters = new Map<Zone, Intl.DateTimeFormat>();

function formatterFor(zone: Zone): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}

export { parseClock, parseDay } from './typed-day.ts';
