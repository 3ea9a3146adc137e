import { createHash } from 'node:crypto';

/** A whole answer, ready to be written. */
export type KeptPage = { body: Buffer; etag: string; headers: Record<string, string> };

/**
 * Pages that are the same for every visitor who speaks the same language, kept until something they show changes. `clear` is called when the
 * database tells of a change, in every process; `seconds` is only for a lost connection. `since` is taken before a page is made: one that
 * was made while something changed is not kept.
 */
export type PageCache = {
  find(key: string): KeptPage | undefined;
  since(): number;
  keep(key: string, since: number, page: { body: string; headers: Headers }): void;
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
      if (since !== generation || key.length > 500) return;
      const oldest = kept.keys().next();
      if (kept.size >= limit && !oldest.done) kept.delete(oldest.value);
      const bytes = Buffer.from(body);
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      const written = {
        ...Object.fromEntries(headers),
        etag,
        vary: 'Accept-Language, Cookie',
        'cache-control': 'no-cache',
        'content-length': String(bytes.length),
      };
      kept.set(key, { body: bytes, etag, headers: written, until: performance.now() + seconds * 1000 });
    },
    clear: () => {
      generation += 1;
      kept.clear();
    },
  };
}
