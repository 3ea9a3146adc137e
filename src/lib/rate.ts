import { sql, type Tx } from './db.ts';

/**
 * Takes one turn out of `limit` in a window of `seconds`, counted in PostgreSQL for all processes at once.
 * Each process first counts for itself and asks the database only from a quarter of the limit on: an ordinary visitor costs no query,
 * and the most that N processes can let through before they agree is limit + N × limit/4.
 */
export async function takeRate(
  db: Tx,
  key: string,
  { limit, seconds }: { limit: number; seconds: number },
): Promise<{ allowed: boolean; retryAfter: number }> {
  const here = countHere(key, seconds);
  if (here <= limit / 4) return { allowed: true, retryAfter: 0 };
  const rows = await sql<{ taken: number; left: number }>`
    insert into rate_limits as r (key, window_start, taken) values (${key}, now(), ${here})
    on conflict (key) do update set
      taken = case when r.window_start < now() - make_interval(secs => ${seconds}) then 1 else r.taken + 1 end,
      window_start = case when r.window_start < now() - make_interval(secs => ${seconds}) then now() else r.window_start end
    returning taken, ceil(extract(epoch from window_start + make_interval(secs => ${seconds}) - now()))::int as "left"`.execute(db);
  const { taken = 1, left = 0 } = rows.rows[0] ?? {};
  return { allowed: taken <= limit, retryAfter: left };
}

const counts = new Map<string, { from: number; taken: number }>();

function countHere(key: string, seconds: number): number {
  const now = performance.now();
  if (counts.size > 50_000) counts.clear();
  const found = counts.get(key);
  if (!found || now - found.from > seconds * 1000) return (counts.set(key, { from: now, taken: 1 }), 1);
  return ++found.taken;
}

/** The key for an address: IPv6 by its /64, which one household or phone can walk through at will. */
export function addressKey(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail = ''] = address.split('::');
  const start = head.split(':').filter(Boolean);
  const end = tail.split(':').filter(Boolean);
  const full = address.includes('::') ? [...start, ...Array(8 - start.length - end.length).fill('0'), ...end] : start;
  return full.slice(0, 4).join(':');
}
