import { createHash } from 'node:crypto';
import { readLanguages, readMaxKm, readYesNo } from './answers.ts';
import { readEmail, readPhone, readPostcode } from './contact.ts';
import type { ImportContext } from './context.ts';
import { readBirthYear, readSince } from './days.ts';
import { mayRepeat } from './fields.ts';
import type { Field, Mapping } from './fields.ts';
import type { Found } from './findings.ts';
import { readHeading } from './headings.ts';
import { readDiagnosis, readPhase } from './health.ts';
import { readKind, readSex } from './kind.ts';
import { readName } from './name.ts';
import { readSlots } from './slots.ts';
import { fold, saysNothing } from './words.ts';

export type Columns = {
  /** From 1; null when the sheet begins with people. */
  headingLine: number | null;
  /** One for each column, empty where there is none. */
  headings: string[];
  mapping: Mapping;
  /** How each column was guessed: by its heading, by its cells, or not at all (then it is ignored). */
  guessedBy: ('heading' | 'cells' | 'nothing')[];
  /** The first three things said in each column, to correct the mapping by. */
  examples: string[][];
  /** The same for every sheet with these columns: a corrected mapping is remembered under it. */
  fingerprint: string;
};

/** What the columns of a sheet mean, by their headings, and where those say nothing, by what stands in them. */
export function guessColumns(rows: readonly (readonly string[])[], context: ImportContext): Columns {
  const headingLine = findHeadings(rows);
  const below = rows.slice(headingLine ?? 0);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const headings = Array.from({ length: width }, (_, column) => (headingLine === null ? '' : (rows[headingLine - 1]?.[column] ?? '')));
  const columns = headings.map((_, column) => below.map((row) => (row[column] ?? '').slice(0, 200)).filter((cell) => !saysNothing(cell)));
  const byHeading = mapHeadings(headings);
  const mapping = mapCells(columns, byHeading, context);
  return {
    headingLine,
    headings,
    mapping,
    guessedBy: headings.map((_, column) => (byHeading[column] ? 'heading' : mapping[column] === 'ignore' ? 'nothing' : 'cells')),
    examples: columns.map((cells) => [...new Set(cells)].slice(0, 3)),
    fingerprint: fingerprint(headingLine === null ? width : headings),
  };
}

/** The line, among the first fifteen, with the most headings we know; at least two, and two in five of what it says. */
function findHeadings(rows: readonly (readonly string[])[]): number | null {
  const scores = rows.slice(0, 15).map((row) => {
    const said = row.filter((cell) => cell !== '');
    const known = said.map(readHeading).filter((heading) => heading !== undefined);
    const different = new Set(known.map(({ field }) => field)).size;
    const sure = known.reduce((sum, heading) => sum + heading.sure, 0);
    return different >= 2 && known.length >= said.length * 0.4 ? different * 3 + sure : 0;
  });
  const best = Math.max(0, ...scores);
  return best === 0 ? null : scores.indexOf(best) + 1;
}

/** The surest heading gets a field that only one column may have. */
function mapHeadings(headings: readonly string[]): Record<number, Field> {
  const read = headings.flatMap((text, column) => {
    const heading = readHeading(text);
    return heading ? [{ column, ...heading }] : [];
  });
  const mapping: Record<number, Field> = {};
  for (const { column, field } of read.toSorted((a, b) => b.sure - a.sure || a.column - b.column)) {
    if (mayRepeat(field) || !Object.values(mapping).includes(field)) mapping[column] = field;
  }
  return mapping;
}

type Reader = (text: string, context: ImportContext) => Found<unknown>;
/** In this order: what only one field can look like comes first. */
const readers: readonly (readonly [Field, Reader])[] = [
  ['email', readEmail],
  ['since', (text, { today }) => (/\d\D+\d{1,2}\D+\d|^[45]\d{4}$/.test(text) ? readSince(text, today) : { value: null })],
  ['phone', (text, { country }) => (/^[\d\s+()./-]{8,}$/.test(text) ? readPhone(text, country) : { value: null })],
  ['sex', readSex],
  ['slots', readSlots],
  ['role', readKind],
  ['languages', (text, { defaultLanguage }) => readLanguages(text, defaultLanguage)],
  ['phase', readPhase],
  ['diagnosis', (text, { diagnoses }) => readDiagnosis(text, diagnoses)],
  [
    'birthYear',
    (text, { today }) => (/^(19|20|['’])\d\d/.test(text) ? readBirthYear({ birthYear: text, age: '' }, today) : { value: null }),
  ],
  ['postcode', (text, { country }) => readPostcode(text, country)],
  ['digital', readYesNo],
  ['maxKm', readMaxKm],
  ['name', (text) => (text.includes(' ') ? readName({ name: text, givenName: '', familyName: '' }) : { value: null })],
  ['address', (text) => ({ value: /\p{L}{3}.* \d{1,4} ?[A-Z]?\b/iu.test(text) ? text : null })],
];

/** Gives each column without a known heading the first free field that four in five of its cells can be read as. */
function mapCells(columns: readonly string[][], byHeading: Readonly<Record<number, Field>>, context: ImportContext): Mapping {
  const mapping: Record<number, Field> = { ...byHeading };
  for (const [field, read] of readers) {
    if (Object.values(mapping).includes(field)) continue;
    const shares = columns.map((cells, column) => (mapping[column] ? 0 : share(cells, (text) => read(text, context))));
    const best = Math.max(0, ...shares);
    if (best >= 0.8) mapping[shares.indexOf(best)] = field;
  }
  const afterPostcode = 1 + Number(Object.entries(mapping).find(([, field]) => field === 'postcode')?.[0] ?? NaN);
  const isPlace = !Object.values(mapping).includes('place') && columns[afterPostcode]?.some((text) => /^\p{L}[\p{L} .-]+$/u.test(text));
  if (isPlace && !mapping[afterPostcode]) mapping[afterPostcode] = 'place';
  return Object.fromEntries(columns.map((_, column) => [column, mapping[column] ?? 'ignore']));
}

/** Of at most a hundred cells. */
function share(cells: readonly string[], read: (text: string) => Found<unknown>): number {
  const some = cells.slice(0, 100);
  return some.length === 0 ? 0 : some.filter((text) => isRead(read(text))).length / some.length;
}

/** Read whole: what was only partly understood may be anything. A child's year of birth is a year all the same. */
const isRead = ({ value, reason, remarks = [] }: Found<unknown>): boolean =>
  (value !== null || reason === 'under-18') && !remarks.includes('partly-read');

/** Of the headings as they are compared; of a sheet without any, only of how many columns it has, as its first line is a person. */
export function fingerprint(headings: readonly string[] | number): string {
  const text = typeof headings === 'number' ? `columns ${headings}` : headings.map(fold).join('\n').trimEnd();
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
