import pg from 'pg';
import { type Keyring, loadKeyring } from '../lib/crypto.ts';

/**
 * The keyring this database was written with. One is made only where nobody's data is; throws a sentence for whoever runs the server where it
 * is missing, or is another one, before anything is written with it. `owner` connects as the role of the migrations.
 */
export async function openKeyring(owner: pg.ClientConfig, folder: string): Promise<Keyring> {
  const { hasPeople, mark } = await lookAt(owner);
  const keys = loadKeyring(folder, { mayMake: !hasPeople });
  if (mark !== null && mark !== keys.mark && hasPeople)
    throw new Error(
      `${folder} holds another keyring (${keys.mark}) than the one this database was written with (${mark}). ` +
        'Put that one back from its backup: with any other nobody can be read.',
    );
  return keys;
}

/** Notes which keyring it is, for the next start; on a migrated database. */
export async function keepMark(owner: pg.ClientConfig, keys: Pick<Keyring, 'mark'>): Promise<void> {
  await withClient(owner, (client) =>
    client.query(
      'insert into app.keyring (mark) values ($1) on conflict (one) do update set mark = excluded.mark where keyring.mark <> excluded.mark',
      [keys.mark],
    ),
  );
}

type Found = { hasPeople: boolean; mark: string | null };

async function lookAt(owner: pg.ClientConfig): Promise<Found> {
  return await withClient(owner, async (client) => {
    const ask = async <T>(table: string, text: string, otherwise: T): Promise<T> => {
      const there = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table]);
      return there.rows[0]!.there ? ((await client.query<{ found: T }>(text)).rows[0]?.found ?? otherwise) : otherwise;
    };
    return {
      hasPeople: await ask('public.people', 'select exists (select from public.people) as found', false),
      mark: await ask<string | null>('app.keyring', 'select mark as found from app.keyring', null),
    };
  });
}

async function withClient<T>(owner: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    // The role of the migrations need not be one that sees past row-level security by itself.
    const { rowCount } = await client.query("select from pg_roles where rolname = 'verksted_owner'");
    if (rowCount) await client.query('set role verksted_owner');
    return await work(client);
  } finally {
    await client.end();
  }
}
