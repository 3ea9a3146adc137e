import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Now } from '../day.ts';
import type { Account } from './account.ts';
import { asAccount, passableFolder, privateFolder, reaches } from './account.ts';
import type { Binaries, Origin } from './binaries.ts';
import { clusterProblem } from './problem.ts';
import { superuser } from './settings.ts';

/** Where things are. `folder` is what the caller named; `base` is there too, unless the server's account cannot reach it. */
export type Place = { folder: string; base: string; cluster: string; marker: string; run: string; log: string; lock: string };

/** Kept beside the cluster. It says that data exists, so that a folder that looks empty is never taken for a new one. */
export type Marker = { systemIdentifier: string; cluster: string; origin: Origin; major: number; createdAt: string };

const outsideHome = '/var/lib/verksted-db';

/** Throws when the folder is not there: whoever starts a cluster makes it first. */
export function findPlace(folder: string, account: Account): Place {
  const real = realpathSync(folder);
  // A home folder closed to others: the cluster then lives where its account may go, and the marker tells where.
  const outside = join(outsideHome, createHash('sha256').update(real).digest('hex').slice(0, 16));
  const marked = readMarker(join(real, 'postgres.json'));
  const base = marked ? dirname(resolve(real, marked.cluster)) : reaches(account, real) ? real : outside;
  passableFolder(base, account);
  if (reaches(account, base)) return placeAt(real, base);
  throw clusterProblem(
    'not-reachable',
    `The account ${account.name} cannot reach ${base}. Put the data folder where it can, for instance under /srv.`,
  );
}

/** A temporary folder that only the server's account and root may enter. */
export function throwawayPlace(account: Account): Place {
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    const base = mkdtempSync(join(parent, 'verksted-db-'));
    privateFolder(base, account);
    if (reaches(account, base)) return placeAt(realpathSync(base), base);
    rmSync(base, { recursive: true });
  }
  throw clusterProblem('not-reachable', `The account ${account.name} cannot reach ${tmpdir()}. Set TMPDIR to a folder it can.`);
}

/** Where private copies of the server programs are kept. */
export function programHome(place: Place, account: Account): string {
  if (account.own) return place.base;
  passableFolder(outsideHome, account);
  return outsideHome;
}

/** The path of a Unix socket holds 107 bytes; a deep data folder gets a short one for its socket. */
export function socketFolder(place: Place, account: Account): string {
  const beside = join(place.base, 'postgres.socket');
  const folder = fits(beside) ? beside : mkdtempSync(join(shortTemporary(), 'verksted-'));
  privateFolder(folder, account);
  return folder;
}

/** The cluster's number from its control file: the first eight bytes, in the machine's order. */
export function systemIdentifier(cluster: string): string | undefined {
  try {
    const file = openSync(join(cluster, 'global/pg_control'), 'r');
    const bytes = Buffer.alloc(8);
    readSync(file, bytes, 0, 8, 0);
    closeSync(file);
    return bytes.readBigUInt64LE().toString();
  } catch {
    return undefined;
  }
}

export function existingCluster(place: Place): { major: number; origin?: Origin } | undefined {
  const marker = readMarker(place.marker);
  const version = join(place.cluster, 'PG_VERSION');
  const major = existsSync(version) ? Number.parseInt(readFileSync(version, 'utf8'), 10) : marker?.major;
  return major === undefined ? undefined : { major, origin: marker?.origin };
}

/** Makes the cluster the first time only. Every other state of the folder is either right or an error. */
export async function ensureCluster(
  place: Place,
  account: Account,
  binaries: Binaries,
  now: Now,
  sync: boolean,
): Promise<'created' | 'found'> {
  const marker = readMarker(place.marker);
  const identifier = systemIdentifier(place.cluster);
  if (marker) return checkMarked(place, marker, identifier);
  if (!identifier && existsSync(place.cluster) && readdirSync(place.cluster).length > 0) {
    throw clusterProblem(
      'folder-in-the-way',
      `${place.cluster} is not empty and holds no PostgreSQL data. Move it away or choose another data folder.`,
    );
  }
  if (identifier && place.base !== place.folder) {
    throw clusterProblem(
      'folder-in-the-way',
      `${place.base} holds the data of an earlier installation in ${place.folder}. Remove it to begin anew, or bring ${place.marker} back.`,
    );
  }
  if (!identifier) await initialize(place, account, binaries, sync);
  writeMarker(place, binaries, now);
  return identifier ? 'found' : 'created';
}

export function readMarker(path: string): Marker | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Marker) : undefined;
}

/** The cluster is named relative to the folder where it can be, so that the folder may be moved. */
export function writeMarker(place: Place, { origin, major }: Pick<Marker, 'origin' | 'major'>, now: Now): void {
  const cluster = place.base === place.folder ? relative(place.folder, place.cluster) : place.cluster;
  const marker: Marker = { systemIdentifier: systemIdentifier(place.cluster)!, cluster, origin, major, createdAt: now().toISOString() };
  writeDurably(place.marker, `${JSON.stringify(marker, null, 2)}\n`);
}

function checkMarked(place: Place, marker: Marker, identifier: string | undefined): 'found' {
  if (!identifier) {
    throw clusterProblem(
      'cluster-missing',
      `${place.marker} says that data was kept in ${place.cluster} since ${marker.createdAt}, and it is not there. ` +
        'Is a disk not mounted? Bring it back or restore a backup; nothing was changed. To begin anew with no data, remove that file.',
    );
  }
  if (identifier !== marker.systemIdentifier) {
    throw clusterProblem(
      'cluster-swapped',
      `${place.cluster} is another cluster (${identifier}) than the one ${place.marker} tells of (${marker.systemIdentifier}).`,
    );
  }
  return 'found';
}

/** initdb works in a draft folder; the rename at the end is the one moment the cluster comes into being. */
async function initialize(place: Place, account: Account, binaries: Binaries, sync: boolean): Promise<void> {
  const draft = `${place.cluster}.${randomBytes(6).toString('hex')}`;
  privateFolder(draft, account);
  const flags = [
    '-D',
    draft,
    `--username=${superuser}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--auth=peer',
    '--data-checksums',
  ];
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  try {
    await promisify(execFile)(binaries.initdb, sync ? flags : [...flags, '--no-sync'], { ...asAccount(account), cwd: '/', env });
    renameSync(draft, place.cluster);
    if (sync) syncFolder(place.base);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (systemIdentifier(place.cluster)) return; // another start was quicker; its lock decides who goes on
    const { stderr, message } = error as { stderr?: string; message: string };
    throw clusterProblem('initdb-failed', `initdb could not make a cluster in ${place.base}: ${stderr || message}`);
  }
}

function placeAt(folder: string, named: string): Place {
  const base = realpathSync(named);
  return {
    folder,
    base,
    cluster: join(base, 'postgres'),
    lock: join(base, 'postgres.lock'),
    marker: join(folder, 'postgres.json'),
    run: join(folder, 'postgres.run.json'),
    log: join(folder, 'postgres.log'),
  };
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, '.s.PGSQL.5432.lock')) <= 107;
}

function shortTemporary(): string {
  const candidates = [process.env.XDG_RUNTIME_DIR, tmpdir(), '/tmp'].filter((each) => each !== undefined && existsSync(each));
  return candidates.find((each) => fits(join(each!, 'verksted-XXXXXX'))) ?? '/tmp';
}

function writeDurably(path: string, text: string): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o644);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  chmodSync(draft, 0o644);
  renameSync(draft, path);
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
