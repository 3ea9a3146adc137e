import pg from 'pg';
import type { Cluster } from './cluster.ts';
import { clusterProblem } from './problem.ts';

export type Examination = { database: string; tables: number; indexes: number };

/**
 * Reads every page of every table, so that each checksum is proved, and with amcheck compares every B-tree index with its
 * table. Changes nothing. Throws 'backup-damaged' naming the first thing found.
 */
export async function examine(cluster: Cluster): Promise<Examination[]> {
  const names = await withClient(cluster, 'postgres', async (client) => {
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database where datallowconn order by datname');
    return rows.map(({ name }) => name);
  });
  const examinations: Examination[] = [];
  for (const name of names) examinations.push(await withClient(cluster, name, (client) => examineDatabase(client, name)));
  return examinations;
}

async function examineDatabase(client: pg.Client, database: string): Promise<Examination> {
  await client.query('begin'); // rolled back: the extension is only lent
  const { rows: offered } = await client.query("select from pg_available_extensions where name = 'amcheck'");
  const thorough = offered.length > 0;
  if (thorough) await client.query('create schema examination; create extension amcheck schema examination');
  try {
    const tables = await eachRelation(client, "relkind in ('r', 't', 'm')", thorough ? heapDamage : readAll);
    const indexes = thorough
      ? await eachRelation(client, "relkind = 'i' and relam = (select oid from pg_am where amname = 'btree')", indexDamage)
      : 0;
    return { database, tables, indexes };
  } catch (error) {
    throw clusterProblem('backup-damaged', `Database ${database}: ${(error as Error).message}`);
  } finally {
    await client.query('rollback');
  }
}

async function eachRelation(
  client: pg.Client,
  kind: string,
  examineOne: (client: pg.Client, oid: number) => Promise<void>,
): Promise<number> {
  const { rows } = await client.query<{ oid: number }>(`select oid from pg_class where ${kind} and relpersistence = 'p' order by oid`);
  for (const { oid } of rows) await examineOne(client, oid);
  return rows.length;
}

async function heapDamage(client: pg.Client, oid: number): Promise<void> {
  const { rows } = await client.query<{ msg: string; name: string }>(
    'select msg, $1::oid::regclass::text as name from examination.verify_heapam($1::oid, on_error_stop => true) limit 1',
    [oid],
  );
  if (rows[0]) throw new Error(`${rows[0].name}: ${rows[0].msg}`);
}

async function indexDamage(client: pg.Client, oid: number): Promise<void> {
  await client.query('select examination.bt_index_check($1::oid, true)', [oid]);
}

async function readAll(client: pg.Client, oid: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select $1::oid::regclass::text as name', [oid]);
  await client.query(`select count(*) from ${rows[0]!.name}`);
}

async function withClient<T>(cluster: Cluster, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(cluster.superuser(database));
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
