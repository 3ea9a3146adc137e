import { cellReader, type Columns as AnyColumns, guessColumns as guess } from '../../lib/columns.ts';
import { readLanguages, readMaxKm, readYesNo } from './answers.ts';
import { readEmail, readPhone, readPostcode } from './contact.ts';
import type { ImportContext } from './context.ts';
import { readBirthYear, readSince } from './days.ts';
import { fields, mayRepeat } from './fields.ts';
import type { Field, Mapping } from './fields.ts';
import type { Found } from './findings.ts';
import { readHeading } from './headings.ts';
import { readDiagnosis, readPhase } from './health.ts';
import { readKind, readSex } from './kind.ts';
import { readName } from './name.ts';
import { readSlots } from './slots.ts';
import { saysNothing } from './words.ts';

export type Columns = AnyColumns<Field>;

/** What the columns of a waiting list mean. */
export const guessColumns = (rows: readonly (readonly string[])[], context: ImportContext): Columns =>
  guess(
    rows,
    { fields, ignore: 'ignore', mayRepeat, readHeading, readCells: (columns, byHeading) => mapCells(columns, byHeading, context) },
    saysNothing,
  );

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

function mapCells(columns: readonly string[][], byHeading: Mapping, context: ImportContext): Mapping {
  const read = cellReader(readers.map(([field, reader]) => [field, (text: string) => isRead(reader(text, context))] as const));
  const mapping: Record<number, Field> = { ...read(columns, byHeading) };
  const afterPostcode = 1 + Number(Object.entries(mapping).find(([, field]) => field === 'postcode')?.[0] ?? NaN);
  const isPlace = !Object.values(mapping).includes('place') && columns[afterPostcode]?.some((text) => /^\p{L}[\p{L} .-]+$/u.test(text));
  if (isPlace && !mapping[afterPostcode]) mapping[afterPostcode] = 'place';
  return mapping;
}

/** Read whole: what was only partly understood may be anything. A child's year of birth is a year all the same. */
const isRead = ({ value, reason, remarks = [] }: Found<unknown>): boolean =>
  (value !== null || reason === 'under-18') && !remarks.includes('partly-read');
