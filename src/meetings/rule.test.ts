import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { addDays, addYears, clock, day, daysBetween, partsOf, weekday, zone } from '../lib/day.ts';
import type { Day } from '../lib/day.ts';
import { anyDay, anyRhythm } from '../../test/any-series.ts';
import { rhythmDays, rhythmFrom } from './rhythm.ts';
import type { Month, Rhythm } from './rhythm.ts';
import { isRefusal } from '../lib/refusal.ts';
import { calendarRule, readRule, writeRule } from './rule.ts';

const advent = day('2026-12-01');
const start = { startsOn: advent, clock: clock('18:00'), zone: zone('Europe/Oslo') };

function read(text: string, from = start): Rhythm {
  const rhythm = readRule(text, from);
  if (isRefusal(rhythm)) assert.fail(`${text}: ${rhythm.refused} ${rhythm.values?.['part']}`);
  return rhythm;
}

test('the plain form gives a rule that starts on its first day', () => {
  const first = day('2027-01-12');
  assert.equal(writeRule(rhythmFrom(first, 'week')), 'FREQ=WEEKLY;BYDAY=TU');
  assert.equal(writeRule(rhythmFrom(first, 'second-week', [7])), 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=1,2,3,4,5,6,8,9,10,11,12');
  assert.equal(writeRule(rhythmFrom(first, 'month')), 'FREQ=MONTHLY;BYDAY=2TU');
  assert.equal(writeRule(rhythmFrom(day('2027-01-26'), 'last-in-month')), 'FREQ=MONTHLY;BYDAY=-1TU');
  assert.equal(writeRule(rhythmFrom(day('2026-12-29'), 'month')), 'FREQ=MONTHLY;BYDAY=-1TU', 'a fifth Tuesday is the last');
});

test('every second week keeps its weeks over a month that is left out', () => {
  const days = [...rhythmDays(rhythmFrom(day('2027-06-08'), 'second-week', [7]), day('2027-06-08'), day('2027-06-01'), day('2027-09-01'))];
  assert.deepEqual(days, ['2027-06-08', '2027-06-22', '2027-08-03', '2027-08-17', '2027-08-31']);
});

test('a month without a fifth Tuesday has no meeting', () => {
  const days = [...rhythmDays(read('FREQ=MONTHLY;BYDAY=5TU'), advent, advent, day('2027-07-01'))];
  assert.deepEqual(days, ['2026-12-29', '2027-03-30', '2027-06-29']);
});

test('a fourth Tuesday that is also the last is one meeting', () => {
  const days = [...rhythmDays(read('FREQ=MONTHLY;BYDAY=4TU,-1TU'), advent, day('2027-01-01'), day('2027-03-31'))];
  assert.deepEqual(days, ['2027-01-26', '2027-02-23', '2027-03-23', '2027-03-30']);
});

const foreign: [string, string][] = [
  ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=TU'],
  ['RRULE:FREQ=WEEKLY;BYDAY=TH,TU;', 'FREQ=WEEKLY;BYDAY=TU,TH'],
  ['freq=weekly;byday=tu;interval=2', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
  ['FREQ=WEEKLY;INTERVAL=1;WKST=MO', 'FREQ=WEEKLY;BYDAY=TU'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU'],
  ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1', 'FREQ=MONTHLY;BYDAY=-1TU'],
  ['FREQ=MONTHLY;BYDAY=+2TU', 'FREQ=MONTHLY;BYDAY=2TU'],
  ['FREQ=MONTHLY;BYDAY=3TU,1TU', 'FREQ=MONTHLY;BYDAY=1TU,3TU'],
  ['FREQ=WEEKLY;BYMONTH=1,2', 'FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2'],
  ['FREQ=YEARLY;BYDAY=2TU;BYMONTH=1,2', 'FREQ=MONTHLY;BYDAY=2TU;BYMONTH=1,2'],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU;BYMONTH=2,4,5', 'FREQ=MONTHLY;BYDAY=2TU;BYMONTH=2,4'],
  ['FREQ=WEEKLY;COUNT=8', 'FREQ=WEEKLY;BYDAY=TU;COUNT=8'],
  ['FREQ=WEEKLY;UNTIL=20270615', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270615'],
  ['FREQ=WEEKLY;UNTIL=20270615T160000Z', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270615'],
  ['FREQ=WEEKLY;UNTIL=20270615T155959Z', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270614'],
  ['FREQ=WEEKLY;UNTIL=20270614T230000Z', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270614'],
  ['FREQ=WEEKLY;UNTIL=20270615T180000', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270615'],
];
for (const [text, ours] of foreign) test(`${text} of another program is kept as ${ours}`, () => assert.equal(writeRule(read(text)), ours));

const refused: [string, string, string][] = [
  ['', 'not-a-rule', ''],
  ['FREQ', 'not-a-rule', 'FREQ'],
  ['INTERVAL=2', 'not-a-rule', 'FREQ'],
  ['FREQ=WEEKLY;FREQ=WEEKLY', 'not-a-rule', 'FREQ=WEEKLY'],
  ['FREQ=WEEKLY;COUNT=8;UNTIL=20270101', 'not-a-rule', 'COUNT'],
  [`FREQ=WEEKLY;BYDAY=${'TU,'.repeat(400)}`, 'not-a-rule', 'FREQ=WEEKLY;BYDAY=TU,TU,TU,TU,TU,TU,TU,T'],
  ['FREQ=DAILY', 'unsupported-rule', 'FREQ=DAILY'],
  ['FREQ=YEARLY;BYDAY=2TU', 'unsupported-rule', 'FREQ=YEARLY'],
  ['FREQ=YEARLY;BYMONTH=5', 'unsupported-rule', 'BYDAY'],
  ['FREQ=WEEKLY;INTERVAL=0', 'unsupported-rule', 'INTERVAL=0'],
  ['FREQ=WEEKLY;INTERVAL=2X', 'unsupported-rule', 'INTERVAL=2X'],
  ['FREQ=WEEKLY;INTERVAL=53', 'unsupported-rule', 'INTERVAL=53'],
  ['FREQ=WEEKLY;COUNT=1001', 'unsupported-rule', 'COUNT=1001'],
  ['FREQ=WEEKLY;BYDAY=1TU', 'unsupported-rule', 'BYDAY/FREQ'],
  ['FREQ=MONTHLY;BYDAY=TU', 'unsupported-rule', 'BYDAY/FREQ'],
  ['FREQ=MONTHLY', 'unsupported-rule', 'BYDAY'],
  ['FREQ=MONTHLY;BYMONTHDAY=15', 'unsupported-rule', 'BYMONTHDAY=15'],
  ['FREQ=MONTHLY;BYDAY=9TU', 'unsupported-rule', 'BYDAY=9TU'],
  ['FREQ=MONTHLY;BYDAY=-2TU', 'unsupported-rule', 'BYDAY=-2TU'],
  ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1', 'unsupported-rule', 'BYSETPOS'],
  ['FREQ=WEEKLY;BYHOUR=18', 'unsupported-rule', 'BYHOUR=18'],
  ['FREQ=WEEKLY;RSCALE=CHINESE', 'unsupported-rule', 'RSCALE=CHINESE'],
  ['FREQ=WEEKLY;BYMONTH=13', 'unsupported-rule', 'BYMONTH=13'],
  ['FREQ=WEEKLY;UNTIL=20270231', 'unsupported-rule', 'UNTIL=20270231'],
  ['FREQ=WEEKLY;UNTIL=SOON', 'unsupported-rule', 'UNTIL=SOON'],
  ['FREQ=WEEKLY;CONSTRUCTOR=1', 'unsupported-rule', 'CONSTRUCTOR=1'],
  ['FREQ=WEEKLY\nBYDAY=TU', 'unsupported-rule', 'FREQ=WEEKLY\nBYDAY=TU'],
];
for (const [text, reason, part] of refused)
  test(`${JSON.stringify(text.slice(0, 40))} is refused because of ${JSON.stringify(part)}`, () =>
    assert.deepEqual(readRule(text, start), { refused: reason, values: { part } }));

test('other programs get the end as an instant, in summer and winter time', () => {
  assert.equal(calendarRule(read('FREQ=WEEKLY;UNTIL=20270615'), start), 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270615T160000Z');
  assert.equal(calendarRule(read('FREQ=WEEKLY;UNTIL=20270112'), start), 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270112T170000Z');
  assert.equal(calendarRule(read('FREQ=WEEKLY;COUNT=8'), start), 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270119T170000Z');
});

test('property: a rule that is written is read again as the same', () => {
  fc.assert(
    fc.property(anyRhythm, (rhythm) => {
      const once = readRule(writeRule(rhythm), start);
      assert.deepEqual(isRefusal(once) ? once : read(writeRule(once)), once);
    }),
  );
});

/** What the words of RFC 5545 say, one day at a time. */
function fits(on: Day, first: Day, { every, interval, on: places, notIn, weekStart = 1 }: Rhythm): boolean {
  const { year, month, date } = partsOf(on);
  if (on < first || notIn.includes(month as Month)) return false;
  const weekOf = (of: Day) => addDays(of, -((weekday(of) - weekStart + 7) % 7));
  const apart =
    every === 'week' ? daysBetween(weekOf(first), weekOf(on)) / 7 : (year - partsOf(first).year) * 12 + month - partsOf(first).month;
  const isLast = partsOf(addDays(on, 7)).month !== month;
  const here = places.some(
    ({ weekday: at, nth }) => at === weekday(on) && (nth === undefined || (nth === -1 ? isLast : nth === Math.ceil(date / 7))),
  );
  return here && apart % interval === 0;
}

test('property: the days of a rhythm are those the standard names, whatever span one asks for', () => {
  fc.assert(
    fc.property(anyRhythm, anyDay, anyDay, fc.integer({ min: 0, max: 400 }), (rhythm, first, from, length) => {
      const to = addDays(from, length);
      const named: Day[] = [];
      for (let on = first, count = 0; on <= to && (rhythm.until === undefined || on <= rhythm.until); on = addDays(on, 1)) {
        if (!fits(on, first, rhythm) || ++count > (rhythm.count ?? Infinity)) continue;
        if (on >= from) named.push(on);
      }
      assert.deepEqual([...rhythmDays(rhythm, first, from, to)], named);
      const kept = readRule(writeRule(rhythm), { ...start, startsOn: first });
      assert.deepEqual(isRefusal(kept) ? [] : [...rhythmDays(kept, first, from, to)], named);
    }),
    { numRuns: 200 },
  );
});

test('property: ical.js finds the same days', () => {
  fc.assert(
    fc.property(anyRhythm, anyDay, (rhythm, on) => {
      const days = (from: Day, rule: Rhythm) => rhythmDays(rule, from, from, addYears(from, 8)).take(30).toArray();
      // ical.js, as the standard allows, always takes the start for the first occurrence; so start on one.
      const [first] = days(on, { ...rhythm, count: undefined, until: undefined });
      if (first === undefined) return;
      const inUtc = { startsOn: first, clock: clock('12:00'), zone: zone('UTC') };
      const rule = calendarRule(read(writeRule(rhythm), inUtc), inUtc);
      const found: string[] = [];
      const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromJSDate(new Date(`${first}T12:00:00Z`), true));
      for (let next = iterator.next(); next && found.length < 30; next = iterator.next()) {
        const on = next.toString().slice(0, 10);
        if (on > addYears(first, 8)) break;
        found.push(on);
      }
      assert.deepEqual(days(first, rhythm), found, `${first} ${rule}`);
    }),
    { numRuns: 100 },
  );
});
