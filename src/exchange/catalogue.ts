/** The tables that go out and their columns, as the database and the register of people/ have them: nothing is listed a second time. */
import { sql, type Tx } from '../lib/db.ts';
import { type Column, register } from '../people/index.ts';
import { tablesOut } from './plan.ts';

/** How a value is written: a day is YYYY-MM-DD, a time an instant of UTC, a list and the rest of `json` as JSON. */
export type ValueKind = 'text' | 'number' | 'yes-no' | 'day' | 'clock' | 'time' | 'id' | 'list' | 'json' | 'bytes';
export type OutColumn = {
  name: string;
  kind: ValueKind;
  /** what a person's own key opens */
  sealed: boolean;
  refersTo: string | null;
  /** the words it may hold, when they are a closed list */
  words: string[];
  about: Column;
};
export type OutTable = { name: string; only: string | undefined; key: string[]; columns: OutColumn[] };

type Found = {
  table: string;
  column: string;
  type: string;
  in_key: boolean;
  refers_to: string | null;
  checks: string[];
};

export async function catalogueOf(tx: Tx): Promise<OutTable[]> {
  const { rows } = await sql<Found>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type,
      exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)) as in_key,
      (select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.contype = 'f' and k.conrelid = c.oid and k.conkey[cardinality(k.conkey)] = a.attnum limit 1) as refers_to,
      array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.contype = 'c' and k.conrelid = c.oid and k.conkey = array[a.attnum]) as checks
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(tx);
  const found = Map.groupBy(rows, (row) => row.table);
  return tablesOut.flatMap(({ table, only }) => {
    const columns = found.get(table);
    return columns
      ? [{ name: table, only, key: columns.filter((one) => one.in_key).map((one) => one.column), columns: outOf(table, columns) }]
      : [];
  });
}

function outOf(table: string, found: readonly Found[]): OutColumn[] {
  return found.flatMap(({ column, type, refers_to: refersTo, checks }) => {
    const about = register[table]?.columns[column];
    if (!about || isHeldBack(column, type, about)) return [];
    const isPersonal = about.class !== 'public' && about.class !== 'none';
    return [{ name: column, kind: kindOf(type), sealed: type === 'bytea' && isPersonal, refersTo, words: wordsIn(checks), about }];
  });
}

/** Of what a person is not handed, keys, hashes and working notes; who did something, or who is meant, the association knows. */
const isHeldBack = (column: string, type: string, { withheld }: Column): boolean =>
  withheld && (type === 'bytea' || !/(^|_)(id|by)$/.test(column));

function kindOf(type: string): ValueKind {
  if (type.endsWith('[]')) return 'list';
  if (/^(integer|bigint|smallint|double precision|real|numeric)/.test(type)) return 'number';
  const known: Record<string, ValueKind> = { boolean: 'yes-no', date: 'day', uuid: 'id', jsonb: 'json', bytea: 'bytes' };
  if (type.startsWith('timestamp')) return 'time';
  return known[type] ?? (type.startsWith('time') ? 'clock' : 'text');
}

/** `kind in ('a', 'b')`, as PostgreSQL writes it down. */
const wordsIn = (checks: readonly string[]): string[] =>
  checks.flatMap((check) => (/ARRAY\[/.test(check) ? [...check.matchAll(/'([^']*)'::text/g)].map(([, word]) => word!) : []));
