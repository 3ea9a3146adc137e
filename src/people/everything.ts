import type { Acting } from '../accounts/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import { type About, register, tablesAboutPeople } from './register.ts';
import { keysOf, openFor, type PersonKey } from './seal.ts';

export type Row = Record<string, unknown>;
/** All rows about a person that the actor may see, by table; what is sealed is opened. */
export type Everything = Record<string, Row[]>;

/**
 * All that is kept about a person: every table of the register that is about people, every column that is not withheld.
 * To be seen whole by the person herself; anyone else gets what row-level security lets through.
 */
export async function everythingAbout({ world, tx, actor }: Pick<Acting, 'world' | 'tx' | 'actor'>, person: string): Promise<Everything> {
  const key = (await keysOf({ world, tx }, [person])).get(person);
  const found: Everything = {};
  for (const table of tablesAboutPeople) {
    const columns = Object.entries(register[table]!.columns).flatMap(([name, { withheld }]) => (withheld ? [] : [name]));
    if (columns.length === 0) continue;
    const own = table === 'triages' && actor.kind !== 'visitor' && actor.id === person;
    const rows = own ? await ownTriages(tx) : await rowsOf(tx, table, columns, register[table]!.about!, person);
    found[table] = rows.map((row) => opened(row, table, person, key));
  }
  return found;
}

const rowsOf = async (tx: Tx, table: string, columns: string[], about: About, person: string): Promise<Row[]> =>
  (
    await sql<Row>`select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table)}
      where ${sql.ref(about.by)} ${about.in ? sql`in (select id from ${sql.table(about.in)} where person_id = ${person})` : sql`= ${person}`}`.execute(
      tx,
    )
  ).rows;

/** No page shows them: her right to a copy is asked for here alone. */
const ownTriages = async (tx: Tx): Promise<Row[]> => (await sql<Row>`select * from app.my_triages()`.execute(tx)).rows;

/** Bytes that do not open with the person's key are hashes and keys: they say nothing and stay behind. */
function opened(row: Row, table: string, person: string, key: PersonKey | undefined): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) => {
      if (!Buffer.isBuffer(value)) return [[column, value]];
      const text = key && tryOpen(key, { table, column, row: String(row['id'] ?? person) }, value);
      return text === undefined ? [] : [[column, text]];
    }),
  );
}

function tryOpen(key: PersonKey, place: { table: string; column: string; row: string }, sealed: Buffer): string | undefined {
  try {
    return openFor(key, place, sealed);
  } catch {
    return undefined;
  }
}
