import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from './account.ts';
import { asAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import { readPidFile, removeStaleLock } from './lock.ts';
import { clusterProblem } from './problem.ts';
import { serverLog } from './server-log.ts';
import type { Durability } from './settings.ts';
import { demandedSettings } from './settings.ts';

export type ServerProcess = { pid: number; exited: Promise<void>; stop(): Promise<void> };

export type Launch = { place: Place; account: Account; binaries: Binaries; durability: Durability; sockets: string };

const lockedExit = 75;
const stopSeconds = 60;

/** Resolves when the server takes connections; 'locked' when another server holds the cluster. */
export async function launch(what: Launch): Promise<ServerProcess | 'locked'> {
  if (isHeld(what.place)) return 'locked';
  removeStaleLock(what.place.cluster, what.sockets);
  const log = serverLog(what.place.log);
  const child = spawnServer(what);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const file = readPidFile(what.place.cluster);
    if (file?.pid === child.pid && file.ready) return { pid: child.pid, exited, stop: () => stopChild(child, exited) };
    await Promise.race([wait(10), exited]);
  }
  await exited;
  const words = log.since();
  if (child.exitCode === lockedExit || /lock file .* already exists|still in use/.test(words)) return 'locked';
  throw clusterProblem('start-failed', `PostgreSQL did not start in ${what.place.cluster}: ${words.trim() || 'it said nothing'}`);
}

/**
 * Own session, so that Ctrl-C in a terminal reaches only Node, which then stops the server in order. When Node itself is
 * killed, the kernel sends the server SIGINT, its clean stop. The lock is held by the kernel for as long as any server
 * process lives, also across containers that share the folder and do not see each other's processes.
 */
function spawnServer({ place, account, binaries, durability, sockets }: Launch): ChildProcess {
  const settings = Object.entries(demandedSettings(durability, sockets)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [...underLock(place, account), ...diesWithParent(), binaries.postgres, '-D', place.cluster, ...settings];
  const log = openSync(place.log, 'a', 0o600);
  const child = spawn(command[0]!, command.slice(1), {
    ...asAccount(account),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  closeSync(log);
  child.unref();
  return child;
}

async function stopChild(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.ref();
  child.kill('SIGINT');
  const late = new AbortController();
  const inTime = await Promise.race([exited.then(() => true), wait(stopSeconds * 1000, false, { signal: late.signal })]);
  late.abort();
  if (inTime) return;
  child.kill('SIGQUIT'); // recovers from its log at the next start
  await exited;
}

/** Whether any process holds the lock, also one in another container that cannot be seen from here. */
export function isHeld(place: Place): boolean {
  if (!existsSync(place.lock) || !offers('flock', '--no-fork')) return false;
  return spawnSync('flock', ['--nonblock', '--conflict-exit-code', String(lockedExit), place.lock, 'true']).status === lockedExit;
}

function underLock(place: Place, account: Account): string[] {
  closeSync(openSync(place.lock, 'a', 0o600));
  if (!account.own) chownSync(place.lock, account.uid, account.gid);
  return offers('flock', '--no-fork') ? ['flock', '--no-fork', '--nonblock', '--conflict-exit-code', String(lockedExit), place.lock] : [];
}

function diesWithParent(): string[] {
  return offers('setpriv', '--pdeathsig') ? ['setpriv', '--no-new-privs', '--pdeathsig', 'INT', '--'] : [];
}

/** BusyBox has programs of the same names that can do less. */
function offers(program: string, option: string): boolean {
  return spawnSync(program, ['--help'], { encoding: 'utf8' }).stdout?.includes(option) ?? false;
}
