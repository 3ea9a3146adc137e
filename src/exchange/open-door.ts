/** The one door of the open addresses: other websites may read what is behind it, and nothing of whoever asks goes in or out. */
import type { MiddlewareHandler } from 'hono';
import { urls } from '../urls.ts';

export const OPEN_PATHS = '/open/*';
const METHODS = 'GET, HEAD, OPTIONS';
/** What a browser asks leave to send; whatever else a program needs it may send unasked. */
const ALLOWED = 'Accept, Accept-Language, If-None-Match';
const DAY_SECONDS = 86_400;

const shared = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link',
  'cross-origin-resource-policy': 'cross-origin',
};
const preflight = {
  ...shared,
  'access-control-allow-methods': METHODS,
  'access-control-allow-headers': ALLOWED,
  'access-control-max-age': String(DAY_SECONDS),
  allow: METHODS,
};
/** What went wrong, for a program: the page that says it to people is of no use to it. */
const faults: Record<number, string> = { 404: 'not-found', 429: 'too-often', 500: 'broken' };

/** Outside all other rules: a preflight is answered at once, no cookie comes in, and none goes out. */
export const openDoor =
  (server: string): MiddlewareHandler =>
  async (http, next) => {
    const { method } = http.req;
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: preflight });
    if (method !== 'GET' && method !== 'HEAD') return refused(405, 'only-reading', server);
    http.req.raw.headers.delete('cookie');
    await next();
    const { status, headers } = http.res;
    const fault = faults[status];
    if (fault && !headers.get('content-type')?.startsWith('application/json')) http.res = refused(status, fault, server);
    http.res.headers.delete('set-cookie');
    for (const [name, value] of Object.entries(shared)) http.res.headers.set(name, value);
    return undefined;
  };

function refused(status: number, error: string, server: string): Response {
  const headers = { ...shared, ...(status === 405 && { allow: METHODS }), 'cache-control': 'no-store' };
  return Response.json({ error, see: server + urls.openApi }, { status, headers });
}
