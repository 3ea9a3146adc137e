import type { KeyObject } from 'node:crypto';
import { createSecretKey, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { derive } from './crypto.ts';

/** Keys that never lie in the data folder. */
export type Keyring = {
  /** The last one wraps; older ones still open what they wrapped. */
  masters: { id: number; key: KeyObject }[];
  index: KeyObject;
  context: Buffer;
  csrf: KeyObject;
  outbox: KeyObject;
  codes: KeyObject;
  links: KeyObject;
  rates: KeyObject;
  /** Tells keyrings apart and gives nothing away: data made with one is of no use with another. */
  mark: string;
};

type File = { version: 1; root: string; masters: { id: number; key: string }[] };

/**
 * Reads `keyring.json` in the folder; the first time it is made, folder 0700, file 0600. Losing it is losing every name, so that with
 * `mayMake: false`, for a database that has people in it, a missing one throws instead. Throws when others may read it.
 */
export function loadKeyring(folder: string, { mayMake = true } = {}): Keyring {
  const path = join(folder, 'keyring.json');
  if (!existsSync(path)) {
    if (!mayMake) throw new Error(`${path} is missing. Put it back from its own backup: without it nobody's data can be read.`);
    makeOnce(folder, path);
  }
  const { root, masters } = readFile(path);
  return {
    masters: masters.map(({ id, key }) => ({ id, key: createSecretKey(bytesOf(key, path)) })),
    ...derived(bytesOf(root, path)),
  };
}

/** Adds an outer key that wraps from now on; returns its id. Processes use it once they are started again. */
export function addMaster(folder: string): number {
  const path = join(folder, 'keyring.json');
  const file = readFile(path);
  const id = file.masters.at(-1)!.id + 1;
  const draft = write(folder, { ...file, masters: [...file.masters, { id, key: randomBytes(32).toString('base64') }] });
  renameSync(draft, path);
  sync(folder);
  return id;
}

function derived(root: Buffer): Omit<Keyring, 'masters'> {
  const keyFor = (use: string) => createSecretKey(derive(root, use));
  return {
    index: keyFor('index'),
    context: derive(root, 'context'),
    csrf: keyFor('csrf'),
    outbox: keyFor('outbox'),
    codes: keyFor('codes'),
    links: keyFor('links'),
    rates: keyFor('rates'),
    mark: derive(root, 'mark').toString('hex').slice(0, 16),
  };
}

/** Two processes may start at the same time: a link either takes the name or finds it taken, and what it names is complete. */
function makeOnce(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = () => randomBytes(32).toString('base64');
  const draft = write(folder, { version: 1, root: secret(), masters: [{ id: 1, key: secret() }] });
  try {
    linkSync(draft, path);
    sync(folder);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft);
  }
}

function write(folder: string, file: File): string {
  const draft = join(folder, `keyring.${randomBytes(6).toString('hex')}.new`);
  writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return draft;
}

function sync(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function readFile(path: string): File {
  if ((statSync(path).mode & 0o077) !== 0) throw new Error(`${path} can be read by others on this machine. Run: chmod 600 ${path}`);
  const file = parse(readFileSync(path, 'utf8'), path);
  const ids = file.masters.map((master) => master.id);
  if (ids.length === 0 || ids.some((id, nth) => !Number.isSafeInteger(id) || id <= (ids[nth - 1] ?? 0))) throw broken(path);
  return file;
}

function parse(text: string, path: string): File {
  try {
    const file = JSON.parse(text) as File;
    if (file.version === 1 && typeof file.root === 'string' && Array.isArray(file.masters)) return file;
  } catch {
    // the parser's message would quote the file
  }
  throw broken(path);
}

function bytesOf(secret: unknown, path: string): Buffer {
  const bytes = Buffer.from(typeof secret === 'string' ? secret : '', 'base64');
  if (bytes.length !== 32) throw broken(path);
  return bytes;
}

const broken = (path: string) => new Error(`${path} is not a keyring of this version. Put it back from its backup.`);
