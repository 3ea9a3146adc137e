// Lists the licence of everything in the lockfile that is installed here and fails on one that may not be part of this work.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const fine = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'PostgreSQL',
  'OFL-1.1',
  'CC0-1.0',
  'CC-BY-4.0',
  'Unlicense',
  'Python-2.0',
  'MIT-0',
  'EUPL-1.2',
]);
const root = join(import.meta.dirname, '..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; dev?: boolean }>;
};

const rows = Object.entries(lock.packages).flatMap(([path, { version, dev }]) => {
  const file = join(root, path, 'package.json');
  if (path === '' || !existsSync(file)) return [];
  const { name, license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as {
    name: string;
    license?: string | { type: string };
    licenses?: { type: string }[];
  };
  const said = typeof license === 'string' ? license : (license?.type ?? licenses?.map((one) => one.type).join(' OR ') ?? 'none');
  return [{ name, version, said, dev: dev === true }];
});
const isFine = (said: string) =>
  said
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((part) => fine.has(part.trim())));
const wrong = rows.filter((row) => !isFine(row.said));

if (process.argv.includes('--list'))
  for (const row of rows.toSorted((a, b) => a.name.localeCompare(b.name)))
    console.log(`${row.name} ${row.version} ${row.said}${row.dev ? ' (development)' : ''}`);
for (const row of wrong) console.error(`${row.name} ${row.version}: ${row.said}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
