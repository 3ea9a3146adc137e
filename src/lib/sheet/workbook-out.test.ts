import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { zip } from '../zip.ts';
import { type OutCell, type OutSheet, readSheet, writeWorkbook } from './index.ts';

const at = new Date('2026-12-01T09:00:00+01:00');

async function* some<T>(...all: T[]): AsyncGenerator<T, void> {
  yield* all;
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const partOf = (file: Buffer, name: string): string => Buffer.from(unzipSync(new Uint8Array(file))[name]!).toString();

const sheet = (name: string, ...rows: OutCell[][]): OutSheet => ({ name, headings: ['Hva', 'Når'], widths: [30, 12], rows: some(...rows) });

test('what is written is read again as it was', async () => {
  const rows: OutCell[][] = [
    ['Åse & <Ødegård> "x"', { day: '2026-12-01' }],
    [12.5, true],
    [null, 'to\nlinjer'],
    ['_x000D_', ' med luft '],
  ];
  const read = readSheet(await whole(writeWorkbook([sheet('Ark', ...rows)], at)));
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.rows, [
    ['Hva', 'Når'],
    ['Åse & <Ødegård> "x"', '2026-12-01'],
    ['12.5', 'true'],
    ['', 'to\nlinjer'],
    ['_x000D_', 'med luft'],
  ]);
});

test('no cell begins a formula', async () => {
  const signs = ['=1+1', '+4740001102', '-2', '@SUM(A1)', '\t=1', " '=1", '＝1'];
  const file = await whole(writeWorkbook([sheet('Ark', ...signs.map((sign): OutCell[] => [sign]))], at));
  const text = partOf(file, 'xl/worksheets/sheet1.xml');
  assert.doesNotMatch(text, /<f>|>[=+\-@＝]|>\s+=/);
  assert.equal([...text.matchAll(/preserve">'/g)].length, signs.length);
});

test('a long table goes on in another sheet, and names are such as Excel takes', async () => {
  async function* many(): AsyncGenerator<OutCell[], void> {
    for (let n = 1; n <= 13; n += 1) yield [n];
  }
  const file = await whole(writeWorkbook([{ name: 'a/b:c', headings: ['n'], rows: many() }, sheet('A B C')], at, 10));
  const names = partOf(file, 'xl/workbook.xml');
  assert.deepEqual(
    [...names.matchAll(/sheet name="([^"]*)"/g)].map((found) => found[1]),
    ['a b c', 'a b c (2)', 'A B C (3)'],
  );
  const rest = partOf(file, 'xl/worksheets/sheet2.xml');
  assert.deepEqual(
    [...rest.matchAll(/<v>(\d+)/g)].map((found) => found[1]),
    ['10', '11', '12', '13'],
  );
});

test('an archive is asked for piece by piece: a reader who stops makes nobody go on', async () => {
  let made = 0;
  async function* endless(): AsyncGenerator<string, void> {
    for (;;) yield String.fromCharCode(40 + ((made += 1) % 50)).repeat(10_000) + Math.sqrt(made);
  }
  const archive = zip([{ name: 'x', pieces: endless() }], at);
  for (let n = 0; n < 5; n += 1) await archive.next();
  const then = made;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(made - then < 2_000, `${made - then} pieces more`);
  await archive.return();
});

test('a mistake on the way ends the archive with it', async () => {
  async function* broken(): AsyncGenerator<string, void> {
    yield 'a';
    throw new Error('the access has ended');
  }
  await assert.rejects(whole(zip([{ name: 'x', pieces: broken() }], at)), /the access has ended/);
});

const hasPython = spawnSync('python3', ['-c', 'import zipfile']).status === 0;

test('another program finds no fault in the archive', { skip: !hasPython && 'python3 is not here to read it' }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  const path = join(folder, 'x.zip');
  writeFileSync(
    path,
    await whole(
      zip(
        [
          { name: 'én.txt', pieces: some('hei', ' på deg') },
          { name: 'tom.txt', pieces: some<string>() },
        ],
        at,
      ),
    ),
  );
  const said = execFileSync('python3', [
    '-c',
    'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),[(i.filename,i.file_size,i.date_time[:5]) for i in z.infolist()],z.read("én.txt").decode())',
    path,
  ]).toString();
  assert.equal(said.trim(), "None [('én.txt', 11, (2026, 12, 1, 9, 0)), ('tom.txt', 0, (2026, 12, 1, 9, 0))] hei på deg");
  rmSync(folder, { recursive: true });
});
