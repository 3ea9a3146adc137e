/** How an open question is answered: pages, ETag and licence, or line by line. */
import type { Visit } from '../accounts/index.ts';
import { fingerprint } from '../lib/assets.ts';
import type { Asked } from './asked.ts';
import { LICENCE } from './open-paths.ts';

export type Page<T> = { all: number; pages: number; page: number; items: readonly T[] };

export function pageOf<T>(all: readonly T[], { page, perPage }: Pick<Asked, 'page' | 'perPage'>): Page<T> {
  return {
    all: all.length,
    pages: Math.max(1, Math.ceil(all.length / perPage)),
    page,
    items: all.slice((page - 1) * perPage, page * perPage),
  };
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

const CACHED = 'public, no-cache';

/** The answer, or that nothing has changed. `page` adds the way to the pages beside it. */
export function answer(visit: Visit, body: string, type: string, page?: Page<unknown>): Response {
  const etag = `"${fingerprint(Buffer.from(body))}"`;
  const headers = { 'cache-control': CACHED, etag, link: linksOf(visit, page), 'content-type': type };
  const known = visit.http.req.header('if-none-match') ?? '';
  const isKnown = known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  for (const [name, value] of Object.entries(headers)) visit.http.header(name, value);
  return isKnown ? visit.http.body(null, 304) : visit.http.body(body);
}

export const json = (visit: Visit, value: unknown, page?: Page<unknown>): Response =>
  answer(visit, `${JSON.stringify(value)}\n`, 'application/json; charset=utf-8', page);

const LINES_AT_ONCE = 200;

/** Everything on a line of its own (NDJSON), some at a time while it is read: no page and no ETag, and no memory for all of it. */
export function lines<T>(visit: Visit, all: readonly T[], read: (some: readonly T[]) => Promise<readonly object[]>): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (at >= all.length) return controller.close();
      const some = await read(all.slice(at, at + LINES_AT_ONCE));
      at += LINES_AT_ONCE;
      controller.enqueue(Buffer.from(some.map((one) => `${JSON.stringify(one)}\n`).join('')));
    },
  });
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/x-ndjson; charset=utf-8', link: linksOf(visit) };
  return new Response(body, { headers });
}

/** In words for whoever wrote the program: which parameter it was. */
export function refusal(visit: Visit, parameter: string, error = 'unreadable-parameter'): Response {
  return visit.http.json({ error, parameter, see: `${visit.world.config.PUBLIC_URL}/open/openapi.json` }, 400);
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
