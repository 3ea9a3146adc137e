import { mkdirSync } from 'node:fs';
import pg, { type PoolConfig } from 'pg';
import { atWork, houseKeeper, type World } from './accounts/index.ts';
import type { Config } from './config.ts';
import { buildAssets } from './lib/assets.ts';
import type { Now } from './lib/day.ts';
import { type Db, openDb, sql } from './lib/db.ts';
import { jobTables } from './lib/job-tables.ts';
import { startJobs, startJobSender } from './lib/jobs.ts';
import { listen } from './lib/listen.ts';
import { openLog } from './lib/log.ts';
import { migrate } from './lib/migrate.ts';
import { pageCache } from './lib/page-cache.ts';
import { openPress } from './lib/pdf/index.ts';
import { startCluster } from './lib/postgres/index.ts';
import { menuOf } from './desk/menu.ts';
import { farewell, unsent } from './me/index.ts';
import { templates } from './papers/index.ts';
import { openFinder } from './offers/index.ts';
import { keepMark, openKeyring, replayErasures } from './people/index.ts';
import { queues, workOf } from './queues.ts';

export type Connections = { superuser: PoolConfig; app: PoolConfig; jobs: PoolConfig; stop(): Promise<void> };
export type Opened = { world: World; close(): Promise<void>; whenIdle(): Promise<void> };

const ROLES = { app: 'verksted_app', jobs: 'verksted_jobs' };

/** The embedded server, or any other one named in the environment. */
export async function connect(config: Config, now: Now): Promise<Connections> {
  if (config.DATABASE_URL) {
    const at = (connectionString: string | undefined): PoolConfig => ({ connectionString });
    return {
      superuser: at(config.DATABASE_OWNER_URL),
      app: at(config.DATABASE_URL),
      jobs: at(config.DATABASE_JOBS_URL),
      stop: async () => {},
    };
  }
  mkdirSync(config.DATA_FOLDER, { recursive: true });
  const cluster = await startCluster({ folder: config.DATA_FOLDER, now });
  await makeDatabase(cluster.superuser('postgres'));
  return {
    superuser: cluster.superuser('verksted'),
    app: cluster.connection(ROLES.app, 'verksted'),
    jobs: cluster.connection(ROLES.jobs, 'verksted'),
    stop: () => cluster.stop(),
  };
}

/** Opens everything a process needs: keys, database, queue, styles. Nothing is half open when it throws. */
export async function openWorld(config: Config, now: Now, connections: Connections): Promise<Opened> {
  const log = openLog(undefined, undefined, config.LOG);
  const keys = await openKeyring(connections.superuser, config.KEYS_FOLDER);
  await migrate(connections.superuser, keys.context, [jobTables(queues, ROLES)]);
  await keepMark(connections.superuser, keys);
  const db = openDb(connections.app, keys.context, (error) => log.error('database.idle-connection-lost', error));
  await refusePowers(db);
  const sender = await startJobSender(db.pool, (error) => void log.error('queue.failed', error), now);
  const pages = pageCache();
  const houses = await houseKeeper(db);
  const heard = await listen(connections.app, 'public_changed', async () => {
    await houses.refresh();
    pages.clear();
  });
  const assets = await buildAssets();
  const press = openPress(templates);
  const world: World = {
    config,
    db,
    keys,
    now,
    log,
    enqueue: sender.enqueue,
    assets,
    pages,
    houses,
    press,
    menu: menuOf,
    farewell,
    unsent,
  };
  const jobsDb = openDb({ ...connections.jobs, max: 4 }, keys.context, (error) => log.error('database.idle-connection-lost', error));
  await atWork(world, jobsDb, 'start', ({ tx }) => replayErasures(tx, config.KEYS_FOLDER));
  const work = workOf(world, jobsDb);
  const jobs = await startJobs({
    connection: connections.jobs,
    ...work,
    now,
    onFault: (error, about) => log.error('job.failed', error, about),
  });
  const finder = await openFinder(world, connections.app);
  const close = async () => {
    await jobs.stop();
    work.close();
    press.close();
    await heard.stop();
    await finder.stop();
    await sender.stop();
    await db.pool.end();
    await jobsDb.pool.end();
    await connections.stop();
  };
  return { world, close, whenIdle: jobs.whenIdle };
}

async function makeDatabase(superuser: PoolConfig): Promise<void> {
  const client = new pg.Client(superuser);
  await client.connect();
  const found = await client.query("select from pg_database where datname = 'verksted'");
  if (found.rowCount === 0) await client.query('create database verksted');
  await client.end();
}

/** A login that owns tables or bypasses row-level security would see everything: then nothing starts. */
async function refusePowers(db: Db): Promise<void> {
  const mighty = await sql<{ mighty: boolean }>`
    select (rolsuper or rolbypassrls or exists (select from pg_class where relowner = r.oid)) as mighty from pg_roles r where rolname = current_user
  `.execute(db.query);
  if (mighty.rows[0]?.mighty !== false)
    throw new Error('DATABASE_URL: this role owns tables or bypasses row-level security; the app refuses to run with it');
}
