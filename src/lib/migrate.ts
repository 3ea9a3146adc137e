import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { padsOf } from './context.ts';

const LOCK = 5_217_330; // any number, the same in every process

const ROLES = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'verksted_owner') then create role verksted_owner nologin; end if;
  if not exists (select from pg_roles where rolname = 'verksted_app') then create role verksted_app login nosuperuser nobypassrls nocreatedb nocreaterole; end if;
  if not exists (select from pg_roles where rolname = 'verksted_jobs') then create role verksted_jobs login nosuperuser nobypassrls nocreatedb nocreaterole; end if;
  if not exists (select from pg_roles where rolname = 'verksted_statistics') then create role verksted_statistics login nosuperuser nobypassrls nocreatedb nocreaterole; end if;
exception when unique_violation or duplicate_object then null;
end $$`;

export type Extra = { name: string; sql: string };

/**
 * Brings the database up to date under an advisory lock, as verksted_owner, forward only. Each numbered file runs once, in its own transaction.
 * `superuser` connects as a role that may create roles and set role verksted_owner. `extras` are steps made by code (the job queue's tables).
 * Returns the names that were run.
 */
export async function migrate(
  superuser: pg.ClientConfig,
  contextKey: Buffer,
  extras: Extra[] = [],
  folder = join(import.meta.dirname, '../../migrations'),
): Promise<string[]> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(ROLES);
    await client.query(
      `do $$ begin execute format('grant create, connect on database %I to verksted_owner', current_database()); execute format('revoke temporary on database %I from public', current_database()); end $$`,
    );
    await client.query('grant create, usage on schema public to verksted_owner');
    await client.query('set role verksted_owner');
    await client.query('create table if not exists migrations (name text primary key, run_at timestamptz not null default now())');
    const ran = await runMissing(client, [...filesOf(folder), ...extras]);
    await keepContextKey(client, contextKey);
    return ran;
  } finally {
    await client.end();
  }
}

function filesOf(folder: string): Extra[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file) => ({ name: file.replace(/\.sql$/, ''), sql: readFileSync(join(folder, file), 'utf8') }));
}

async function runMissing(client: pg.Client, steps: Extra[]): Promise<string[]> {
  const done = new Set((await client.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name));
  const missing = steps.filter((step) => !done.has(step.name));
  for (const step of missing) {
    await client.query('begin');
    try {
      await client.query(step.sql);
      await client.query('insert into migrations (name) values ($1)', [step.name]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new Error(`migration ${step.name} failed`, { cause: error });
    }
  }
  return missing.map((step) => step.name);
}

async function keepContextKey(client: pg.Client, contextKey: Buffer) {
  const { inner, outer } = padsOf(contextKey);
  await client.query(
    `insert into app.secrets (name, inner_pad, outer_pad) values ('context', $1, $2)
     on conflict (name) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
    [inner, outer],
  );
}
