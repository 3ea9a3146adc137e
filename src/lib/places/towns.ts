import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../fold.ts';
import { nearWords } from '../near-words.ts';
import { allPlaces, type Country, isComplete, kmBetween, placeOf, type Point } from './index.ts';

export type Municipality = {
  country: Country;
  code: string;
  name: string;
  point: Point;
  /** its own word in an address, such as "bergen" */ slug: string;
};
/** Somewhere people say they are. */
export type Somewhere = { name: string; country: Country; municipality: string | null; point: Point; postcode: string | null };
export type Found =
  | {
      found: Somewhere;
      /** others of that name or number */ others: Somewhere[];
      /** what was typed is not quite its name */ guessed: boolean;
    }
  | { found: null; why: 'no-such-postcode' | 'no-such-place' | 'too-long' };

/** Longer than any name of a place, and its number. */
const LONGEST = 60;

let all: readonly Municipality[] | undefined;

/** All of Norway's and Denmark's, by country and code. */
export function municipalities(): readonly Municipality[] {
  if (all) return all;
  const lines = readFileSync(join(import.meta.dirname, 'municipalities.txt'), 'utf8')
    .trim()
    .split('\n');
  const read = lines.map((line) => {
    const [country = '', code = '', name = '', at = ''] = line.split('|');
    const [latitude = 0, longitude = 0] = at.split(',').map(Number);
    return { country: country as Country, code, name, point: { latitude, longitude }, slug: fold(name).replaceAll(' ', '-') };
  });
  const taken = Map.groupBy(read, ({ slug }) => slug);
  all = read.map((one) => (taken.get(one.slug)!.length > 1 ? { ...one, slug: `${one.slug}-${one.code}` } : one));
  return all;
}

export const municipalityBy = (country: Country, code: string): Municipality | undefined =>
  municipalities().find((one) => one.code === code && one.country === country);
export const municipalityAt = (slug: string): Municipality | undefined => municipalities().find((one) => one.slug === slug);

/** The town nearest to a point, by its first postal code: all that is ever kept of where somebody is. */
export function nearestTown(point: Point): Somewhere {
  const towns = (['NO', 'DK'] as const).flatMap((country) =>
    allPlaces(country).flatMap((place) => (place.point ? [{ ...place, country, point: place.point }] : [])),
  );
  return towns.reduce((best, one) => (kmBetween(point, one.point) < kmBetween(point, best.point) ? one : best));
}

/** What a postal code, a town or a municipality means, also misspelt; the wanted country first where both have it. */
export function findPlace(typed: string, wanted: Country): Found {
  const text = typed.trim();
  if (text.length > LONGEST) return { found: null, why: 'too-long' };
  const [, country = '', digits, name = ''] = /^(?:(no|dk|n|d)?[-\s]?(\d{4}))?\s*,?\s*(.*)$/is.exec(text) ?? [];
  if (digits) return byCode(digits, country ? [/^n/i.test(country) ? 'NO' : 'DK'] : wanted === 'NO' ? ['NO', 'DK'] : ['DK', 'NO'], name);
  return byName(name, wanted);
}

function byCode(digits: string, countries: Country[], name: string): Found {
  const named = fold(name);
  const found = countries
    .flatMap((country): Somewhere[] => {
      const place = placeOf(country, digits);
      return place?.point ? [{ ...place, country, point: place.point }] : [];
    })
    .toSorted((a, b) => Number(named !== '' && fold(b.name).startsWith(named)) - Number(named !== '' && fold(a.name).startsWith(named)));
  const [first, ...others] = found;
  if (first) return { found: first, others, guessed: false };
  // The Danish list has gaps: the code before it is near enough.
  if (!isComplete(countries[0]!) && Number(digits) >= 1000) {
    for (let less = Number(digits) - 1; less > Number(digits) - 50 && less > 999; less -= 1) {
      const near = placeOf(countries[0]!, String(less));
      if (near?.point)
        return { found: { ...near, country: countries[0]!, point: near.point, postcode: digits }, others: [], guessed: true };
    }
  }
  return { found: null, why: 'no-such-postcode' };
}

function byName(name: string, wanted: Country): Found {
  const folded = fold(name);
  if (folded === '') return { found: null, why: 'no-such-place' };
  const { names, near } = lexicon();
  const exact = names.get(folded);
  const alike = exact ? [] : [...starting(names, folded), ...near.like(folded).flatMap((number) => names.get(near.word(number))!)];
  const [first, ...others] = [...(exact ?? alike)].toSorted((a, b) => Number(b.country === wanted) - Number(a.country === wanted));
  return first ? { found: first, others: exact ? others : [], guessed: !exact } : { found: null, why: 'no-such-place' };
}

/** "Mo i" for "Mo i Rana": only where it can be one place. */
function starting(names: ReadonlyMap<string, Somewhere[]>, folded: string): Somewhere[] {
  if (folded.length < 3) return [];
  const found = [...names].filter(([name]) => name.startsWith(folded));
  return found.length > 0 && found.length <= 3 ? found.flatMap(([, places]) => places) : [];
}

let read: { names: Map<string, Somewhere[]>; near: ReturnType<typeof nearWords> } | undefined;
/** Municipalities first, then towns that are not the municipality of that name. */
function lexicon() {
  if (read) return read;
  const names = new Map<string, Somewhere[]>();
  const near = nearWords();
  for (const one of book()) {
    const folded = fold(one.name);
    const known = names.get(folded);
    near.add(folded);
    if (!known) names.set(folded, [one]);
    else if (
      !known.some(
        (other) => other.country === one.country && (other.municipality === one.municipality || kmBetween(other.point, one.point) < 15),
      )
    )
      known.push(one);
  }
  read = { names, near };
  return read;
}

let somewhere: readonly Somewhere[] | undefined;
function book(): readonly Somewhere[] {
  somewhere ??= [
    ...municipalities().map(({ name, country, code, point }) => ({ name, country, municipality: code, point, postcode: null })),
    ...(['NO', 'DK'] as const).flatMap((country) =>
      allPlaces(country).flatMap((place) => (place.point ? [{ ...place, country, point: place.point, postcode: null }] : [])),
    ),
  ];
  return somewhere;
}
