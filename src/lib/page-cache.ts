import { createHash } from 'node:crypto';
import { type Packing, packWell } from './pack.ts';

/** A whole answer, ready to be written, as it is or packed. */
export type KeptPage = { body: Buffer; etag: string; headers: Record<string, string>; packed: Partial<Record<Packing, KeptPage>> };

/**
 * Pages that are the same for every visitor who speaks the same language, kept until something they show changes. `clear` is called when the
 * database tells of a change, in every process; `seconds` is only for a lost connection. `since` is taken before a page is made: one that
 * was made while something changed is not kept.
 */
export type PageCache = {
  find(key: string): KeptPage | undefined;
  since(): number;
  keep(key: string, since: number, page: { body: string; headers: Headers }): KeptPage | undefined;
  clear(): void;
};

export function pageCache(limit = 500, seconds = 30): PageCache {
  const kept = new Map<string, KeptPage & { until: number }>();
  let generation = 0;
  return {
    find: (key) => {
      const page = kept.get(key);
      return page && page.until > performance.now() ? page : undefined;
    },
    since: () => generation,
    keep: (key, since, { body, headers }) => {
      if (since !== generation || key.length > 500) return undefined;
      const oldest = kept.keys().next();
      if (kept.size >= limit && !oldest.done) kept.delete(oldest.value);
      const page = { ...written(Buffer.from(body), headers), until: performance.now() + seconds * 1000 };
      kept.set(key, page);
      return page;
    },
    clear: () => {
      generation += 1;
      kept.clear();
    },
  };
}

function written(body: Buffer, given: Headers): KeptPage {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = {
    ...Object.fromEntries(given),
    etag,
    vary: 'Accept-Language, Cookie, Accept-Encoding',
    'cache-control': 'no-cache',
    'content-length': String(body.length),
  };
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
