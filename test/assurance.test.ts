import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { limits } from '../src/accounts/limits.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/assurance');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

type Row = { file: string; number: string; level: string; asked: string; state: string; evidence: string[] };

/** Every row of every table whose first cell is a number such as 8.3.2. */
function rowsOf(files: readonly string[]): Row[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => /^\| \d+\.\d+\.\d+ \|/.test(line))
      .map((line) => {
        const [, number = '', level = '', asked = '', state = '', evidence = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
        return {
          file,
          number,
          level,
          asked,
          state,
          evidence: evidence
            .split('<br>')
            .map((one) => one.trim())
            .filter(Boolean),
        };
      }),
  );
}

const tables = globSync('docs/assurance/V*.md', { cwd: root }).sort();
const asvs = rowsOf(tables);
const wcag = rowsOf(['docs/assurance/wcag.md']);
const all = [...asvs, ...wcag];

const requirements = JSON.parse(readFileSync(join(folder, 'requirements.json'), 'utf8')) as {
  wanted: { levels: number[]; chaptersAtThree: number[] };
  levels: Record<string, number[]>;
  criteria: Record<'A' | 'AA', string[]>;
};

/** Number and level of every requirement that is to have a row. */
const wanted = Object.entries(requirements.levels).flatMap(([section, levels]) =>
  levels
    .map((level, at) => [`${section}.${at + 1}`, String(level)] as const)
    .filter(([, level]) => {
      const { wanted: those } = requirements;
      return those.levels.includes(Number(level)) || those.chaptersAtThree.includes(Number(section.split('.')[0]));
    }),
);

const twice = (numbers: readonly string[]): string[] => numbers.filter((one, at) => numbers.indexOf(one) !== at);

test('the list of requirements is the whole of ASVS 5.0.0, and of WCAG 2.2 at AA', () => {
  const levels = Object.values(requirements.levels).flat();
  assert.deepEqual(
    [1, 2, 3].map((level) => levels.filter((one) => one === level).length),
    [70, 183, 92],
  );
  assert.deepEqual([requirements.criteria.A.length, requirements.criteria.AA.length], [31, 24]);
});

test('every requirement of levels 1 and 2, and of level 3 in authorization and data protection, has one row with its level', () => {
  assert.deepEqual(twice(asvs.map(({ number }) => number)), []);
  assert.deepEqual(
    wanted.filter(([number, level]) => !asvs.some((row) => row.number === number && row.level.split(' ')[0] === level)),
    [],
  );
  const known = new Set(Object.entries(requirements.levels).flatMap(([section, those]) => those.map((_, at) => `${section}.${at + 1}`)));
  assert.deepEqual(
    asvs.filter(({ number }) => !known.has(number)),
    [],
  );
});

test('every criterion of WCAG 2.2 at A and AA has one row', () => {
  assert.deepEqual(
    wcag.map(({ number, level }) => `${number} ${level}`).toSorted(),
    (['A', 'AA'] as const).flatMap((level) => requirements.criteria[level].map((number) => `${number} ${level}`)).toSorted(),
  );
});

test('a row holds, does not apply because, or does not hold yet because; and what holds has evidence', () => {
  const said = /^(holds|holds, .+|does not apply, because .{8,}|does not hold yet, because .{8,})$/;
  assert.deepEqual(
    all.filter(({ state, asked }) => !said.test(state) || asked.length < 8).map(({ file, number, state }) => `${file} ${number}: ${state}`),
    [],
  );
  assert.deepEqual(
    all.filter(({ state, evidence }) => state.startsWith('holds') && evidence.length === 0).map(({ file, number }) => `${file} ${number}`),
    [],
  );
});

test('every file and every test that is named as evidence is there', () => {
  const gone = all.flatMap(({ file, number, evidence }) =>
    evidence.flatMap((one) => {
      const [, path = '', name] = /^`([^`]+)`(?:: (.+))?$/.exec(one) ?? [];
      if (!path) return [`${file} ${number}: no evidence is written so: ${one}`];
      if (!existsSync(join(root, path))) return [`${file} ${number}: ${path} is not there`];
      return name && !namesIn(path).has(name) ? [`${file} ${number}: ${path} has no test "${name}"`] : [];
    }),
  );
  assert.deepEqual(gone, []);
});

/** The names of the tests in a file, as they are written there. */
function namesIn(path: string): Set<string> {
  const found = [...read(path).matchAll(/\btest\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g)];
  return new Set(found.map(([, one, two, three]) => (one ?? two ?? three)!.replace(/\\(.)/g, '$1')));
}

test('the list of what does not hold yet, in the first page, is the list in the tables', () => {
  const page = read('docs/assurance/README.md');
  const listed = [...page.slice(page.indexOf('## What does not hold')).matchAll(/^- \*\*([^*]+)\*\*/gm)].flatMap(([, numbers]) =>
    numbers!.split(', '),
  );
  const open = (rows: Row[], mark: string) =>
    rows.filter(({ state }) => state.startsWith('does not hold')).map(({ number }) => mark + number);
  assert.deepEqual(listed.toSorted(), [...open(asvs, ''), ...open(wcag, 'WCAG ')].toSorted());
});

test('the limits that are written down are those that hold', () => {
  const page = read('docs/assurance/rules.md');
  const table = page.slice(page.indexOf('<!-- limits: begin -->'), page.indexOf('<!-- limits: end -->'));
  const written = [...table.matchAll(/^\| `([\w-]+)` \| (\d+) \| (\d+) \|/gm)].map(([, name, limit, seconds]) => [
    name,
    { limit: Number(limit), seconds: Number(seconds) },
  ]);
  assert.deepEqual(Object.fromEntries(written), limits);
});
