import type { Context as HonoContext } from 'hono';
import { takeRate } from '../lib/rate.ts';
import type { Actor } from './actor.ts';
import { addressOf } from './address.ts';
import type { World } from './world.ts';

/** How often, per person signed in or per address (IPv6: per /64): shared by all processes through the database. */
export const limits = {
  page: { limit: 1_200, seconds: 60 },
  form: { limit: 240, seconds: 60 },
  enquiry: { limit: 60, seconds: 3_600 }, // a library or a hospital is one address
  interest: { limit: 20, seconds: 86_400 }, // counted often, one would learn of others
  open: { limit: 240, seconds: 60 },
  link: { limit: 120, seconds: 60 },
  'sign-in': { limit: 30, seconds: 600 },
  upload: { limit: 30, seconds: 3_600 },
  export: { limit: 10, seconds: 3_600 },
  gateway: { limit: 600, seconds: 60 },
} as const satisfies Record<string, { limit: number; seconds: number }>;

export type LimitName = keyof typeof limits;

/** Whether this one may ask again now. The reply to one too many says so and tells nothing else. */
export async function takeTurn(world: World, name: LimitName, http: HonoContext, actor: Actor): Promise<boolean> {
  const who = actor.kind === 'person' ? actor.id : addressOf(http, world.config.TRUSTED_PROXIES);
  return (await takeRate(world.db.query, `${name} ${who}`, limits[name], world.keys.rates)).allowed;
}
