import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, clock, day, parseClock, parseDay } from './day.ts';
import type { Language } from './language.ts';
import {
  sayClock,
  sayCount,
  sayDay,
  sayDayTime,
  sayDuration,
  sayFromTo,
  sayList,
  sayMonthOf,
  sayNear,
  sayNumber,
  sayOrdinal,
  saySince,
} from './say.ts';

const languages: Language[] = ['nb', 'nn', 'da', 'en'];
const inAll = (say: (language: Language) => string): string[] => languages.map(say);
const advent = day('2026-12-01');

test('a day is said with its weekday', () => {
  assert.deepEqual(
    inAll((language) => sayDay(advent, language)),
    ['tirsdag 1. desember', 'tysdag 1. desember', 'tirsdag den 1. december', 'Tuesday 1 December'],
  );
  assert.deepEqual(
    inAll((language) => sayDay(day('2027-05-08'), language)),
    ['lørdag 8. mai', 'laurdag 8. mai', 'lørdag den 8. maj', 'Saturday 8 May'],
  );
  assert.deepEqual(
    inAll((language) => sayDay(advent, language, { weekday: false })),
    ['1. desember', '1. desember', '1. december', '1 December'],
  );
});

test('the year is said when it is not this year', () => {
  const today = day('2026-12-31');
  assert.equal(sayDay(day('2027-01-05'), 'nb', { today }), 'tirsdag 5. januar 2027');
  assert.equal(sayDay(advent, 'nb', { today }), 'tirsdag 1. desember');
  assert.equal(sayDay(advent, 'nb', { today, year: 'always' }), 'tirsdag 1. desember 2026');
  assert.equal(sayDay(day('2027-01-05'), 'en', { today, year: 'never' }), 'Tuesday 5 January');
  assert.equal(sayDay(advent, 'da', { year: 'always', weekday: false }), '1. december 2026');
  assert.deepEqual(
    inAll((language) => sayMonthOf(day('2027-03-02'), language)),
    ['mars 2027', 'mars 2027', 'marts 2027', 'March 2027'],
  );
});

test('yesterday, today and tomorrow have their own names', () => {
  assert.deepEqual(
    [-2, -1, 0, 1, 2].map((days) => sayNear(addDays(advent, days), 'nn', advent)),
    ['søndag 29. november', 'i går', 'i dag', 'i morgon', 'torsdag 3. desember'],
  );
  assert.deepEqual(
    inAll((language) => sayNear(addDays(advent, 1), language, advent)),
    ['i morgen', 'i morgon', 'i morgen', 'tomorrow'],
  );
});

test('a wait is said from the day it began', () => {
  assert.deepEqual(
    inAll((language) => saySince(day('2026-11-29'), language, advent)),
    ['siden søndag', 'sidan søndag', 'siden søndag', 'since Sunday'],
  );
  assert.deepEqual(
    inAll((language) => saySince(day('2026-11-24'), language, advent)),
    ['siden 24. november', 'sidan 24. november', 'siden den 24. november', 'since 24 November'],
  );
  assert.equal(saySince(day('2025-11-24'), 'nb', advent), 'siden 24. november 2025');
  assert.equal(saySince(day('2026-11-30'), 'en', advent), 'since yesterday');
  assert.equal(saySince(advent, 'da', advent), 'i dag');
});

test('the clock has 24 hours, and a whole hour no minutes', () => {
  assert.deepEqual(
    inAll((language) => sayClock(clock('18:00'), language)),
    ['kl. 18', 'kl. 18', 'kl. 18', '18:00'],
  );
  assert.deepEqual(
    inAll((language) => sayClock(clock('09:05'), language)),
    ['kl. 9.05', 'kl. 9.05', 'kl. 9.05', '09:05'],
  );
  assert.equal(sayClock(clock('00:00'), 'nb'), 'kl. 0');
});

test('a meeting is said with day and time', () => {
  assert.deepEqual(
    inAll((language) => sayDayTime(advent, clock('18:00'), language)),
    ['tirsdag 1. desember kl. 18', 'tysdag 1. desember kl. 18', 'tirsdag den 1. december kl. 18', 'Tuesday 1 December at 18:00'],
  );
  assert.deepEqual(
    inAll((language) => sayDayTime(advent, clock('18:00'), language, { minutes: 90 })),
    [
      'tirsdag 1. desember kl. 18 til 19.30',
      'tysdag 1. desember kl. 18 til 19.30',
      'tirsdag den 1. december kl. 18 til 19.30',
      'Tuesday 1 December from 18:00 to 19:30',
    ],
  );
  assert.equal(sayFromTo(clock('18:30'), 120, 'en'), '18:30 to 20:30');
  assert.equal(sayFromTo(clock('22:00'), 120, 'nb'), 'kl. 22 til 24');
});

const durations: [number, string, string, string, string][] = [
  [1, 'ett minutt', 'eitt minutt', 'et minut', 'one minute'],
  [10, 'ti minutter', 'ti minutt', 'ti minutter', 'ten minutes'],
  [30, 'en halv time', 'ein halv time', 'en halv time', 'half an hour'],
  [45, '45 minutter', '45 minutt', '45 minutter', '45 minutes'],
  [60, 'en time', 'ein time', 'en time', 'one hour'],
  [75, 'en time og 15 minutter', 'ein time og 15 minutt', 'en time og 15 minutter', 'one hour and 15 minutes'],
  [90, 'halvannen time', 'halvannan time', 'halvanden time', 'an hour and a half'],
  [120, 'to timer', 'to timar', 'to timer', 'two hours'],
  [150, 'to og en halv time', 'to og ein halv time', 'to og en halv time', 'two and a half hours'],
  [180, 'tre timer', 'tre timar', 'tre timer', 'three hours'],
];
for (const [minutes, ...said] of durations)
  test(`${minutes} minutes are "${said[0]}"`, () =>
    assert.deepEqual(
      inAll((language) => sayDuration(minutes, language)),
      said,
    ));

test('numbers under 13 are words, and one follows the gender of its word', () => {
  assert.deepEqual(
    inAll((language) => sayCount(12, language)),
    ['tolv', 'tolv', 'tolv', 'twelve'],
  );
  assert.deepEqual(
    inAll((language) => sayCount(8, language)),
    ['åtte', 'åtte', 'otte', 'eight'],
  );
  assert.deepEqual(
    inAll((language) => sayCount(13, language)),
    ['13', '13', '13', '13'],
  );
  assert.deepEqual(
    inAll((language) => sayCount(1, language, 'neuter')),
    ['ett', 'eitt', 'et', 'one'],
  );
  assert.deepEqual(
    inAll((language) => sayCount(1, language, 'feminine')),
    ['ei', 'ei', 'en', 'one'],
  );
});

test('large numbers are grouped as each language groups them', () => {
  assert.deepEqual(
    inAll((language) => sayNumber(35_000, language)),
    ['35\u00a0000', '35\u00a0000', '35.000', '35,000'],
  );
  assert.deepEqual(
    inAll((language) => sayNumber(1500, language)),
    ['1500', '1500', '1.500', '1,500'],
  );
  assert.deepEqual(
    inAll((language) => sayNumber(-1_234_567.5, language)),
    ['−1\u00a0234\u00a0567,5', '−1\u00a0234\u00a0567,5', '−1.234.567,5', '−1,234,567.5'],
  );
});

test('an order is a word up to the twelfth', () => {
  assert.deepEqual(
    inAll((language) => sayOrdinal(2, language)),
    ['andre', 'andre', 'anden', 'second'],
  );
  assert.deepEqual(
    [13, 21, 22, 23, 111].map((n) => sayOrdinal(n, 'en')),
    ['13th', '21st', '22nd', '23rd', '111th'],
  );
  assert.equal(sayOrdinal(13, 'da'), '13.');
});

test('a list ends with "and" or "or"', () => {
  assert.deepEqual(
    inAll((language) => sayList(['a', 'b', 'c'], language)),
    ['a, b og c', 'a, b og c', 'a, b og c', 'a, b and c'],
  );
  assert.equal(sayList(['a', 'b'], 'nb', 'or'), 'a eller b');
  assert.deepEqual([sayList([], 'nb'), sayList(['a'], 'nb')], ['', 'a']);
});

test('property: every day and time that is said can be typed back', () => {
  const days = fc.integer({ min: -7000, max: 18_000 }).map((n) => addDays(day('2000-01-01'), n));
  fc.assert(
    fc.property(days, fc.constantFrom(...languages), fc.boolean(), (on, language, named) => {
      assert.equal(parseDay(sayDay(on, language, { year: 'always', weekday: named })), on);
    }),
  );
  for (const language of languages) assert.equal(parseClock(sayClock(clock('18:30'), language)), '18:30');
});
