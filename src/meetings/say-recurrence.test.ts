import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyDay, anySeries } from '../../test/any-series.ts';
import { clock, day, zone } from '../lib/day.ts';
import { languages } from '../lib/language.ts';
import type { Series } from './recurrence.ts';
import { sayRecurrence } from './say-recurrence.ts';

const series = (rule: string, exceptions: Partial<Series['exceptions']> = {}, pauses: Series['pauses'] = []): Series => ({
  startsOn: day('2026-12-01'),
  clock: clock('18:00'),
  minutes: 120,
  zone: zone('Europe/Oslo'),
  rule,
  exceptions: { skipped: [], moved: [], added: [], ...exceptions },
  pauses,
});
const said = (of: Series, today = day('2026-12-01')) => languages.map((language) => sayRecurrence(of, language, { today }));

const notInJuly = 'BYMONTH=1,2,3,4,5,6,8,9,10,11,12';
const rhythms: [string, string, string, string, string][] = [
  ['FREQ=WEEKLY;BYDAY=TU', 'hver tirsdag kl. 18', 'kvar tysdag kl. 18', 'hver tirsdag kl. 18', 'every Tuesday at 18:00'],
  [
    `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;${notInJuly}`,
    'annenhver tirsdag kl. 18, ikke i juli',
    'annankvar tysdag kl. 18, ikkje i juli',
    'hver anden tirsdag kl. 18, ikke i juli',
    'every second Tuesday at 18:00, not in July',
  ],
  [
    'FREQ=WEEKLY;BYDAY=TU,TH',
    'hver tirsdag og torsdag kl. 18',
    'kvar tysdag og torsdag kl. 18',
    'hver tirsdag og torsdag kl. 18',
    'every Tuesday and Thursday at 18:00',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
    'tirsdag og torsdag annenhver uke kl. 18',
    'tysdag og torsdag annakvar veke kl. 18',
    'tirsdag og torsdag hver anden uge kl. 18',
    'Tuesday and Thursday every second week at 18:00',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU',
    'tirsdag hver tredje uke kl. 18',
    'tysdag kvar tredje veke kl. 18',
    'tirsdag hver tredje uge kl. 18',
    'Tuesday every third week at 18:00',
  ],
  [
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    'mandag til fredag kl. 18',
    'måndag til fredag kl. 18',
    'mandag til fredag kl. 18',
    'Monday to Friday at 18:00',
  ],
  [
    'FREQ=WEEKLY;BYDAY=MO,TU,WE',
    'hver mandag, tirsdag og onsdag kl. 18',
    'kvar måndag, tysdag og onsdag kl. 18',
    'hver mandag, tirsdag og onsdag kl. 18',
    'every Monday, Tuesday and Wednesday at 18:00',
  ],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'hver dag kl. 18', 'kvar dag kl. 18', 'hver dag kl. 18', 'every day at 18:00'],
  [
    'FREQ=MONTHLY;BYDAY=1TU',
    'første tirsdag i måneden kl. 18',
    'første tysdag i månaden kl. 18',
    'første tirsdag i måneden kl. 18',
    'the first Tuesday of the month at 18:00',
  ],
  [
    'FREQ=MONTHLY;BYDAY=1TU,-1TU',
    'første og siste tirsdag i måneden kl. 18',
    'første og siste tysdag i månaden kl. 18',
    'første og sidste tirsdag i måneden kl. 18',
    'the first and last Tuesday of the month at 18:00',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU',
    'første tirsdag annenhver måned kl. 18',
    'første tysdag annankvar månad kl. 18',
    'første tirsdag hver anden måned kl. 18',
    'the first Tuesday of every second month at 18:00',
  ],
  [
    'FREQ=MONTHLY;BYDAY=1TU;BYMONTH=2,5',
    'første tirsdag i måneden kl. 18, første gang 2. februar 2027, bare i februar og mai',
    'første tysdag i månaden kl. 18, første gong 2. februar 2027, berre i februar og mai',
    'første tirsdag i måneden kl. 18, første gang den 2. februar 2027, kun i februar og maj',
    'the first Tuesday of the month at 18:00, first on 2 February 2027, only in February and May',
  ],
  [
    'FREQ=WEEKLY;BYDAY=TU;COUNT=8',
    'hver tirsdag kl. 18, siste gang 19. januar 2027',
    'kvar tysdag kl. 18, siste gong 19. januar 2027',
    'hver tirsdag kl. 18, sidste gang den 19. januar 2027',
    'every Tuesday at 18:00, last on 19 January 2027',
  ],
  [
    'FREQ=WEEKLY;BYDAY=TU;COUNT=1',
    'tirsdag 1. desember kl. 18',
    'tysdag 1. desember kl. 18',
    'tirsdag den 1. december kl. 18',
    'Tuesday 1 December at 18:00',
  ],
];
for (const [rule, ...words] of rhythms) test(`${rule} is said "${words[0]}"`, () => assert.deepEqual(said(series(rule)), words));

test('the last meeting said is the last one held, whatever was counted', () => {
  const eight = series('FREQ=WEEKLY;BYDAY=TU;COUNT=8', {}, [{ from: day('2027-01-10'), to: day('2027-01-31') }]);
  assert.equal(said(eight)[0], 'hver tirsdag kl. 18, pause fra 10. januar 2027 til 31. januar 2027, siste gang 5. januar 2027');
});

test('a pause of whole months is said by their names, and by the year when it is far away', () => {
  const summer = (year: string) => series('FREQ=WEEKLY;BYDAY=TU', {}, [{ from: day(`${year}-07-01`), to: day(`${year}-08-31`) }]);
  assert.deepEqual(said(summer('2027')), [
    'hver tirsdag kl. 18, ikke i juli og august',
    'kvar tysdag kl. 18, ikkje i juli og august',
    'hver tirsdag kl. 18, ikke i juli og august',
    'every Tuesday at 18:00, not in July or August',
  ]);
  assert.equal(said(summer('2028'))[0], 'hver tirsdag kl. 18, ikke i juli og august 2028');
  assert.equal(said(summer('2027'), day('2027-09-01'))[0], 'hver tirsdag kl. 18', 'and not at all when it is over');
});

test('a pause that takes no meeting away is not said', () => {
  assert.equal(
    said(series(`FREQ=WEEKLY;BYDAY=TU;${notInJuly}`, {}, [{ from: day('2027-07-01'), to: day('2027-07-31') }]))[0],
    'hver tirsdag kl. 18, ikke i juli',
  );
});

test('a few exceptions are told one by one, while they are ahead', () => {
  const some = series('FREQ=WEEKLY;BYDAY=TU', {
    skipped: [day('2026-12-29')],
    added: [day('2026-12-10')],
    moved: [{ from: day('2026-12-22'), to: day('2026-12-21'), clock: clock('17:30') }],
  });
  assert.deepEqual(said(some), [
    'hver tirsdag kl. 18, ikke 29. desember, 22. desember er flyttet til 21. desember kl. 17.30, også 10. desember',
    'kvar tysdag kl. 18, ikkje 29. desember, 22. desember er flytta til 21. desember kl. 17.30, også 10. desember',
    'hver tirsdag kl. 18, ikke den 29. december, den 22. december er flyttet til den 21. december kl. 17.30, også den 10. december',
    'every Tuesday at 18:00, not on 29 December, 22 December is moved to 21 December at 17:30, also on 10 December',
  ]);
  assert.equal(said(some, day('2026-12-23'))[0], 'hver tirsdag kl. 18, ikke 29. desember');
  assert.equal(sayRecurrence(some, 'nb', { today: day('2026-12-01'), exceptions: false }), 'hver tirsdag kl. 18');
  const earlier = series('FREQ=WEEKLY;BYDAY=TU', { moved: [{ from: day('2026-12-08'), to: day('2026-12-08'), clock: clock('16:00') }] });
  assert.deepEqual(said(earlier).slice(2), [
    'hver tirsdag kl. 18, den 8. december begynder kl. 16',
    'every Tuesday at 18:00, 8 December begins at 16:00',
  ]);
});

test('many exceptions are only said to be there', () => {
  const many = series('FREQ=WEEKLY;BYDAY=TU', { skipped: ['2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'].map(day) });
  assert.deepEqual(said(many), [
    'hver tirsdag kl. 18, med noen unntak',
    'kvar tysdag kl. 18, med nokre unntak',
    'hver tirsdag kl. 18, med enkelte undtagelser',
    'every Tuesday at 18:00, with some exceptions',
  ]);
});

test('what is agreed from time to time is said with the next time', () => {
  const byHand = series('', { added: [day('2027-01-20')] });
  assert.deepEqual(said(byHand), [
    'etter avtale, neste gang tirsdag 1. desember kl. 18',
    'etter avtale, neste gong tysdag 1. desember kl. 18',
    'efter aftale, næste gang tirsdag den 1. december kl. 18',
    'by arrangement, next on Tuesday 1 December at 18:00',
  ]);
  assert.equal(said(byHand, day('2027-02-01'))[0], 'etter avtale');
});

test('property: every series can be said in every language, on any day', () => {
  fc.assert(
    fc.property(anySeries, anyDay, fc.constantFrom(...languages), (any, today, language) => {
      const line = sayRecurrence(any, language, { today });
      assert.match(line, /^[^{}]{5,}$/);
      assert.doesNotMatch(line, /undefined|NaN|,\s*,| {2}|\n/);
    }),
    { numRuns: 200 },
  );
});
