/** The statements of a page, written down once and run again without the page around them. */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { signContext } from '../src/lib/context.ts';
import { type Day, day, realNow } from '../src/lib/day.ts';
import type { Db } from '../src/lib/db.ts';
import { newId } from '../src/lib/ids.ts';

/** One statement, and what of it cannot be sent a second time: a signed context lives a minute, an id is used once. */
type Statement = { text: string; values: unknown[]; person?: string | null; today?: Day; isNew: boolean };
/** All statements of one request in order, and the ids that were made during it. */
export type Heard = { statements: Statement[]; made: ReadonlySet<string> };

/** Writes down every statement that `work` sends over the app's pool. */
export async function statementsOf(db: Db, work: () => Promise<unknown>): Promise<Heard> {
  const seen: Asked[] = [];
  const since = realNow().getTime();
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
  const made = idsMade(seen, since);
  return { statements: seen.map((one) => understood(one, made)), made };
}

type Asked = { text: string; values: unknown[] };

const isStatement = (query: unknown): query is Asked =>
  typeof query === 'object' && query !== null && 'text' in query && !('submit' in query);

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const CONTEXT = /'([0-9a-f-]*)\|(\d{4}-\d{2}-\d{2})\|\d+\|[0-9a-f]{64}'/;

/** Ids of version 7 tell when they were made. */
function idsMade(asked: readonly Asked[], since: number): Set<string> {
  const text = JSON.stringify(asked.filter((one) => /^\s*insert/i.test(one.text)));
  return new Set([...text.matchAll(UUID)].map(([id]) => id).filter((id) => parseInt(id.replace('-', '').slice(0, 12), 16) >= since));
}

function understood({ text, values }: Asked, made: ReadonlySet<string>): Statement {
  const [, person, today] = CONTEXT.exec(text) ?? [];
  const isNew = [...made].some((id) => JSON.stringify(values).includes(id));
  return { text, values, isNew, ...(today && { person: person || null, today: day(today) }) };
}

/** Runs the statements of some requests in turn, `concurrency` at a time, for `seconds`: what the database alone would allow. Returns requests a second. */
export async function replay(
  db: Db,
  requests: readonly Heard[],
  { concurrency, seconds }: { concurrency: number; seconds: number },
): Promise<number> {
  const from = performance.now();
  const until = from + seconds * 1000;
  let [count, next] = [0, 0];
  const one = async () => {
    const client = await db.pool.connect();
    try {
      for (const { text, values } of again(db, requests[(next += 1) % requests.length]!)) await client.query(text, values);
    } finally {
      client.release();
    }
    count += 1;
  };
  const some = async () => {
    while (performance.now() < until) await one();
  };
  await Promise.all(Array.from({ length: concurrency }, some));
  return count / ((performance.now() - from) / 1000);
}

/** The same once more: signed anew, and with ids of its own, so that what was inserted can be inserted again. */
function again(db: Db, { statements, made }: Heard): Asked[] {
  const fresh = new Map([...made].map((id) => [id, newId()]));
  const renew = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(UUID, (id) => fresh.get(id) ?? id);
    if (Buffer.isBuffer(value) && value.length === 32) return randomBytes(32);
    return Array.isArray(value) ? value.map((each) => renew(each)) : value;
  };
  return statements.map(({ text, values, person, today, isNew }) => ({
    text: today
      ? text.replace(CONTEXT, () => `'${signContext(db.contextKey, { person: fresh.get(person ?? '') ?? person ?? null, today })}'`)
      : text,
    values: isNew ? values.map((value) => renew(value)) : values,
  }));
}
