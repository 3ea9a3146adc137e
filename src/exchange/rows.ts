/** Rows that go out, a page at a time: each page is a transaction of its own, so that a slow reader holds nothing, and access that has ended ends it. */
import { type Acting, associationOf, idOf } from '../accounts/index.ts';
import { sql, type Tx, transaction } from '../lib/db.ts';
import { keysOf, openFor, type PersonKey, register } from '../people/index.ts';
import type { OutTable } from './catalogue.ts';

export type OutRow = Record<string, unknown>;
export type Taker = Pick<Acting, 'world' | 'actor' | 'today'>;
export const PAGE_ROWS = 2_000;

/** Thrown when the one who takes out no longer may: the file breaks off and cannot be opened. */
export class AccessEnded extends Error {}

export async function* rowsOf(taker: Taker, table: OutTable): AsyncGenerator<OutRow, void> {
  let last: OutRow | undefined;
  do {
    const page: OutRow[] = await pageAfter(taker, table, last);
    for (const row of page) yield shown(table, row);
    last = page.length < PAGE_ROWS ? undefined : page.at(-1);
  } while (last);
}

async function pageAfter(taker: Taker, table: OutTable, last: OutRow | undefined): Promise<OutRow[]> {
  const { world, actor, today } = taker;
  const association = associationOf(actor);
  return transaction(world.db, { person: idOf(actor), today }, async (tx) => {
    const { rows: may } = await sql`select where ${association}::uuid in (select app.administered())`.execute(tx);
    if (may.length === 0) throw new AccessEnded('may no longer take out');
    const rows = await read(tx, table, association, last);
    return table.columns.some((column) => column.sealed) ? opened(taker, tx, table, rows) : rows;
  });
}

async function read(tx: Tx, { name, only, key, columns }: OutTable, association: string, last: OutRow | undefined): Promise<OutRow[]> {
  const by = register[name]?.about?.by;
  const wanted = new Set([...columns.map((column) => column.name), ...key, ...(by ? [by] : [])]);
  const refs = (names: readonly string[]) => sql.join(names.map((one) => sql.ref(one)));
  const after = last ? sql` and (${refs(key)}) > (${sql.join(key.map((one) => sql.val(last[one])))})` : sql``;
  const { rows } = await sql<OutRow>`select ${refs([...wanted])} from ${sql.table(name)}
    where ${sql.ref(name === 'associations' ? 'id' : 'association_id')} = ${association}${only ? sql.raw(` and ${only}`) : sql``}${after}
    order by ${refs(key)} limit ${PAGE_ROWS}`.execute(tx);
  return rows;
}

/** Sealed values open with their person's key; of somebody erased there is none, and nothing to be read. */
async function opened({ world }: Taker, tx: Tx, table: OutTable, rows: OutRow[]): Promise<OutRow[]> {
  const people = await peopleOf(tx, table, rows);
  const keys = await keysOf({ world, tx }, [...new Set(people.values())]);
  const sealed = table.columns.filter((column) => column.sealed).map((column) => column.name);
  return rows.map((row) => {
    const key = keys.get(people.get(row) ?? '');
    return { ...row, ...Object.fromEntries(sealed.map((column) => [column, textOf(key, table.name, column, row)])) };
  });
}

function textOf(key: PersonKey | undefined, table: string, column: string, row: OutRow): string | null {
  const bytes = row[column];
  if (!key || !Buffer.isBuffer(bytes)) return null;
  try {
    return openFor(key, { table, column, row: String(row['id'] ?? key.person) }, bytes);
  } catch {
    return null;
  }
}

async function peopleOf(tx: Tx, { name }: OutTable, rows: OutRow[]): Promise<Map<OutRow, string>> {
  const about = register[name]?.about;
  if (!about || rows.length === 0) return new Map();
  const named = rows.flatMap((row): [OutRow, string][] => (row[about.by] ? [[row, String(row[about.by])]] : []));
  if (!about.in || named.length === 0) return new Map(named);
  const { rows: owners } = await sql<{ id: string; person: string | null }>`
    select id, person_id as person from ${sql.table(about.in)} where id = any (${named.map(([, id]) => id)}::uuid[])`.execute(tx);
  const ownerOf = new Map(owners.map(({ id, person }) => [id, person]));
  return new Map(named.flatMap(([row, id]): [OutRow, string][] => (ownerOf.get(id) ? [[row, ownerOf.get(id)!]] : [])));
}

/** Only what is described goes out, in the order of the description. */
const shown = ({ columns }: OutTable, row: OutRow): OutRow => Object.fromEntries(columns.map(({ name }) => [name, plain(row[name])]));

/** As JSON has it. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString('base64');
  return value ?? null;
}
