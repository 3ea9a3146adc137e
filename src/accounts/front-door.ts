import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Context as HonoContext, Hono, MiddlewareHandler } from 'hono';
import type { Day } from '../lib/day.ts';
import { chooseLanguage, type Language, languages } from '../lib/language.ts';
import { packingOf, packSoon } from '../lib/pack.ts';
import { type Fill, packedAs, setShared } from '../lib/page-cache.ts';
import { gzipOf, plainOf } from '../lib/parts.ts';
import { dayHere } from './day-here.ts';
import { SESSION_COOKIE } from './session.ts';
import { asksForLarge } from './text-size.ts';
import type { World } from './world.ts';

/** Set by the pipeline on a page that may be kept: its day, the language it is in, and whether in larger type. */
export const KEEP = 'keepIn';
const FILL = 'fill';
/** For a page that is kept with blanks instead: how they are filled for another address. */
export const keepBlank = (http: HonoContext, fill: Fill): void => http.set(FILL as never, fill as never);

/**
 * Answers from the kept pages before any framework is asked: most who come are visitors, and most of what they see is the same for all.
 * Everything else goes the way of every request.
 */
export function frontDoor(world: World, app: Hono): RequestListener {
  const rest = getRequestListener(app.fetch);
  return (incoming, outgoing) => {
    const kind = kindFor(world, incoming);
    const answered = kind !== undefined && (sendKept(world, kind, incoming, outgoing) || sendFilled(world, kind, incoming, outgoing));
    if (!answered) rest(incoming, outgoing);
  };
}

/** What a visitor's pages are kept by; nobody else is answered from what is kept. */
function kindFor(world: World, { method, url = '', headers }: IncomingMessage): string | undefined {
  const cookie = headers.cookie ?? '';
  if (method !== 'GET' || cookie.includes(SESSION_COOKIE)) return undefined;
  const query = url.includes('lang=') ? new URLSearchParams(url.slice(url.indexOf('?'))).get('lang') : null;
  const remembered = /(?:^|;\s*)__Host-lang=(\w\w)/.exec(cookie)?.[1] ?? null;
  const language = chooseLanguage({ query, cookie: remembered, acceptLanguage: headers['accept-language'] ?? null, offered: languages });
  return kindOf(dayHere(world), language, asksForLarge(cookie));
}

/** Pages say what is next, so that those of yesterday are others; a page in larger type is another page too. `isLarge`: as it is drawn. */
export const kindOf = (today: Day, language: Language, isLarge: boolean): string => `${today} ${language}${isLarge ? ' larger' : ''}`;

function sendKept({ pages }: World, kind: string, { url = '', headers }: IncomingMessage, outgoing: ServerResponse): boolean {
  const kept = pages.find(`${kind} ${url}`);
  const packing = packingOf(headers['accept-encoding']);
  const page = kept && packing ? packedAs(kept, packing) : kept;
  if (!page) return false;
  if (headers['if-none-match'] === page.etag) outgoing.writeHead(304, page.headers).end();
  else outgoing.writeHead(200, page.headers).end(page.body);
  return true;
}

function sendFilled({ pages }: World, kind: string, { url = '', headers }: IncomingMessage, outgoing: ServerResponse): boolean {
  const asked = url.indexOf('?');
  const blank = asked < 0 ? undefined : pages.blank(`${kind} ${url.slice(0, asked)}`);
  const pieces = blank?.fill(url);
  if (!blank || !pieces) return false;
  const isPacked = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
  const body = isPacked ? gzipOf(pieces) : plainOf(pieces);
  outgoing.writeHead(200, { ...blank.headers, ...(isPacked && { 'content-encoding': 'gzip' }), 'content-length': body.length });
  outgoing.end(body);
  return true;
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
    setShared(headers);
    const fill = http.get(FILL) as Fill | undefined;
    if (fill) world.pages.keepBlank(`${kind} ${pathname}`, since, { fill, headers });
    const body = await http.res.clone().text();
    const kept =
      !fill &&
      /^text|xml|json/.test(headers.get('content-type') ?? '') &&
      world.pages.keep(`${kind} ${pathname}${search}`, since, { body, headers });
    if (!packingOf(http.req.header('accept-encoding')) || body.length < 1_000 || headers.has('content-encoding')) return;
    // Whoever asks first does not wait for the best packing.
    const packing = kept && search === '' ? packingOf(http.req.header('accept-encoding'))! : 'gzip';
    const bytes = kept && search === '' ? packedAs(kept, packing).body : await packSoon(Buffer.from(body));
    headers.set('content-encoding', packing);
    headers.delete('content-length');
    http.res = new Response(new Uint8Array(bytes), { status: 200, headers });
  };
