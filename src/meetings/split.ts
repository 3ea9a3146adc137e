import { addDays, addYears, earliest, latest } from '../lib/day.ts';
import type { Clock, Day } from '../lib/day.ts';
import { isRefusal, refuse } from '../lib/refusal.ts';
import { occurrenceOf, occurrences, originals, rhythmOf } from './recurrence.ts';
import type { Move, Series } from './recurrence.ts';
import { rhythmDays, withoutCount } from './rhythm.ts';
import { readRule, writeRule } from './rule.ts';
import type { RuleRefusal } from './rule.ts';
import { farthestInYears, startingWith, wrongDay, wrongLength } from './series.ts';
import type { Limits, SeriesRefusal } from './series.ts';

/** What has been stays in `before`, which is undefined when nothing has; the change is in `after`, a series of its own. */
export type Split = { before?: Series; after: Series };

/**
 * From this day on the group meets by another rule, at another time, or longer or shorter. Without a new rule the weeks go on
 * as they were. A meeting of the old days that was moved past this day is still held; exceptions of the days that no
 * longer are meetings fall away; pauses go on.
 */
export function changeFrom(
  series: Series,
  day: Day,
  change: { rule?: string; clock?: Clock; minutes?: number },
  limits: Limits,
): Split | SeriesRefusal | RuleRefusal {
  const wrong = wrongLength(change.minutes ?? series.minutes, limits) ?? wrongDay(day, limits);
  if (wrong) return wrong;
  const next = { ...series, clock: change.clock ?? series.clock, minutes: change.minutes ?? series.minutes };
  const after = change.rule === undefined ? goingOn(next, day) : startingAnew(next, day, change.rule);
  if (isRefusal(after)) return after;
  const carried = carriedOver(after, series, day);
  const early = movedBefore(series, day).filter(({ from }) => !carried.exceptions.moved.some((kept) => kept.from === from));
  const before = upTo(series, addDays(day, -1), early);
  return { ...(before && { before }), after: carried };
}

/** No meeting after `last`. Meetings that were moved past it are cancelled. Refused when that would undo one that has been. */
export function endAfter(series: Series, last: Day, { today }: Pick<Limits, 'today'>): Series | SeriesRefusal {
  const yesterday = addDays(today, -1);
  if (last < yesterday && occurrences(series, { from: addDays(last, 1), to: yesterday }).some(({ state }) => state !== 'cancelled'))
    return refuse('in-the-past');
  const ended = upTo(series, last, movedBefore(series, addDays(last, 1)));
  if (!ended) return refuse('never-meets');
  const { skipped, moved } = ended.exceptions;
  const late = moved.filter(({ to }) => to > last).map(({ from }) => from);
  return { ...ended, exceptions: { ...ended.exceptions, skipped: [...new Set([...skipped, ...late])].toSorted() } };
}

function goingOn(series: Series, day: Day): Series | SeriesRefusal {
  const rhythm = rhythmOf(series);
  if (!rhythm) return byHandFrom(series, day) ?? refuse('never-meets');
  const [first] = rhythmDays(
    rhythm,
    series.startsOn,
    latest(day, series.startsOn),
    addYears(latest(day, series.startsOn), farthestInYears),
  );
  return first === undefined
    ? refuse('never-meets')
    : { ...series, startsOn: first, rule: writeRule(withoutCount(rhythm, series.startsOn)) };
}

function startingAnew(series: Series, day: Day, rule: string): Series | SeriesRefusal | RuleRefusal {
  const start = { ...series, startsOn: day, rule };
  if (rule === '') return start;
  const read = readRule(rule, start);
  return isRefusal(read) ? read : startingWith(start, read);
}

function byHandFrom(series: Series, day: Day): Series | undefined {
  const [first] = [series.startsOn, ...series.exceptions.added].filter((each) => each >= day).toSorted();
  return first === undefined ? undefined : { ...series, startsOn: first };
}

/** The new series with what differed from the old and still can. */
function carriedOver(after: Series, { exceptions, pauses }: Series, day: Day): Series {
  const added = exceptions.added.filter((each) => each >= day && each !== after.startsOn);
  const named = { ...after, exceptions: { skipped: [], moved: [], added }, pauses: [] };
  const still = (original: Day) => original >= day && occurrenceOf(named, original) !== undefined;
  const { skipped, moved } = exceptions;
  return {
    ...named,
    exceptions: { skipped: skipped.filter(still), moved: moved.filter(({ from }) => still(from)), added },
    pauses: pauses.filter(({ to }) => to >= day),
  };
}

/** Meetings named by this day or a later one, but moved to before it. */
function movedBefore(series: Series, day: Day): Move[] {
  return series.exceptions.moved.filter(({ from, to }) => from >= day && to < day && occurrenceOf(series, from));
}

/** The series to this day and no further, and these meetings that were named by later days. Undefined when nothing is left. */
function upTo(series: Series, last: Day, early: readonly Move[]): Series | undefined {
  const rhythm = rhythmOf(series);
  const named = (each: Day) => each <= last || early.some(({ from }) => from === each);
  const { skipped, moved, added } = series.exceptions;
  const until = rhythm && withoutCount(rhythm, series.startsOn);
  const ended: Series = {
    ...series,
    rule: until ? writeRule({ ...until, until: earliest(until.until ?? last, last) }) : '',
    exceptions: {
      skipped: skipped.filter(named),
      moved: moved.filter(({ from }) => named(from)),
      added: [...new Set([...added.filter(named), ...early.map(({ from }) => from)])].toSorted(),
    },
    pauses: series.pauses.filter(({ from }) => from <= last),
  };
  if (!rhythm && series.startsOn > last) return byHandOnly(ended);
  const first = [series.startsOn, ...ended.exceptions.added].reduce(earliest);
  const final = [last, ...ended.exceptions.added].reduce(latest);
  return originals(ended, first, final).next().done ? undefined : ended;
}

/** What is left of a series by hand when its own first day is not. */
function byHandOnly(series: Series): Series | undefined {
  const [first, ...added] = series.exceptions.added;
  return first === undefined ? undefined : { ...series, startsOn: first, exceptions: { ...series.exceptions, added } };
}
