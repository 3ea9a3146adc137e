import { setTimeout as delay } from 'node:timers/promises';
import type { ClientConfig, PoolConfig } from 'pg';
import pg from 'pg';
import { attachCluster, startThrowawayCluster } from '../src/lib/postgres/index.ts';

export type TestDatabase = {
  /** the role that owns tables; it may make schemas */
  owner: pg.Client;
  as(role: 'verksted_app' | 'verksted_jobs'): PoolConfig;
  close(): Promise<void>;
};

const prepare = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'verksted_owner') then create role verksted_owner nologin; end if;
  if not exists (select from pg_roles where rolname = 'verksted_app') then create role verksted_app login; end if;
  if not exists (select from pg_roles where rolname = 'verksted_jobs') then create role verksted_jobs login; end if;
exception when unique_violation or duplicate_object then null;
end $$;
do $$ begin execute format('grant create on database %I to verksted_owner', current_database()); end $$;
grant create on schema public to verksted_owner;
set role verksted_owner`;

/** An empty database with the roles, for what is tested below the app; on the shared server of `npm test`, or on one of its own. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const shared = process.env['VERKSTED_TEST_CLUSTER'];
  const cluster = shared ? attachCluster(shared) : await startThrowawayCluster();
  const name = `bare_${process.pid}_${Math.trunc(performance.now())}`;
  const maker = new pg.Client(cluster.superuser('postgres'));
  await maker.connect();
  await maker.query(`create database ${name}`);
  const owner = new pg.Client(cluster.superuser(name));
  await owner.connect();
  await owner.query(prepare);
  const close = async () => {
    await owner.end();
    await maker.end();
    await dropDatabase(cluster.superuser('postgres'), name);
    if (!shared) await cluster.stop();
  };
  return { owner, as: (role) => cluster.connection(role, name), close };
}

/** A pool that has ended has said goodbye, but its server processes may still be leaving: cut off then, they would cry out after the test. */
export async function dropDatabase(superuser: ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(superuser);
  await client.connect();
  for (let tries = 0; tries < 100; tries += 1) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0) break;
    await delay(20);
  }
  await client.query(`drop database ${name} with (force)`);
  await client.end();
}
