import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derive } from './crypto.ts';

/** Keys that never lie in the data folder. The newest master wraps; older ones still open what they wrapped. */
export type Keyring = { masters: { id: number; key: Buffer }[]; index: Buffer; context: Buffer; csrf: Buffer; outbox: Buffer };

type File = { version: 1; root: string; masters: { id: number; key: string }[] };

/** Reads `keys/keyring.json`, or makes it at the first start: folder 0700, file 0600. Losing it is losing every name. */
export function loadKeyring(folder: string): Keyring {
  const path = join(folder, 'keyring.json');
  if (!existsSync(path)) make(folder, path);
  const file = JSON.parse(readFileSync(path, 'utf8')) as File;
  if (file.version !== 1 || file.masters.length === 0) throw new Error(`${path} is not a keyring of this version`);
  const root = Buffer.from(file.root, 'base64');
  return {
    masters: file.masters.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') })),
    index: derive(root, 'index'),
    context: derive(root, 'context'),
    csrf: derive(root, 'csrf'),
    outbox: derive(root, 'outbox'),
  };
}

function make(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file: File = {
    version: 1,
    root: randomBytes(32).toString('base64'),
    masters: [{ id: 1, key: randomBytes(32).toString('base64') }],
  };
  writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600, flag: 'wx' });
  renameSync(`${path}.new`, path);
}
