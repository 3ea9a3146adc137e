import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Now } from '../day.ts';
import type { Account } from './account.ts';
import { asAccount, privateFolder } from './account.ts';
import type { Binaries, Origin } from './binaries.ts';
import type { Place } from './place.ts';
import { clusterProblem } from './problem.ts';
import { superuser } from './settings.ts';

/** Kept beside the cluster. It says that data exists, so that a folder that looks empty is never taken for a new one. */
export type Marker = { systemIdentifier: string; cluster: string; origin: Origin; major: number; createdAt: string };

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
