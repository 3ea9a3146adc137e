import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Actor, may, type Registered } from '../src/accounts/index.ts';
import { acts } from '../src/history/index.ts';
import { hasText } from '../src/lib/language.ts';
import { urls } from '../src/urls.ts';
import { openTestWorld, type TestWorld } from './world.ts';

const root = join(import.meta.dirname, '..');
/** The story of a group, read downwards: a folder uses folders above it, never below. */
const order = [
  'lib',
  'ui',
  'history',
  'accounts',
  'associations',
  'people',
  'messages',
  'sign-in',
  'house',
  'training',
  'interest',
  'intake',
  'composition',
  'groups',
  'meetings',
  'offers',
  'papers',
  'board',
  'signals',
  'across',
  'supporters',
  'representatives',
  'projects',
  'evaluation',
  'reports',
  'exchange',
  'me',
  'desk',
];
const top = ['urls.ts', 'config.ts'];

const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !file.includes('.test.') && !file.includes('.fixture.') && file !== 'src/lib/schema.ts',
);
const read = (file: string) => readFileSync(join(root, file), 'utf8');

function importsOf(file: string): { folder: string; inside: string }[] {
  const own = file.split('/')[1]!;
  return [...read(file).matchAll(/from '(\.{1,2}\/[^']+)'/g)].flatMap(([, path]) => {
    const parts = join(file, '..', path!).split('/');
    return parts[0] === 'src' && parts.length > 2 && parts[1] !== own ? [{ folder: parts[1]!, inside: parts.slice(2).join('/') }] : [];
  });
}

test('a folder uses only folders above it', () => {
  const wrong = sources.flatMap((file) => {
    const own = order.indexOf(file.split('/')[1]!);
    return own < 0
      ? []
      : importsOf(file)
          .filter(({ folder }) => order.indexOf(folder) >= own)
          .map(({ folder }) => `${file} uses ${folder}`);
  });
  assert.deepEqual(wrong, []);
});

// What runs in a browser takes what its feature draws there, and nothing of the server.
test('a feature is entered through its front door', () => {
  const open = new Set(['lib', 'ui']);
  const wrong = sources
    .filter((file) => file.split('/').length > 2)
    .flatMap((file) =>
      importsOf(file)
        .filter(
          ({ folder, inside }) =>
            !open.has(folder) && inside !== 'index.ts' && !(file.startsWith('src/islands/') && inside.endsWith('view.tsx')),
        )
        .map(({ folder, inside }) => `${file} reaches into ${folder}/${inside}`),
    );
  assert.deepEqual(wrong, []);
});

test('every folder of src has its place in the order', () => {
  const folders = new Set(sources.map((file) => file.split('/')[1]!).filter((name) => !name.includes('.')));
  assert.deepEqual(
    [...folders].filter((name) => !order.includes(name) && name !== 'islands'),
    [],
  );
  assert.ok(top.every((name) => sources.includes(`src/${name}`)));
});

test('files stay small', () => {
  const budget = (file: string) => (/pages|\.tsx$/.test(file) ? 250 : 200);
  const over = sources
    .filter((file) => !/src\/(urls|composition)/.test(file))
    .flatMap((file) => {
      const lines = read(file).split('\n').length - 1;
      return lines > budget(file) ? [`${file}: ${lines} lines, budget ${budget(file)}`] : [];
    });
  assert.deepEqual(over, []);
});

test('only one clock tells the time', () => {
  const wrong = sources.filter(
    (file) => file !== 'src/lib/day.ts' && !file.startsWith('src/islands/') && /\bDate\.now\(\)|new Date\(\)/.test(read(file)),
  );
  assert.deepEqual(wrong, []);
});

test('nothing differs by association', () => {
  assert.deepEqual(
    sources.filter((file) => /if \((association|house)(\.slug|\.id)? ===/.test(read(file))),
    [],
  );
});

test('no default exports, enums, or classes in features', () => {
  const wrong = sources.filter((file) => /^export default|^(export )?(const )?enum /m.test(read(file)));
  assert.deepEqual(wrong, []);
});

test('everything that can have happened has a sentence', () => {
  assert.deepEqual(
    acts.filter((act) => !hasText(`history:act.${act.replace('.', '-')}`)),
    [],
  );
});

let world: TestWorld;
let routes: readonly Registered[];
before(async () => {
  world = await openTestWorld();
  routes = world.routes;
});
after(() => world.close());

test('every route is on the one page of addresses', () => {
  const flat = (value: object): string[] => Object.values(value).flatMap((one) => (typeof one === 'string' ? [one] : flat(one as object)));
  const known = new Set(flat(urls));
  assert.deepEqual(
    routes.filter((route) => !known.has(route.pattern)).map((route) => route.pattern),
    [],
  );
  const served = new Set(routes.map((route) => route.pattern));
  assert.deepEqual(
    [...known].filter((pattern) => !served.has(pattern)),
    [],
  );
});

test('every route that Hono serves was registered with a permission and limits', () => {
  const registered = new Set(routes.map((route) => `${route.method} ${route.pattern}`));
  const served = world.app.routes
    .filter((route) => route.method !== 'ALL' && !/^\/[\w.-]+\.\w+$/.test(route.path))
    .map((route) => `${route.method} ${route.path}`);
  assert.deepEqual(
    [...new Set(served)].filter((one) => !registered.has(one)),
    [],
  );
  for (const route of routes) assert.ok(route.may && route.limit && route.body <= 6_000_000, `${route.method} ${route.pattern}`);
});

test('a visitor gets past no door but those meant for everyone', async () => {
  const visitor: Actor = { kind: 'visitor' };
  for (const route of routes.filter((one) => !may(visitor, one.may) && one.method === 'GET')) {
    const path = route.pattern.replace(/:(\w+)/g, '00000000-0000-7000-8000-000000000999');
    const response = await world.app.request(`http://localhost${path}`);
    assert.ok(
      response.status === 404 || (response.status === 303 && response.headers.get('location')?.startsWith('/sign-in')),
      `${route.pattern} answered ${response.status}`,
    );
  }
});
