import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Hono } from 'hono';
import type { Registered, World } from '../src/accounts/index.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Instant } from '../src/lib/day.ts';
import { attachCluster, startThrowawayCluster } from '../src/lib/postgres/index.ts';
import { openWorld } from '../src/open.ts';
import { dropDatabase } from './database.ts';

export type TestWorld = {
  world: World;
  app: Hono;
  routes: Registered[];
  /** sets the one clock of this world */
  setClock(at: string): void;
  /** resolves when no job is due */
  whenIdle(): Promise<void>;
  /** a connection that bypasses everything, for arranging and for looking behind the curtain */
  superuser: pg.Pool;
  /** stops the app and starts it again on the same database, with other settings; this world is then over */
  reopen(environment?: Record<string, string>): Promise<TestWorld>;
  close(): Promise<void>;
};

/**
 * A whole app on a real PostgreSQL, with a database of its own. Under `npm test` the server is shared and the database is copied from a
 * migrated template (VERKSTED_TEST_CLUSTER); a file run alone starts a server for itself. The clock stands still until it is set.
 */
export async function openTestWorld(at = '2026-12-01T09:00:00+01:00', environment: Record<string, string> = {}): Promise<TestWorld> {
  let now: Instant = new Date(at);
  const shared = process.env['VERKSTED_TEST_CLUSTER'];
  const cluster = shared ? attachCluster(shared) : await startThrowawayCluster();
  const name = `test_${process.pid}_${Math.trunc(performance.now())}`;
  await once(cluster.superuser('postgres'), `create database ${name}${shared ? ' template verksted_template' : ''}`);
  const keys = ownKeys(process.env['VERKSTED_TEST_KEYS']);
  const connections = {
    superuser: cluster.superuser(name),
    app: cluster.connection('verksted_app', name),
    jobs: cluster.connection('verksted_jobs', name),
    stop: async () => {},
  };
  const superuser = new pg.Pool({ ...cluster.superuser(name), max: 2 });
  const start = async (settings: Record<string, string>): Promise<TestWorld> => {
    const config = readConfig({ PUBLIC_URL: 'http://localhost', KEYS_FOLDER: keys, PORT: '0', LOG: 'faults', ...settings });
    const opened = await openWorld(config, () => now, connections);
    const reopen = async (other = {}) => {
      await opened.close();
      return await start(other);
    };
    const close = async () => {
      await opened.close();
      await superuser.end();
      await dropDatabase(cluster.superuser('postgres'), name);
      if (!shared) await cluster.stop();
      rmSync(keys, { recursive: true, force: true });
    };
    const { world, whenIdle } = opened;
    return { world, ...createApp(world), setClock: (to) => void (now = new Date(to)), whenIdle, superuser, reopen, close };
  };
  return await start(environment);
}

/** The same keyring, but a list of the erased of its own: the cast is the same people in every world. */
function ownKeys(shared: string | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'verksted-keys-'));
  if (shared) copyFileSync(join(shared, 'keyring.json'), join(folder, 'keyring.json'));
  return folder;
}

export async function once(connection: pg.ClientConfig, text: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(text);
  await client.end();
}
