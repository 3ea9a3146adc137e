import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { day } from '../src/lib/day.ts';
import { signContext } from '../src/lib/context.ts';
import type { Db } from '../src/lib/db.ts';
import { newId } from '../src/lib/ids.ts';

type Statement = { text: string; values: unknown[] };

/** Writes down every statement that `work` sends over the app's pool, in order. */
export async function statementsOf(db: Db, work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = [];
  const connect = db.pool.connect.bind(db.pool) as () => Promise<pg.PoolClient>;
  const overheard: [pg.PoolClient, pg.PoolClient['query']][] = [];
  db.pool.connect = (async () => {
    const client = await connect();
    if (overheard.some(([known]) => known === client)) return client;
    const query = client.query as (...args: unknown[]) => unknown;
    overheard.push([client, client.query]);
    client.query = ((asked: unknown, values?: unknown, ...rest: unknown[]) => {
      if (typeof asked === 'string') seen.push({ text: asked, values: Array.isArray(values) ? values : [] });
      else if (isStatement(asked)) seen.push({ text: asked.text, values: asked.values ?? [] });
      return query(asked, values, ...rest);
    }) as typeof client.query;
    return client;
  }) as typeof db.pool.connect;
  try {
    await work();
  } finally {
    db.pool.connect = connect as typeof db.pool.connect;
    for (const [client, query] of overheard) client.query = query;
  }
  return seen;
}

const isStatement = (query: unknown): query is Statement =>
  typeof query === 'object' && query !== null && 'text' in query && !('submit' in query);

/**
 * Runs a page's own statements with the same pool, `concurrency` at a time, for `seconds`: what the database alone would allow.
 * Ids that were made during the request are made anew, so that what was inserted can be inserted again. Returns requests a second.
 */
export async function replay(
  db: Db,
  statements: Statement[],
  { concurrency, seconds }: { concurrency: number; seconds: number },
): Promise<number> {
  const made = idsMade(statements);
  const until = performance.now() + seconds * 1000;
  const from = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() < until) {
        const client = await db.pool.connect();
        try {
          for (const { text, values } of renewed(db, statements, made)) await client.query(text, values);
        } finally {
          client.release();
        }
        count += 1;
      }
    }),
  );
  return count / ((performance.now() - from) / 1000);
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const AGE = 60_000; // milliseconds: younger ids of version 7 were made by the request itself

function idsMade(statements: Statement[]): Set<string> {
  const now = performance.timeOrigin + performance.now();
  const text = JSON.stringify(statements.filter((one) => /^\s*insert/i.test(one.text)));
  return new Set([...text.matchAll(UUID)].map(([id]) => id).filter((id) => now - parseInt(id.replace('-', '').slice(0, 12), 16) < AGE));
}

function renewed(db: Db, statements: Statement[], made: Set<string>): Statement[] {
  const fresh = new Map([...made].map((id) => [id, newId()]));
  const swap = (text: string) => text.replace(UUID, (id) => fresh.get(id) ?? id);
  const renew = (value: unknown): unknown => {
    if (typeof value === 'string') return swap(value);
    if (Buffer.isBuffer(value) && value.length === 32 && fresh.size > 0) return randomBytes(32);
    return Array.isArray(value) ? value.map(renew) : value;
  };
  return statements.map(({ text, values }) => ({ text: withContext(db, swap(text)), values: values.map(renew) }));
}

/** A signed context lives a minute: each round signs its own. */
const withContext = (db: Db, text: string) =>
  text.replace(
    /'([0-9a-f-]*)\|(\d{4}-\d{2}-\d{2})\|\d+\|[0-9a-f]{64}'/g,
    (_, person: string, today: string) => `'${signContext(db.contextKey, { person: person || null, today: day(today) })}'`,
  );
