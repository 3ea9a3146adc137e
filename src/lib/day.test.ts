import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMinutes,
  addMonths,
  after,
  before,
  clock,
  clockAfter,
  clockOf,
  day,
  dayOf,
  daysBetween,
  daysInMonth,
  earliest,
  instantOf,
  isDay,
  isoWeek,
  isZone,
  latest,
  parseClock,
  parseDay,
  partsOf,
  startOfDay,
  today,
  wallOf,
  weekday,
  within,
  zone,
} from './day.ts';
import type { Clock, Day } from './day.ts';

const oslo = zone('Europe/Oslo');
const copenhagen = zone('Europe/Copenhagen');
const anyDay = fc.integer({ min: -25_000, max: 73_000 }).map((days) => addDays(day('2000-01-01'), days));
const anyClock = fc.integer({ min: 0, max: 1439 }).map((minutes) => clockAfter(clock('00:00'), minutes));
const anyZone = fc.constantFrom(oslo, copenhagen, zone('America/New_York'), zone('Australia/Lord_Howe'), zone('UTC'));

test('a day is a real day, written year first', () => {
  for (const good of ['2026-12-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) assert.equal(day(good), good);
  for (const bad of [
    '',
    '2026-1-1',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-12-01 ',
    '01.12.2026',
    '٢٠٢٦-12-01',
  ])
    assert.throws(() => day(bad), RangeError, bad);
});

test('a time of day is from 00:00 to 23:59', () => {
  for (const good of ['00:00', '09:05', '18:00', '23:59']) assert.equal(clock(good), good);
  for (const bad of ['', '24:00', '18:60', '9:00', '18.00', '18:00:00', ' 18:00']) assert.throws(() => clock(bad), RangeError, bad);
});

test('a zone is one that is known here', () => {
  assert.ok(isZone('Europe/Oslo') && isZone('Atlantic/Faroe') && isZone('UTC'));
  for (const bad of ['', 'Oslo', 'Europe/Bergen', '+02:00', 'Europe/Oslo\n']) assert.equal(isZone(bad), false, bad);
});

test('days and years are counted with leap years', () => {
  assert.equal(addDays(day('2024-02-28'), 1), '2024-02-29');
  assert.equal(addDays(day('2026-02-28'), 1), '2026-03-01');
  assert.equal(addDays(day('2026-01-01'), -1), '2025-12-31');
  assert.equal(daysBetween(day('2024-01-01'), day('2025-01-01')), 366);
  assert.equal(daysBetween(day('2026-12-08'), day('2026-12-01')), -7);
  assert.deepEqual(
    [2023, 2024, 2000, 2100].map((year) => daysInMonth(year, 2)),
    [28, 29, 29, 28],
  );
  assert.throws(() => addDays(day('9999-12-31'), 1), RangeError);
});

test('a month on from a date the month lacks is its last day', () => {
  assert.equal(addMonths(day('2026-01-31'), 1), '2026-02-28');
  assert.equal(addMonths(day('2024-01-31'), 1), '2024-02-29');
  assert.equal(addMonths(day('2026-03-31'), -1), '2026-02-28');
  assert.equal(addMonths(day('2026-12-15'), 1), '2027-01-15');
  assert.equal(addMonths(day('2026-01-15'), -1), '2025-12-15');
  assert.equal(addMonths(day('2024-02-29'), 12), '2025-02-28');
});

test('Monday is the first day of the week and the week with the first Thursday is week 1', () => {
  assert.equal(weekday(day('2026-12-01')), 2);
  assert.equal(weekday(day('2026-11-30')), 1);
  assert.equal(weekday(day('2026-12-06')), 7);
  assert.deepEqual(isoWeek(day('2026-12-31')), { year: 2026, week: 53 });
  assert.deepEqual(isoWeek(day('2027-01-03')), { year: 2026, week: 53 });
  assert.deepEqual(isoWeek(day('2027-01-04')), { year: 2027, week: 1 });
  assert.deepEqual(isoWeek(day('2024-12-30')), { year: 2025, week: 1 });
});

test('18.00 in Oslo is 17.00 universal time in winter and 16.00 in summer', () => {
  assert.equal(instantOf(day('2026-12-01'), clock('18:00'), oslo).toISOString(), '2026-12-01T17:00:00.000Z');
  assert.equal(instantOf(day('2026-06-02'), clock('18:00'), oslo).toISOString(), '2026-06-02T16:00:00.000Z');
});

for (const place of [oslo, copenhagen]) {
  test(`in ${place} the hour that spring skips is read as the hour after`, () => {
    const skipped = instantOf(day('2027-03-28'), clock('02:30'), place);
    assert.equal(skipped.toISOString(), '2027-03-28T01:30:00.000Z');
    assert.equal(clockOf(skipped, place), '03:30');
    assert.equal(instantOf(day('2027-03-28'), clock('01:59'), place).toISOString(), '2027-03-28T00:59:00.000Z');
    assert.equal(instantOf(day('2027-03-28'), clock('03:00'), place).toISOString(), '2027-03-28T01:00:00.000Z');
  });

  test(`in ${place} the hour that autumn repeats is the first of the two`, () => {
    const repeated = instantOf(day('2026-10-25'), clock('02:30'), place);
    assert.equal(repeated.toISOString(), '2026-10-25T00:30:00.000Z');
    assert.deepEqual(wallOf(addMinutes(repeated, 60), place), { day: '2026-10-25', clock: '02:30' });
  });

  test(`in ${place} the days when clocks change have 23 and 25 hours`, () => {
    const hours = (of: string) => (startOfDay(addDays(day(of), 1), place).getTime() - startOfDay(day(of), place).getTime()) / 3_600_000;
    assert.deepEqual(['2027-03-28', '2026-10-25', '2026-12-01'].map(hours), [23, 25, 24]);
  });
}

test('what day it is depends on where one stands', () => {
  const now = () => new Date('2026-12-31T23:30:00Z');
  assert.equal(today(now, oslo), '2027-01-01');
  assert.equal(today(now, zone('America/New_York')), '2026-12-31');
  assert.equal(dayOf(now(), zone('UTC')), '2026-12-31');
  assert.equal(clockOf(new Date('2026-12-01T23:00:59Z'), oslo), '00:00');
});

test('days, clocks and instants compare in the order of time', () => {
  assert.ok(before(day('2026-12-01'), day('2026-12-02')) && !before(day('2026-12-01'), day('2026-12-01')));
  assert.ok(after(clock('18:00'), clock('09:30')));
  assert.equal(earliest(day('2026-12-01'), day('2026-11-30')), '2026-11-30');
  assert.equal(latest(clock('18:00'), clock('18:30')), '18:30');
  assert.ok(before(new Date(1), new Date(2)));
  const advent = { from: day('2026-12-01'), to: day('2026-12-24') };
  assert.deepEqual(
    ['2026-11-30', '2026-12-01', '2026-12-24', '2026-12-25'].map((at) => within(day(at), advent)),
    [false, true, true, false],
  );
});

test('a meeting from 18.00 of 120 minutes shows 20.00 when it ends', () => {
  assert.equal(clockAfter(clock('18:00'), 120), '20:00');
  assert.equal(clockAfter(clock('23:30'), 45), '00:15');
  assert.equal(clockAfter(clock('00:15'), -45), '23:30');
});

test('property: going some days on and back again is where one started, and is counted rightly', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -9_000, max: 9_000 }), (from, days) => {
      const to = addDays(from, days);
      assert.equal(addDays(to, -days), from);
      assert.equal(daysBetween(from, to), days);
      assert.equal(before(from, to), days > 0);
      assert.ok((weekday(to) - weekday(from) - days) % 7 === 0);
    }),
  );
});

test('property: months, weekdays and weeks agree with Temporal', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (from, months) => {
      const plain = Temporal.PlainDate.from(from);
      assert.equal(addMonths(from, months), plain.add({ months }).toString());
      assert.equal(weekday(from), plain.dayOfWeek);
      assert.deepEqual(isoWeek(from), { year: plain.yearOfWeek, week: plain.weekOfYear });
      assert.equal(daysInMonth(partsOf(from).year, partsOf(from).month), plain.daysInMonth);
    }),
  );
});

test('property: every day and clock that a zone has comes back from its instant', () => {
  fc.assert(
    fc.property(anyDay, anyClock, anyZone, (on, at, zone) => {
      const instant = instantOf(on, at, zone);
      const wall = wallOf(instant, zone);
      const skipped = wall.day !== on || wall.clock !== at;
      if (skipped) assert.ok(`${wall.day}${wall.clock}` > `${on}${at}` && wallOf(addMinutes(instant, -61), zone).clock < at);
      else assert.deepEqual(wall, { day: on, clock: at });
    }),
    { numRuns: 300 },
  );
});

const typed: [string, string | undefined][] = [
  ['2026-12-01', '2026-12-01'],
  ['2026-12-1', '2026-12-01'],
  ['2026/12/01', '2026-12-01'],
  ['1.12.2026', '2026-12-01'],
  ['01.12.2026', '2026-12-01'],
  ['1. 12. 2026', '2026-12-01'],
  ['1.12. 2026', '2026-12-01'],
  ['1/12 2026', '2026-12-01'],
  ['1/12-2026', '2026-12-01'],
  ['1/12-26', '2026-12-01'],
  ['1/12/2026', '2026-12-01'],
  ['1-12-2026', '2026-12-01'],
  ['01.12.26', '2026-12-01'],
  ['1 12 2026', '2026-12-01'],
  ['  1.12.2026 ', '2026-12-01'],
  ['1.12.2026.', '2026-12-01'],
  ['1. desember 2026', '2026-12-01'],
  ['1 desember 2026', '2026-12-01'],
  ['1. des. 2026', '2026-12-01'],
  ['1.desember 2026', '2026-12-01'],
  ['Tirsdag 1. desember 2026', '2026-12-01'],
  ['tysdag den 1. desember 2026', '2026-12-01'],
  ['tirs. 1. des 26', '2026-12-01'],
  ['laurdag 5. desember 2026', '2026-12-05'],
  ['lørdag d. 5. dec. 2026', '2026-12-05'],
  ['d. 5. dec. 2026', '2026-12-05'],
  ['lørdag den 5. december 2026', '2026-12-05'],
  ['1. maj 2026', '2026-05-01'],
  ['1. mai 2026', '2026-05-01'],
  ['1. marts 2026', '2026-03-01'],
  ['1. oktober 2026', '2026-10-01'],
  ['Tuesday 1 December 2026', '2026-12-01'],
  ['1st December 2026', '2026-12-01'],
  ['December 1, 2026', '2026-12-01'],
  ['1st of May 2026', '2026-05-01'],
  ['Tuesday, December 1, 2026', '2026-12-01'],
  ['28 may 1961', '1961-05-28'],
  ['31.12.79', '2079-12-31'],
  ['01.01.80', '1980-01-01'],
  ['12/1/2026', '2026-01-12'],
  ['12/31/2026', undefined],
  ['onsdag 1. desember 2026', undefined],
  ['29.2.2026', undefined],
  ['29.2.2028', '2028-02-29'],
  ['31. juni 2026', undefined],
  ['0.12.2026', undefined],
  ['1.13.2026', undefined],
  ['2026', undefined],
  ['', undefined],
  ['i morgen', undefined],
  ['1.12', undefined],
  ['1. de 2026', undefined],
  ['1. ju 2026', undefined],
  ['1.12.0026', undefined],
  ['1.12.3026', undefined],
  ['-1.12.2026', undefined],
  ['1.12.2026; DROP TABLE', undefined],
  ['1'.repeat(5000), undefined],
  ['１.１２.２０２６', '2026-12-01'],
  ['1.\u00a0desember\u00a02026', '2026-12-01'],
];

for (const [text, read] of typed) {
  test(`typed as a day, ${JSON.stringify(text.slice(0, 40))} is ${read ?? 'no day'}`, () => assert.equal(parseDay(text), read));
}

test('a day typed without its year is the next such day, when one knows what day it is', () => {
  const on = day('2026-12-01');
  assert.equal(parseDay('1.12.', on), '2026-12-01');
  assert.equal(parseDay('30.11', on), '2027-11-30');
  assert.equal(parseDay('5. januar', on), '2027-01-05');
  assert.equal(parseDay('tirsdag 5. januar', on), '2027-01-05');
  assert.equal(parseDay('mandag 5. januar', on), undefined);
  assert.equal(parseDay('29. februar', on), '2028-02-29');
  assert.equal(parseDay('30. februar', on), undefined);
  assert.equal(parseDay('1.12.2025', on), '2025-12-01');
});

const typedClocks: [string, string | undefined][] = [
  ['18', '18:00'],
  ['18.00', '18:00'],
  ['18:00', '18:00'],
  ['1830', '18:30'],
  ['18.30', '18:30'],
  ['9', '09:00'],
  ['09', '09:00'],
  ['930', '09:30'],
  ['kl. 18', '18:00'],
  ['kl 18.30', '18:30'],
  ['Kl.18', '18:00'],
  ['klokka 9', '09:00'],
  ['klokken 18:15', '18:15'],
  ['at 18:00', '18:00'],
  ['6 pm', '18:00'],
  ['6.30pm', '18:30'],
  ['12 am', '00:00'],
  ['12 pm', '12:00'],
  ['0', '00:00'],
  ['00:00', '00:00'],
  ['23:59', '23:59'],
  ['18 00', '18:00'],
  ['18h', '18:00'],
  ['6 p.m.', '18:00'],
  ['24', undefined],
  ['24:00', undefined],
  ['18.60', undefined],
  ['13 pm', undefined],
  ['0 am', undefined],
  ['18.0', undefined],
  ['', undefined],
  ['kl.', undefined],
  ['seks', undefined],
  ['-1', undefined],
  ['18:00:00', undefined],
];

for (const [text, read] of typedClocks) {
  test(`typed as a time of day, ${JSON.stringify(text)} is ${read ?? 'none'}`, () => assert.equal(parseClock(text), read));
}

test('property: whatever is typed, the answer is a right day or clock or none', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[0-9./ -]{1,12}$/),
    fc.stringMatching(/^\d{1,2}\. [a-zø]{2,9} \d{4}$/),
  );
  fc.assert(
    fc.property(text, anyDay, (written, on) => {
      const read: Day | undefined = parseDay(written, on);
      const time: Clock | undefined = parseClock(written);
      assert.ok(read === undefined || isDay(read));
      assert.ok(time === undefined || clock(time));
    }),
    { numRuns: 2000 },
  );
});

test('property: a day is read back from every way of writing it', () => {
  fc.assert(
    fc.property(anyDay, (on) => {
      const { year, month, date } = partsOf(on);
      for (const written of [on, `${date}.${month}.${year}`, `${date}/${month} ${year}`, `${date}-${month}-${year}`])
        assert.equal(parseDay(written), on);
    }),
  );
});
