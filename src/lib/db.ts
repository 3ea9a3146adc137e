import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';
import { signContext } from './context.ts';
import type { Day } from './day.ts';

/** A transaction under row-level security. Every query of a request goes through one. */
export type Tx = Kysely<Database> & { readonly __transaction?: true };
export type Db = { query: Kysely<Database>; pool: pg.Pool; contextKey: Buffer };

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.TIME, (text) => text.slice(0, 5));
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(1182 as never, (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',')) as never); // date[]

/** Opens a pool. `onError` hears of connections that die while idle; without a listener a database restart would end the process. */
export function openDb(config: pg.PoolConfig, contextKey: Buffer, onError: (error: Error) => void): Db {
  const pool = new pg.Pool({ max: 12, connectionTimeoutMillis: 5_000, query_timeout: 10_000, idleTimeoutMillis: 60_000, ...config });
  pool.on('error', onError);
  pool.on('connect', prepareByText);
  return { query: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }), pool, contextKey };
}

const names = new Map<string, string>();
const nameOf = (text: string) => names.get(text) ?? (names.set(text, `q${names.size}`), names.get(text)!);

// Planning a query under row-level security costs more than running it, so each statement is prepared once a connection.
// Texts come from code, not from people: their number is bounded.
function prepareByText(client: pg.PoolClient) {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((text: unknown, values?: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && Array.isArray(values) && values.length > 0 && names.size < 2_000
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(text, values, ...rest)) as typeof client.query;
}

export type Context = { person: string | null; today: Day };

/** Runs `work` in one transaction seen through the eyes of `person` (null: a visitor). Any throw rolls everything back. */
export async function transaction<T>(db: Db, context: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db.query.connection().execute(async (tx) => {
    await run(tx, `begin; select set_config('app.ctx', '${signContext(db.contextKey, context)}', true)`);
    try {
      const result = await work(tx as Tx);
      await run(tx, 'commit');
      return result;
    } catch (error) {
      await run(tx, 'rollback').catch(() => {});
      throw error;
    }
  });
}

/** Lets the rest of this transaction act as another person: one who has just proved who she is, or has just been made. */
export async function actAs(db: Db, tx: Tx, context: Context): Promise<void> {
  await run(tx, `select set_config('app.ctx', '${signContext(db.contextKey, context)}', true)`);
}

const run = (tx: Kysely<Database>, text: string) => tx.executeQuery(CompiledQuery.raw(text));

export { sql };
