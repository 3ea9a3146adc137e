import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyDay, anySeries } from '../../test/any-series.ts';
import { addDays, addYears, clock, day, zone } from '../lib/day.ts';
import type { Day } from '../lib/day.ts';
import { hasText } from '../lib/language.ts';
import { isRefusal, type Refusal } from '../lib/refusal.ts';
import { occurrences } from './recurrence.ts';
import type { Series } from './recurrence.ts';
import { addOne, cancelOne, endPause, moveOne, pause, plan, restoreOne } from './series.ts';
import type { SeriesReason } from './series.ts';
import { changeFrom, endAfter } from './split.ts';

const limits = { today: day('2026-12-10'), maxMinutes: 120 };
const wish = { startsOn: day('2026-12-01'), clock: clock('18:00'), minutes: 120, zone: zone('Europe/Oslo'), rule: 'FREQ=WEEKLY;BYDAY=TU' };
const tuesdays = allowed(plan(wish, limits));

function allowed<T extends object>(outcome: T): Exclude<T, Refusal> {
  if (isRefusal(outcome)) assert.fail(`refused: ${outcome.refused}`);
  return outcome as Exclude<T, Refusal>;
}
const refused = (outcome: object, reason: SeriesReason | 'unsupported-rule') =>
  assert.equal(isRefusal(outcome) ? outcome.refused : 'allowed', reason);
const told = (series: Series | undefined, from = '2026-12-01', to = '2026-12-31') =>
  series &&
  occurrences(series, { from: day(from), to: day(to) }).map(
    (on) => `${on.day.slice(5)} ${on.clock}${on.state === 'planned' ? '' : ` ${on.state}`}`,
  );
const december = ['12-01 18:00', '12-08 18:00', '12-15 18:00', '12-22 18:00', '12-29 18:00'];

test('a series is planned from the first day that fits its rule', () => {
  assert.deepEqual(told(tuesdays), december);
  assert.equal(allowed(plan({ ...wish, startsOn: day('2026-12-09') }, limits)).startsOn, '2026-12-15');
  const mondays = allowed(plan({ ...wish, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' }, limits));
  assert.equal(mondays.startsOn, '2026-12-07', 'every second Monday begins with the nearest');
  assert.deepEqual(told(allowed(plan({ ...wish, rule: '' }, limits))), ['12-01 18:00']);
});

test('a meeting is no longer than the model lets it be', () => {
  refused(plan({ ...wish, minutes: 121 }, limits), 'longer-than-model');
  assert.deepEqual(plan({ ...wish, minutes: 180 }, limits), { refused: 'longer-than-model', values: { minutes: 120 } });
  refused(
    moveOne(tuesdays, day('2026-12-15'), { day: day('2026-12-16'), clock: clock('18:00'), minutes: 125 }, limits),
    'longer-than-model',
  );
  refused(addOne(tuesdays, { day: day('2026-12-16'), clock: clock('18:00'), minutes: 180 }, limits), 'longer-than-model');
  refused(changeFrom(tuesdays, day('2026-12-15'), { minutes: 150 }, limits), 'longer-than-model');
  for (const minutes of [0, -60, 14, 60.5, NaN]) refused(plan({ ...wish, minutes }, limits), 'too-short');
});

test('a plan that never comes to a meeting, or is not a rhythm of ours, is refused', () => {
  refused(plan({ ...wish, rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261130' }, limits), 'never-meets');
  refused(plan({ ...wish, rule: 'FREQ=DAILY' }, limits), 'unsupported-rule');
  refused(plan({ ...wish, startsOn: day('2206-12-01') }, limits), 'too-far-ahead');
});

test('a meeting can be cancelled once, and before it is past', () => {
  const cancelled = allowed(cancelOne(tuesdays, day('2026-12-22'), limits));
  assert.deepEqual(told(cancelled)?.[3], '12-22 18:00 cancelled');
  refused(cancelOne(cancelled, day('2026-12-22'), limits), 'already-cancelled');
  refused(cancelOne(tuesdays, day('2026-12-23'), limits), 'no-such-meeting');
  refused(cancelOne(tuesdays, day('2026-12-08'), limits), 'in-the-past');
  allowed(cancelOne(tuesdays, day('2026-12-15'), { today: day('2026-12-15') }));
});

test('a meeting moves to a free day that is ahead', () => {
  const moved = allowed(moveOne(tuesdays, day('2026-12-22'), { day: day('2026-12-21'), clock: clock('17:00') }, limits));
  assert.deepEqual(told(moved), ['12-01 18:00', '12-08 18:00', '12-15 18:00', '12-21 17:00 moved', '12-29 18:00']);
  refused(moveOne(tuesdays, day('2026-12-22'), { day: day('2026-12-15'), clock: clock('17:00') }, limits), 'same-day-taken');
  refused(moveOne(tuesdays, day('2026-12-22'), { day: day('2026-12-09'), clock: clock('17:00') }, limits), 'in-the-past');
  refused(moveOne(tuesdays, day('2026-12-08'), { day: day('2026-12-16'), clock: clock('17:00') }, limits), 'in-the-past');
  refused(moveOne(tuesdays, day('2026-12-22'), { day: day('2206-12-22'), clock: clock('17:00') }, limits), 'too-far-ahead');
  const gone = allowed(cancelOne(tuesdays, day('2026-12-15'), limits));
  allowed(moveOne(gone, day('2026-12-22'), { day: day('2026-12-15'), clock: clock('17:00') }, limits));
  refused(moveOne(gone, day('2026-12-15'), { day: day('2026-12-16'), clock: clock('17:00') }, limits), 'already-cancelled');
});

test('a meeting moved to its own day and time is as planned', () => {
  const later = allowed(moveOne(tuesdays, day('2026-12-22'), { day: day('2026-12-22'), clock: clock('19:00') }, limits));
  assert.equal(told(later)?.[3], '12-22 19:00 moved');
  const back = allowed(moveOne(later, day('2026-12-22'), { day: day('2026-12-22'), clock: clock('18:00') }, limits));
  assert.deepEqual(back, tuesdays);
});

test('a meeting can be added on a free day', () => {
  assert.deepEqual(told(allowed(addOne(tuesdays, { day: day('2026-12-17'), clock: clock('18:00') }, limits)))?.[3], '12-17 18:00');
  assert.deepEqual(told(allowed(addOne(tuesdays, { day: day('2026-12-17'), clock: clock('11:00') }, limits)))?.[3], '12-17 11:00 moved');
  refused(addOne(tuesdays, { day: day('2026-12-15'), clock: clock('11:00') }, limits), 'same-day-taken');
  refused(addOne(tuesdays, { day: day('2026-12-03'), clock: clock('18:00') }, limits), 'in-the-past');
  const moved = allowed(moveOne(tuesdays, day('2026-12-22'), { day: day('2026-12-21'), clock: clock('18:00') }, limits));
  refused(addOne(moved, { day: day('2026-12-22'), clock: clock('18:00') }, limits), 'moved-away');
});

test('a meeting added where one was cancelled is that meeting again', () => {
  const gone = allowed(cancelOne(tuesdays, day('2026-12-22'), limits));
  assert.deepEqual(addOne(gone, { day: day('2026-12-22'), clock: clock('18:00') }, limits), tuesdays);
});

test('what was cancelled or moved can be put back while there is room', () => {
  const gone = allowed(cancelOne(tuesdays, day('2026-12-22'), limits));
  assert.deepEqual(restoreOne(gone, day('2026-12-22'), limits), tuesdays);
  const instead = allowed(addOne(gone, { day: day('2026-12-23'), clock: clock('18:00') }, limits));
  const both = allowed(moveOne(instead, day('2026-12-23'), { day: day('2026-12-22'), clock: clock('12:00') }, limits));
  refused(restoreOne(both, day('2026-12-22'), limits), 'same-day-taken');
  refused(restoreOne(tuesdays, day('2026-12-23'), limits), 'no-such-meeting');
  refused(restoreOne(tuesdays, day('2026-12-08'), limits), 'in-the-past');
});

test('a summer pause empties its days, and what has been stays', () => {
  const span = (from: string, to: string) => ({ from: day(from), to: day(to) });
  const added = allowed(addOne(tuesdays, { day: day('2026-12-17'), clock: clock('18:00') }, limits));
  const moved = allowed(moveOne(added, day('2026-12-29'), { day: day('2026-12-21'), clock: clock('18:00') }, limits));
  const paused = allowed(pause(moved, span('2026-12-05', '2026-12-23'), limits));
  assert.deepEqual(
    told(paused),
    ['12-01 18:00', '12-08 18:00', '12-21 18:00 cancelled'],
    'who waits for the moved one sees that it is cancelled',
  );
  assert.deepEqual(paused.pauses, [span('2026-12-10', '2026-12-23')]);
  assert.deepEqual(allowed(pause(paused, span('2026-12-24', '2027-01-04'), limits)).pauses, [span('2026-12-10', '2027-01-04')]);
  assert.equal(allowed(pause(paused, span('2026-12-30', '2027-01-04'), limits)).pauses.length, 2);
  refused(pause(tuesdays, span('2027-07-31', '2027-07-01'), limits), 'pause-backwards');
  refused(pause(tuesdays, span('2026-12-01', '2026-12-09'), limits), 'in-the-past');
  refused(pause(tuesdays, span('2027-01-01', '2028-12-31'), limits), 'pause-too-long');
  refused(pause(tuesdays, span('2207-01-01', '2207-02-01'), limits), 'too-far-ahead');
});

test('a pause can end early', () => {
  const paused = allowed(pause(tuesdays, { from: day('2026-12-12'), to: day('2026-12-31') }, limits));
  assert.deepEqual(endPause(paused, day('2026-12-12'), limits), tuesdays);
  const halfway = allowed(endPause(paused, day('2026-12-12'), { today: day('2026-12-22') }));
  assert.deepEqual(told(halfway), ['12-01 18:00', '12-08 18:00', '12-22 18:00', '12-29 18:00'], 'the Tuesday that was paused stays paused');
  refused(endPause(paused, day('2026-12-13'), limits), 'no-such-pause');
  refused(endPause(paused, day('2026-12-12'), { today: day('2027-01-01') }), 'in-the-past');
});

test('from a day on the group meets on Thursdays', () => {
  const moved = allowed(moveOne(tuesdays, day('2026-12-15'), { day: day('2026-12-30'), clock: clock('18:00') }, limits));
  const split = allowed(changeFrom(moved, day('2026-12-20'), { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', clock: clock('17:00') }, limits));
  assert.deepEqual(told(split.before), ['12-01 18:00', '12-08 18:00', '12-30 18:00 moved'], 'the moved Tuesday is still held');
  assert.deepEqual(told(split.after, '2026-12-01', '2027-01-15'), ['12-24 17:00', '01-07 17:00']);
  refused(changeFrom(tuesdays, day('2026-12-09'), {}, limits), 'in-the-past');
  refused(changeFrom(tuesdays, day('2026-12-20'), { rule: 'FREQ=YEARLY' }, limits), 'unsupported-rule');
});

test('a new time from a day on keeps the weeks, the pauses and what was already decided', () => {
  const second = allowed(plan({ ...wish, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6' }, limits));
  const decided = allowed(
    cancelOne(allowed(pause(second, { from: day('2027-01-20'), to: day('2027-01-31') }, limits)), day('2026-12-29'), limits),
  );
  const split = allowed(changeFrom(decided, day('2026-12-16'), { clock: clock('19:00') }, limits));
  assert.deepEqual(told(split.before, '2026-12-01', '2027-12-31'), ['12-01 18:00', '12-15 18:00']);
  assert.deepEqual(told(split.after, '2026-12-01', '2027-12-31'), ['12-29 19:00 cancelled', '01-12 19:00', '02-09 19:00']);
});

test('a change from before the first meeting leaves no old series', () => {
  const ahead = allowed(plan({ ...wish, startsOn: day('2027-01-12') }, limits));
  const split = allowed(changeFrom(ahead, day('2027-01-01'), { clock: clock('19:00') }, limits));
  assert.equal(split.before, undefined);
  assert.equal(split.after.startsOn, '2027-01-12');
});

test('a series by hand can change too', () => {
  const byHand = allowed(addOne(allowed(plan({ ...wish, rule: '' }, limits)), { day: day('2026-12-20'), clock: clock('18:00') }, limits));
  const split = allowed(changeFrom(byHand, day('2026-12-15'), { clock: clock('12:00') }, limits));
  assert.deepEqual([told(split.before), told(split.after)], [['12-01 18:00'], ['12-20 12:00']]);
  refused(changeFrom(byHand, day('2026-12-21'), { clock: clock('12:00') }, limits), 'never-meets');
  const weekly = allowed(changeFrom(byHand, day('2026-12-15'), { rule: 'FREQ=WEEKLY;BYDAY=TU' }, limits));
  assert.deepEqual(told(weekly.after), ['12-15 18:00', '12-20 18:00', '12-22 18:00', '12-29 18:00']);
});

test('a series can end, but not before a meeting that has been', () => {
  const ended = allowed(endAfter(tuesdays, day('2026-12-22'), limits));
  assert.deepEqual(told(ended, '2026-12-01', '2027-12-01'), ['12-01 18:00', '12-08 18:00', '12-15 18:00', '12-22 18:00']);
  refused(endAfter(tuesdays, day('2026-12-07'), limits), 'in-the-past');
  allowed(endAfter(tuesdays, day('2026-12-08'), limits));
  const late = allowed(moveOne(tuesdays, day('2026-12-15'), { day: day('2026-12-30'), clock: clock('18:00') }, limits));
  assert.deepEqual(told(allowed(endAfter(late, day('2026-12-22'), limits))), [
    '12-01 18:00',
    '12-08 18:00',
    '12-22 18:00',
    '12-30 18:00 cancelled',
  ]);
});

test('a meeting held early stays with a series that ends or changes before its own day', () => {
  const early = allowed(moveOne(tuesdays, day('2026-12-29'), { day: day('2026-12-17'), clock: clock('18:00') }, limits));
  assert.equal(told(allowed(endAfter(early, day('2026-12-20'), limits)))?.at(-1), '12-17 18:00 moved');
  assert.equal(
    told(allowed(changeFrom(early, day('2026-12-20'), { rule: 'FREQ=WEEKLY;BYDAY=TH' }, limits)).before)?.at(-1),
    '12-17 18:00 moved',
  );
});

test('property: whatever is changed, the meetings that have been stay as they were', () => {
  const anyClock = fc.constantFrom(clock('18:00'), clock('12:00'));
  const anyRule = fc.constantFrom('FREQ=WEEKLY;BYDAY=TU', 'FREQ=MONTHLY;BYDAY=2WE', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', undefined);
  fc.assert(
    fc.property(anySeries, fc.nat(400), fc.nat(60), fc.nat(60), anyClock, anyRule, (series, age, ahead, further, at, rule) => {
      const today = addDays(series.startsOn, age);
      const now = { today, maxMinutes: 120 };
      const [target] = occurrences(series, { from: addDays(today, ahead), limit: 1 });
      const original = target?.original ?? today;
      const to = { day: addDays(today, further), clock: at };
      const span = { from: addDays(today, ahead - 30), to: addDays(today, further) };
      const outcomes = [
        cancelOne(series, original, now),
        moveOne(series, original, to, now),
        addOne(series, to, now),
        restoreOne(series, original, now),
        pause(series, span, now),
        ...series.pauses.map(({ from }) => endPause(series, from, now)),
        endAfter(series, addDays(today, ahead - 30), now),
        changeFrom(series, to.day, { clock: at, ...(rule && { rule }) }, now),
      ];
      const had = heldBefore([series], today);
      for (const outcome of outcomes) {
        if (isRefusal(outcome)) continue;
        assert.deepEqual(
          heldBefore('after' in outcome ? [...(outcome.before ? [outcome.before] : []), outcome.after] : [outcome], today),
          had,
        );
      }
    }),
    { numRuns: 200 },
  );
});

function heldBefore(series: Series[], today: Day): string[] {
  const from = addYears(today, -3);
  const held = series.flatMap((each) => occurrences(each, { from, to: addDays(today, -1) }).filter(({ state }) => state !== 'cancelled'));
  return held.map((on) => `${on.day} ${on.clock} ${on.minutes} ${on.original}`).toSorted();
}

test('property: a split at a later day changes nothing before that day', () => {
  fc.assert(
    fc.property(anySeries, anyDay, fc.constantFrom('FREQ=WEEKLY;BYDAY=TU', undefined), (series, from, rule) => {
      const split = changeFrom(series, from, { ...(rule && { rule }), minutes: 45 }, { today: day('2026-01-01'), maxMinutes: 120 });
      if (isRefusal(split)) return;
      assert.deepEqual(heldBefore([...(split.before ? [split.before] : []), split.after], from), heldBefore([series], from));
    }),
    { numRuns: 200 },
  );
});

test('every refusal has its words in every language', () => {
  const reasons: Record<SeriesReason, true> = {
    'longer-than-model': true,
    'too-short': true,
    'in-the-past': true,
    'too-far-ahead': true,
    'no-such-meeting': true,
    'already-cancelled': true,
    'same-day-taken': true,
    'moved-away': true,
    'never-meets': true,
    'pause-backwards': true,
    'pause-too-long': true,
    'no-such-pause': true,
  };
  for (const reason of [...Object.keys(reasons), 'not-a-rule', 'unsupported-rule'])
    assert.ok(hasText(`meetings:refusal.${reason}`), reason);
});
