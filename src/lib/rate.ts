import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Key } from './crypto.ts';
import { sql, type Tx } from './db.ts';

/** At most `limit` turns in a window of `seconds`, which opens with the first of them. */
export type RateRule = { limit: number; seconds: number };
/** `retryAfter`: seconds until the window closes, 0 when allowed. */
export type Turn = { allowed: boolean; retryAfter: number };

type Count = { until: number; taken: number; told: number; closed: boolean; telling: Promise<unknown> };

const mostCounted = 20_000;

/**
 * Counts turns in PostgreSQL for all processes at once, by the clock of the database. A process first counts for itself: it says nothing
 * up to a quarter of the limit, then tells the database of each twentieth part, and of a closed window asks no more. So an ordinary visitor
 * costs no query, a hot page few, and a flood none; the price is that N processes may let through limit + N × limit/4 before they agree.
 *
 * Give it a connection outside the request's own transaction: what that rolls back was still a turn.
 */
export function rateCounter(clock: () => number = () => performance.now()) {
  const counts = new Map<string, Count>();
  return async (db: Tx, key: string, rule: RateRule, secret: Key): Promise<Turn> => {
    const count = countOf(counts, key, rule, clock());
    if (count.closed) return shut(count, clock());
    count.taken += 1;
    const untold = count.taken - count.told;
    if (untold <= rule.limit / (count.told === 0 ? 4 : 20)) return { allowed: true, retryAfter: 0 };
    count.told = count.taken;
    // One after the other: answers that overtook each other would let through a few too many.
    const told = count.telling.then(() => (count.closed ? undefined : tell(db, concealed(secret, key), rule, untold)));
    count.telling = told.catch(() => undefined);
    const answer = await told;
    if (!answer) return shut(count, clock());
    const { taken, left } = answer;
    count.until = clock() + left * 1000;
    const allowed = taken <= rule.limit;
    if (!allowed) count.closed = true;
    return { allowed, retryAfter: allowed ? 0 : left };
  };
}

const shut = ({ until }: Count, now: number): Turn => ({ allowed: false, retryAfter: Math.max(1, Math.ceil((until - now) / 1000)) });

/** For the whole process. */
export const takeRate = rateCounter();

function countOf(counts: Map<string, Count>, key: string, { seconds }: RateRule, now: number): Count {
  const found = counts.get(key);
  const count =
    found && found.until > now ? found : { until: now + seconds * 1000, taken: 0, told: 0, closed: false, telling: Promise.resolve() };
  // Last used, last forgotten: nobody clears a count of theirs by asking under many other names.
  counts.delete(key);
  counts.set(key, count);
  if (counts.size > mostCounted) counts.delete(counts.keys().next().value!);
  return count;
}

async function tell(db: Tx, key: string, { seconds }: RateRule, more: number): Promise<{ taken: number; left: number }> {
  const window = sql`make_interval(secs => ${seconds})`;
  const { rows } = await sql<{ taken: number; left: number }>`
    insert into rate_limits as r (key, window_start, taken) values (${key}, now(), ${more})
    on conflict (key) do update set
      taken = case when r.window_start <= now() - ${window} then ${more} else r.taken + ${more} end,
      window_start = case when r.window_start <= now() - ${window} then now() else r.window_start end
    returning taken, greatest(1, ceil(extract(epoch from window_start + ${window} - now())))::int as "left"`.execute(db);
  return rows[0]!;
}

/** An address is nobody's name, but it is kept no more readable than one. */
const concealed = (secret: Key, key: string) => createHmac('sha256', secret).update(key).digest('base64url').slice(0, 22);

/** Forgets windows that opened more than `seconds` ago, to be called now and then with the longest window there is; how many. */
export async function forgetRates(db: Tx, seconds: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from rate_limits where window_start < now() - make_interval(secs => ${seconds})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** The key for an address: IPv6 by its /64, which one household or phone can walk through at will. What is no address stays as it is. */
export function addressKey(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare)) return address;
  const [head = '', tail = ''] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const [start, end] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)];
  const full = [...start, ...Array<string>(8 - start.length - end.length).fill('0'), ...end];
  if (/^(0:){5}ffff:/.test(full.join(':'))) return full.slice(6).flatMap(twoBytes).join('.');
  return `${full.slice(0, 4).join(':')}::/64`;
}

const twoBytes = (group: string) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255];
