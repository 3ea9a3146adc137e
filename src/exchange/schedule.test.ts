import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anySeries } from '../../test/any-series.ts';
import { addDays, clock, day, instantOf, zone } from '../lib/day.ts';
import { type Series, upcoming, writeRule } from '../meetings/index.ts';
import { type Stretch, stretchesOf } from './schedule.ts';

const today = day('2026-12-01');
const tuesdays: Series = {
  startsOn: day('2026-12-01'),
  clock: clock('18:00'),
  minutes: 120,
  zone: zone('Europe/Oslo'),
  rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  exceptions: { skipped: [], moved: [], added: [] },
  pauses: [],
};
const said = (stretches: Stretch[]) =>
  stretches.map(({ from, to, opensAt, rhythm }) => `${from}..${to} ${opensAt}${rhythm ? '' : ' once'}`);

test('a plain rhythm is a stretch in each time of the year, with the hour it has there', () => {
  assert.deepEqual(said(stretchesOf(tuesdays, today)), [
    '2026-12-01..2027-03-23 18:00+01:00',
    '2027-04-06..2027-10-19 18:00+02:00',
    '2027-11-02..2027-11-30 18:00+01:00',
  ]);
});

test('a cancelled meeting, a moved one and a pause cut the stretch', () => {
  const series = {
    ...tuesdays,
    exceptions: {
      skipped: [day('2026-12-29')],
      moved: [{ from: day('2027-01-12'), to: day('2027-01-13'), clock: clock('17:00') }],
      added: [day('2026-12-08')],
    },
    pauses: [{ from: day('2027-06-20'), to: day('2027-08-20') }],
  };
  assert.deepEqual(said(stretchesOf(series, today)), [
    '2026-12-01..2026-12-15 18:00+01:00',
    '2026-12-08..2026-12-08 18:00+01:00 once',
    '2027-01-13..2027-01-13 17:00+01:00 once',
    '2027-01-26..2027-03-23 18:00+01:00',
    '2027-04-06..2027-06-15 18:00+02:00',
    '2027-08-24..2027-10-19 18:00+02:00',
    '2027-11-02..2027-11-30 18:00+01:00',
  ]);
});

test('months without meetings are told by where the stretches end', () => {
  const series = { ...tuesdays, rule: 'FREQ=MONTHLY;BYDAY=1TU;BYMONTH=1,2,3,4,5,8,9,10,11,12' };
  assert.deepEqual(said(stretchesOf(series, today)).slice(0, 3), [
    '2026-12-01..2027-03-02 18:00+01:00',
    '2027-04-06..2027-05-04 18:00+02:00',
    '2027-08-03..2027-10-05 18:00+02:00',
  ]);
});

/** The instants that a program finds that knows nothing but the stretch. */
function instants(stretch: Stretch, series: Series): string[] {
  const { from, to, opensAt, rhythm } = stretch;
  const utc = (on: string) => new Date(`${on}T${opensAt.slice(0, 5)}:00${opensAt.slice(5)}`).toISOString();
  if (!rhythm) return [utc(from)];
  const rule = writeRule({ ...rhythm, notIn: [], until: to });
  const plain = { ...series, startsOn: from, rule, pauses: [], exceptions: { skipped: [], moved: [], added: [] } };
  return upcoming(plain, from, 400).map((one) => utc(one.day));
}

test('property: a program that knows only the stretches finds the meetings of the year, at the same instants', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      const from = series.startsOn;
      const held = upcoming(series, from, 400).filter((one) => one.day <= addDays(from, 365));
      const told = held.map((one) => instantOf(one.day, one.clock, series.zone).toISOString());
      const found = stretchesOf(series, from).flatMap((stretch) => instants(stretch, series));
      assert.deepEqual(found.toSorted(), told.toSorted());
    }),
    { numRuns: 60 },
  );
});
