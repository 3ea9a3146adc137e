/** How an open question is read and answered: pages, ETag, licence, and leave for other websites to read it. */
import type { Visit } from '../accounts/index.ts';
import { fingerprint } from '../lib/assets.ts';
import { isId } from '../lib/ids.ts';
import { isLanguage, type Language } from '../lib/language.ts';
import { type Entry, openEntries } from './open-index.ts';
import { LICENCE, MOST_PER_PAGE } from './open-paths.ts';

export type Asked = { page: number; perPage: number; organization: string | null; after: number | null; language: Language | null };
/** A parameter that cannot be read. */
export type Unreadable = { unreadable: string };
export type Page<T> = { all: number; pages: number; page: number; items: readonly T[] };

export function readAsked(query: URLSearchParams, perPage: number): Asked | Unreadable {
  const page = whole(query.get('page'), 1, 1_000_000);
  const size = whole(query.get('per_page'), perPage, MOST_PER_PAGE);
  const organization = query.get('organization_id');
  const modified = query.get('modified_after');
  const language = query.get('lang');
  const after = modified === null ? null : Date.parse(modified);
  if (page === undefined) return { unreadable: 'page' };
  if (size === undefined) return { unreadable: 'per_page' };
  if (organization !== null && !isId(organization)) return { unreadable: 'organization_id' };
  if (after !== null && (Number.isNaN(after) || modified!.length > 40)) return { unreadable: 'modified_after' };
  if (language !== null && !isLanguage(language)) return { unreadable: 'lang' };
  return { page, perPage: size, organization, after, language };
}

function whole(text: string | null, otherwise: number, most: number): number | undefined {
  if (text === null) return otherwise;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

export function pageOf<T>(all: readonly T[], { page, perPage }: Pick<Asked, 'page' | 'perPage'>): Page<T> {
  return {
    all: all.length,
    pages: Math.max(1, Math.ceil(all.length / perPage)),
    page,
    items: all.slice((page - 1) * perPage, page * perPage),
  };
}

/** The entries that were asked for. */
export async function asked(visit: Visit, { organization, after }: Asked): Promise<Entry[]> {
  const entries = await openEntries(visit.world);
  return entries.filter((one) => (organization === null || one.association === organization) && (after === null || one.changedAt >= after));
}

/** A list as HSDS pages it. */
export const envelope = <T>({ all, pages, page }: Page<unknown>, contents: readonly T[]) => ({
  total_items: all,
  total_pages: pages,
  page_number: page,
  size: contents.length,
  first_page: page === 1,
  last_page: page >= pages,
  empty: contents.length === 0,
  contents,
});

const SHARED = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'public, no-cache',
};

/** The answer, or that nothing has changed. `page` adds the way to the pages beside it. */
export function answer(visit: Visit, body: string, type: string, page?: Page<unknown>): Response {
  const etag = `"${fingerprint(Buffer.from(body))}"`;
  const headers = { ...SHARED, etag, link: linksOf(visit, page), 'content-type': type };
  const known = visit.http.req.header('if-none-match') ?? '';
  const isKnown = known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  for (const [name, value] of Object.entries(headers)) visit.http.header(name, value);
  return isKnown ? visit.http.body(null, 304) : visit.http.body(body);
}

export const json = (visit: Visit, value: unknown, page?: Page<unknown>): Response =>
  answer(visit, `${JSON.stringify(value)}\n`, 'application/json; charset=utf-8', page);

/** In words for whoever wrote the program: which parameter it was. */
export function refusal(visit: Visit, parameter: string): Response {
  for (const [name, value] of Object.entries(SHARED)) visit.http.header(name, value);
  return visit.http.json({ error: 'unreadable-parameter', parameter, see: `${visit.world.config.PUBLIC_URL}/open/openapi.json` }, 400);
}

function linksOf({ http }: Visit, page?: Page<unknown>): string {
  const to = (n: number) => {
    const url = new URL(http.req.url);
    url.searchParams.set('page', String(n));
    return `<${url.pathname}${url.search}>`;
  };
  return [
    ...(page && page.page < page.pages ? [`${to(page.page + 1)}; rel="next"`] : []),
    ...(page && page.page > 1 ? [`${to(Math.min(page.page - 1, page.pages))}; rel="prev"`] : []),
    `<${LICENCE.url}>; rel="license"`,
  ].join(', ');
}
