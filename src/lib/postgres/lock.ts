import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The process that started the server. The start time tells a reused number from the same process. */
export type Owner = { pid: number; startedAt: string };

/** First lines of postmaster.pid, as PostgreSQL documents them in "File System Layout". */
export type PidFile = { pid: number; socketFolder: string; ready: boolean };

export function readPidFile(cluster: string): PidFile | undefined {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n');
  return { pid: Number(lines[0]), socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/** Server processes that work in this cluster: found by what they run and where, whatever the lock file says. */
export function serverProcesses(cluster: string): number[] {
  if (process.platform === 'linux') return numbered('/proc').filter((pid) => runsPostgresIn(pid, cluster));
  const pid = readPidFile(cluster)?.pid;
  return pid && commandOf(pid).includes(cluster) ? [pid] : [];
}

/**
 * Removes what a server that is gone left behind. PostgreSQL would believe it when the number now belongs to another
 * program, or to a dead process that nobody has collected, as in a container without an init.
 */
export function removeStaleLock(cluster: string, sockets: string): boolean {
  if (serverProcesses(cluster).length > 0) return false;
  const left = [join(cluster, 'postmaster.pid'), ...listed(sockets).map((name) => join(sockets, name))].filter((path) => existsSync(path));
  for (const path of left) rmSync(path);
  return left.length > 0;
}

export function thisOwner(): Owner {
  return { pid: process.pid, startedAt: startOf(process.pid) ?? '' };
}

export function isAlive(owner: Owner): boolean {
  return startOf(owner.pid) === owner.startedAt;
}

function runsPostgresIn(pid: number, cluster: string): boolean {
  try {
    const program = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''));
    return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false; // gone, or another user's: the folder is ours alone, so it cannot be in it
  }
}

function listed(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function numbered(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Fields 3 and 22 of /proc/<pid>/stat: state, and clock ticks since boot. Elsewhere what `ps` says. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
