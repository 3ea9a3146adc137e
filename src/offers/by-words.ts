import { allOf, anyOf, type Bits, bitsOf, hasBit } from '../lib/bits.ts';
import { foldedWords } from '../lib/fold.ts';
import type { Shelf } from './shelf.ts';

const MOST_WORDS = 8;

/** Whether an offer, by its id, is among those that words find: as the finder reads them, slips forgiven. */
export function matching(shelf: Shelf, words: string): (id: string) => boolean {
  const { found } = byWords(shelf, [shelf.live], words);
  return (id) => {
    const slot = shelf.slotOf.get(id);
    return slot !== undefined && hasBit(found, slot);
  };
}

type Meant = { near: Bits; like: Bits; titled: Bits };

/** All words as they are written or within longer ones; else with slips forgiven; else any of them. */
export function byWords(shelf: Shelf, within: readonly Bits[], words: string): { found: Bits; titled: Bits | null; loosened: boolean } {
  const tokens = foldedWords(words)
    .filter((word) => !idle.has(word))
    .slice(0, MOST_WORDS);
  if (tokens.length === 0) return { found: allOf(within), titled: null, loosened: false };
  const meant = tokens.map((token) => meantBy(shelf, token));
  const titled = allOf(meant.map((one) => one.titled));
  const exact = allOf([...within, ...meant.map((one) => one.near)]);
  if (!isEmpty(exact)) return { found: exact, titled, loosened: false };
  const alike = allOf([...within, ...meant.map((one) => anyOf([one.near, one.like]))]);
  if (!isEmpty(alike) || tokens.length === 1) return { found: alike, titled, loosened: false };
  return { found: allOf([...within, anyOf(meant.flatMap((one) => [one.near, one.like]))]), titled, loosened: true };
}

const isEmpty = ({ words }: Bits): boolean => words.every((word) => word === 0);

/** Words that everybody writes and nobody means. */
const idle = new Set(
  foldedWords(
    'i på for og med til en et ei den det som har er jeg eg jag du min mitt min mine av om hos ved nær nærmeste finn finne søk the a an of in at near with and for to my i og det der på af jeg en et til med hos find noe noko noget some any',
  ),
);

const remembered = new WeakMap<Shelf, { version: number; tokens: Map<string, Meant> }>();
function meantBy(shelf: Shelf, token: string): Meant {
  let memory = remembered.get(shelf);
  if (memory?.version !== shelf.version || memory.tokens.size > 1_000) {
    memory = { version: shelf.version, tokens: new Map() };
    remembered.set(shelf, memory);
  }
  const known = memory.tokens.get(token);
  if (known) return known;
  const numbers = shelf.words.containing(token);
  const exact = shelf.words.find(token);
  if (exact !== undefined && !numbers.includes(exact)) numbers.push(exact);
  const inTitle = bitsOf(numbers.flatMap((number) => shelf.titled[number] ?? []));
  const meant = {
    titled: inTitle,
    near: anyOf([inTitle, bitsOf(numbers.flatMap((number) => shelf.mentioned[number] ?? []))]),
    like: bitsOf(shelf.words.like(token).flatMap((number) => [...(shelf.titled[number] ?? []), ...(shelf.mentioned[number] ?? [])])),
  };
  memory.tokens.set(token, meant);
  return meant;
}
