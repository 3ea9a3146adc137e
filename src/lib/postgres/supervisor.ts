import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Now } from '../day.ts';
import { giveTo, serverAccount } from './account.ts';
import { chooseBinaries, prepareBinaries } from './binaries.ts';
import type { Log } from './cluster.ts';
import type { Place } from './place.ts';
import { ensureCluster, existingCluster } from './marker.ts';
import { programHome, socketFolder } from './place.ts';
import { readPidFile, removeStaleLock, serverProcesses } from './lock.ts';
import { clusterProblem } from './problem.ts';
import type { Launch, ServerProcess } from './server-process.ts';
import { isHeld, launch } from './server-process.ts';
import { keepShort } from './server-log.ts';
import type { Durability } from './settings.ts';
import { writeSettings } from './settings.ts';

export type Supervision = {
  place: Place;
  durability: Durability;
  /** Whether the process that last started a server here is still alive; if not, a server found here is an orphan. */
  owned: boolean;
  now: Now;
  log: Log;
  roles: readonly string[];
  onlyExisting: boolean;
  lockPatience: number;
};

export type Server = { version: string; sockets: string; pid(): number; stop(): Promise<void> };

const orphanPatience = 60_000;
const longestPause = 30_000;

/** Brings the server up over the place and keeps it up until stop(). */
export async function supervise(task: Supervision): Promise<Server> {
  const { place, durability, log } = task;
  const account = serverAccount();
  const existing = existingCluster(place);
  if (task.onlyExisting && !existing) throw clusterProblem('cluster-missing', `There is no database in ${place.folder}.`);
  await clearTheWay(task);
  const binaries = prepareBinaries(chooseBinaries(account, existing), account, programHome(place, account));
  const made = await ensureCluster(place, account, binaries, task.now, durability === 'durable');
  giveTo(account, place.cluster);
  const sockets = socketFolder(place, account);
  if (removeStaleLock(place.cluster, sockets)) log('postgres.stale-lock-removed');
  writeSettings(place.cluster, durability, { account, roles: task.roles });
  const what: Launch = { place, account, binaries, durability, sockets };
  const kept = keepUp(what, await launchPatiently(what, task.lockPatience), log);
  log('postgres.started', { version: binaries.version, origin: binaries.origin, pid: kept.pid(), made });
  const trimming = keepShort(place.log);
  const stop = async () => {
    clearInterval(trimming);
    await kept.stop();
    rmSync(sockets, { recursive: true, force: true });
    log('postgres.stopped');
  };
  return { version: binaries.version, sockets, pid: kept.pid, stop };
}

/** Waits for a server that is still ending, and asks an orphan to end. */
async function clearTheWay({ place, owned, lockPatience, log }: Supervision): Promise<void> {
  const patience = owned ? lockPatience : orphanPatience;
  const start = performance.now();
  for (let asked = false; serverProcesses(place.cluster).length > 0 || isHeld(place); await wait(50)) {
    if (performance.now() - start > patience) throw inUse(place);
    if (owned || asked) continue;
    asked = stopOrphan(place, log);
  }
}

function stopOrphan(place: Place, log: Log): boolean {
  const pid = readPidFile(place.cluster)?.pid;
  if (!pid || !serverProcesses(place.cluster).includes(pid)) return false;
  log('postgres.orphan-found', { pid });
  process.kill(pid, 'SIGINT');
  return true;
}

async function launchPatiently(what: Launch, patience: number): Promise<ServerProcess> {
  const start = performance.now();
  do {
    const server = await launch(what);
    if (server !== 'locked') return server;
    await wait(100);
  } while (performance.now() - start < patience);
  throw inUse(what.place);
}

/** PostgreSQL mends itself when one of its processes fails; this is for when all of it is gone (out of memory, a kill). */
function keepUp(what: Launch, first: ServerProcess, log: Log): { pid(): number; stop(): Promise<void> } {
  const stopping = new AbortController();
  let server = first;
  const watching = watch();
  async function watch(): Promise<void> {
    await server.exited;
    for (let pause = 100; !stopping.signal.aborted; pause = Math.min(pause * 2, longestPause)) {
      log('postgres.ended', { pid: server.pid });
      await wait(pause, undefined, { ref: false, signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      const next = await launch(what).catch((error: Error) => log('postgres.not-started', { words: error.message }));
      if (!next || next === 'locked') continue;
      server = next;
      pause = 100;
      log('postgres.started-again', { pid: server.pid });
      if (stopping.signal.aborted) await server.stop();
      await server.exited;
    }
  }
  const stop = async () => {
    stopping.abort();
    await server.stop();
    await watching;
  };
  return { pid: () => server.pid, stop };
}

function inUse(place: Place): Error {
  const pid = readPidFile(place.cluster)?.pid;
  return clusterProblem(
    'in-use',
    `Another server${pid ? ` (process ${pid})` : ''} is running over ${place.folder}. Stop the program it belongs to first.`,
  );
}
