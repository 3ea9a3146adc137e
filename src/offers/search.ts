import { allOf, anyOf, type Bits, countBits, eachBit, hasBit, noBits } from '../lib/bits.ts';
import type { Point } from '../lib/places/index.ts';
import { byWords } from './by-words.ts';
import type { Offer } from './offer.ts';
import { type Hit, measured, nearest, within } from './near.ts';
import { offerIn, type Shelf } from './shelf.ts';

export type { Hit } from './near.ts';

/** What somebody looks for. `chosen`: facets (shelf.ts), any within one list, all of the lists. */
export type Search = { words: string; near: Point | null; km: number | null; chosen: readonly (readonly string[])[]; page: number };
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
/** So few are measured one by one; of more, the fields of the map are walked from the nearest. */
const FEW = 400;

export const hitOffers = (shelf: Shelf, hits: readonly Hit[]): { offer: Offer; km: number | null }[] =>
  hits.map(({ slot, km }) => ({ offer: offerIn(shelf, slot), km }));

export function search(shelf: Shelf, { words, near, km, chosen, page }: Search): Hits {
  const { found, titled, loosened, lying, total, anywhere, anywhereTotal } = meaningOf(shelf, words, chosen);
  if (!near) return ranked(found, titled, loosened, page);
  const round = km === null ? lying : allOf([lying, within(shelf, near, km)]);
  const count = km === null ? total : countBits(round);
  const hits = count <= FEW ? measured(shelf, round, near, page * PAGE) : nearest(shelf, round, near, page * PAGE);
  return { ...pageOf(hits, count, page), anywhere, anywhereTotal, loosened };
}

/** What words and choices come to, wherever one is. Many ask the same, and it stays the same until the shelf changes. */
type Meaning = {
  found: Bits;
  titled: Bits | null;
  loosened: boolean;
  lying: Bits;
  total: number;
  anywhere: Hit[];
  anywhereTotal: number;
};
const meanings = new WeakMap<Shelf, { version: number; known: Map<string, Meaning> }>();
const MOST_MEANINGS = 300;
const LONGEST_KEY = 300;

function meaningOf(shelf: Shelf, words: string, chosen: Search['chosen']): Meaning {
  let memory = meanings.get(shelf);
  if (memory?.version !== shelf.version) meanings.set(shelf, (memory = { version: shelf.version, known: new Map() }));
  const key = JSON.stringify([words, chosen]);
  const known = memory.known.get(key);
  if (known) return known;
  const made = meant(shelf, words, chosen);
  if (memory.known.size >= MOST_MEANINGS) memory.known.delete(memory.known.keys().next().value!);
  if (key.length <= LONGEST_KEY) memory.known.set(key, made);
  return made;
}

function meant(shelf: Shelf, words: string, chosen: Search['chosen']): Meaning {
  const among = [
    shelf.live,
    ...chosen.filter((list) => list.length > 0).map((list) => anyOf(list.map((one) => shelf.facets.get(one) ?? noBits()))),
  ];
  const asked = byWords(shelf, among, words);
  const nowhere = allOf([asked.found, shelf.anywhere]);
  const lying = allOf([asked.found]);
  for (let n = 0; n < nowhere.words.length && n < lying.words.length; n += 1) lying.words[n]! &= ~nowhere.words[n]!;
  const anywhere = first(eachBit(nowhere), FEW_ANYWHERE).map((slot) => ({ slot, km: null }));
  return { ...asked, lying, total: countBits(lying), anywhere, anywhereTotal: countBits(nowhere) };
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
