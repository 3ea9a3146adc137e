import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { brokenForPerson, type Facilitator, type Person, type Venue } from '../composition/index.ts';
import { translator } from '../lib/language.ts';
import { placeOf } from '../lib/places/index.ts';
import { saySignal } from './say.ts';
import { type Ground, MOST_SIGNALS, type Seeker, signalsOf } from './signal.ts';

const slots = ['mon-eve', 'tue-day', 'tue-eve'];
let count = 0;
function seeker(postcode: string, more: Partial<Person> & { counted?: boolean; saidWhen?: boolean } = {}): Seeker {
  const { counted = false, saidWhen = true, ...rest } = more;
  const { name, point } = placeOf('NO', postcode)!;
  const person: Person = {
    id: `p${(count += 1)}`,
    kind: 'relative',
    mixedOk: false,
    born: 1960,
    sex: 'f',
    phase: '',
    diagnosis: '',
    languages: ['nb'],
    lat: point!.latitude,
    lon: point!.longitude,
    maxKm: 40,
    digitalOk: false,
    slots: ['tue-eve'],
    since: `2026-10-${String((count % 28) + 1).padStart(2, '0')}`,
    apart: [],
    sameSex: false,
    ...rest,
  };
  return { person, place: name, postcode, counted, saidWhen };
}
const venueAt = (postcode: string, open = slots): Venue => {
  const { latitude: lat, longitude: lon } = placeOf('NO', postcode)!.point!;
  return { id: `v${postcode}`, digital: false, lat, lon, slots: open };
};
const helper = (more: Partial<Facilitator> = {}): Facilitator => ({
  id: `f${(count += 1)}`,
  lat: 61.45,
  lon: 5.85,
  maxKm: 500,
  digital: false,
  languages: ['nb'],
  kinds: ['relative'],
  slots,
  maxGroups: 1,
  ...more,
});
const ground = (seekers: Seeker[], more: Partial<Ground> = {}): Ground => ({
  seekers,
  venues: [],
  facilitators: [helper(), helper()],
  slots,
  model: { min: 4, facilitators: 2 },
  ...more,
});
const around = () => [seeker('6800'), seeker('6812'), seeker('6800'), seeker('6817', { counted: true }), seeker('6800', { counted: true })];

test('five relatives around Førde who can on Tuesday evenings are a signal, and a venue is missing', () => {
  const [signal, ...others] = signalsOf(ground(around()));
  assert.equal(others.length, 0);
  assert.deepEqual([signal!.place, signal!.slot, signal!.seekers.length, signal!.lacking], ['Førde', 'tue-eve', 5, 'venue']);
  assert.ok(signal!.km % 5 === 0 && signal!.km <= 40);
  assert.match(
    saySignal(translator('nb'), signal!),
    /^Fem pårørende innen \d+ km fra Førde kan møtes tirsdag kveld\. Et lokale mangler\.$/,
  );
  assert.match(
    saySignal(translator('en'), signal!),
    /^Five relatives within \d+ km of Førde can meet on Tuesday evenings\. A venue is missing\.$/,
  );
});

test('with a room within reach it is the facilitators who are missing, and with two of them nothing', () => {
  const venues = [venueAt('6800')];
  assert.equal(signalsOf(ground(around(), { venues, facilitators: [helper()] }))[0]!.lacking, 'facilitators');
  assert.equal(signalsOf(ground(around(), { venues, facilitators: [helper(), helper({ maxGroups: 0 })] }))[0]!.lacking, 'facilitators');
  assert.equal(signalsOf(ground(around(), { venues }))[0]!.lacking, null);
  assert.equal(signalsOf(ground(around(), { venues: [venueAt('6800', ['mon-eve'])] }))[0]!.lacking, 'venue');
  assert.equal(signalsOf(ground(around(), { venues: [venueAt('5003')] }))[0]!.lacking, 'venue');
});

test('too few, too far, another kind, another time or another language is no signal', () => {
  const three = () => around().slice(0, 3);
  for (const more of [
    [],
    [seeker('5003')],
    [seeker('6900', { maxKm: 1 })],
    [seeker('6800', { kind: 'patient' })],
    [seeker('6800', { slots: ['mon-eve'] })],
    [seeker('6800', { languages: ['en'] })],
  ])
    assert.deepEqual(signalsOf(ground([...three(), ...more])), []);
});

test('where nobody has said when, no day is named', () => {
  const any = Array.from({ length: 4 }, () => seeker('6800', { slots, saidWhen: false }));
  const [signal] = signalsOf(ground(any));
  assert.equal(signal!.slot, null);
  assert.match(saySignal(translator('da'), signal!), /ønsker sig en gruppe/);
});

const anyone = fc.record({
  postcode: fc.constantFrom('6800', '6900', '5003', '5700', '0150', '1400'),
  kind: fc.constantFrom('relative' as const, 'patient' as const),
  slots: fc.subarray(slots),
  languages: fc.subarray(['nb', 'en'], { minLength: 1 }),
  maxKm: fc.constantFrom(5, 40, 200),
});

test('in any world, everyone in a signal can come there then, there are enough of them, and nobody is in two', () => {
  fc.assert(
    fc.property(fc.array(anyone, { maxLength: 40 }), fc.integer({ min: 2, max: 6 }), (all, min) => {
      const seekers = all.map(({ postcode, ...more }) => seeker(postcode, more));
      const signals = signalsOf(ground(seekers, { model: { min, facilitators: 2 } }));
      assert.ok(signals.length <= MOST_SIGNALS);
      const everyone = signals.flatMap((one) => one.seekers);
      assert.equal(new Set(everyone).size, everyone.length);
      for (const { seekers: those, slot, kind, language, key } of signals) {
        const { latitude: lat, longitude: lon } = placeOf('NO', key.split('.').at(-1)!)!.point!;
        const venue: Venue = { id: 'v', digital: false, lat, lon, slots };
        assert.ok(those.length >= min);
        for (const { person } of those) assert.deepEqual(brokenForPerson(person, { venue, slot: slot!, kind, language }), []);
      }
    }),
    { numRuns: 100 },
  );
});
