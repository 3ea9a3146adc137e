import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Now } from '../day.ts';
import { passableFolder, privateFolder, serverAccount } from './account.ts';
import { readIdentity } from './age-keys.ts';
import { unseal } from './age.ts';
import type { Manifest } from './cluster-copy.ts';
import { endName, manifestName } from './cluster-copy.ts';
import type { Cluster, Log } from './cluster.ts';
import { startCluster } from './cluster.ts';
import type { Place } from './place.ts';
import { readMarker, systemIdentifier, writeMarker } from './marker.ts';
import { findPlace, throwawayPlace } from './place.ts';
import { serverProcesses } from './lock.ts';
import { clusterProblem, isClusterProblem } from './problem.ts';
import type { Examination } from './examine.ts';
import { examine } from './examine.ts';
import { unpack } from './tar.ts';

/** Runs on the restored cluster before it becomes the live one; throwing gives the restore up. */
export type AfterRestore = { name: string; run(cluster: Cluster): Promise<void> };

export type RestoreOptions = {
  file: string;
  /** The text of the private key's file. */
  identity: string;
  now: Now;
  log?: Log;
  roles?: readonly string[];
  afterRestore?: readonly AfterRestore[];
};

const draftPrefix = 'restoring-';

export type Restored = Manifest & { databases: Examination[] };

/**
 * Brings a backup back into a data folder that holds no cluster: opened, unpacked, started, every page and index examined,
 * the hooks run, and only then put in place. Not running afterwards. Throws a ClusterProblem, and leaves nothing then.
 */
export async function restore(options: RestoreOptions & { folder: string }): Promise<Restored> {
  const account = serverAccount();
  passableFolder(resolve(options.folder), account);
  const place = findPlace(options.folder, account);
  refuseExisting(place);
  removeDrafts(place.base);
  const draft = mkdtempSync(join(place.base, draftPrefix));
  try {
    const restored = await bringBack(draft, options);
    refuseExisting(place);
    const made = readMarker(join(draft, 'postgres.json'))!;
    renameSync(join(draft, 'postgres'), place.cluster);
    writeMarker(place, made, options.now);
    return restored;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** A drill: the same in a temporary folder, which is removed again. The hooks may look whether all is there. */
export async function rehearseRestore(options: RestoreOptions): Promise<Restored> {
  const place = throwawayPlace(serverAccount());
  try {
    return await bringBack(place.base, options);
  } finally {
    rmSync(place.base, { recursive: true, force: true });
  }
}

async function bringBack(draft: string, options: RestoreOptions): Promise<Restored> {
  privateFolder(draft, serverAccount());
  const target = join(draft, 'postgres');
  const manifest = await extract(options.file, options.identity, target);
  if (systemIdentifier(target) !== manifest.systemIdentifier)
    throw clusterProblem('backup-damaged', 'The backup is not of the cluster it says.');
  const { now, log, roles } = options;
  const cluster = await startCluster({ folder: draft, now, log, roles });
  try {
    if (systemIdentifier(cluster.clusterFolder) !== manifest.systemIdentifier)
      throw clusterProblem('not-reachable', `The server was not started over ${target}.`);
    const databases = await examine(cluster);
    for (const { name, run } of options.afterRestore ?? []) {
      log?.('restore.hook', { name });
      await run(cluster);
    }
    return { ...manifest, databases };
  } finally {
    await cluster.stop();
  }
}

async function extract(file: string, identity: string, target: string): Promise<Manifest> {
  const key = readIdentity(identity);
  mkdirSync(target, { mode: 0o700 });
  try {
    const unsealed = (source: AsyncIterable<Buffer>) => unseal(key, source);
    const write = (source: AsyncIterable<Buffer>) => writeEntries(source, target);
    await pipeline(createReadStream(file), unsealed, createGunzip({ chunkSize: 262_144 }), write);
  } catch (error) {
    if (isClusterProblem(error) || (error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    throw clusterProblem('backup-damaged', `The backup could not be unpacked: ${(error as Error).message}`);
  }
  return takeManifest(target);
}

async function writeEntries(source: AsyncIterable<Buffer>, target: string): Promise<void> {
  for await (const { path, kind, body } of unpack(source)) {
    const to = join(target, path);
    if (kind === 'folder') mkdirSync(to, { mode: 0o700 });
    else await writeEntry(body, to);
  }
}

async function writeEntry(body: AsyncIterable<Buffer>, to: string): Promise<void> {
  const file = await open(to, 'wx', 0o600);
  try {
    for await (const part of body) await file.writeFile(part);
  } finally {
    await file.close();
  }
}

function takeManifest(target: string): Manifest {
  const [manifest, end] = [join(target, manifestName), join(target, endName)];
  if (!existsSync(manifest) || !existsSync(end)) throw clusterProblem('backup-damaged', 'The backup was not finished when it was made.');
  const read = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  rmSync(manifest);
  rmSync(end);
  return read;
}

/** A restore that was killed leaves people's data behind. */
function removeDrafts(base: string): void {
  const drafts = readdirSync(base)
    .filter((name) => name.startsWith(draftPrefix))
    .map((name) => join(base, name));
  for (const draft of drafts) if (serverProcesses(join(draft, 'postgres')).length === 0) rmSync(draft, { recursive: true, force: true });
}

function refuseExisting(place: Place): void {
  if (!existsSync(place.marker) && !existsSync(place.cluster)) return;
  const there = existsSync(place.cluster) ? place.cluster : place.marker;
  throw clusterProblem(
    'cluster-exists',
    `${there} is there already. A restore never overwrites: stop the program and move ${dirname(there)} away first, or restore into another folder.`,
  );
}
