import type { Day } from '../lib/day.ts';
import { type Bits, clearBit, noBits, setBit } from '../lib/bits.ts';
import { foldedWords } from '../lib/fold.ts';
import { type NearWords, nearWords } from '../lib/near-words.ts';
import { municipalityBy, type Point } from '../lib/places/index.ts';
import { readRule, upcoming } from '../meetings/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { type Kept, keptOf, offerOf } from './kept.ts';
import { type Cell, onBall, cellOf } from './near.ts';
import type { Offer } from './offer.ts';
import { wordsOf } from './words.ts';

/**
 * Everything that is listed, in memory, laid out for searching: each offer has a slot; each thing one can filter by is a set of slots,
 * each word a list of them, each point on the map a list of them. A changed offer leaves its slot and takes a new one.
 */
export type Shelf = {
  slots: number;
  live: Bits;
  bySlot: (Kept | undefined)[];
  slotOf: Map<string, number>;
  facets: Map<string, Bits>;
  words: NearWords;
  /** by word number: slots, those with it in the title, and the rest */
  titled: number[][];
  mentioned: number[][];
  points: Point[];
  /** x, y, z of each point on a ball of one */
  at: number[];
  slotsAt: number[][];
  cells: Cell[];
  cellBy: Map<string, Cell>;
  /** the points of each slot */
  pointsOf: number[][];
  pointBy: Map<string, number>;
  /** slots that lie nowhere: on a screen or on the phone, wherever one lives */
  anywhere: Bits;
  associations: Map<string, Offer['association']>;
  ends: Map<Day, Set<number>>;
  /** counts every change, so that what was worked out before is known to be old */
  version: number;
};

export const newShelf = (): Shelf => ({
  slots: 0,
  live: noBits(),
  bySlot: [],
  slotOf: new Map(),
  facets: new Map(),
  words: nearWords(),
  titled: [],
  mentioned: [],
  points: [],
  at: [],
  slotsAt: [],
  cells: [],
  cellBy: new Map(),
  pointsOf: [],
  pointBy: new Map(),
  anywhere: noBits(),
  associations: new Map(),
  ends: new Map(),
  version: 0,
});

export function take(shelf: Shelf, id: string): void {
  const slot = shelf.slotOf.get(id);
  if (slot === undefined) return;
  clearBit(shelf.live, slot);
  shelf.bySlot[slot] = undefined;
  shelf.slotOf.delete(id);
  shelf.version += 1;
}

export function put(shelf: Shelf, offer: Offer): void {
  take(shelf, offer.id);
  const slot = shelf.slots;
  shelf.slots += 1;
  shelf.version += 1;
  shelf.slotOf.set(offer.id, slot);
  shelf.bySlot[slot] = keptOf(offer, shelf.associations);
  setBit(shelf.live, slot);
  for (const facet of facetsOf(offer)) setBit(facetOf(shelf, facet), slot);
  putWords(shelf, offer, slot);
  putPlaces(shelf, offer, slot);
  if (offer.validUntil) (shelf.ends.get(offer.validUntil) ?? shelf.ends.set(offer.validUntil, new Set()).get(offer.validUntil)!).add(slot);
}

/** What is over by this day is taken away, without being told: nothing changed but the day. */
export function dropEnded(shelf: Shelf, today: Day): void {
  for (const [until, slots] of shelf.ends) {
    if (until >= today) continue;
    for (const slot of slots) {
      const kept = shelf.bySlot[slot];
      if (kept && shelf.slotOf.get(kept.id) === slot) take(shelf, kept.id);
    }
    shelf.ends.delete(until);
  }
}

export const offerIn = (shelf: Shelf, slot: number): Offer => offerOf(shelf.bySlot[slot]!);

export const pathOf = ({ association, slug }: Offer): string => to(urls.offerShown, { association: association.slug, slug });

function facetOf(shelf: Shelf, facet: string): Bits {
  const known = shelf.facets.get(facet);
  if (known) return known;
  const bits = noBits();
  shelf.facets.set(facet, bits);
  return bits;
}

/** Everything it can be chosen by, as `name:value`. */
export function facetsOf(offer: Offer): string[] {
  const anyone = offer.kinds.length === 0 ? (['patient', 'relative', 'bereaved'] as const) : offer.kinds;
  return [
    `of:${offer.association.slug}`,
    `country:${offer.association.country}`,
    `kind:${offer.kind}`,
    ...anyone.map((kind) => `for:${kind}`),
    ...(offer.areas.length === 0 ? ['area:'] : offer.areas.map((area) => `area:${area}`)),
    ...offer.languages.map((language) => `language:${language}`),
    ...offer.ways.map((way) => `way:${way}`),
    ...(offer.place.wheelchair ? ['wheelchair:yes'] : []),
    ...(offer.room ? ['room:yes'] : []),
    ...timesOf(offer),
  ];
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The days of the week it is on, and whether by day or in the evening (from five). */
function timesOf({ series }: Offer): string[] {
  if (!series) return [];
  const part = series.clock >= '17:00' ? 'evening' : 'day';
  const rhythm = series.rule === '' ? undefined : readRule(series.rule, series);
  const days = rhythm && !isRefusal(rhythm) ? rhythm.on.map(({ weekday }) => weekday) : [];
  return [`time:${part}`, ...days.flatMap((day) => [`day:${weekdays[day - 1]}`])];
}

function putWords(shelf: Shelf, offer: Offer, slot: number): void {
  const { title, rest } = wordsOf(offer);
  const named = new Set(foldedWords(title));
  for (const word of named) listAt(shelf.titled, shelf.words.add(word)).push(slot);
  for (const word of foldedWords(rest)) if (!named.has(word)) listAt(shelf.mentioned, shelf.words.add(word)).push(slot);
}

const listAt = (lists: number[][], at: number): number[] => (lists[at] ??= []);

function putPlaces(shelf: Shelf, offer: Offer, slot: number): void {
  const { latitude, longitude } = offer.place;
  const own = latitude === null || longitude === null ? [] : [{ latitude, longitude }];
  const served = offer.municipalities.flatMap((code) => municipalityBy(offer.association.country, code)?.point ?? []);
  const all = offer.ways.includes('in-person') ? [...own, ...served] : served.length > 0 ? served : [];
  const numbers = [...new Set(all.map((point) => pointOf(shelf, point)))];
  shelf.pointsOf[slot] = numbers;
  for (const number of numbers) {
    listAt(shelf.slotsAt, number).push(slot);
    const cell = cellOf(shelf, shelf.points[number]!);
    cell.slots.push(slot);
    cell.points.push(number);
  }
  if (all.length === 0) setBit(shelf.anywhere, slot);
}

function pointOf(shelf: Shelf, point: Point): number {
  const key = `${point.latitude.toFixed(3)},${point.longitude.toFixed(3)}`;
  const known = shelf.pointBy.get(key);
  if (known !== undefined) return known;
  const number = shelf.points.push(point) - 1;
  shelf.pointBy.set(key, number);
  shelf.at.push(...onBall(point));
  return number;
}

/** The next three times from this day on. */
export const nextTimes = ({ series, validFrom }: Offer, today: Day) => {
  if (!series) return [];
  return upcoming(series, validFrom !== null && validFrom > today ? validFrom : today, 3);
};
