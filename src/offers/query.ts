import { type Country, findPlace, type Found, type Somewhere } from '../lib/places/index.ts';
import { areas, audiences, offerKinds, ways } from './offer.ts';
import type { Search } from './search.ts';

/** What can be chosen among, by its name in the address. */
export const choicesOf = {
  kind: offerKinds,
  for: audiences,
  area: areas,
  day: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  time: ['day', 'evening'],
  language: ['nb', 'nn', 'da', 'en', 'se', 'pl', 'uk', 'ar', 'so'],
  way: ways,
} as const;
export type ChoiceName = keyof typeof choicesOf;
export const choiceNames = Object.keys(choicesOf) as ChoiceName[];

export const distances = [10, 25, 50, 100] as const;
const LONGEST = 200;

/** An address as it was asked for. `wrong` says by name what could not be understood. */
export type Asked = {
  typed: Record<string, string>;
  place: Somewhere | null;
  guessed: boolean;
  others: Somewhere[];
  search: Search;
  wrong: Partial<Record<'place' | 'q', 'no-such-postcode' | 'no-such-place' | 'too-long'>>;
  /** nothing was asked for */
  isPlain: boolean;
};

/** Reads an address; what it does not know it leaves out. `always` are facets that hold for the whole page. */
export function readAsked(query: URLSearchParams, country: Country, always: readonly string[] = []): Asked {
  const typed: Record<string, string> = {};
  for (const name of ['place', 'q', 'km', 'wheelchair', ...choiceNames]) {
    const value = query.get(name)?.trim();
    if (value) typed[name] = value.slice(0, LONGEST);
  }
  const wrong: Asked['wrong'] = {};
  const found: Found | null = typed['place'] ? findPlace(query.get('place')!, country) : null;
  if (found && found.found === null) wrong.place = found.why;
  const words = query.get('q') ?? '';
  if (words.length > LONGEST) wrong.q = 'too-long';
  const place = found?.found ?? null;
  const chosen = choiceNames.flatMap((name) => {
    const value = typed[name];
    return value && (choicesOf[name] as readonly string[]).includes(value) ? [facetsFor(name, value)] : [];
  });
  if (typed['wheelchair']) chosen.push(['wheelchair:yes']);
  const km = distances.find((one) => String(one) === typed['km']) ?? null;
  return {
    typed,
    place,
    guessed: found?.found ? found.guessed : false,
    others: found?.found ? found.others : [],
    search: {
      words: wrong.q ? '' : words,
      near: place?.point ?? null,
      km: place ? km : null,
      chosen: [...always.map((one) => [one]), ...chosen],
      page: pageIn(query.get('page')),
    },
    wrong,
    isPlain: Object.keys(typed).length === 0,
  };
}

const pageIn = (text: string | null): number => (/^\d{1,2}$/.test(text ?? '') ? Math.min(50, Math.max(1, Number(text))) : 1);

/** Bokmål and nynorsk are understood by the same people; what is for all areas is for each. */
function facetsFor(name: ChoiceName, value: string): string[] {
  if (name === 'language' && (value === 'nb' || value === 'nn')) return ['language:nb', 'language:nn'];
  if (name === 'area') return [`area:${value}`, 'area:'];
  return [`${name}:${value}`];
}
