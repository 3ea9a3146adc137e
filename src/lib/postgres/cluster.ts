import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { PoolConfig } from 'pg';
import type { Now } from '../day.ts';
import { passableFolder, serverAccount } from './account.ts';
import type { Place } from './place.ts';
import { findPlace, throwawayPlace } from './place.ts';
import type { Owner } from './lock.ts';
import { isAlive, readPidFile, serverProcesses, thisOwner } from './lock.ts';
import { clusterProblem } from './problem.ts';
import { liftedLimits, port, superuser } from './settings.ts';
import type { Server } from './supervisor.ts';
import { supervise } from './supervisor.ts';

export type Log = (event: string, facts?: Record<string, unknown>) => void;

export type ClusterOptions = {
  /** Made when it is missing. Everything lies in it, unless the server's account cannot reach it: then under /var/lib. */
  folder: string;
  now: Now;
  log?: Log;
  /** The role names the account that runs Node may connect as, beside the superuser. */
  roles?: readonly string[];
  /** Refuse with 'cluster-missing' where there is none, rather than make one. */
  onlyExisting?: boolean;
  /** How long to wait for another server over the same folder to end, in milliseconds. */
  lockPatience?: number;
};

export type Cluster = {
  /** Of the server, e.g. "18.4". */
  version: string;
  /** Of the server; another one after it had to be started again. */
  readonly pid: number;
  /** The folder the caller named. */
  folder: string;
  /** PostgreSQL's own data folder. */
  clusterFolder: string;
  socketFolder: string;
  port: number;
  /** For `new pg.Pool(…)`. The server refuses a role that is not on the list. */
  connection(role: string, database: string): PoolConfig;
  /** For migrations and upkeep: no limit on how long a statement, a wait or a transaction may take. */
  superuser(database?: string): PoolConfig;
  /** Ends all connections and stops the server; everything is complete on disk then. */
  stop(): Promise<void>;
};

/** Written beside the marker while a server runs. */
type Run = { owner: Owner; version: string };

export const defaultRoles: readonly string[] = ['verksted_owner', 'verksted_app', 'verksted_jobs', 'verksted_statistics'];

/**
 * Starts the embedded PostgreSQL over `folder`, making it the first time. The server stops with this process, however
 * that ends, and is started again should it end by itself. Throws a ClusterProblem.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const account = serverAccount();
  passableFolder(resolve(options.folder), account);
  return run(findPlace(options.folder, account), options, 'durable');
}

/** A cluster for tests: in a temporary folder, faster because nothing in it survives a crash, gone after stop(). */
export async function startThrowawayCluster(options: Partial<Omit<ClusterOptions, 'folder'>> = {}): Promise<Cluster> {
  const place = throwawayPlace(serverAccount());
  sweep(dirname(place.base));
  const cluster = await run(place, { now: () => new Date(0), ...options, folder: place.folder }, 'throwaway');
  const remove = () => rmSync(place.base, { recursive: true, force: true, maxRetries: 5 });
  const atExit = () => {
    process.kill(cluster.pid, 'SIGQUIT');
    remove();
  };
  process.once('exit', atExit);
  const { stop } = cluster;
  cluster.stop = async () => {
    await stop();
    process.off('exit', atExit);
    remove();
  };
  return cluster;
}

/** The cluster that another process of this account runs over `folder`. Its stop() leaves the server alone. */
export function attachCluster(folder: string): Cluster {
  const place = existsSync(folder) ? findPlace(folder, serverAccount()) : undefined;
  const file = place && readPidFile(place.cluster);
  if (!place || !file?.ready || !serverProcesses(place.cluster).includes(file.pid)) {
    throw clusterProblem('not-running', `No server is running over ${folder}.`);
  }
  const server: Server = { version: readRun(place)?.version ?? '', sockets: file.socketFolder, pid: () => file.pid, stop: async () => {} };
  return describe(place, server);
}

async function run(place: Place, options: ClusterOptions, durability: 'durable' | 'throwaway'): Promise<Cluster> {
  const owner = readRun(place)?.owner;
  const server = await supervise({
    place,
    durability,
    owned: owner !== undefined && isAlive(owner),
    now: options.now,
    log: options.log ?? (() => {}),
    roles: options.roles ?? defaultRoles,
    onlyExisting: options.onlyExisting ?? false,
    lockPatience: options.lockPatience ?? 15_000,
  });
  writeFileSync(place.run, JSON.stringify({ owner: thisOwner(), version: server.version } satisfies Run));
  const stop = async () => {
    await server.stop();
    rmSync(place.run, { force: true });
  };
  return describe(place, { ...server, stop });
}

function describe(place: Place, server: Server): Cluster {
  const connection = (role: string, database: string): PoolConfig => ({
    host: server.sockets,
    port,
    user: role,
    database,
    ssl: false,
    connectionTimeoutMillis: 5000,
  });
  return {
    version: server.version,
    get pid() {
      return server.pid();
    },
    folder: place.folder,
    clusterFolder: place.cluster,
    socketFolder: server.sockets,
    port,
    connection,
    superuser: (database = 'postgres') => ({ ...connection(superuser, database), options: liftedLimits }),
    stop: server.stop,
  };
}

function readRun(place: Pick<Place, 'run'>): Run | undefined {
  return existsSync(place.run) ? (JSON.parse(readFileSync(place.run, 'utf8')) as Run) : undefined;
}

/** Removes what killed test runs left behind. */
function sweep(temporary: string): void {
  for (const name of readdirSync(temporary).filter((each) => each.startsWith('verksted-db-'))) {
    const base = join(temporary, name);
    try {
      const left = readRun({ run: join(base, 'postgres.run.json') });
      if (left && !isAlive(left.owner) && serverProcesses(join(base, 'postgres')).length === 0) rmSync(base, { recursive: true });
    } catch {
      // another user's, or gone meanwhile
    }
  }
}
