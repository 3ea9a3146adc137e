/** What is asked of the open addresses, as HSDS 3.1 names its parameters; and which offers that is. */
import type { Visit } from '../accounts/index.ts';
import { isId } from '../lib/ids.ts';
import { isLanguage, type Language } from '../lib/language.ts';
import { kmBetween, placeOf } from '../lib/places/index.ts';
import { matching, shelfOf } from '../offers/index.ts';
import { type Entry, openEntries } from './open-index.ts';
import { LONGEST_SEARCH, MOST_METRES, MOST_PER_PAGE } from './open-paths.ts';
import { keyOfTerm, taxonomyBy } from './taxonomy.ts';

export type Asked = {
  page: number;
  perPage: number;
  language: Language | null;
  format: 'json' | 'ndjson';
  search: string | null;
  organization: string | null;
  after: number | null;
  /** a key as the entries have it, or the beginning of one; null: not asked for */
  term: string | null;
  taxonomy: string | null;
  postcode: string | null;
  metres: number | null;
  minimal: boolean;
  full: boolean;
  fullService: boolean;
  topOnly: boolean;
  parent: string | null;
};
/** A parameter that cannot be read. */
export type Unreadable = { unreadable: string };
export const isUnreadable = (read: Asked | Unreadable): read is Unreadable => 'unreadable' in read;

/** `none` is a key that nothing has: an id that is well formed, and of nothing here. */
const NONE = 'none:';
const WRONG = Symbol();

export function readAsked(query: URLSearchParams, perPage: number): Asked | Unreadable {
  const wrong: string[] = [];
  const read = <T>(name: string, understand: (text: string) => T | typeof WRONG): T | null => {
    const text = query.get(name);
    const value = text === null || text === '' ? null : understand(text);
    if (value === WRONG) wrong.push(name);
    return value === WRONG ? null : value;
  };
  const isAsked = (name: string) => read(name, (text) => (text === 'true' ? true : text === 'false' ? false : WRONG)) ?? false;
  const asked: Asked = {
    page: read('page', whole(1_000_000)) ?? 1,
    perPage: read('per_page', whole(MOST_PER_PAGE)) ?? perPage,
    language: read('lang', (text) => (isLanguage(text) ? text : WRONG)),
    format: read('format', (text) => (text === 'json' || text === 'ndjson' ? text : WRONG)) ?? 'json',
    search: read('search', (text) => (text.length <= LONGEST_SEARCH ? text : WRONG)),
    organization: read('organization_id', (text) => (isId(text) ? text : WRONG)),
    after: read('modified_after', (text) => (text.length > 40 || Number.isNaN(Date.parse(text)) ? WRONG : Date.parse(text))),
    term: read('taxonomy_term_id', (text) => (isId(text) ? (keyOfTerm(text) ?? NONE) : WRONG)),
    taxonomy: read('taxonomy_id', (text) => (isId(text) ? (taxonomyBy(text) ?? NONE) : WRONG)),
    postcode: read('postcode', (text) => (/^\d{4}$/.test(text) && (placeOf('NO', text) ?? placeOf('DK', text)) ? text : WRONG)),
    metres: read('proximity', whole(MOST_METRES)),
    minimal: isAsked('minimal'),
    full: isAsked('full'),
    fullService: isAsked('full_service'),
    topOnly: isAsked('top_only'),
    parent: read('parent_id', (text) => (isId(text) ? text : WRONG)),
  };
  if (asked.metres !== null && asked.postcode === null) wrong.push('proximity');
  return wrong[0] ? { unreadable: wrong[0] } : asked;
}

const whole = (most: number) => (text: string) => {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : WRONG;
};

/** The entries that were asked for, in the order of their ids. */
export async function asked({ world, today }: Pick<Visit, 'world' | 'today'>, read: Asked): Promise<readonly Entry[]> {
  const entries = await openEntries(world);
  const holds = conditionsOf(read);
  if (read.search !== null) {
    const isFound = matching(shelfOf(world, today), read.search);
    holds.push(({ id }) => isFound(id));
  }
  return holds.length === 0 ? entries : entries.filter((entry) => holds.every((hold) => hold(entry)));
}

type Condition = (entry: Entry) => boolean;

function conditionsOf({ organization, after, term, taxonomy, postcode, metres }: Asked): Condition[] {
  const holds: Condition[] = [];
  if (organization !== null) holds.push((one) => one.association === organization);
  if (after !== null) holds.push((one) => one.changedAt >= after);
  if (term !== null) holds.push(({ terms }) => terms.includes(term));
  if (taxonomy !== null) holds.push(({ terms }) => terms.some((one) => one.startsWith(`${taxonomy} `)));
  if (postcode !== null) holds.push(metres === null ? covers(postcode) : isWithin(postcode, metres));
  return holds;
}

/** Four figures may be a place in either country; each offer is asked about its own. One that says no municipality is for everyone. */
const covers =
  (postcode: string): Condition =>
  ({ country, municipalities }) => {
    const municipality = placeOf(country, postcode)?.municipality;
    return municipality !== undefined && municipality !== null && (municipalities.length === 0 || municipalities.includes(municipality));
  };

const isWithin =
  (postcode: string, metres: number): Condition =>
  ({ country, point }) => {
    const there = point && placeOf(country, postcode)?.point;
    return Boolean(there) && kmBetween(point!, there!) * 1_000 <= metres;
  };
