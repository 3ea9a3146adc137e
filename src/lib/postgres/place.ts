import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Account } from './account.ts';
import { passableFolder, privateFolder, reaches } from './account.ts';
import { readMarker } from './marker.ts';
import { clusterProblem } from './problem.ts';

/** Where things are. `folder` is what the caller named; `base` is there too, unless the server's account cannot reach it. */
export type Place = { folder: string; base: string; cluster: string; marker: string; run: string; log: string; lock: string };

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
