import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context as HonoContext } from 'hono';
import { addressKey } from '../lib/rate.ts';

/** The address a request came from; behind `proxies` trusted hops, what the outermost of them saw. Used for limits only, never stored with a person. */
export function addressOf(http: HonoContext, proxies: number): string {
  const hops = (http.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean);
  const forwarded = proxies > 0 ? hops.at(-proxies) : undefined;
  return addressKey(forwarded ?? direct(http) ?? 'local');
}

function direct(http: HonoContext): string | undefined {
  try {
    return getConnInfo(http).remote.address;
  } catch {
    return undefined; // a request made inside the process has no socket
  }
}
