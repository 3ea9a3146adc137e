import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono, MiddlewareHandler } from 'hono';
import { chooseLanguage, languages } from '../lib/language.ts';
import { packingOf, packSoon } from '../lib/pack.ts';
import { type KeptPage, packedAs } from '../lib/page-cache.ts';
import { SESSION_COOKIE } from './session.ts';
import { sizeIn } from './text-size.ts';
import type { World } from './world.ts';

/** Set by the pipeline on a page that may be kept: the language it is in, and whether in larger type. */
export const KEEP = 'keepIn';

/**
 * Answers from the kept pages before any framework is asked: most who come are visitors, and most of what they see is the same for all.
 * Everything else goes the way of every request.
 */
export function frontDoor(world: World, app: Hono): RequestListener {
  const rest = getRequestListener(app.fetch);
  return (incoming, outgoing) => {
    const kept = keptFor(world, incoming);
    const packing = packingOf(incoming.headers['accept-encoding']);
    const page = kept && packing ? packedAs(kept, packing) : kept;
    if (!page) return void rest(incoming, outgoing);
    if (incoming.headers['if-none-match'] === page.etag) return void outgoing.writeHead(304, page.headers).end();
    outgoing.writeHead(200, page.headers);
    outgoing.end(page.body);
  };
}

function keptFor(world: World, { method, url = '', headers }: IncomingMessage): KeptPage | undefined {
  const cookie = headers.cookie ?? '';
  if (method !== 'GET' || cookie.includes(SESSION_COOKIE)) return undefined;
  const query = url.includes('lang=') ? new URLSearchParams(url.slice(url.indexOf('?'))).get('lang') : null;
  const remembered = /(?:^|;\s*)__Host-lang=(\w\w)/.exec(cookie)?.[1] ?? null;
  const language = chooseLanguage({ query, cookie: remembered, acceptLanguage: headers['accept-language'] ?? null, offered: languages });
  return world.pages.find(`${language}${sizeIn(cookie)} ${url}`);
}

/** The outermost middleware: keeps a page as it leaves, with every header it got on the way, and sends it packed. */
export const keepPages =
  (world: World): MiddlewareHandler =>
  async (http, next) => {
    const since = world.pages.since();
    await next();
    const kind = http.get(KEEP) as string | undefined;
    if (!kind || http.res.status !== 200 || http.res.headers.has('set-cookie')) return;
    const { pathname, search } = new URL(http.req.url);
    const { headers } = http.res;
    const body = await http.res.clone().text();
    const kept =
      /^text|xml|json/.test(headers.get('content-type') ?? '') &&
      world.pages.keep(`${kind} ${pathname}${search}`, since, { body, headers });
    if (!packingOf(http.req.header('accept-encoding')) || body.length < 1_000 || headers.has('content-encoding')) return;
    // Whoever asks first does not wait for the best packing.
    const packing = kept && search === '' ? packingOf(http.req.header('accept-encoding'))! : 'gzip';
    const bytes = kept && search === '' ? packedAs(kept, packing).body : await packSoon(Buffer.from(body));
    headers.set('content-encoding', packing);
    headers.append('vary', 'Accept-Encoding');
    headers.delete('content-length');
    http.res = new Response(new Uint8Array(bytes), { status: 200, headers });
  };
