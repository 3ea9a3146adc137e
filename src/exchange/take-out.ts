/** Everything an association owns, as a workbook or an archive, made while it is downloaded. */
import type { Translate } from '../lib/language.ts';
import { clockOf, dayOf, type Instant, zone } from '../lib/day.ts';
import { sayDate } from '../lib/say.ts';
import { csvCell, type OutCell, type OutSheet, writeWorkbook } from '../lib/sheet/index.ts';
import { zip, type ZipPart } from '../lib/zip.ts';
import type { OutTable, ValueKind } from './catalogue.ts';
import { described, describedParts, headingsOf, type Keep, meaningOf, tableText } from './describe.ts';
import { leftOut, leftOutReasons } from './plan.ts';
import { type OutRow, rowsOf, type Taker } from './rows.ts';

export type TakeOut = { taker: Taker; t: Translate; name: string; at: Instant; tables: readonly OutTable[]; keep: Keep };
const ZONE = zone('Europe/Oslo');

export const workbookOf = (out: TakeOut): AsyncGenerator<Uint8Array<ArrayBuffer>, void> => writeWorkbook(sheetsOf(out), out.at);

function* sheetsOf({ taker, t, tables, keep }: TakeOut): Generator<OutSheet, void> {
  const about = described(t, tables, keep).map((one) => describedParts.map((part) => one[part]));
  yield { name: t('exchange:sheet'), headings: headingsOf(t), widths: [18, 22, 60, 18, 30, 16, 26, 50, 50], rows: each(about) };
  for (const table of tables) {
    const names = table.columns.map(({ name }) => name);
    yield { name: table.name, headings: names, widths: names.map((name) => Math.max(12, name.length + 2)), rows: cellsOf(taker, table) };
  }
}

async function* cellsOf(taker: Taker, table: OutTable): AsyncGenerator<OutCell[], void> {
  for await (const row of rowsOf(taker, table)) yield table.columns.map(({ name, kind }) => cellOf(row[name], kind));
}

function cellOf(value: unknown, kind: ValueKind): OutCell {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (kind === 'day' && typeof value === 'string') return { day: value };
  return textOf(value);
}

const textOf = (value: unknown): string => (value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value));

export const archiveOf = (out: TakeOut): AsyncGenerator<Uint8Array<ArrayBuffer>, void> => zip(partsOf(out), out.at);

function* partsOf(out: TakeOut): Generator<ZipPart, void> {
  const { taker, t, tables, keep } = out;
  const about = described(t, tables, keep);
  yield { name: 'README.md', pieces: each([readmeOf(out)]) };
  yield { name: 'datapackage.json', pieces: each([`${JSON.stringify(packageOf(out), null, 2)}\n`]) };
  yield { name: 'columns.json', pieces: each([`${JSON.stringify(about, null, 2)}\n`]) };
  yield { name: 'columns.csv', pieces: csv(headingsOf(t), each(about.map((one) => describedParts.map((part) => one[part])))) };
  for (const table of tables) {
    const names = table.columns.map(({ name }) => name);
    yield { name: `csv/${table.name}.csv`, pieces: csv(names, textsOf(taker, table, names)) };
    yield { name: `json/${table.name}.json`, pieces: json(rowsOf(taker, table)) };
  }
}

async function* textsOf(taker: Taker, table: OutTable, names: readonly string[]): AsyncGenerator<string[], void> {
  for await (const row of rowsOf(taker, table)) yield names.map((name) => textOf(row[name] ?? null));
}

async function* csv(headings: readonly string[], rows: AsyncIterable<readonly string[]>): AsyncGenerator<string, void> {
  const line = (cells: readonly string[]) => `${cells.map(csvCell).join(';')}\r\n`;
  yield `\ufeff${line(headings)}`;
  for await (const row of rows) yield line(row);
}

async function* json(rows: AsyncIterable<OutRow>): AsyncGenerator<string, void> {
  let before = '[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(row);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

async function* each<T>(all: readonly T[]): AsyncGenerator<T, void> {
  yield* all;
}

function readmeOf({ t, name, at, tables }: TakeOut): string {
  const made = { day: sayDate(dayOf(at, ZONE), t.language, { year: 'always' }), clock: clockOf(at, ZONE) };
  const list = tables.map((table) => `- \`${table.name}\`: ${tableText(t, table.name)}`);
  const left = leftOutReasons.map(
    (reason) => `- ${t(`exchange:left-out.${reason}`)} (${leftOut[reason].map((one) => `\`${one}\``).join(', ')})`,
  );
  return [
    `# ${t('exchange:readme.title', { name })}`,
    t('exchange:readme.made', made),
    t('exchange:readme.care'),
    `## ${t('exchange:readme.files')}`,
    t
      .list('exchange:readme.file-list')
      .map((line) => `- ${line}`)
      .join('\n'),
    `## ${t('exchange:readme.tables')}`,
    list.join('\n'),
    `## ${t('exchange:readme.read')}`,
    t
      .list('exchange:readme.reading')
      .map((line) => `- ${line}`)
      .join('\n'),
    `## ${t('exchange:readme.not-here')}`,
    [...left, ...t.list('exchange:readme.also-not').map((line) => `- ${line}`)].join('\n'),
    '',
  ].join('\n\n');
}

const fieldTypes: Partial<Record<ValueKind, string>> = {
  number: 'number',
  'yes-no': 'boolean',
  day: 'date',
  time: 'datetime',
  list: 'array',
  json: 'any',
};

/** The same description as programs read it: a Data Package (Frictionless, version 1). */
const packageOf = ({ t, name, at, tables }: TakeOut) => ({
  profile: 'tabular-data-package',
  name: 'verksted-take-out',
  title: t('exchange:readme.title', { name }),
  created: at.toISOString(),
  resources: tables.map((table) => ({
    profile: 'tabular-data-resource',
    name: table.name.replaceAll('_', '-'),
    path: `csv/${table.name}.csv`,
    description: tableText(t, table.name),
    encoding: 'utf-8',
    dialect: { delimiter: ';', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true },
    schema: {
      fields: table.columns.map(({ name: field, kind, sealed, words }) => ({
        name: field,
        type: sealed ? 'string' : (fieldTypes[kind] ?? 'string'),
        description: meaningOf(t, table.name, field),
        ...(words.length > 0 && kind === 'text' && { constraints: { enum: words } }),
      })),
      primaryKey: table.key,
      missingValues: [''],
    },
  })),
});
