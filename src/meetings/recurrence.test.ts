import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, clock, clockOf, day, instantOf, zone } from '../lib/day.ts';
import { lastOccurrence, occurrenceOf, occurrences, upcoming } from './recurrence.ts';
import type { Series } from './recurrence.ts';

const tuesdays: Series = {
  startsOn: day('2026-12-01'),
  clock: clock('18:00'),
  minutes: 120,
  zone: zone('Europe/Oslo'),
  rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  exceptions: { skipped: [], moved: [], added: [] },
  pauses: [],
};
const but = (exceptions: Partial<Series['exceptions']>, more: Partial<Series> = {}): Series => ({
  ...tuesdays,
  ...more,
  exceptions: { ...tuesdays.exceptions, ...exceptions },
});
const winter = { from: day('2026-12-01'), to: day('2027-01-31') };
const told = (series: Series, span: Parameters<typeof occurrences>[1] = winter) =>
  occurrences(series, span).map(({ original, day, clock, state }) => `${day} ${clock} ${state}${original === day ? '' : ` (${original})`}`);

test('a group that meets every second week meets every second week', () => {
  assert.deepEqual(told(tuesdays), [
    '2026-12-01 18:00 planned',
    '2026-12-15 18:00 planned',
    '2026-12-29 18:00 planned',
    '2027-01-12 18:00 planned',
    '2027-01-26 18:00 planned',
  ]);
  assert.deepEqual(told(tuesdays, { from: day('2027-01-02'), to: day('2027-01-12') }), ['2027-01-12 18:00 planned']);
  assert.deepEqual(told(tuesdays, { from: day('2025-01-01'), to: day('2026-11-30') }), []);
});

test('18.00 stays 18.00 on the wall when the clocks change', () => {
  const spring = occurrences(tuesdays, { from: day('2027-03-15'), to: day('2027-04-15') });
  const instants = spring.map((on) => instantOf(on.day, on.clock, tuesdays.zone));
  assert.deepEqual(
    instants.map((instant) => instant.toISOString()),
    ['2027-03-23T17:00:00.000Z', '2027-04-06T16:00:00.000Z'],
  );
  assert.deepEqual(
    instants.map((instant) => clockOf(instant, tuesdays.zone)),
    ['18:00', '18:00'],
  );
});

test('a cancelled meeting is shown as cancelled', () => {
  assert.deepEqual(told(but({ skipped: [day('2026-12-29')] })).slice(1, 4), [
    '2026-12-15 18:00 planned',
    '2026-12-29 18:00 cancelled',
    '2027-01-12 18:00 planned',
  ]);
});

test('a moved meeting is told on its new day, with the name of its first', () => {
  const moved = [{ from: day('2026-12-29'), to: day('2027-01-07'), clock: clock('17:00'), minutes: 60 }];
  const series = but({ moved });
  assert.deepEqual(told(series).slice(1, 4), [
    '2026-12-15 18:00 planned',
    '2027-01-07 17:00 moved (2026-12-29)',
    '2027-01-12 18:00 planned',
  ]);
  assert.equal(occurrenceOf(series, day('2026-12-29'))?.minutes, 60);
  assert.deepEqual(
    told(series, { from: day('2027-01-01'), to: day('2027-01-10') }),
    ['2027-01-07 17:00 moved (2026-12-29)'],
    'seen from the month it was moved to',
  );
  assert.deepEqual(told(series, { from: day('2026-12-20'), to: day('2026-12-31') }), [], 'and gone from the month it was moved out of');
  assert.deepEqual(
    told(but({ moved, skipped: [day('2026-12-29')] })).slice(2, 3),
    ['2027-01-07 17:00 cancelled (2026-12-29)'],
    'cancelled where people expect it',
  );
});

test('an added meeting stands among the others, once', () => {
  assert.deepEqual(told(but({ added: [day('2026-12-08'), day('2026-12-15')] })).slice(0, 3), [
    '2026-12-01 18:00 planned',
    '2026-12-08 18:00 planned',
    '2026-12-15 18:00 planned',
  ]);
  const evening = but({ added: [day('2026-12-08')], moved: [{ from: day('2026-12-08'), to: day('2026-12-08'), clock: clock('19:30') }] });
  assert.deepEqual(told(evening)[1], '2026-12-08 19:30 moved');
});

test('a summer pause is silent and the weeks go on counting', () => {
  const paused = but({}, { pauses: [{ from: day('2027-06-21'), to: day('2027-08-15') }] });
  const summer = { from: day('2027-06-01'), to: day('2027-09-01') };
  assert.deepEqual(told(paused, summer), ['2027-06-01 18:00 planned', '2027-06-15 18:00 planned', '2027-08-24 18:00 planned']);
  const named = but(
    { added: [day('2027-07-07')], moved: [{ from: day('2027-06-29'), to: day('2027-06-17'), clock: clock('18:00') }] },
    { pauses: paused.pauses },
  );
  assert.deepEqual(
    told(named, summer).slice(2, 4),
    ['2027-06-17 18:00 moved (2027-06-29)', '2027-07-07 18:00 planned'],
    'what is moved or added by name is held',
  );
});

test('a move or a cancellation of a day that is no meeting changes nothing', () => {
  const strange = but({ skipped: [day('2026-12-02')], moved: [{ from: day('2026-12-03'), to: day('2026-12-04'), clock: clock('18:00') }] });
  assert.deepEqual(told(strange), told(tuesdays));
  assert.equal(occurrenceOf(strange, day('2026-12-03')), undefined);
});

test('without a rhythm there are the first day and those added', () => {
  const byHand = but({ added: [day('2027-01-20'), day('2026-12-10')] }, { rule: '' });
  assert.deepEqual(told(byHand), ['2026-12-01 18:00 planned', '2026-12-10 18:00 planned', '2027-01-20 18:00 planned']);
  assert.equal(lastOccurrence(byHand)?.day, '2027-01-20');
});

test('a series that starts before its first Tuesday has its first meeting that Tuesday', () => {
  assert.equal(told(but({}, { startsOn: day('2026-12-05'), rule: 'FREQ=WEEKLY;BYDAY=TU' }))[0], '2026-12-08 18:00 planned');
});

test('a series without an end is told five years ahead and no further', () => {
  const all = occurrences(tuesdays, { from: day('2026-12-01') });
  assert.equal(all.length, 131);
  assert.equal(all.at(-1)?.day, '2031-11-25');
  assert.deepEqual(occurrences(tuesdays, { from: day('2026-12-01'), to: day('9999-12-31') }), all);
  assert.equal(occurrences(tuesdays, { from: day('2026-12-01'), limit: 3 }).length, 3);
  assert.equal(lastOccurrence(tuesdays), undefined);
});

test('the next three are the next three that are held', () => {
  const series = but({ skipped: [day('2026-12-15')], moved: [{ from: day('2026-12-29'), to: day('2027-01-02'), clock: clock('12:00') }] });
  assert.deepEqual(
    upcoming(series, day('2026-12-02'), 3).map((next) => next.day),
    ['2027-01-02', '2027-01-12', '2027-01-26'],
  );
  assert.deepEqual(
    upcoming(but({}, { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' }), day('2026-12-08'), 3).map((next) => next.day),
    ['2026-12-08'],
  );
});

test('the last meeting is the last that is held', () => {
  const eight = (exceptions: Partial<Series['exceptions']>, more: Partial<Series> = {}) =>
    lastOccurrence(but(exceptions, { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=8', ...more }))?.day;
  assert.equal(eight({}), '2027-01-19');
  assert.equal(eight({ skipped: [day('2027-01-19')] }), '2027-01-12');
  assert.equal(eight({ moved: [{ from: day('2026-12-22'), to: day('2027-02-02'), clock: clock('18:00') }] }), '2027-02-02');
  assert.equal(eight({}, { pauses: [{ from: day('2026-12-20'), to: day('2027-01-31') }] }), '2026-12-15');
  assert.equal(eight({}, { pauses: [{ from: day('2026-01-01'), to: day('2028-01-31') }] }), undefined);
});

test('a stored rule that is not ours is not guessed at', () => {
  assert.throws(() => occurrences(but({}, { rule: 'FREQ=DAILY' }), winter), RangeError);
});

test('a group that began twenty years ago still meets in its own weeks', () => {
  const old = but({}, { startsOn: addDays(day('2026-12-01'), -14 * 26 * 20) });
  assert.deepEqual(
    upcoming(old, day('2026-12-01'), 2).map((next) => next.day),
    ['2026-12-01', '2026-12-15'],
  );
});
