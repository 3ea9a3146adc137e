/** A database seen with one person's eyes, in transactions that leave nothing behind. */
import pg from 'pg';
import { signContext } from '../src/lib/context.ts';
import type { Day } from '../src/lib/day.ts';
import { TODAY } from './rls-world.fixture.ts';
import type { TestWorld } from './world.ts';

export type Eyes = {
  client: pg.Client;
  /** from here on the transaction is hers; null: a visitor's */
  become(person: string | null, today?: Day): Promise<unknown>;
  /** what a question of one column is answered, asked by her */
  seenBy<T>(person: string | null, question: string): Promise<T>;
  /** a transaction that leaves nothing behind, whatever happens in it */
  passing<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export async function openEyes(test: TestWorld): Promise<Eyes> {
  const client = new pg.Client(test.superuser.options);
  await client.connect();
  const become = (person: string | null, today: Day = TODAY) =>
    client.query(
      `set local role verksted_app; select set_config('app.ctx', '${signContext(test.world.keys.context, { person, today })}', true)`,
    );
  return {
    client,
    become,
    seenBy: async <T>(person: string | null, question: string) => {
      await become(person);
      const { rows } = await client.query<{ seen: T }>(question);
      await client.query('reset role');
      return rows[0]!.seen;
    },
    passing: async (work) => {
      await client.query('begin');
      try {
        return await work();
      } finally {
        await client.query('rollback');
      }
    },
    close: () => client.end(),
  };
}

/** Ids of all that is seen, table by table. */
export const lookAt = (tables: readonly (readonly [name: string, key: string, from?: string])[]) =>
  `select json_build_object(${tables
    .map(([name, key, from]) => `'${name}', (select coalesce(json_agg(${key}), '[]') from ${from ?? name})`)
    .join(', ')}) as seen`;

export const sorted = (seen: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(seen).map(([table, ids]) => [table, ids.toSorted()]));
