/** Larger type for whoever asks for it in this browser: signed in or not, on public pages and on those behind a private link. */
import type { Context as HonoContext } from 'hono';
import type { Actor } from './actor.ts';
import { remember, remembered } from './remembered.ts';

export type TextSize = 'larger' | 'usual';
const COOKIE = 'text-size';

/** What was asked for in this browser; else what the person has chosen for herself. */
export function isLarge(http: HonoContext, actor: Actor): boolean {
  const asked = remembered(http, COOKIE);
  return asked === 'larger' || (asked !== 'usual' && actor.kind === 'person' && actor.largeType);
}

/** The same of a visitor, from the header as our own cookie writes it: what is found kept is looked up by it, and nothing is kept by it. */
export const asksForLarge = (cookies: string): boolean => /(?:^|;\s*)__Host-text-size=larger(?:;|$)/.test(cookies);

/** Remembers a text size for a year. */
export function keepTextSize(http: HonoContext, size: TextSize): void {
  remember(http, COOKIE, size, { seconds: 31_536_000 });
}
