import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { anySeries } from '../../test/any-series.ts';
import { calendar } from '../lib/calendar.ts';
import { addYears, clock, day, instantOf, zone } from '../lib/day.ts';
import { seriesEvents } from './calendar.ts';
import { occurrences } from './recurrence.ts';
import type { Series } from './recurrence.ts';

const face = {
  uid: 'group-1@verksted.example',
  sequence: 2,
  stamp: new Date('2026-11-01T10:00:00Z'),
  title: 'Møte',
  status: 'confirmed' as const,
};
const tuesdays: Series = {
  startsOn: day('2026-12-01'),
  clock: clock('18:00'),
  minutes: 120,
  zone: zone('Europe/Oslo'),
  rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  exceptions: { skipped: [], moved: [], added: [] },
  pauses: [],
};

test('a plain series is one event with its rule', () => {
  assert.deepEqual(seriesEvents(tuesdays, face), [
    {
      ...face,
      start: { day: '2026-12-01', clock: '18:00' },
      minutes: 120,
      zone: 'Europe/Oslo',
      rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      exdates: [],
      rdates: [],
    },
  ]);
});

test('the calendar begins with the first meeting, not with the day it was planned from', () => {
  const [event] = seriesEvents({ ...tuesdays, startsOn: day('2026-12-02') }, face);
  assert.equal(event?.start.day, '2026-12-15');
});

test('what is cancelled or paused is taken out, what is moved has its own event', () => {
  const [whole, ...moved] = seriesEvents(
    {
      ...tuesdays,
      exceptions: {
        skipped: [day('2026-12-15')],
        moved: [{ from: day('2026-12-29'), to: day('2026-12-30'), clock: clock('17:00'), minutes: 60 }],
        added: [day('2026-12-08')],
      },
      pauses: [{ from: day('2027-06-20'), to: day('2027-08-20') }],
    },
    face,
  );
  assert.deepEqual(whole?.exdates, ['2026-12-15', '2027-06-29', '2027-07-13', '2027-07-27', '2027-08-10']);
  assert.deepEqual(whole?.rdates, ['2026-12-08']);
  assert.deepEqual(
    moved.map(({ start, minutes, recurrenceId, uid }) => ({ start, minutes, recurrenceId, uid })),
    [{ start: { day: '2026-12-30', clock: '17:00' }, minutes: 60, recurrenceId: { day: '2026-12-29', clock: '18:00' }, uid: face.uid }],
  );
});

test('a series without a rhythm is its days', () => {
  const [event] = seriesEvents({ ...tuesdays, rule: '', exceptions: { ...tuesdays.exceptions, added: [day('2027-01-20')] } }, face);
  assert.equal(event?.rrule, undefined);
  assert.deepEqual([event?.start.day, event?.rdates], ['2026-12-01', ['2027-01-20']]);
});

test('a series that never meets is no event', () => {
  assert.deepEqual(seriesEvents({ ...tuesdays, rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261130' }, face), []);
});

/** Every start that ical.js finds in the text, as instants, up to a day. */
function found(text: string, last: Date): string[] {
  const events = ICAL.Component.fromString(text).getAllSubcomponents('vevent');
  const [whole] = events.filter((event) => !event.hasProperty('recurrence-id'));
  if (!whole) return [];
  const event = new ICAL.Event(whole, { exceptions: events.filter((each) => each !== whole) });
  const starts: string[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.toJSDate() <= last; next = iterator.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    starts.push(`${startDate.toJSDate().toISOString()} ${endDate.subtractDate(startDate).toSeconds() / 60}`);
  }
  return starts.toSorted();
}

test('property: ical.js finds in the calendar the meetings that we tell, at the same instants', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      const to = addYears(series.startsOn, 3);
      const text = calendar({ name: 'Møter', events: seriesEvents(series, face) });
      const held = occurrences(series, { from: addYears(series.startsOn, -1), to: addYears(to, 1) }).filter(
        ({ state, original }) => state !== 'cancelled' && original <= to,
      );
      const told = held.map(({ day, clock, minutes }) => `${instantOf(day, clock, series.zone).toISOString()} ${minutes}`);
      assert.deepEqual(found(text, instantOf(to, clock('23:59'), series.zone)), told.toSorted(), text);
    }),
    { numRuns: 60 },
  );
});
