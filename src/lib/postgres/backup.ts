import type { Dirent } from 'node:fs';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import pg from 'pg';
import type { Instant, Now } from '../day.ts';
import { readRecipient } from './age-keys.ts';
import { seal } from './age.ts';
import type { Cluster } from './cluster.ts';
import { systemIdentifier } from './cluster-folder.ts';
import { clusterProblem } from './problem.ts';
import type { Entry } from './tar.ts';
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

/** First in the archive; the second file, last, says that the copy was finished. */
export type Manifest = { format: 1; version: string; systemIdentifier: string; takenAt: string };

export const manifestName = 'backup.json';
export const endName = 'backup.end.json';
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

async function* entriesOf(cluster: Cluster, client: pg.Client, takenAt: Instant): AsyncIterable<Entry> {
  const root = cluster.clusterFolder;
  const manifest: Manifest = {
    format: 1,
    version: cluster.version,
    systemIdentifier: systemIdentifier(root)!,
    takenAt: takenAt.toISOString(),
  };
  yield textEntry(manifestName, JSON.stringify(manifest));
  await refuseTablespaces(client);
  // A slot of this session keeps the log from being recycled while we copy.
  await client.query("select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)");
  await client.query("select pg_backup_start('backup', true)");
  yield* treeOf(root, '');
  yield textEntry('global/pg_control', await settledFile(join(root, 'global/pg_control')));
  const { rows } = await client.query<{ label: string; last: string }>(
    'select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)',
  );
  const { label, last } = rows[0]!;
  yield textEntry('backup_label', label);
  const first = /\(file ([0-9A-F]{24})\)/.exec(label)![1]!;
  for (const segment of await segments(client, first, last)) yield* fileEntry(root, `pg_wal/${segment}`);
  yield textEntry(endName, JSON.stringify({ first, last }));
}

// What the server makes anew by itself, or must not find from another time. The folders stay, empty.
const emptied = new Set([
  'pg_wal',
  'pg_wal/archive_status',
  'pg_wal/summaries',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const skipped =
  /^(postmaster\.(pid|opts)|global\/pg_control|backup_label(\.old)?|tablespace_map(\.old)?|current_logfiles|backup(\.end)?\.json|log)$|(^|\/)pgsql_tmp[^/]*$|(^|\/)pg_internal\.init[^/]*$|\/t\d+_\d+[^/]*$/;

async function* treeOf(root: string, inside: string): AsyncIterable<Entry> {
  for (const entry of listed(join(root, inside))) {
    const path = inside ? `${inside}/${entry.name}` : entry.name;
    if (skipped.test(path)) continue;
    if (entry.isFile() && !emptied.has(inside)) yield* fileEntry(root, path);
    if (!entry.isDirectory() || (emptied.has(inside) && !emptied.has(path))) continue;
    yield { path, kind: 'folder', size: 0, body: nothing() };
    yield* treeOf(root, path);
  }
}

function listed(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isGone(error)) return []; // a database dropped meanwhile
    throw error;
  }
}

/** As many bytes as the file had when it was opened. What is written to it later is in the log that goes along. */
async function* fileEntry(root: string, path: string): AsyncIterable<Entry> {
  const file = await open(join(root, path), 'r').catch((error: unknown) => {
    if (isGone(error) && !path.startsWith('pg_wal/')) return undefined; // a table dropped meanwhile
    throw error;
  });
  if (!file) return;
  try {
    const { size } = await file.stat();
    yield { path, kind: 'file', size, body: contents(file, size) };
  } finally {
    await file.close();
  }
}

async function* contents(file: FileHandle, size: number): AsyncIterable<Buffer> {
  for (let at = 0; at < size;) {
    const wanted = Math.min(262_144, size - at);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(wanted), 0, wanted, at);
    // Shortened meanwhile: the log shortens it again, whatever fills the gap.
    const part = bytesRead === 0 ? buffer : buffer.subarray(0, bytesRead);
    yield part;
    at += part.length;
  }
}

/** Read twice alike: the server may be writing it, and the log cannot mend this one file. */
async function settledFile(path: string): Promise<Buffer> {
  for (let last = readFileSync(path); ;) {
    const next = readFileSync(path);
    if (next.equals(last)) return next;
    last = next;
  }
}

async function segments(client: pg.Client, first: string, last: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select name from pg_ls_waldir() where name ~ $3 and name between $1 and $2 order by name',
    [first, last, '^[0-9A-F]{24}$'],
  );
  const names = rows.map(({ name }) => name);
  if (names[0] !== first || names.length !== segmentNumber(last) - segmentNumber(first) + 1)
    throw clusterProblem('backup-failed', 'The server threw away a part of its log that the backup needs.');
  return names;
}

/** Names are timeline, upper and lower half of the place in the log; 256 segments of 16 MB make one upper half. */
function segmentNumber(name: string): number {
  return Number.parseInt(name.slice(8, 16), 16) * 256 + Number.parseInt(name.slice(16), 16);
}

async function refuseTablespaces(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select spcname as name from pg_tablespace where spcname not like 'pg\\_%'");
  if (rows.length > 0) throw clusterProblem('backup-failed', 'The cluster has tablespaces of its own, which this backup does not copy.');
}

function textEntry(path: string, text: string | Buffer): Entry {
  const bytes = Buffer.from(text);
  return { path, kind: 'file', size: bytes.length, body: once(bytes) };
}

async function* once(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}

async function* nothing(): AsyncIterable<Buffer> {}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
