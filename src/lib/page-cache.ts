import { createHash } from 'node:crypto';
import { type Packing, packWell } from './pack.ts';
import type { Piece } from './parts.ts';

/** A whole answer, ready to be written, as it is or packed. */
export type KeptPage = { body: Buffer; etag: string; headers: Record<string, string>; packed: Partial<Record<Packing, KeptPage>> };

/** A page with blanks: `fill` makes the answer to one address (its path and query) of it, or null where it cannot. */
export type Blank = { headers: Record<string, string>; fill: Fill };
export type Fill = (address: string) => readonly Piece[] | null;

/**
 * Pages that are the same for every visitor who speaks the same language, kept until something they show changes. `clear` is called when the
 * database tells of a change, in every process; `seconds` is only for a lost connection. `since` is taken before a page is made: one that
 * was made while something changed is not kept.
 */
export type PageCache = {
  find(key: string): KeptPage | undefined;
  blank(key: string): Blank | undefined;
  since(): number;
  keep(key: string, since: number, page: { body: string; headers: Headers }): KeptPage | undefined;
  keepBlank(key: string, since: number, blank: { fill: Fill; headers: Headers }): void;
  clear(): void;
};

/** Says what such a page depends on, and, unless it says otherwise itself, that whoever keeps a copy asks us each time. */
export function setShared(headers: Headers): void {
  headers.set('vary', 'Accept-Language, Cookie, Accept-Encoding');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-cache');
}

/** Pages with a query are as many as anybody cares to ask for: they have a room of their own, so that they push out no other. */
export function pageCache({ limit = 500, asked = 100, seconds = 30 } = {}): PageCache {
  const plain = room<KeptPage>(limit, seconds);
  const queried = room<KeptPage>(asked, seconds);
  const blanks = room<Blank>(limit, seconds);
  const roomOf = (key: string) => (key.includes('?') ? queried : plain);
  let generation = 0;
  return {
    find: (key) => roomOf(key).find(key),
    blank: (key) => blanks.find(key),
    since: () => generation,
    keep: (key, since, { body, headers }) =>
      since === generation && key.length <= 500 ? roomOf(key).keep(key, written(Buffer.from(body), headers)) : undefined,
    keepBlank: (key, since, { fill, headers }) => {
      if (since === generation && key.length <= 500) blanks.keep(key, { fill, headers: Object.fromEntries(headers) });
    },
    clear: () => {
      generation += 1;
      for (const one of [plain, queried, blanks]) one.clear();
    },
  };
}

/** The oldest goes when there are more than `limit`, and whatever is older than `seconds`. */
function room<Kept extends object>(limit: number, seconds: number) {
  const kept = new Map<string, { of: Kept; until: number }>();
  return {
    find: (key: string): Kept | undefined => {
      const found = kept.get(key);
      return found && found.until > performance.now() ? found.of : undefined;
    },
    keep: (key: string, of: Kept): Kept => {
      kept.delete(key);
      const oldest = kept.keys().next();
      if (kept.size >= limit && !oldest.done) kept.delete(oldest.value);
      kept.set(key, { of, until: performance.now() + seconds * 1000 });
      return of;
    },
    clear: () => kept.clear(),
  };
}

function written(body: Buffer, given: Headers): KeptPage {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { ...Object.fromEntries(given), etag, 'content-length': String(body.length) };
  return { body, etag, headers, packed: {} };
}

/** Short pages are not worth it. */
const LEAST = 1_000;

/** The same page packed: made when first asked for. */
export function packedAs(page: KeptPage, packing: Packing): KeptPage {
  if (page.body.length < LEAST) return page;
  const known = page.packed[packing];
  if (known) return known;
  const body = packWell(page.body, packing);
  const etag = `${page.etag.slice(0, -1)}-${packing}"`;
  const made = {
    body,
    etag,
    headers: { ...page.headers, etag, 'content-encoding': packing, 'content-length': String(body.length) },
    packed: {},
  };
  page.packed[packing] = made;
  return made;
}
