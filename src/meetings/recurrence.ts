import { addYears, earliest, within } from '../lib/day.ts';
import type { Clock, Day, Zone } from '../lib/day.ts';
import { rhythmDays, withoutCount } from './rhythm.ts';
import type { Rhythm } from './rhythm.ts';
import { isRefusal } from '../lib/refusal.ts';
import { readRule } from './rule.ts';

/** One meeting set to another day, time or length. `from` is the day the rhythm gave it, which stays its name. */
export type Move = { from: Day; to: Day; clock: Clock; minutes?: number };
/** Days without meetings, both ends included. */
export type Pause = { from: Day; to: Day };

/** When a group meets: a rhythm, what differs from it, and pauses. RFC 5545 with days for dates and one clock for all. */
export type Series = {
  startsOn: Day;
  clock: Clock;
  minutes: number;
  zone: Zone;
  /** An RRULE as `writeRule` makes it. Empty: only on `startsOn` and the days added. */
  rule: string;
  exceptions: { skipped: readonly Day[]; moved: readonly Move[]; added: readonly Day[] };
  pauses: readonly Pause[];
};

/** One time the group meets, or would have met. `original` names it for good, also when it is moved. */
export type Occurrence = {
  original: Day;
  day: Day;
  clock: Clock;
  minutes: number;
  state: 'planned' | 'moved' | 'cancelled';
};

/** A series without an end is looked at this many years ahead at most. */
const horizonInYears = 5;

/**
 * What happens from `from` to `to`, both included, in order of time; five years when `to` is left out or further away.
 * A cancelled meeting is listed as cancelled on the day it was expected; a pause is silent, but what is added or moved
 * by name is held all the same. At most `limit` (500). Throws a RangeError when the stored rule is not ours.
 */
export function occurrences(series: Series, { from, to, limit = 500 }: { from: Day; to?: Day; limit?: number }): Occurrence[] {
  const horizon = addYears(from, horizonInYears);
  return between(series, from, to === undefined ? horizon : earliest(to, horizon), limit);
}

/** The next `count` that are held, from `from` on. */
export const upcoming = (series: Series, from: Day, count: number): Occurrence[] =>
  occurrences(series, { from, limit: count + series.exceptions.skipped.length })
    .filter(isHeld)
    .slice(0, count);

/** What the series names by this day, wherever it has been moved. Undefined when there is no such meeting. */
export function occurrenceOf(series: Series, original: Day): Occurrence | undefined {
  const [found] = originals(series, original, original);
  return (
    found &&
    occurrence(
      series,
      found,
      series.exceptions.moved.find(({ from }) => from === original),
    )
  );
}

/** The last meeting held. Undefined when there is no end to the series, or nothing in it. */
export function lastOccurrence(series: Series): Occurrence | undefined {
  const rhythm = rhythmOf(series);
  const until = rhythm ? withoutCount(rhythm, series.startsOn).until : series.startsOn;
  if (until === undefined) return undefined;
  const { moved, added } = series.exceptions;
  const days = [series.startsOn, until, ...added, ...moved.map(({ to }) => to)].toSorted();
  return between(series, days[0]!, days.at(-1)!, Infinity).findLast(isHeld);
}

/** The rhythm behind the rule; undefined when the series has none. Throws a RangeError when the stored rule is not ours. */
export function rhythmOf(series: Pick<Series, 'rule' | 'startsOn' | 'clock' | 'zone'>): Rhythm | undefined {
  if (series.rule === '') return undefined;
  const rhythm = readRule(series.rule, series);
  if (isRefusal(rhythm)) throw new RangeError(`Not a rule of ours: ${series.rule} (${rhythm.values?.['part']})`);
  return rhythm;
}

/** The days that name a meeting in this span, in order: of the rhythm, outside the pauses or moved, and added. */
export function* originals(series: Series, from: Day, to: Day): Generator<Day, void> {
  const rhythm = rhythmOf(series);
  const added = [...new Set(series.exceptions.added)].filter((day) => within(day, { from, to })).toSorted();
  const regular = rhythm ? rhythmDays(rhythm, series.startsOn, from, to) : [series.startsOn].filter((day) => within(day, { from, to }));
  for (const day of regular) {
    while (added[0] !== undefined && added[0] < day) yield added.shift()!;
    if (added[0] === day) yield added.shift()!;
    else if (!isPaused(series, day)) yield day;
  }
  yield* added;
}

/** A meeting that somebody has moved is held whatever is paused around the day it came from. */
export const isPaused = ({ pauses, exceptions }: Series, day: Day): boolean =>
  pauses.some((pause) => within(day, pause)) && !exceptions.moved.some(({ from }) => from === day);

const isHeld = ({ state }: Occurrence): boolean => state !== 'cancelled';

function between(series: Series, from: Day, to: Day, limit: number): Occurrence[] {
  const moved = new Map(series.exceptions.moved.map((move) => [move.from, move]));
  const inPlace = originals(series, from, to)
    .filter((day) => !moved.has(day))
    .take(limit)
    .map((day) => occurrence(series, day));
  const shifted = [...moved.values()].filter((move) => within(move.to, { from, to })).map(({ from }) => occurrenceOf(series, from));
  return [...inPlace, ...shifted.filter((found) => found !== undefined)].toSorted(byTime).slice(0, limit);
}

function occurrence(series: Series, original: Day, move?: Move): Occurrence {
  const state = series.exceptions.skipped.includes(original) ? 'cancelled' : move ? 'moved' : 'planned';
  return { original, day: move?.to ?? original, clock: move?.clock ?? series.clock, minutes: move?.minutes ?? series.minutes, state };
}

function byTime(a: Occurrence, b: Occurrence): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  if (a.clock !== b.clock) return a.clock < b.clock ? -1 : 1;
  return a.original < b.original ? -1 : 1;
}
