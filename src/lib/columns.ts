/** What the columns of a sheet mean: guessed by their headings and by what stands in them, corrected by a person, known again the next time. */
import { createHash } from 'node:crypto';
import { fold } from './fold.ts';
import { slipsBetween } from './near-words.ts';

/** What each column means, by its place from 0. A column that is not there is left out. */
export type Mapping<F extends string = string> = Readonly<Record<number, F>>;
export type Heading<F extends string> = { field: F; sure: 1 | 2 | 3 };

/** What a kind of list may hold. `ignore` is the field of a column that is left out. */
export type ListKind<F extends string> = {
  fields: readonly F[];
  ignore: F;
  /** several columns may hold it, and are read as one */
  mayRepeat: (field: F) => boolean;
  readHeading: (text: string) => Heading<F> | undefined;
  /** what columns without a known heading hold, by what stands in them */
  readCells?: (columns: readonly string[][], byHeading: Mapping<F>) => Mapping<F>;
  /** told apart from other kinds of lists with the same headings */
  name?: string;
};

export type GuessedBy = 'heading' | 'cells' | 'nothing';
export type Columns<F extends string> = {
  /** From 1; null when the sheet begins with its rows. */
  headingLine: number | null;
  /** One for each column, empty where there is none. */
  headings: string[];
  mapping: Mapping<F>;
  /** How each column was guessed: by its heading, by its cells, or not at all (then it is left out). */
  guessedBy: GuessedBy[];
  /** The first three things said in each column, to correct the mapping by. */
  examples: string[][];
  /** The same for every sheet with these columns: a corrected mapping is remembered under it. */
  fingerprint: string;
};

/** What the columns of a sheet mean, by their headings, and where those say nothing, by what stands in them. */
export function guessColumns<F extends string>(
  rows: readonly (readonly string[])[],
  kind: ListKind<F>,
  saysNothing: (cell: string) => boolean = (cell) => cell === '',
): Columns<F> {
  const headingLine = findHeadings(rows, kind);
  const below = rows.slice(headingLine ?? 0);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const headings = Array.from({ length: width }, (_, column) => (headingLine === null ? '' : (rows[headingLine - 1]?.[column] ?? '')));
  const columns = headings.map((_, column) => below.map((row) => (row[column] ?? '').slice(0, 200)).filter((cell) => !saysNothing(cell)));
  const byHeading = mapHeadings(headings, kind);
  const found = kind.readCells?.(columns, byHeading) ?? byHeading;
  const mapping: Mapping<F> = Object.fromEntries(headings.map((_, column) => [column, found[column] ?? kind.ignore]));
  return {
    headingLine,
    headings,
    mapping,
    guessedBy: headings.map((_, column) => (byHeading[column] ? 'heading' : mapping[column] === kind.ignore ? 'nothing' : 'cells')),
    examples: columns.map((cells) => [...new Set(cells)].slice(0, 3)),
    fingerprint: fingerprint(headingLine === null ? width : headings, kind.name),
  };
}

/** The line, among the first fifteen, with the most headings we know; at least two, and two in five of what it says. */
function findHeadings<F extends string>(rows: readonly (readonly string[])[], { readHeading }: ListKind<F>): number | null {
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
function mapHeadings<F extends string>(headings: readonly string[], { readHeading, mayRepeat }: ListKind<F>): Mapping<F> {
  const read = headings.flatMap((text, column) => {
    const heading = readHeading(text);
    return heading ? [{ column, ...heading }] : [];
  });
  const mapping: Record<number, F> = {};
  for (const { column, field } of read.toSorted((a, b) => b.sure - a.sure || a.column - b.column)) {
    if (mayRepeat(field) || !Object.values(mapping).includes(field)) mapping[column] = field;
  }
  return mapping;
}

/**
 * Gives each column without a known heading the first free field that four in five of its cells can be read as. What only one field can look
 * like comes first.
 */
export const cellReader =
  <F extends string>(readers: readonly (readonly [F, (text: string) => boolean])[]): NonNullable<ListKind<F>['readCells']> =>
  (columns, byHeading) => {
    const mapping: Record<number, F> = { ...byHeading };
    for (const [field, isOne] of readers) {
      if (Object.values(mapping).includes(field)) continue;
      const shares = columns.map((cells, column) => (mapping[column] ? 0 : share(cells.slice(0, 100), isOne)));
      const best = Math.max(0, ...shares);
      if (best >= 0.8) mapping[shares.indexOf(best)] = field;
    }
    return mapping;
  };

const share = (cells: readonly string[], isOne: (text: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(isOne).length / cells.length;

/** Of the headings as they are compared; of a sheet without any, only of how many columns it has, as its first line is a row. */
export function fingerprint(headings: readonly string[] | number, kind = ''): string {
  const text = typeof headings === 'number' ? `columns ${headings}` : headings.map(fold).join('\n').trimEnd();
  return createHash('sha256')
    .update(kind ? `${kind}\n${text}` : text)
    .digest('hex')
    .slice(0, 32);
}

/** Knows headings by the words people write for each field, with commas between them. */
export function headingReader<F extends string>(words: Readonly<Record<F, string>>): ListKind<F>['readHeading'] {
  const forms = Object.entries<string>(words).flatMap(([field, all]) =>
    all.split(',').map((form): [string, F] => [fold(form), field as F]),
  );
  const known = new Map(forms);
  return (text) => {
    const folded = text.length > 60 ? '' : fold(text);
    if (folded === '') return undefined;
    const whole = known.get(folded) ?? known.get(folded.replaceAll(' ', ''));
    if (whole) return { field: whole, sure: 3 };
    const part = longestWithin(known, folded);
    if (part) return { field: part, sure: 2 };
    const near = [folded, ...folded.split(' ')].map((one) => nearest(known, one)).find((field) => field !== undefined);
    return near && { field: near, sure: 1 };
  };
}

type Known<F> = ReadonlyMap<string, F>;

/** "Telefon (privat)" is a telephone: the longest heading that stands in it as whole words, of four letters or more. */
function longestWithin<F>(known: Known<F>, folded: string): F | undefined {
  const within = [...known].filter(([form]) => form.length >= 4 && ` ${folded} `.includes(` ${form} `));
  return within.toSorted(([a], [b]) => b.length - a.length)[0]?.[1];
}

/** "Telfon" is a telephone: one slip in five letters or more, two in nine or more. */
function nearest<F>(known: Known<F>, folded: string): F | undefined {
  const allowed = folded.length >= 9 ? 2 : folded.length >= 5 ? 1 : 0;
  if (allowed === 0) return undefined;
  const near = [...known]
    .filter(([form]) => form.length >= 5)
    .map(([form, field]) => ({ field, slips: slipsBetween(form, folded, allowed) }))
    .filter(({ slips }) => slips <= allowed);
  return near.toSorted((a, b) => a.slips - b.slips)[0]?.field;
}

/** A mapping from foreign hands: only columns and fields that exist are kept. */
export function asMapping<F extends string>(typed: Readonly<Record<string, unknown>>, fields: readonly F[]): Mapping<F> {
  const known = Object.entries(typed).filter(([column, field]) => /^\d{1,3}$/.test(column) && fields.includes(field as F));
  return Object.fromEntries(known) as Mapping<F>;
}

/** Fields that a person has given to more columns than may have them. */
export const givenTwice = <F extends string>(mapping: Mapping<F>, { fields, mayRepeat }: Pick<ListKind<F>, 'fields' | 'mayRepeat'>): F[] =>
  fields.filter((field) => !mayRepeat(field) && Object.values(mapping).filter((other) => other === field).length > 1);

/** As a form sends it: `column-0`, `column-1` … */
export function columnsTyped(submitted: FormData): Record<string, string> {
  return Object.fromEntries(
    [...submitted].flatMap(([name, value]) =>
      name.startsWith('column-') && typeof value === 'string' ? [[name.slice('column-'.length), value]] : [],
    ),
  );
}
