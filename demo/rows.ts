import type pg from 'pg';

export type Rows = Record<string, readonly Record<string, unknown>[]>;
type Queryable = Pick<pg.Pool, 'query'>;

const AT_ONCE = 5_000;

/** Puts many rows into each table, in the order given: one statement for thousands. A column that no row names keeps its default. */
export async function putAll(database: Queryable, rows: Rows): Promise<void> {
  for (const [table, all] of Object.entries(rows))
    for (let from = 0; from < all.length; from += AT_ONCE) await put(database, table, all.slice(from, from + AT_ONCE));
}

async function put(database: Queryable, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0]!).join(', ');
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? hex(value) : value]))),
  );
  await database.query(`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`, [json]);
}

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;

/** Several sets of rows as one, tables in the order in which they are first named. */
export function together(...sets: readonly Rows[]): Rows {
  const all: Record<string, Record<string, unknown>[]> = {};
  for (const set of sets) for (const [table, rows] of Object.entries(set)) (all[table] ??= []).push(...rows);
  return all;
}
