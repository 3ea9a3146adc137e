/** Small things a browser is asked to keep: for this host alone, over TLS, out of the reach of scripts. The only way to set a cookie. */
import type { Context as HonoContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** What they are called beside what they are for. */
export const HOST = '__Host-';

export const remembered = (http: HonoContext, name: string): string | undefined => getCookie(http, name, 'host');

/** `seconds` left out: until the browser is closed. `strict`: not brought along by a link on another site. */
export function remember(
  http: HonoContext,
  name: string,
  value: string,
  { seconds, strict }: { seconds?: number; strict?: boolean } = {},
): void {
  const life = seconds === undefined ? {} : { maxAge: seconds };
  setCookie(http, name, value, { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: strict ? 'Strict' : 'Lax', ...life });
}

export const forgetRemembered = (http: HonoContext, name: string): void => remember(http, name, '', { seconds: 0 });
