import { allOf, anyOf, type Bits, countBits, eachBit, hasBit, noBits } from '../lib/bits.ts';
import type { Point } from '../lib/places/index.ts';
import { byWords } from './by-words.ts';
import type { Offer } from './offer.ts';
import { offerIn, onBall, type Shelf } from './shelf.ts';

/** What somebody looks for. `chosen`: facets (shelf.ts), any within one list, all of the lists. */
export type Search = { words: string; near: Point | null; km: number | null; chosen: readonly (readonly string[])[]; page: number };
/** `km` as the crow flies, null where it lies nowhere. */
export type Hit = { slot: number; km: number | null };
export type Hits = {
  total: number;
  hits: Hit[];
  pages: number;
  /** near somebody: also those that lie nowhere, on a screen or on the phone; the first few, and how many */
  anywhere: Hit[];
  anywhereTotal: number;
  /** not all of the words were found together */
  loosened: boolean;
};

export const PAGE = 20;
const MOST_PAGES = 50;
const FEW_ANYWHERE = 5;
/** Fewer than these are measured one by one; of more, the points are walked from the nearest. */
const FEW = 400;
const EARTH = 6371;

export const hitOffers = (shelf: Shelf, hits: readonly Hit[]): { offer: Offer; km: number | null }[] =>
  hits.map(({ slot, km }) => ({ offer: offerIn(shelf, slot), km }));

export function search(shelf: Shelf, { words, near, km, chosen, page }: Search): Hits {
  const within = [
    shelf.live,
    ...chosen.filter((list) => list.length > 0).map((list) => anyOf(list.map((one) => shelf.facets.get(one) ?? noBits()))),
  ];
  const { found, loosened, titled } = byWords(shelf, within, words);
  if (!near) return ranked(found, titled, loosened, page);
  const lying = { words: found.words.slice() };
  const nowhere = allOf([found, shelf.anywhere]);
  for (let n = 0; n < nowhere.words.length; n += 1) lying.words[n]! &= ~nowhere.words[n]!;
  const total = countBits(lying);
  const nearest = total <= FEW ? measured(shelf, lying, near) : walked(shelf, lying, near, km === null ? page * PAGE : Infinity, km);
  const inside = km === null ? nearest : nearest.filter((hit) => hit.km !== null && hit.km <= km);
  return {
    ...pageOf(inside, km === null ? total : inside.length, page),
    anywhere: first(eachBit(nowhere), FEW_ANYWHERE).map((slot) => ({ slot, km: null })),
    anywhereTotal: countBits(nowhere),
    loosened,
  };
}

const pageOf = (hits: readonly Hit[], total: number, page: number) => ({
  total,
  hits: hits.slice((page - 1) * PAGE, page * PAGE),
  pages: Math.min(MOST_PAGES, Math.ceil(total / PAGE)),
});

function ranked(found: Bits, titled: Bits | null, loosened: boolean, page: number): Hits {
  const total = countBits(found);
  const best = titled ? allOf([found, titled]) : found;
  const slots = first(eachBit(best), page * PAGE);
  if (titled && slots.length < page * PAGE)
    for (const slot of eachBit(found)) {
      if (slots.length >= page * PAGE) break;
      if (!hasBit(best, slot)) slots.push(slot);
    }
  const hits = slots.map((slot) => ({ slot, km: null }));
  return { ...pageOf(hits, total, page), anywhere: [], anywhereTotal: 0, loosened };
}

function first(numbers: Iterable<number>, most: number): number[] {
  const found: number[] = [];
  for (const one of numbers) {
    if (found.length >= most) break;
    found.push(one);
  }
  return found;
}

const kmOf = (product: number): number => EARTH * Math.acos(Math.min(1, product));

function products(shelf: Shelf, near: Point): Float64Array {
  const [x, y, z] = onBall(near);
  const { at } = shelf;
  const found = new Float64Array(shelf.points.length);
  for (let n = 0; n < found.length; n += 1) found[n] = at[n * 3]! * x + at[n * 3 + 1]! * y + at[n * 3 + 2]! * z;
  return found;
}

/** The points from the nearest on, and how near: worked out once for each place that is asked for. */
type Order = { points: number; order: Int32Array; product: Float64Array };
const orders = new WeakMap<Shelf, Map<string, Order>>();
function orderFrom(shelf: Shelf, near: Point): Order {
  const known = orders.get(shelf) ?? new Map<string, Order>();
  orders.set(shelf, known);
  const key = `${near.latitude},${near.longitude}`;
  const found = known.get(key);
  if (found && found.points === shelf.points.length) return found;
  const product = products(shelf, near);
  const order = inOrder(product);
  if (known.size > 1_000) known.delete(known.keys().next().value!);
  const made = { points: shelf.points.length, order, product };
  known.set(key, made);
  return made;
}

/** A step of the order, in kilometres: finer than the points themselves are known. */
const STEP = 0.25;

/** By distance in steps, counted rather than compared: sixteen thousand points are in order within a millisecond. */
function inOrder(product: Float64Array): Int32Array {
  const steps = new Int32Array(product.length);
  let most = 0;
  for (let n = 0; n < steps.length; n += 1) {
    // The chord is a little shorter than the way along the ground, for all alike.
    const step = Math.trunc((EARTH * Math.sqrt(Math.max(0, 2 - 2 * product[n]!))) / STEP);
    steps[n] = step;
    if (step > most) most = step;
  }
  const starts = new Int32Array(most + 2);
  for (let n = 0; n < steps.length; n += 1) starts[steps[n]! + 1]! += 1;
  for (let n = 1; n < starts.length; n += 1) starts[n]! += starts[n - 1]!;
  const order = new Int32Array(steps.length);
  for (let n = 0; n < steps.length; n += 1) order[starts[steps[n]!]!++] = n;
  return order;
}

function measured(shelf: Shelf, found: Bits, near: Point): Hit[] {
  const { product } = orderFrom(shelf, near);
  const hits: { slot: number; near: number }[] = [];
  for (const slot of eachBit(found)) hits.push({ slot, near: Math.max(...shelf.pointsOf[slot]!.map((point) => product[point]!)) });
  return hits.sort((a, b) => b.near - a.near || a.slot - b.slot).map(({ slot, near: one }) => ({ slot, km: kmOf(one) }));
}

function walked(shelf: Shelf, found: Bits, near: Point, enough: number, km: number | null): Hit[] {
  const { order, product } = orderFrom(shelf, near);
  const hits: Hit[] = [];
  const seen = new Set<number>();
  const least = km === null ? -2 : Math.cos(km / EARTH);
  for (const point of order) {
    if (hits.length >= enough || product[point]! < least) break;
    for (const slot of shelf.slotsAt[point]!) {
      if (!hasBit(found, slot) || seen.has(slot)) continue;
      seen.add(slot);
      hits.push({ slot, km: kmOf(product[point]!) });
      if (hits.length >= enough) break;
    }
  }
  return hits;
}
