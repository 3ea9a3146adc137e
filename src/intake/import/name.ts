import { startsFormula } from '../../lib/sheet/index.ts';
import { found, none, unreadable } from './findings.ts';
import type { Found } from './findings.ts';
import { hasNationalId, isMarkup } from './plain-text.ts';
import { fold, saysNothing } from './words.ts';

export type Name = { name: string; givenName: string; familyName: string | null };

/** A person's name, from one cell or from two. "Berg, Kari" is Kari Berg. */
export function readName(cells: { name: string; givenName: string; familyName: string }): Found<Name> {
  const parts = [cells.givenName, cells.familyName].filter((part) => !saysNothing(part));
  const typed = parts.length === 2 || saysNothing(cells.name) ? parts.join(' ') : cells.name;
  if (typed === '') return none;
  if (typed.length > 200) return unreadable(startsFormula(typed) ? 'name-is-formula' : 'name-unreadable');
  // Each cell by itself too: a formula in the second would else hide behind the first.
  const all = [cells.name, ...parts];
  if (all.some((text) => !saysNothing(text) && startsFormula(text))) return unreadable('name-is-formula');
  if (all.some(isMarkup)) return unreadable('name-is-markup');
  if (/\p{L}\s+(?:og|&|and|\+|\/)\s+\p{L}/u.test(typed)) return unreadable('two-people');
  return asName(typed, parts.length === 2 ? cells.givenName : undefined);
}

function asName(typed: string, given: string | undefined): Found<Name> {
  const plain = typed
    .replace(/\([^)]*\)|["“”«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const turned = /^([^,]+), ([^,]+)$/.exec(plain);
  const name = turned ? `${turned[2]} ${turned[1]}` : plain;
  if (!isName(name) || hasNationalId(typed)) return unreadable('name-unreadable');
  const words = name.split(' ');
  const givenName = given?.trim() || (turned?.[2] ?? (words.slice(0, -1).join(' ') || name));
  const familyName = name.slice(givenName.length).trim() || null;
  const spoiled = /\ufffd|Ã./.test(name) ? (['letters-spoiled'] as const) : [];
  const shortened = /\([^)]*\)/.test(typed) ? (['name-shortened'] as const) : [];
  return found({ name, givenName, familyName }, ...spoiled, ...shortened);
}

/** Letters of any alphabet, with the signs that names have between them. */
const isName = (text: string): boolean =>
  text.length <= 80 && /^[\p{L}\p{M}\ufffd](?:[\p{L}\p{M}\ufffd'’. -]|\u200c|\u200d)*$/u.test(text) && /\p{L}/u.test(text);

/** First and last word of a name, as they are compared: what stands between comes and goes. */
export function nameKey(name: string): string {
  const words = fold(name).split(' ');
  return `${words[0]} ${words.at(-1)}`;
}

/** Whether two names may be of one person. */
export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b);
