import { forgetRemembered, hashOf, remember, remembered, type Visit } from '../accounts/index.ts';
import { token } from '../lib/crypto.ts';

const COOKIE = 'verksted-asks';
const LIFE = 20 * 60; // seconds: longer than what it is for, so that "too old" can be told from "another browser"

/**
 * The browser that asks, as a hash: a code, a challenge and a provider's answer are good only where they were asked for.
 * Signed in, the session stands for it.
 */
export function browserOf({ http, actor }: Pick<Visit, 'http' | 'actor'>): Buffer | undefined {
  if (actor.kind === 'person') return actor.session;
  const cookie = remembered(http, COOKIE);
  return cookie && /^[\w-]{43}$/.test(cookie) ? hashOf(cookie) : undefined;
}

/** The same browser as before, or a new one from now on: somebody who asks twice may type either code. */
export function keepBrowser(visit: Pick<Visit, 'http' | 'actor'>): Buffer {
  const known = browserOf(visit);
  if (visit.actor.kind === 'person') return visit.actor.session;
  const cookie = (known && remembered(visit.http, COOKIE)) || token(32);
  remember(visit.http, COOKIE, cookie, { seconds: LIFE });
  return hashOf(cookie);
}

export function forgetBrowser({ http }: Pick<Visit, 'http'>): void {
  forgetRemembered(http, COOKIE);
}
