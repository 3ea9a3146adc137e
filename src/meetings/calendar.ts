import type { CalendarEvent } from '../lib/calendar.ts';
import { addYears, within } from '../lib/day.ts';
import type { Day } from '../lib/day.ts';
import { isPaused, occurrenceOf, rhythmOf } from './recurrence.ts';
import type { Series } from './recurrence.ts';
import { rhythmDays } from './rhythm.ts';
import type { Rhythm } from './rhythm.ts';
import { calendarRule } from './rule.ts';

/** How the meetings look in somebody's calendar: neutral words, since others see it over their shoulder. */
export type Face = Pick<CalendarEvent, 'uid' | 'sequence' | 'stamp' | 'title' | 'location' | 'description' | 'url' | 'status' | 'private'>;

/**
 * A series as calendars want it: one recurring event, and one more for each meeting that was moved. What is cancelled or
 * paused is taken out, which every program understands. Nothing when the series has no meetings at all.
 */
export function seriesEvents(series: Series, face: Face): CalendarEvent[] {
  const { clock, minutes, zone, exceptions } = series;
  const rhythm = rhythmOf(series);
  const added = exceptions.added.filter((day) => regularDays(series, rhythm, day, day).length === 0).toSorted();
  const first = rhythm ? firstDay(rhythm, series.startsOn) : series.startsOn;
  const start = first ?? added[0];
  if (start === undefined) return [];
  const skipped = exceptions.skipped.filter((day) => occurrenceOf(series, day));
  const whole: CalendarEvent = {
    ...face,
    start: { day: start, clock },
    minutes,
    zone,
    ...(rhythm && first && { rrule: calendarRule(rhythm, { startsOn: first, clock, zone }) }),
    exdates: [...new Set([...pausedDays(series, rhythm), ...skipped])].toSorted(),
    rdates: [...new Set(added)].filter((day) => day !== start),
  };
  return [whole, ...movedEvents(series, face)];
}

function regularDays({ startsOn }: Series, rhythm: Rhythm | undefined, from: Day, to: Day): Day[] {
  return rhythm ? [...rhythmDays(rhythm, startsOn, from, to)] : [startsOn].filter((day) => within(day, { from, to }));
}

function pausedDays(series: Series, rhythm: Rhythm | undefined): Day[] {
  const inPauses = series.pauses.flatMap(({ from, to }) => regularDays(series, rhythm, from, to));
  return inPauses.filter((day) => isPaused(series, day) && !series.exceptions.added.includes(day));
}

function movedEvents(series: Series, face: Face): CalendarEvent[] {
  return series.exceptions.moved.flatMap(({ from }) => {
    const held = occurrenceOf(series, from);
    if (held?.state !== 'moved') return [];
    const { day, clock, minutes } = held;
    return { ...face, start: { day, clock }, minutes, zone: series.zone, recurrenceId: { day: from, clock: series.clock } };
  });
}

/** The first day of the rhythm, from which other programs count. A rhythm without days for a century has none. */
function firstDay(rhythm: Rhythm, startsOn: Day): Day | undefined {
  return rhythmDays(rhythm, startsOn, startsOn, addYears(startsOn, 100)).next().value ?? undefined;
}
