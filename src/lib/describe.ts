import type pg from 'pg';

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  date: 'Day',
  time: 'Clock',
  timestamptz: 'Instant',
  jsonb: 'unknown',
  bytea: 'Buffer',
  _text: 'string[]',
  _date: 'Day[]',
  _uuid: 'string[]',
  xid8: 'string',
};

type Column = { table: string; column: string; type: string; required: boolean; defaulted: boolean };

const COLUMNS = `
  select c.relname as "table", a.attname as "column", t.typname as "type", a.attnotnull as required, a.atthasdef as defaulted
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname <> 'migrations' and n.nspname <> 'pgboss'
  order by c.relname, a.attnum`;

const CHECKS = `
  select c.relname as "table", pg_get_constraintdef(k.oid) as rule
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and k.contype = 'c'`;

/** TypeScript for the tables of a migrated database: what the compiler knows of it is read from it, never typed by hand. */
export async function describeSchema(client: pg.ClientBase): Promise<string> {
  const columns = (await client.query<Column>(COLUMNS)).rows;
  const unions = unionsOf((await client.query<{ table: string; rule: string }>(CHECKS)).rows);
  const tables = [...new Set(columns.map((column) => column.table))];
  const blocks = tables.map((table) =>
    blockOf(
      table,
      columns.filter((column) => column.table === table),
      unions,
    ),
  );
  const index = tables.map((table) => `  ${table}: ${nameOf(table)};`).join('\n');
  return `// Made by bin/schema from the migrated database. Do not edit.
import type { ColumnType } from 'kysely';
import type { Clock, Day, Instant } from './day.ts';

type Defaulted<T> = ColumnType<T, T | undefined, T>;
type Json = ColumnType<unknown, string, string>;
type DefaultedJson = ColumnType<unknown, string | undefined, string>;

${blocks.join('\n\n')}

export interface Database {
${index}
}
`;
}

function blockOf(table: string, columns: Column[], unions: Map<string, string>): string {
  const lines = columns.map(({ column, type, required, defaulted }) => {
    if (type === 'jsonb') return `  ${column}: ${defaulted ? 'DefaultedJson' : 'Json'};`;
    const known = TYPES[type];
    if (!known) throw new Error(`no TypeScript for ${table}.${column} of type ${type}`);
    const full = (unions.get(`${table}.${column}`) ?? known) + (required ? '' : ' | null');
    return `  ${column}: ${defaulted && required ? `Defaulted<${full}>` : full};`;
  });
  return `export interface ${nameOf(table)} {\n${lines.join('\n')}\n}`;
}

// check (kind in ('a', 'b')) is a union of literals; an array's check is left as text.
function unionsOf(checks: { table: string; rule: string }[]): Map<string, string> {
  const unions = new Map<string, string>();
  for (const { table, rule } of checks) {
    const found = /^CHECK \(\(?\(?(\w+) = ANY \(ARRAY\[([^\]]+)\]\)\)+$/.exec(rule);
    if (found)
      unions.set(
        `${table}.${found[1]}`,
        found[2]!
          .split(', ')
          .map((value) => value.replace(/::text$/, ''))
          .join(' | '),
      );
  }
  return unions;
}

const nameOf = (table: string) => table.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase()) + 'Table';
