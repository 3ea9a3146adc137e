import { copyFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs';

const longest = 5_000_000; // bytes
const hour = 3_600_000;

/** Marks where the server's log ends now, to read later what came after. */
export function serverLog(path: string): { since(): string } {
  trim(path);
  const start = sizeOf(path);
  return { since: () => readFileSync(path).subarray(start).toString() };
}

/** Looks once an hour. The server appends to an open file, so the file is emptied, not moved away. */
export function keepShort(path: string): NodeJS.Timeout {
  return setInterval(() => trim(path), hour).unref();
}

function trim(path: string): void {
  if (sizeOf(path) < longest) return;
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
