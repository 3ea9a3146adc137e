import { randomUUID } from 'node:crypto';
import { readConfig, type Config } from './config.ts';
import type { Acting, World } from './accounts/index.ts';
import { record } from './history/index.ts';
import { loadKeyring } from './lib/crypto.ts';
import { type Now, today, zone } from './lib/day.ts';
import { type Db, openDb, transaction } from './lib/db.ts';
import { startJobSender } from './lib/jobs.ts';
import { attachCluster } from './lib/postgres/index.ts';

export type AtConsole = Pick<Acting, 'tx' | 'now' | 'today' | 'record'> & { world: Pick<World, 'keys' | 'enqueue' | 'config'> };
export type Console = { config: Config; work<T>(work: (scene: AtConsole) => Promise<T>): Promise<T>; close(): Promise<void> };

/** For whoever sits at the server, beside one that runs: a transaction of the jobs role. What is done is recorded as the system's. */
export async function openConsole(environment: NodeJS.ProcessEnv, now: Now): Promise<Console> {
  const config = readConfig(environment);
  const keys = loadKeyring(config.KEYS_FOLDER, { mayMake: false });
  const connection = config.DATABASE_JOBS_URL
    ? { connectionString: config.DATABASE_JOBS_URL }
    : attachCluster(config.DATA_FOLDER).connection('verksted_jobs', 'verksted');
  return await consoleAt({ config, keys, now, jobs: openDb({ ...connection, max: 2 }, keys.context, () => {}) });
}

type Parts = { config: Config; keys: World['keys']; now: Now; jobs: Db };

export async function consoleAt({ config, keys, now, jobs }: Parts): Promise<Console> {
  const sender = await startJobSender(jobs.pool, () => {}, now);
  const request = `console ${randomUUID()}`;
  return {
    config,
    work: (work) =>
      transaction(jobs, { person: null, today: today(now, zone('Europe/Oslo')) }, (tx) => {
        const at = now();
        const write: Acting['record'] = (entry) => record(tx, { association: null, ...entry, at, actor: null, role: 'system', request });
        const scene = { tx, now: at, today: today(now, zone('Europe/Oslo')), record: write };
        return work({ ...scene, world: { keys, config, enqueue: sender.enqueue } });
      }),
    close: async () => {
      await sender.stop();
      await jobs.pool.end();
    },
  };
}
