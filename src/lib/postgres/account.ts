import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { clusterProblem } from './problem.ts';

/** The operating system account the server runs as. `own` is set when that is whoever runs Node. */
export type Account = { name: string; uid: number; gid: number; own: boolean };

const serverAccountName = 'verksted-db';

/** PostgreSQL refuses to run as root; everyone else runs the server as themselves. */
export function serverAccount(): Account {
  const me = whoRunsNode();
  if (me.uid !== 0) return { name: me.username, uid: me.uid, gid: me.gid, own: true };
  return findAccount(serverAccountName) ?? createAccount(serverAccountName);
}

/** What spawn() needs to run something as the account. */
export function asAccount(account: Account): { uid?: number; gid?: number } {
  return account.own ? {} : { uid: account.uid, gid: account.gid };
}

export function reaches(account: Account, path: string): boolean {
  return spawnSync('test', ['-x', path], { ...asAccount(account), cwd: '/' }).status === 0;
}

/** A folder only the server's account (and root) may enter. */
export function privateFolder(path: string, account: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (!account.own) chownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
}

/** A folder of root's that the server's account may pass through, and nobody else who could not before. */
export function passableFolder(path: string, account: Account): void {
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account.own || reaches(account, path)) return;
  const { uid, mode } = statSync(path);
  if (uid !== 0) return;
  chownSync(path, uid, account.gid);
  chmodSync(path, (mode & 0o777) | 0o010);
}

/** Gives a whole tree to the account, when it was restored or moved by somebody else. Only root can. */
export function giveTo(account: Account, path: string): void {
  if (account.own || statSync(path).uid === account.uid) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(path, entry), account.uid, account.gid);
  }
  chownSync(path, account.uid, account.gid);
}

function whoRunsNode(): { username: string; uid: number; gid: number } {
  try {
    return userInfo();
  } catch {
    throw clusterProblem(
      'no-account',
      `User number ${process.getuid?.()} has no name on this system, and PostgreSQL needs one. Give it a line in /etc/passwd, or set DATABASE_URL.`,
    );
  }
}

function createAccount(name: string): Account {
  const ways = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name],
    ['adduser', '-S', '-D', '-H', '-h', '/nonexistent', '-s', '/sbin/nologin', name],
  ];
  for (const [command, ...rest] of ways) {
    spawnSync(command!, rest, { env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` } });
    const made = findAccount(name);
    if (made) return made;
  }
  throw clusterProblem(
    'no-account',
    `PostgreSQL does not run as root, and the account ${name} could not be created. ` +
      `Create it (useradd --system ${name}), start as an ordinary user, or set DATABASE_URL.`,
  );
}

function findAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid), own: false };
}
