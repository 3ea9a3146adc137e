import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bitsOf, hasBit } from '../lib/bits.ts';
import { kmBetween, type Point } from '../lib/places/index.ts';
import { measured, nearest, within } from './near.ts';
import type { Offer } from './offer.ts';
import { newShelf, offerIn, put } from './shelf.ts';

const place = { venueId: null, venue: null, address: null, door: null, directions: null, postcode: null, municipality: null };
const offerAt = (n: number, { latitude, longitude }: Point, municipalities: string[] = []): Offer => ({
  id: String(n),
  origin: 'offer',
  association: { id: 'a', slug: 'lyspunkt', name: 'Lyspunkt', country: 'NO', languages: ['nb'] },
  chapter: null,
  slug: `s${n}`,
  kind: 'activity',
  runBy: 'both',
  texts: { nb: { title: 'Tur', summary: 'Kom "ut" & se <her>', more: '' } },
  kinds: ['patient'],
  areas: [],
  languages: ['nb'],
  ways: ['in-person'],
  place: { ...place, place: 'Bergen', latitude, longitude, wheelchair: true, hearingLoop: null },
  municipalities,
  series: null,
  rhythm: null,
  dropIn: true,
  room: false,
  roomOn: null,
  contact: { name: 'Kari', phone: null, email: null },
  link: null,
  validFrom: null,
  validUntil: null,
  confirmedOn: null,
  publishedOn: '2026-11-01' as never,
  changedAt: '2026-11-01T00:00:00Z' as never,
  sequence: 3,
});

const coordinate = (from: number, to: number) => fc.integer({ min: from * 100, max: to * 100 }).map((n) => n / 100);
const point: fc.Arbitrary<Point> = fc.record({ latitude: coordinate(55, 71), longitude: coordinate(5, 31) });

test('the nearest are those that are nearest when each is measured, and a circle holds what is within it', () => {
  const some = fc.array(point, { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(some, point, fc.integer({ min: 1, max: 30 }), fc.constantFrom(10, 50, 400), (points, near, enough, km) => {
      const shelf = newShelf();
      for (const [n, at] of points.entries()) put(shelf, offerAt(n, at, n % 7 === 0 ? ['4601', '0301'] : []));
      const found = bitsOf(points.map((_, n) => n).filter((n) => n % 3 !== 0));
      const far = (slot: number) => Math.min(...shelf.pointsOf[slot]!.map((one) => kmBetween(shelf.points[one]!, near)));
      const all = points.map((_, n) => n).filter((n) => n % 3 !== 0);
      const expected = all.map(far).sort((a, b) => a - b);
      for (const hits of [nearest(shelf, found, near, enough), measured(shelf, found, near, enough)]) {
        assert.equal(hits.length, Math.min(enough, all.length));
        for (const [at, hit] of hits.entries())
          assert.ok(Math.abs(hit.km! - expected[at]!) < 0.01 && Math.abs(hit.km! - far(hit.slot)) < 0.01);
        assert.equal(new Set(hits.map(({ slot }) => slot)).size, hits.length);
      }
      const circle = within(shelf, near, km);
      for (const n of points.keys()) if (Math.abs(far(n) - km) > 0.01) assert.equal(hasBit(circle, n), far(n) < km);
    }),
    { seed: 4, numRuns: 60 },
  );
});

test('what the shelf holds is the offer again, but for the long text', () => {
  const shelf = newShelf();
  const full = offerAt(1, { latitude: 60.39, longitude: 5.32 }, ['4601']);
  put(shelf, full);
  assert.deepEqual(offerIn(shelf, 0), full);
  const bare = {
    ...full,
    id: '2',
    place: { ...full.place, wheelchair: null },
    kinds: [],
    room: null,
    texts: { nb: { title: 'T', summary: '', more: 'Lang' } },
  };
  put(shelf, bare as never);
  assert.deepEqual(offerIn(shelf, 1), { ...bare, texts: { nb: { title: 'T', summary: '', more: '' } } });
});
