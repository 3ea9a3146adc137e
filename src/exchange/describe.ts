/** What each column is, in words: the first sheet of the workbook, and the description in the archive. */
import { hasText, type TextKey, type Translate } from '../lib/language.ts';
import type { OutColumn, OutTable } from './catalogue.ts';

export type Keep = { days: number; months: number };
export type Described = {
  table: string;
  column: string;
  meaning: string;
  kind: string;
  words: string;
  refersTo: string;
  sensitive: string;
  purpose: string;
  keep: string;
};
export const describedParts = ['table', 'column', 'meaning', 'kind', 'words', 'refersTo', 'sensitive', 'purpose', 'keep'] as const;

/** The headings of the description, in the order of `describedParts`. */
export const headingsOf = (t: Translate): string[] => describedParts.map((part) => t(`exchange:described.${part}`));

export const described = (t: Translate, tables: readonly OutTable[], keep: Keep): Described[] =>
  tables.flatMap((table) => table.columns.map((column) => describe(t, table.name, column, keep)));

function describe(t: Translate, table: string, column: OutColumn, keep: Keep): Described {
  const { about, refersTo, words, name, kind, sealed } = column;
  return {
    table,
    column: name,
    meaning: meaningOf(t, table, name),
    kind: t(`exchange:kind.${sealed ? 'text' : kind}`),
    words: words.join(', '),
    refersTo: refersTo ?? '',
    sensitive: t(`exchange:class.${about.class}`),
    purpose: t(`people:purpose.${about.purpose}.why`),
    keep: t(`people:keep.${about.keep}`, keep),
  };
}

/** Said of this column of this table, or of every column of the name. */
export function meaningOf(t: Translate, table: string, column: string): string {
  const key = [`columns:${table}.${column}`, `columns:any.${column}`].find(hasText);
  return key ? t(key as TextKey) : '';
}

export const tableText = (t: Translate, table: string): string => {
  const key = `columns:table.${table}`;
  return hasText(key) ? t(key as TextKey) : '';
};
