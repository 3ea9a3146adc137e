import type { ImportContext } from './context.ts';
import type { Field, Mapping } from './fields.ts';
import { fields } from './fields.ts';
import type { Reason, Remark } from './findings.ts';
import { nameKey } from './name.ts';
import { matchKeys, samePerson } from './person.ts';
import type { WaitingPersonDraft } from './person.ts';
import { shown } from './plain-text.ts';
import { cellsOf, readRow } from './row.ts';
import type { Cells, RowRead } from './row.ts';
import { fold } from './words.ts';

/** `line` is the line of the sheet, from 1, as a spreadsheet program numbers it. */
export type ImportRow =
  | {
      line: number;
      verdict: 'readable';
      person: WaitingPersonDraft;
      remarks: Remark[];
      /** A short wish outside the list, not part of the person. Store it (`asWish`) only when the coordinator says so. */
      proposedWish: string | null;
    }
  | {
      line: number;
      verdict: 'same-as';
      /** The line that says the same person first. */
      sameAs: number;
      person: WaitingPersonDraft;
      remarks: Remark[];
    }
  | {
      line: number;
      verdict: 'cannot-be-read';
      because: Reason[];
      /** As it stood, shortened, for the coordinator to find and mend; identity numbers are hidden. Plain text: escape it. */
      typed: Partial<Record<Field, string>>;
      /** A readable line of the same person, where there is one. */
      resembles: number | null;
    };

export type ImportRead = {
  rows: ImportRow[];
  /** Lines that are no people, passed over in silence. */
  skipped: { empty: number; totals: number; headings: number };
};

export type RowsContext = ImportContext & {
  /** The line of the headings, from 1; it and what stands above it are not read. Null when there is none. */
  headingLine: number | null;
};

/** Reads the rows of a sheet as people who wait. Nothing is stored; whether a person is already here is for the caller to see. */
export function readRows(rows: readonly (readonly string[])[], mapping: Mapping, context: RowsContext): ImportRead {
  const first = context.headingLine ?? 0;
  const headings = context.headingLine === null ? '' : signature(rows[first - 1] ?? []);
  const skipped = { empty: 0, totals: 0, headings: 0 };
  const read: Read[] = [];
  for (let at = first; at < rows.length; at++) {
    const row = rows[at]!;
    if (row.every((cell) => cell === '')) skipped.empty += 1;
    else if (signature(row) === headings) skipped.headings += 1;
    else if (isTotal(row)) skipped.totals += 1;
    else {
      const cells = cellsOf(row, mapping);
      read.push({ line: at + 1, cells, ...readRow(cells, context) });
    }
  }
  return { rows: judge(read), skipped };
}

const signature = (row: readonly string[]): string => row.join('\n');

const totalWords =
  /^(sum|summen|delsum|total|totalt|totals|i alt|ialt|til sammen|tilsammen|samla|samlet|antall|antal|number|count)( \S+){0,2}$/;

/** "Sum" and numbers, or a lone number under a column. */
function isTotal(row: readonly string[]): boolean {
  const said = row.filter((cell) => cell !== '');
  const isNumber = (cell: string) => /^\d{1,6}(?:[.,]\d+)?$/.test(cell);
  const [word = '', ...others] = said;
  if (said.length > 4) return false;
  return (totalWords.test(fold(word)) || isNumber(word)) && others.every(isNumber);
}

type Read = RowRead & { line: number; cells: Cells };

/** The first line of a person counts. A row that cannot be read stands for nobody, but is told which line it is like. */
function judge(read: readonly Read[]): ImportRow[] {
  const lines = firstLines();
  const judged = read.map(({ line, person, because, remarks, proposedWish, cells }): ImportRow => {
    if (because.length > 0) return { line, verdict: 'cannot-be-read', because, typed: typedIn(cells), resembles: null };
    const sameAs = lines.ofSame(person);
    if (sameAs !== undefined) return { line, verdict: 'same-as', sameAs, person, remarks };
    const shared = lines.sharing(person);
    lines.add(person, line);
    return { line, verdict: 'readable', person, remarks: [...remarks, ...shared], proposedWish };
  });
  return judged.map((row, n) => (row.verdict === 'cannot-be-read' ? { ...row, resembles: lines.like(read[n]!.person) } : row));
}

/** Remembers who stood where, by key alone and by key and name, so that a list in which all share an address is not compared all with all. */
function firstLines() {
  const byKey = new Map<string, number>();
  const byName = new Map<string, { line: number; person: WaitingPersonDraft }[]>();
  const named = (person: WaitingPersonDraft) => matchKeys(person).map((key) => `${key} ${nameKey(person.name)}`);
  return {
    add: (person: WaitingPersonDraft, line: number) => {
      for (const key of matchKeys(person)) if (!byKey.has(key)) byKey.set(key, line);
      for (const key of named(person)) byName.set(key, [...(byName.get(key) ?? []), { line, person }]);
    },
    ofSame: (person: WaitingPersonDraft): number | undefined =>
      named(person)
        .flatMap((key) => byName.get(key) ?? [])
        .find((other) => samePerson(other.person, person))?.line,
    /** Two people may well share a phone; the coordinator is told. */
    sharing: (person: WaitingPersonDraft): Remark[] =>
      (['phone', 'email'] as const).flatMap((field): Remark[] => {
        const line = byKey.get(`${field}:${person[field]}`);
        return line === undefined || person[field] === null ? [] : [{ remark: `shares-${field}`, field, typed: person[field], line }];
      }),
    like: (person: WaitingPersonDraft): number | null =>
      matchKeys(person)
        .map((key) => byKey.get(key))
        .find((line) => line !== undefined) ?? null,
  };
}

const typedIn = (cells: Cells): Partial<Record<Field, string>> =>
  Object.fromEntries(fields.filter((field) => cells[field] !== '').map((field) => [field, shown(cells[field])]));
