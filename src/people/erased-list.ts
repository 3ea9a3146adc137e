import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type ErasedBecause = 'asked' | 'withdrew' | 'retention';
/** Who shall not come back out of a backup. `at` is an ISO instant. */
export type Erased = { at: string; association: string; person: string; reason: ErasedBecause; receipt: string };
const pathIn = (keysFolder: string) => join(keysFolder, 'erased.log');

/** Everyone on the list, by person. A line that a crash cut off is no line. */
export function erasedList(keysFolder: string): Map<string, Erased> {
  const path = pathIn(keysFolder);
  const list = new Map<string, Erased>();
  for (const text of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    const line = parse(text);
    if (line) list.set(line.person, line);
  }
  return list;
}

function parse(text: string): Erased | undefined {
  try {
    return JSON.parse(text) as Erased;
  } catch {
    return undefined;
  }
}

/**
 * Writes an erasure on the list that lies outside the data folder; on disk when it returns. A line begins with a line break too, so that
 * one that a crash cut off spoils nothing but itself.
 */
export function note(keysFolder: string, erased: Erased): void {
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 });
  const file = openSync(pathIn(keysFolder), 'a', 0o600);
  try {
    writeSync(file, `\n${JSON.stringify(erased)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
