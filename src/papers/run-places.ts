/** The municipalities that a paper can be about: where the association has a chapter, or something that is listed. */
import { type Municipality, municipalityBy } from '../lib/places/index.ts';
import type { World } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import { pointsOf, shelfOf } from '../offers/index.ts';

/** `NO-4601`: the official code and its country. */
export const keyOf = ({ country, code }: Municipality): string => `${country}-${code}`;

export function placeAt(key: string | null): Municipality | undefined {
  const [, country, code] = /^(NO|DK)-(\d{3,4})$/.exec(key ?? '') ?? [];
  return code ? municipalityBy(country as 'NO' | 'DK', code) : undefined;
}

type House = { slug: string; country: 'NO' | 'DK' };
type Covers = { municipalities: readonly string[] };

/** `whole`: of the whole association, and not only where these chapters are. By name. */
export function placesOf(world: World, today: Day, house: House, chapters: readonly Covers[], whole: boolean): Municipality[] {
  const covered = chapters.flatMap(({ municipalities }) => municipalities.flatMap((code) => municipalityBy(house.country, code) ?? []));
  const listed = whole ? pointsOf(shelfOf(world, today), house.slug).map(({ municipality }) => municipality) : [];
  return [...new Set([...covered, ...listed])].toSorted((one, other) => one.name.localeCompare(other.name, 'nb'));
}
