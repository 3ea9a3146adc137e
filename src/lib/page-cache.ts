import { createHash } from 'node:crypto';

type Kept = { body: string; etag: string; type: string };

/**
 * Pages that are the same for every visitor who speaks the same language, kept until something they show changes.
 * `clear` is called when the database tells of a change, in every process; `seconds` is only for a lost connection.
 */
export type PageCache = {
  answer(request: Request, variant: string, make: () => Promise<Response>): Promise<Response>;
  clear(): void;
};

export function pageCache(limit = 500, seconds = 30): PageCache {
  let kept = new Map<string, Kept>();
  let clearedAt = performance.now();
  const clear = () => {
    kept = new Map();
    clearedAt = performance.now();
  };
  return {
    clear,
    answer: async (request, variant, make) => {
      if (performance.now() - clearedAt > seconds * 1000) clear();
      const key = `${variant} ${request.url.slice(request.url.indexOf('/', 8))}`;
      const found = kept.get(key) ?? (await fill(kept, limit, key, make));
      if (found instanceof Response) return found;
      const headers = { 'content-type': found.type, etag: found.etag, vary: 'Accept-Language, Cookie', 'cache-control': 'no-cache' };
      if (request.headers.get('if-none-match') === found.etag) return new Response(null, { status: 304, headers });
      return new Response(found.body, { headers });
    },
  };
}

// A page made while the cache was cleared goes into the old map and is forgotten with it.
async function fill(kept: Map<string, Kept>, limit: number, key: string, make: () => Promise<Response>): Promise<Kept | Response> {
  const response = await make();
  if (response.status !== 200 || response.headers.has('set-cookie') || key.length > 500) return response;
  const body = await response.text();
  const page = {
    body,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    type: response.headers.get('content-type') ?? 'text/html; charset=UTF-8',
  };
  if (kept.size >= limit) kept.delete(kept.keys().next().value!);
  kept.set(key, page);
  return page;
}
