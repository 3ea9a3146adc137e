import { addDays, addYears, daysBetween, earliest, latest, within } from '../lib/day.ts';
import type { Clock, Day, Zone } from '../lib/day.ts';
import { isRefusal, refuse, type Refusal } from '../lib/refusal.ts';
import { occurrenceOf, occurrences } from './recurrence.ts';
import type { Pause, Series } from './recurrence.ts';
import { rhythmDays } from './rhythm.ts';
import type { Rhythm } from './rhythm.ts';
import { readRule, writeRule } from './rule.ts';
import type { RuleRefusal } from './rule.ts';

export type SeriesReason =
  | 'longer-than-model'
  | 'too-short'
  | 'in-the-past'
  | 'too-far-ahead'
  | 'no-such-meeting'
  | 'already-cancelled'
  | 'same-day-taken'
  | 'moved-away'
  | 'never-meets'
  | 'pause-backwards'
  | 'pause-too-long'
  | 'no-such-pause';
export type SeriesRefusal = Refusal<SeriesReason>;

/** What day it is, and how long the programme model lets a meeting last, in minutes. */
export type Limits = { today: Day; maxMinutes: number };
export type SetTime = { day: Day; clock: Clock; minutes?: number };

const leastMinutes = 15;
const longestPauseInDays = 366;
/** Further ahead a day is a slip of the pen. */
export const farthestInYears = 5;

/**
 * A new series. It starts on the first day that fits the rule, on or after `startsOn`, which may be past: a group that has
 * met for years can be entered as it is. An empty rule is one meeting, to which others are added by hand.
 */
export function plan(
  wish: { startsOn: Day; clock: Clock; minutes: number; zone: Zone; rule: string },
  limits: Limits,
): Series | SeriesRefusal | RuleRefusal {
  const wrong = wrongLength(wish.minutes, limits) ?? wrongDay(latest(wish.startsOn, limits.today), limits);
  if (wrong) return wrong;
  const series: Series = { ...wish, exceptions: { skipped: [], moved: [], added: [] }, pauses: [] };
  if (wish.rule === '') return series;
  const read = readRule(wish.rule, wish);
  return isRefusal(read) ? read : startingWith(series, read);
}

/** The meeting is called off; it stays in sight as cancelled. */
export function cancelOne(series: Series, original: Day, { today }: Pick<Limits, 'today'>): Series | SeriesRefusal {
  const meeting = occurrenceOf(series, original);
  if (!meeting) return refuse('no-such-meeting');
  if (meeting.state === 'cancelled') return refuse('already-cancelled');
  if (meeting.day < today) return refuse('in-the-past');
  return but(series, { skipped: [...series.exceptions.skipped, original].toSorted() });
}

/** One meeting on another day, at another time, or shorter or longer. Moved to its own day and time, it is as planned again. */
export function moveOne(series: Series, original: Day, to: SetTime, limits: Limits): Series | SeriesRefusal {
  const meeting = occurrenceOf(series, original);
  if (!meeting) return refuse('no-such-meeting');
  if (meeting.state === 'cancelled') return refuse('already-cancelled');
  if (meeting.day < limits.today) return refuse('in-the-past');
  const minutes = to.minutes ?? meeting.minutes;
  const wrong = wrongLength(minutes, limits) ?? wrongDay(to.day, limits) ?? taken(series, to.day, original);
  if (wrong) return wrong;
  const others = series.exceptions.moved.filter(({ from }) => from !== original);
  const asPlanned = to.day === original && to.clock === series.clock && minutes === series.minutes;
  return but(series, { moved: asPlanned ? others : [...others, { from: original, to: to.day, clock: to.clock, minutes }] });
}

/** One meeting more. On a day whose own meeting was cancelled or moved away, that meeting is what comes back. */
export function addOne(series: Series, at: SetTime, limits: Limits): Series | SeriesRefusal {
  const minutes = at.minutes ?? series.minutes;
  const wrong = wrongLength(minutes, limits) ?? wrongDay(at.day, limits) ?? taken(series, at.day);
  if (wrong) return wrong;
  const { skipped, moved, added } = series.exceptions;
  if (moved.some(({ from }) => from === at.day) && !skipped.includes(at.day)) return refuse('moved-away');
  const others = moved.filter(({ from }) => from !== at.day);
  const asPlanned = at.clock === series.clock && minutes === series.minutes;
  return but(series, {
    skipped: skipped.filter((day) => day !== at.day),
    added: occurrenceOf(series, at.day) ? added : [...added, at.day].toSorted(),
    moved: asPlanned ? others : [...others, { from: at.day, to: at.day, clock: at.clock, minutes }],
  });
}

/** A cancelled or moved meeting is as planned again. */
export function restoreOne(series: Series, original: Day, { today }: Pick<Limits, 'today'>): Series | SeriesRefusal {
  const meeting = occurrenceOf(series, original);
  if (!meeting) return refuse('no-such-meeting');
  if (original < today || meeting.day < today) return refuse('in-the-past');
  const { skipped, moved } = series.exceptions;
  const restored = but(series, {
    skipped: skipped.filter((day) => day !== original),
    moved: moved.filter(({ from }) => from !== original),
  });
  return taken(series, original, original) ?? restored;
}

/**
 * No meetings from `from` to `to`, both included; what has been stays as it was. Meetings added or moved into these days go
 * too; a later addOne into the pause is held. Pauses that touch become one.
 */
export function pause(series: Series, span: Pause, { today }: Pick<Limits, 'today'>): Series | SeriesRefusal {
  if (span.to < span.from) return refuse('pause-backwards');
  if (span.to < today) return refuse('in-the-past');
  if (daysBetween(span.from, span.to) >= longestPauseInDays) return refuse('pause-too-long', { days: longestPauseInDays });
  if (span.from > addYears(today, farthestInYears)) return refuse('too-far-ahead', { years: farthestInYears });
  const asked = { from: latest(span.from, today), to: span.to };
  return joined(emptied(series, asked), asked);
}

/** Meetings again from today, or from when the pause would have begun. `from` is the pause's first day. */
export function endPause(series: Series, from: Day, { today }: Pick<Limits, 'today'>): Series | SeriesRefusal {
  const ended = series.pauses.find((each) => each.from === from);
  if (!ended) return refuse('no-such-pause');
  if (ended.to < today) return refuse('in-the-past');
  const had = from < today ? [{ from, to: addDays(today, -1) }] : [];
  return { ...series, pauses: series.pauses.flatMap((each) => (each === ended ? had : [each])) };
}

/** The series from the first day of its rhythm on or after its start. Every second Monday begins with the nearest Monday. */
export function startingWith(series: Series, rhythm: Rhythm): Series | SeriesRefusal {
  const nearest: Rhythm = { ...rhythm, interval: 1, count: undefined };
  const [first] = rhythmDays(nearest, series.startsOn, series.startsOn, addYears(series.startsOn, farthestInYears));
  if (first === undefined) return refuse('never-meets');
  return { ...series, startsOn: first, rule: writeRule(rhythm) };
}

export const wrongLength = (minutes: number, { maxMinutes }: Limits): SeriesRefusal | undefined => {
  if (!(Number.isInteger(minutes) && minutes >= leastMinutes)) return refuse('too-short', { minutes: leastMinutes });
  return minutes > maxMinutes ? refuse('longer-than-model', { minutes: maxMinutes }) : undefined;
};

export const wrongDay = (day: Day, { today }: Pick<Limits, 'today'>): SeriesRefusal | undefined => {
  if (day < today) return refuse('in-the-past');
  return day > addYears(today, farthestInYears) ? refuse('too-far-ahead', { years: farthestInYears }) : undefined;
};

function taken(series: Series, day: Day, except?: Day): SeriesRefusal | undefined {
  const others = occurrences(series, { from: day, to: day }).filter(({ original, state }) => original !== except && state !== 'cancelled');
  return others.length > 0 ? refuse('same-day-taken') : undefined;
}

const but = (series: Series, exceptions: Partial<Series['exceptions']>): Series => ({
  ...series,
  exceptions: { ...series.exceptions, ...exceptions },
});

/** Without what was added or moved into these days. A meeting that came from another day is cancelled, where it is waited for. */
function emptied(series: Series, span: Pause): Series {
  const { skipped, moved, added } = series.exceptions;
  const cancelled = moved.filter(({ from, to }) => within(to, span) && !within(from, span)).map(({ from }) => from);
  const movedOut = (day: Day) => moved.some(({ from, to }) => from === day && !within(to, span));
  return but(series, {
    skipped: [...new Set([...skipped, ...cancelled])].toSorted(),
    moved: moved.filter(({ from, to }) => !(within(to, span) && within(from, span))),
    added: added.filter((day) => !within(day, span) || movedOut(day)),
  });
}

function joined(series: Series, span: Pause): Series {
  const touches = (each: Pause) => each.from <= addDays(span.to, 1) && addDays(each.to, 1) >= span.from;
  const touching = [...series.pauses.filter(touches), span];
  const one = { from: touching.map(({ from }) => from).reduce(earliest), to: touching.map(({ to }) => to).reduce(latest) };
  return { ...series, pauses: [...series.pauses.filter((each) => !touches(each)), one].toSorted((a, b) => (a.from < b.from ? -1 : 1)) };
}
