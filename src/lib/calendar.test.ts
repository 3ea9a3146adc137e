import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { noKhal, readWithKhal } from '../../test/khal.ts';
import { calendar } from './calendar.ts';
import type { Calendar, CalendarEvent } from './calendar.ts';
import { addDays, clock, day, instantOf, zone } from './day.ts';
import type { Zone } from './day.ts';

const oslo = zone('Europe/Oslo');
const coffee: CalendarEvent = {
  uid: 'coffee@verksted.example',
  sequence: 0,
  stamp: new Date('2026-11-01T10:00:00Z'),
  start: { day: day('2027-03-09'), clock: clock('18:00') },
  minutes: 90,
  zone: oslo,
  title: 'Kaffe',
  status: 'confirmed',
};
const write = (event: Partial<CalendarEvent> = {}, more: Partial<Calendar> = {}) =>
  calendar({ name: 'Kalender', events: [{ ...coffee, ...event }], ...more });
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const isWellFormed = (text: string) =>
  text.endsWith('\r\n') &&
  text
    .slice(0, -2)
    .split('\r\n')
    .every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line));

test('an event has its times on the wall of its zone, which is described', () => {
  const text = write({ rrule: 'FREQ=WEEKLY;BYDAY=TU', exdates: [day('2027-03-16')], rdates: [day('2027-03-18')] });
  for (const line of [
    'DTSTART;TZID=Europe/Oslo:20270309T180000',
    'DTEND;TZID=Europe/Oslo:20270309T193000',
    'EXDATE;TZID=Europe/Oslo:20270316T180000',
    'RDATE;TZID=Europe/Oslo:20270318T180000',
    'RRULE:FREQ=WEEKLY;BYDAY=TU',
    'DTSTAMP:20261101T100000Z',
    'TZID:Europe/Oslo',
    'STATUS:CONFIRMED',
    'VERSION:2.0',
  ])
    assert.ok(lines(text).includes(line), `${line}\n${text}`);
  assert.equal(
    text,
    write({ rrule: 'FREQ=WEEKLY;BYDAY=TU', exdates: [day('2027-03-16')], rdates: [day('2027-03-18')] }),
    'the same each time',
  );
  assert.ok(isWellFormed(text));
});

test('an evening that goes on past midnight ends the next day', () => {
  assert.ok(lines(write({ start: { day: day('2026-12-31'), clock: clock('23:30') } })).includes('DTEND;TZID=Europe/Oslo:20270101T010000'));
});

test('a calendar tells its name and how often to ask', () => {
  const text = calendar({ name: 'Møter\r\ni Oslo', events: [], refreshMinutes: 360, zone: oslo, method: 'PUBLISH' });
  for (const line of [
    'NAME:Møter i Oslo',
    'X-WR-CALNAME:Møter i Oslo',
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    'METHOD:PUBLISH',
    'BEGIN:VTIMEZONE',
  ])
    assert.ok(lines(text).includes(line), line);
});

test('what people write cannot break out of its line', () => {
  const nasty = 'a; b, c \\ d\r\nEND:VEVENT\nBEGIN:VALARM\u2028\u0000\u0085\ud800';
  const text = write({ title: nasty, location: nasty, description: nasty, uid: nasty });
  assert.equal(
    lines(text).filter((line) => /^(BEGIN|END):/.test(line)).length,
    lines(write()).filter((line) => /^(BEGIN|END):/.test(line)).length,
  );
  const read = new ICAL.Event(ICAL.Component.fromString(text).getFirstSubcomponent('vevent')!);
  assert.equal(read.summary, 'a; b, c \\ d END:VEVENT BEGIN:VALARM   \ufffd');
  assert.equal(read.location, 'a; b, c \\ d\nEND:VEVENT\nBEGIN:VALARM   \ufffd');
});

test('property: any text comes back, in lines of at most 75 octets', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(40), (words, extra) => {
      const text = write({ description: `${'æ'.repeat(extra)} ${words}` });
      assert.ok(isWellFormed(text), text);
      const read = new ICAL.Event(ICAL.Component.fromString(text).getFirstSubcomponent('vevent')!);
      assert.equal(read.description, `${'æ'.repeat(extra)} ${words}`.replace(/(?!\n)[\p{Cc}\u2028\u2029]/gu, ' ').trim());
    }),
  );
});

test('a message to somebody names who sends it and who it is for', () => {
  const text = write(
    { organizer: { name: 'Kari "K" Nord, leder', email: 'kari@example.no' }, attendees: [{ name: 'Ola', email: 'ola@example.no' }] },
    { method: 'REQUEST' },
  );
  assert.ok(lines(text).includes(`ORGANIZER;CN="Kari 'K' Nord, leder":mailto:kari@example.no`));
  assert.ok(lines(text).includes('ATTENDEE;CN=Ola;ROLE=REQ-PARTICIPANT:mailto:ola@example.no'));
  assert.throws(() => write({}, { method: 'REQUEST' }), RangeError);
  assert.throws(() => write({ organizer: { name: 'x', email: 'no address\r\nX:1' } }), RangeError);
});

test('what is no rule, zone, link or length is not written', () => {
  const wrong: Partial<CalendarEvent>[] = [
    { rrule: 'FREQ=SOMETIMES' },
    { rrule: 'FREQ=WEEKLY;INTERVAL=0' },
    { rrule: 'FREQ=WEEKLY\r\nX:1' },
    { zone: 'Europe/Bergen' as Zone },
    { url: 'javascript:alert(1)' },
    { url: 'nowhere' },
    { minutes: 0 },
    { minutes: NaN },
  ];
  for (const event of wrong) assert.throws(() => write(event), RangeError, JSON.stringify(event));
});

test('a time in universal time has no zone', () => {
  const text = write({ zone: zone('UTC') });
  assert.ok(lines(text).includes('DTSTART:20270309T180000Z') && !text.includes('VTIMEZONE'));
});

for (const place of ['Europe/Oslo', 'Europe/Copenhagen', 'Europe/Stockholm', 'Atlantic/Faroe', 'Arctic/Longyearbyen'].map(zone)) {
  test(`the description of ${place} agrees with the clocks there, on each day for ten years`, () => {
    const text = write({ zone: place, rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU' });
    const event = new ICAL.Event(ICAL.Component.fromString(text).getFirstSubcomponent('vevent')!);
    const iterator = event.iterator();
    for (let n = 0; n < 3650; n++)
      assert.equal(
        iterator.next().toJSDate().toISOString(),
        instantOf(addDays(coffee.start.day, n), coffee.start.clock, place).toISOString(),
      );
  });
}

test(
  'vdirsyncer fetches the calendar and khal shows it at the right hours, in winter and summer',
  {
    skip: noKhal,
  },
  async (t) => {
    const published = calendar({
      name: 'Møter',
      method: 'PUBLISH',
      refreshMinutes: 360,
      events: [
        {
          ...coffee,
          title: 'Kaffe, te; og æ',
          location: 'Rådhusgata 1',
          rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270518T160000Z',
          exdates: [day('2027-04-20')],
          rdates: [day('2027-04-08')],
        },
        {
          ...coffee,
          title: 'Kaffe, te; og æ',
          start: { day: day('2027-05-05'), clock: clock('17:15') },
          recurrenceId: { day: day('2027-05-04'), clock: clock('18:00') },
        },
        {
          ...coffee,
          uid: 'yearly@verksted.example',
          title: 'Tur',
          start: { day: day('2027-03-31'), clock: clock('10:00') },
          rrule: 'FREQ=YEARLY;BYDAY=-1WE;BYMONTH=3,5',
        },
      ],
    });
    const server = createServer((_, reply) => reply.setHeader('content-type', 'text/calendar; charset=utf-8').end(published));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const shown = await readWithKhal(`http://127.0.0.1:${port}/calendar.ics`, '2027-03-01', 100);
    assert.deepEqual(shown, [
      '2027-03-09 18:00-19:30 Kaffe, te; og æ',
      '2027-03-23 18:00-19:30 Kaffe, te; og æ',
      '2027-03-31 10:00-11:30 Tur',
      '2027-04-06 18:00-19:30 Kaffe, te; og æ',
      '2027-04-08 18:00-19:30 Kaffe, te; og æ',
      '2027-05-05 17:15-18:45 Kaffe, te; og æ',
      '2027-05-18 18:00-19:30 Kaffe, te; og æ',
      '2027-05-26 10:00-11:30 Tur',
    ]);
  },
);
