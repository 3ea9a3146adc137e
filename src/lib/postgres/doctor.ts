import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Now } from '../day.ts';
import { serverAccount } from './account.ts';
import { backupsIn } from './backup.ts';
import type { Cluster } from './cluster.ts';
import { attachCluster } from './cluster.ts';
import { existingCluster, readMarker } from './marker.ts';
import { findPlace } from './place.ts';
import { isClusterProblem } from './problem.ts';
import { ageOf } from './releases.ts';
import { demandedSettings, sessionLimits, superuser } from './settings.ts';

/** What was looked at, how it stands, and the facts; the words are the caller's. Bytes, days and milliseconds. */
export type Finding = { about: Subject; state: 'good' | 'notice' | 'bad'; facts: Record<string, string | number | boolean | null> };
export type Subject = 'server' | 'version' | 'checksums' | 'settings' | 'collations' | 'disk' | 'clock' | 'backup';

const gigabyte = 1_000_000_000;
const tolerableSkew = 5_000;
const fixesMissed = 2;

/** Looks at a cluster, running or not, and at the folder of its backups where one is named. Changes nothing. */
export async function doctor(where: Cluster | string, now: Now, backups?: string): Promise<Finding[]> {
  const findings = await examineFolder(where, now);
  return backups === undefined ? findings : [...findings, backup(backups, now)];
}

async function examineFolder(where: Cluster | string, now: Now): Promise<Finding[]> {
  const folder = typeof where === 'string' ? where : where.folder;
  if (!existsSync(folder))
    return [{ about: 'server', state: 'notice', facts: { running: false, made: false, madeAt: null, clusterFolder: null } }];
  const cluster = typeof where === 'string' ? running(where) : where;
  const place = findPlace(folder, serverAccount());
  const found = existingCluster(place) !== undefined;
  const server: Finding = {
    about: 'server',
    state: cluster ? 'good' : 'notice',
    facts: {
      running: cluster !== undefined,
      made: found,
      madeAt: readMarker(place.marker)?.createdAt ?? null,
      clusterFolder: place.cluster,
    },
  };
  const still = [server, disk(place.base), ...(found ? [fileClock(place.cluster, now)] : [])];
  return cluster ? [...still, version(cluster, now), ...(await ask(cluster, now))] : still;
}

function running(folder: string): Cluster | undefined {
  try {
    return attachCluster(folder);
  } catch (error) {
    if (isClusterProblem(error)) return undefined;
    throw error;
  }
}

async function ask(cluster: Cluster, now: Now): Promise<Finding[]> {
  const client = new pg.Client(cluster.connection(superuser, 'postgres'));
  client.on('error', () => {});
  await client.connect();
  try {
    return [await checksums(client), await settings(client), await collations(client), await serverClock(client, now)];
  } finally {
    await client.end();
  }
}

function version(cluster: Cluster, now: Now): Finding {
  const age = ageOf(cluster.version, now());
  const state = !age || age.missed === 0 ? 'good' : age.missed < fixesMissed ? 'notice' : 'bad';
  return {
    about: 'version',
    state,
    facts: { version: cluster.version, releasedOn: age?.releasedOn ?? null, days: age?.days ?? null, fixesMissed: age?.missed ?? null },
  };
}

async function checksums(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ on: boolean; failures: number }>(
    "select current_setting('data_checksums')::bool as on, coalesce(sum(checksum_failures), 0)::int as failures from pg_stat_database",
  );
  const { on, failures } = rows[0]!;
  return { about: 'checksums', state: on && failures === 0 ? 'good' : 'bad', facts: { on, failures } };
}

/** A role or a database may carry settings of its own: those would hold for its sessions, so they count too. */
async function settings(client: pg.Client): Promise<Finding> {
  const { unix_socket_directories: _, ...demanded } = demandedSettings('durable', '');
  const expected = Object.entries({ ...demanded, ...sessionLimits });
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[], $2::text[]) as demanded(name, value) where current_setting(name) <> value
     union select split_part(setting, '=', 1) from pg_db_role_setting, unnest(setconfig) as setting
     where split_part(setting, '=', 1) in ('synchronous_commit', 'zero_damaged_pages', 'ignore_checksum_failure') order by 1`,
    [expected.map(([name]) => name), expected.map(([, value]) => value)],
  );
  return { about: 'settings', state: rows.length === 0 ? 'good' : 'bad', facts: { wrong: rows.map(({ name }) => name).join(', ') } };
}

/** Names sorted by another ICU than the indexes were built with are found no more: reindex then. */
async function collations(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ changed: number }>(
    "select count(*)::int as changed from pg_collation where collprovider = 'i' and collversion <> pg_collation_actual_version(oid)",
  );
  const { changed } = rows[0]!;
  return { about: 'collations', state: changed === 0 ? 'good' : 'bad', facts: { changed } };
}

function disk(folder: string): Finding {
  const { bavail, blocks, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const total = blocks * bsize;
  const state = free < gigabyte ? 'bad' : free < total / 10 && free < 10 * gigabyte ? 'notice' : 'good';
  return { about: 'disk', state, facts: { free, total } };
}

function backup(folder: string, now: Now): Finding {
  const all = backupsIn(folder);
  const hours = all[0] ? Math.floor((now().getTime() - Date.parse(all[0].takenAt)) / 3_600_000) : null;
  const state = hours === null || hours > 72 ? 'bad' : hours > 26 ? 'notice' : 'good';
  return { about: 'backup', state, facts: { newest: all[0]?.takenAt ?? null, hours, count: all.length, bytes: all[0]?.bytes ?? null } };
}

/** The present cannot lie before the last write. */
function fileClock(cluster: string, now: Now): Finding {
  const lastWrite = statSync(join(cluster, 'global/pg_control')).mtime;
  const ahead = now().getTime() - lastWrite.getTime();
  return {
    about: 'clock',
    state: ahead < -tolerableSkew ? 'bad' : 'good',
    facts: { lastWrite: lastWrite.toISOString(), sinceLastWrite: ahead },
  };
}

async function serverClock(client: pg.Client, now: Now): Promise<Finding> {
  const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at');
  const skew = now().getTime() - rows[0]!.at.getTime();
  return { about: 'clock', state: Math.abs(skew) > tolerableSkew ? 'bad' : 'good', facts: { skew } };
}
