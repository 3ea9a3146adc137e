import type { Dirent } from 'node:fs';
import { readFileSync, readdirSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Instant } from '../day.ts';
import type { Cluster } from './cluster.ts';
import { systemIdentifier } from './marker.ts';
import { clusterProblem } from './problem.ts';
import type { Entry } from './tar.ts';

/** First in the archive; the second file, last, says that the copy was finished. */
export type Manifest = { format: 1; version: string; systemIdentifier: string; takenAt: string };

export const manifestName = 'backup.json';
export const endName = 'backup.end.json';
/** The files of a running cluster, copied between the beginning and the end of a backup that the server is told of. */
export async function* entriesOf(cluster: Cluster, client: pg.Client, takenAt: Instant): AsyncIterable<Entry> {
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
