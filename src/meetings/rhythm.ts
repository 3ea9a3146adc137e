import { addDays, addYears, dayFrom, daysBetween, daysInMonth, partsOf, weekday } from '../lib/day.ts';
import type { Day, Weekday } from '../lib/day.ts';

/** Which of a month's Tuesdays; -1 is the last. */
export type Nth = 1 | 2 | 3 | 4 | 5 | -1;
/** A day of the week; with `nth` of the month. */
export type Place = { weekday: Weekday; nth?: Nth };
export type Month = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/** How a group meets, in the few ways that people can say and keep: the part of RFC 5545's RRULE that we use. */
export type Rhythm = {
  every: 'week' | 'month';
  /** 2 is every second week or month. Up to 52. */
  interval: number;
  /** Days of the week, in order; with `nth` when `every` is month, and only then. At least one. */
  on: readonly Place[];
  /** Months without meetings, each year. */
  notIn: readonly Month[];
  /** The last day that may have a meeting. */
  until?: Day;
  /** How many times in all, counted before exceptions and pauses. Not together with `until`. Up to 1000. */
  count?: number;
  /** Where a week begins; Monday when left out. It matters only every second week with several days. */
  weekStart?: Weekday;
};

/** The rhythm of the plain form: the first meeting and how often, the rest follows from that day. A fifth Tuesday is read as the last. */
export function rhythmFrom(first: Day, often: 'week' | 'second-week' | 'month' | 'last-in-month', notIn: readonly Month[] = []): Rhythm {
  const on = weekday(first);
  const nth = Math.ceil(partsOf(first).date / 7);
  if (often === 'week' || often === 'second-week')
    return { every: 'week', interval: often === 'week' ? 1 : 2, on: [{ weekday: on }], notIn };
  return { every: 'month', interval: 1, on: [{ weekday: on, nth: often === 'month' && nth < 5 ? (nth as Nth) : -1 }], notIn };
}

/** The rhythm's days from `from` to `to`, both included, none before `startsOn`. Ends with `to`, so it always ends. */
export function* rhythmDays(rhythm: Rhythm, startsOn: Day, from: Day, to: Day): Generator<Day, void> {
  const last = rhythm.until !== undefined && rhythm.until < to ? rhythm.until : to;
  // Counting takes every day from the first; otherwise one can go straight to the week or month asked for.
  let left = rhythm.count ?? Infinity;
  for (const day of daysFrom(rhythm, startsOn, rhythm.count === undefined && from > startsOn ? from : startsOn, last)) {
    if (left-- < 1) return;
    if (day >= from) yield day;
  }
}

/** The same rhythm with the day of its last meeting for a count. */
export function withoutCount({ count, ...rhythm }: Rhythm, startsOn: Day): Rhythm {
  if (count === undefined) return rhythm;
  // A rhythm may have no such days at all, such as a fifth Tuesday only in a February; a century is an end to looking.
  const last = [...rhythmDays({ ...rhythm, count }, startsOn, startsOn, addYears(startsOn, 100))].at(-1);
  return { ...rhythm, until: last ?? startsOn };
}

function* daysFrom(rhythm: Rhythm, startsOn: Day, from: Day, last: Day): Generator<Day, void> {
  const period = rhythm.every === 'week' ? weekOf(rhythm, startsOn) : monthOf(rhythm, startsOn);
  for (let n = period.of(from); period.first(n) <= last; n++) {
    for (const day of period.days(n)) {
      const fits = day >= from && day >= startsOn && !rhythm.notIn.includes(partsOf(day).month as Month);
      if (fits && day <= last) yield day;
    }
  }
}

/** The weeks or months in which something happens: which of them a day is in or after, where each begins, and its days in order. */
type Periods = { of: (day: Day) => number; first: (n: number) => Day; days: (n: number) => Day[] };

function weekOf({ interval, on, weekStart = 1 }: Rhythm, startsOn: Day): Periods {
  const into = (at: Weekday) => (at - weekStart + 7) % 7;
  const start = addDays(startsOn, -into(weekday(startsOn)));
  const offsets = on.map((place) => into(place.weekday)).toSorted((a, b) => a - b);
  const first = (n: number) => addDays(start, n * interval * 7);
  return {
    of: (day) => Math.floor(daysBetween(start, day) / 7 / interval),
    first,
    days: (n) => offsets.map((offset) => addDays(first(n), offset)),
  };
}

function monthOf({ interval, on }: Rhythm, startsOn: Day): Periods {
  const monthNumber = (day: Day) => partsOf(day).year * 12 + partsOf(day).month - 1;
  const start = monthNumber(startsOn);
  const at = (n: number) => ({ year: Math.floor((start + n * interval) / 12), month: ((start + n * interval) % 12) + 1 });
  return {
    of: (day) => Math.floor((monthNumber(day) - start) / interval),
    first: (n) => dayFrom(at(n).year, at(n).month, 1),
    days: (n) => [...new Set(on.flatMap((place) => nthIn(at(n), place) ?? []))].toSorted(),
  };
}

function nthIn({ year, month }: { year: number; month: number }, { weekday: on, nth = 1 }: Place): Day | undefined {
  const size = daysInMonth(year, month);
  const edge = weekday(dayFrom(year, month, nth === -1 ? size : 1));
  const date = nth === -1 ? size - ((edge - on + 7) % 7) : 1 + ((on - edge + 7) % 7) + (nth - 1) * 7;
  return date <= size ? dayFrom(year, month, date) : undefined;
}
