import { addDays, clock, instantOf, isDay, partsOf, wallOf, weekday } from '../lib/day.ts';
import type { Clock, Day, Weekday, Zone } from '../lib/day.ts';
import { refuse, type Refusal } from '../lib/refusal.ts';
import { withoutCount } from './rhythm.ts';
import type { Month, Nth, Place, Rhythm } from './rhythm.ts';

/** `part` in the values is what stands in the way, as it was written. */
export type RuleRefusal = Refusal<'not-a-rule' | 'unsupported-rule'>;

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const allMonths: Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** The RRULE, without the name before it. UNTIL is a day here; `calendarRule` makes it an instant for other programs. */
export function writeRule(rhythm: Rhythm): string {
  const months = allMonths.filter((month) => !rhythm.notIn.includes(month));
  return [
    `FREQ=${rhythm.every === 'week' ? 'WEEKLY' : 'MONTHLY'}`,
    rhythm.interval > 1 && `INTERVAL=${rhythm.interval}`,
    `BYDAY=${rhythm.on.map(({ weekday, nth }) => `${nth ?? ''}${names[weekday - 1]}`).join(',')}`,
    months.length < 12 && `BYMONTH=${months.join(',')}`,
    (rhythm.weekStart ?? 1) !== 1 && `WKST=${names[(rhythm.weekStart ?? 1) - 1]}`,
    rhythm.until !== undefined && `UNTIL=${rhythm.until.replaceAll('-', '')}`,
    rhythm.count !== undefined && `COUNT=${rhythm.count}`,
  ]
    .filter(Boolean)
    .join(';');
}

/** What the parts say, before they are seen together. */
type Parts = Partial<Rhythm> & { bySetPos?: Nth; yearly?: true };
type Start = { startsOn: Day; clock: Clock; zone: Zone };

/**
 * Reads an RRULE, ours or another program's. What we could not keep exactly is refused, with the part that stands in the way:
 * ical.js reads INTERVAL=0 as 1 and skips what it does not know, and then the wrong day stands on a poster.
 */
export function readRule(text: string, start: Start): Rhythm | RuleRefusal {
  if (text.length > 500) return refuse('not-a-rule', { part: text.slice(0, 40) });
  const rhythm: Parts = {};
  const seen = new Set<string>();
  for (const part of text
    .toUpperCase()
    .trim()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    const read = readers[name]?.(value, start);
    if (seen.has(name) || !/^[A-Z]+=./.test(part)) return refuse('not-a-rule', { part: part.slice(0, 40) });
    if (read === undefined) return refuse('unsupported-rule', { part: part.slice(0, 40) });
    seen.add(name);
    Object.assign(rhythm, read);
  }
  return whole(rhythm, start);
}

function whole({ bySetPos, yearly, ...read }: Parts, start: Start): Rhythm | RuleRefusal {
  if (read.every === undefined) return refuse('not-a-rule', { part: 'FREQ' });
  if (read.until !== undefined && read.count !== undefined) return refuse('not-a-rule', { part: 'COUNT' });
  // Each year in some months is each of those months, as `calendarRule` writes it.
  if (yearly && (read.notIn === undefined || read.interval !== undefined)) return refuse('unsupported-rule', { part: 'FREQ=YEARLY' });
  const given = read.on ?? (read.every === 'week' ? [{ weekday: weekday(start.startsOn) }] : []);
  // "The second of the Tuesdays" is "the second Tuesday"; of several weekdays it is something else.
  const on =
    bySetPos !== undefined && given.length === 1 && given[0]?.nth === undefined ? given.map((at) => ({ ...at, nth: bySetPos })) : given;
  if (bySetPos !== undefined && on === given) return refuse('unsupported-rule', { part: 'BYSETPOS' });
  const fits = on.length > 0 && on.every(({ nth }) => (nth === undefined) === (read.every === 'week'));
  if (!fits) return refuse('unsupported-rule', { part: read.on === undefined ? 'BYDAY' : 'BYDAY/FREQ' });
  return inMonths({ ...read, every: read.every, interval: read.interval ?? 1, on, notIn: read.notIn ?? [] }, start);
}

/** Every second month but not in July is also every month, only in some: the way that other programs understand. */
function inMonths(rhythm: Rhythm, { startsOn }: Start): Rhythm | RuleRefusal {
  const { every, interval, notIn } = rhythm;
  if (every === 'week' || interval === 1 || notIn.length === 0) return rhythm;
  if (12 % interval !== 0) return refuse('unsupported-rule', { part: 'BYMONTH' });
  const first = partsOf(startsOn).month;
  const without = allMonths.filter((month) => notIn.includes(month) || (month - first) % interval !== 0);
  return without.length === 12 ? refuse('unsupported-rule', { part: 'BYMONTH' }) : { ...rhythm, interval: 1, notIn: without };
}

const readers: Record<string, (value: string, start: Start) => Parts | undefined> = {
  FREQ: (value) => (({ WEEKLY: { every: 'week' }, MONTHLY: { every: 'month' }, YEARLY: { every: 'month', yearly: true } }) as const)[value],
  INTERVAL: (value) => within(value, 52, (interval) => ({ interval })),
  COUNT: (value) => within(value, 1000, (count) => ({ count })),
  WKST: (value) => (names.includes(value) ? { weekStart: (names.indexOf(value) + 1) as Weekday } : undefined),
  BYDAY: (value) => {
    const places = value.split(',').map(readPlace);
    return places.includes(undefined) ? undefined : { on: inOrder(places.filter((place) => place !== undefined)) };
  },
  BYMONTH: (value) => {
    const months = value.split(',').map(Number);
    const known = months.every((month) => allMonths.includes(month as Month));
    return known ? { notIn: allMonths.filter((month) => !months.includes(month)) } : undefined;
  },
  BYSETPOS: (value) => {
    const place = readPlace(`${value}MO`);
    return place?.nth === undefined ? undefined : { bySetPos: place.nth };
  },
  UNTIL: readUntil,
};

function within(value: string, most: number, made: (n: number) => Partial<Rhythm>): Partial<Rhythm> | undefined {
  const n = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  return n >= 1 && n <= most ? made(n) : undefined;
}

function readPlace(text: string): Place | undefined {
  const [, nth = '', name = ''] = /^(|\+?[1-5]|-1)([A-Z]{2})$/.exec(text) ?? [];
  if (!names.includes(name)) return undefined;
  const weekday = (names.indexOf(name) + 1) as Weekday;
  return nth === '' ? { weekday } : { weekday, nth: Number(nth) as Nth };
}

function inOrder(places: Place[]): Place[] {
  const order = ({ weekday, nth }: Place) => (nth === -1 ? 9 : (nth ?? 0)) * 10 + weekday;
  const once = new Map(places.map((place) => [order(place), place]));
  return [...once.values()].toSorted((a, b) => order(a) - order(b));
}

/** UNTIL as a day: the last on which a meeting at the series' own time is not after it. */
function readUntil(value: string, { clock: at, zone }: Start): { until: Day } | undefined {
  const [, year, month, date, hour, minute, second, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d)(Z)?)?$/.exec(value) ?? [];
  const text = `${year}-${month}-${date}`;
  if (!isDay(text)) return undefined;
  if (hour === undefined) return { until: text };
  const instant = new Date(`${text}T${hour}:${minute}:${second}Z`);
  const last = utc ? wallOf(instant, zone) : { day: text, clock: clock(`${hour}:${minute}`) };
  return { until: last.clock < at ? addDays(last.day, -1) : last.day };
}

/**
 * The RRULE for other programs, given a rhythm that was read. The end is an instant, which RFC 5545 wants when the start
 * has a time zone. Some months only is said by the year, and a count as its last day: ical.js 2.2.1, and with it
 * Thunderbird and Nextcloud, finds other days for FREQ=MONTHLY with BYMONTH, as it does for INTERVAL and COUNT beside them.
 */
export function calendarRule(rhythm: Rhythm, { startsOn, clock, zone }: Start): string {
  const { until, ...endless } = withoutCount(rhythm, startsOn);
  const rule = rhythm.notIn.length > 0 ? writeRule(endless).replace('FREQ=MONTHLY', 'FREQ=YEARLY') : writeRule(endless);
  if (until === undefined) return rule;
  return `${rule};UNTIL=${instantOf(until, clock, zone)
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')}`;
}
