import fc from 'fast-check';
import { addDays, clock, day, zone } from '../src/lib/day.ts';
import type { Day, Weekday } from '../src/lib/day.ts';
import { rhythmDays } from '../src/meetings/rhythm.ts';
import type { Month, Nth, Place, Rhythm } from '../src/meetings/rhythm.ts';
import { isRefusal } from '../src/lib/refusal.ts';
import { readRule, writeRule } from '../src/meetings/rule.ts';
import type { Series } from '../src/meetings/recurrence.ts';

const anyWeekday = fc.integer({ min: 1, max: 7 }).map((n) => n as Weekday);
const anyNth = fc.constantFrom<Nth>(1, 2, 3, 4, 5, -1);
const anyPlaces = (place: fc.Arbitrary<Place>) =>
  fc.uniqueArray(place, { minLength: 1, maxLength: 3, selector: ({ weekday, nth }) => `${nth}${weekday}` });
const anyEvery = fc.oneof(
  fc.record({ every: fc.constant('week' as const), on: anyPlaces(fc.record({ weekday: anyWeekday })) }),
  fc.record({ every: fc.constant('month' as const), on: anyPlaces(fc.record({ weekday: anyWeekday, nth: anyNth })) }),
);

/** A day in some four years with a leap day in them. */
export const anyDay: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 1500 }).map((n) => addDays(day('2026-01-01'), n));

export const anyRhythm: fc.Arbitrary<Rhythm> = fc
  .record({
    place: anyEvery,
    interval: fc.constantFrom(1, 2, 3, 4, 6, 12),
    notIn: fc.uniqueArray(
      fc.integer({ min: 1, max: 12 }).map((n) => n as Month),
      { maxLength: 6 },
    ),
    weekStart: fc.option(anyWeekday, { nil: undefined }),
    end: fc.oneof(fc.constant({}), fc.record({ count: fc.integer({ min: 1, max: 40 }) }), fc.record({ until: anyDay })),
  })
  .map(({ place, interval, notIn, weekStart, end }) => ({ ...place, interval, notIn, ...(weekStart && { weekStart }), ...end }));

/** A series with some meetings cancelled, moved, added, and a pause. */
export const anySeries: fc.Arbitrary<Series> = fc
  .record({
    startsOn: anyDay,
    rhythm: anyRhythm,
    place: fc.constantFrom(zone('Europe/Oslo'), zone('Europe/Copenhagen')),
    hour: fc.constantFrom(clock('18:00'), clock('10:30')),
    numbers: fc.array(fc.nat(30), { minLength: 8, maxLength: 8 }),
  })
  .map(({ startsOn, rhythm, place, hour, numbers }): Series => {
    const plain: Series = {
      startsOn,
      clock: hour,
      minutes: 90,
      zone: place,
      rule: writeRule(rhythm),
      exceptions: { skipped: [], moved: [], added: [] },
      pauses: [],
    };
    const read = readRule(plain.rule, plain);
    const rule = isRefusal(read) ? 'FREQ=WEEKLY;BYDAY=TU' : writeRule(read);
    const days = isRefusal(read) ? [] : rhythmDays(read, startsOn, startsOn, addDays(startsOn, 1500)).take(31).toArray();
    const nth = (n: number) => days.slice(numbers[n], (numbers[n] ?? 0) + 1);
    const [from, to] = [addDays(startsOn, (numbers[5] ?? 0) * 9), addDays(startsOn, (numbers[5] ?? 0) * 9 + (numbers[6] ?? 0))];
    return {
      ...plain,
      rule,
      exceptions: {
        skipped: [...nth(0), ...nth(1)],
        moved: [...new Set([...nth(1), ...nth(2), ...nth(3)])].map((day, n) => ({
          from: day,
          to: addDays(day, (numbers[n] ?? 0) - 15),
          clock: clock('17:15'),
          minutes: 60,
        })),
        added: [...nth(4), addDays(startsOn, (numbers[7] ?? 0) * 3)],
      },
      pauses: (numbers[6] ?? 0) % 2 === 0 ? [{ from, to }] : [],
    };
  });
