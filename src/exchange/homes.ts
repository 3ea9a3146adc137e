/** Whose each row of a directory is: of the one association, or of those under an umbrella, by the name that stands in it. Pure. */
import { fold } from '../lib/fold.ts';
import { slipsBetween } from '../lib/near-words.ts';
import type { Raw } from './draft.ts';

export type Home = { id: string; slug: string; name: string; country: 'NO' | 'DK' };
/** What somebody has said a name means: the id of an association, or `none`. By the folded name. */
export type Meant = Readonly<Record<string, string>>;
export const NOBODY = 'none';
/** More names than these in one file, and the column is hardly that of the association. */
export const MOST_NAMES = 100;

export type Housed = { raw: Raw; home: Home | null };

/** Names as they stand in the file, the first spelling of each, with how many rows have it. */
export function namesIn(rows: readonly Raw[]): { name: string; key: string; count: number }[] {
  const found = new Map<string, { name: string; key: string; count: number }>();
  for (const { cells } of rows) {
    const name = nameIn(cells.association);
    const known = found.get(fold(name));
    if (known) known.count += 1;
    else found.set(fold(name), { name, key: fold(name), count: 1 });
  }
  return [...found.values()];
}

const nameIn = (cell: string | undefined): string => (cell ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);

/** By what somebody has said it means, else by name or address, else by the one name that is most like it. */
export function homeOf(name: string, homes: readonly Home[], meant: Meant = {}): Home | null {
  const key = fold(nameIn(name));
  const said = Object.hasOwn(meant, key) ? meant[key] : undefined;
  if (said !== undefined) return homes.find(({ id }) => id === said) ?? null;
  if (key === '') return null;
  const exact = homes.filter((home) => fold(home.name) === key || fold(home.slug) === key);
  if (exact.length === 1) return exact[0]!;
  const within = homes.filter((home) => key.length > 3 && (contains(fold(home.name), key) || contains(key, fold(home.name))));
  if (within.length === 1) return within[0]!;
  const near = homes.filter((home) => key.length > 7 && slipsBetween(fold(home.name), key, 2) <= 2);
  return near.length === 1 ? near[0]! : null;
}

const contains = (text: string, part: string): boolean => ` ${text} `.includes(` ${part} `);

/** Rows of an umbrella's list: one that is nobody's here says so. */
export const sorted = (rows: readonly Raw[], homes: readonly Home[], meant: Meant): Housed[] =>
  rows.map((raw) => {
    const home = homeOf(raw.cells.association ?? '', homes, meant);
    return { home, raw: home || raw.trouble ? raw : { ...raw, trouble: 'no-association' } };
  });

/** Rows of an association's own list: one that names another here is not its to bring in; any other name is a department of its own. */
export const allOf = (rows: readonly Raw[], own: Home, all: readonly Home[]): Housed[] =>
  rows.map((raw) => {
    const name = raw.cells.association ?? '';
    const others = all.filter((one) => one.id !== own.id && [fold(one.name), fold(one.slug)].includes(fold(name)));
    const isOthers = others.length > 0 && homeOf(name, [own]) === null;
    return { home: own, raw: isOthers && !raw.trouble ? { ...raw, trouble: 'other-association' } : raw };
  });
