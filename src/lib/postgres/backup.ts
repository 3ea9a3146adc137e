import {
  closeSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import pg from 'pg';
import type { Now } from '../day.ts';
import { readRecipient } from './age-keys.ts';
import { seal } from './age.ts';
import type { Cluster } from './cluster.ts';
import { entriesOf } from './cluster-copy.ts';
import { clusterProblem } from './problem.ts';
import { pack } from './tar.ts';

export type BackupOptions = {
  cluster: Cluster;
  /** Where the file is put. Made when it is missing. */
  folder: string;
  /** Public keys, "age1…". Whoever holds any one of the private keys can restore. */
  recipients: readonly string[];
  now: Now;
};

export type Backup = { file: string; bytes: number; takenAt: string };

const suffix = '.tar.gz.age';

/**
 * Copies the running cluster while it is written to (PostgreSQL's low-level backup, "Continuous Archiving" in its manual)
 * and seals the copy. All databases and roles are in it. Throws a ClusterProblem, and leaves no half file under its name.
 */
export async function backUp({ cluster, folder, recipients, now }: BackupOptions): Promise<Backup> {
  if (recipients.length === 0) throw clusterProblem('key-wrong', 'A backup needs a public key to be sealed to.');
  const keys = recipients.map(readRecipient);
  const takenAt = now();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `backup-${takenAt.toISOString().replaceAll(':', '').replace(/\.\d+/, '')}${suffix}`);
  const part = `${file}.part`;
  for (const name of readdirSync(folder).filter((each) => each.endsWith(`${suffix}.part`))) rmSync(join(folder, name));
  const client = new pg.Client(cluster.superuser());
  client.on('error', () => {});
  await client.connect();
  try {
    const archive = Readable.from(pack(entriesOf(cluster, client, takenAt)));
    const sealed = (source: AsyncIterable<Buffer>) => seal(keys, source);
    await pipeline(
      archive,
      createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 262_144 }),
      sealed,
      createWriteStream(part, { mode: 0o600, flush: true }),
    );
    renameSync(part, file);
    syncFolder(folder);
  } finally {
    rmSync(part, { force: true });
    await client.end(); // a backup that was begun and not finished ends with its session
  }
  return describe(file)!;
}

/** Newest first. What is not a backup is not listed. */
export function backupsIn(folder: string): Backup[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.flatMap((name) => describe(join(folder, name)) ?? []).sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
}

/** Removes all but the newest `keep` backups (at least one) and returns what went. */
export function pruneBackups(folder: string, keep: number): Backup[] {
  const gone = backupsIn(folder).slice(Math.max(1, keep));
  for (const { file } of gone) rmSync(file);
  return gone;
}

function describe(file: string): Backup | undefined {
  const time = /backup-(\d{4}-\d\d-\d\dT)(\d\d)(\d\d)(\d\d)Z\.tar\.gz\.age$/.exec(file);
  return time ? { file, bytes: statSync(file).size, takenAt: `${time[1]}${time[2]}:${time[3]}:${time[4]}Z` } : undefined;
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
