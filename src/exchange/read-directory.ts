/** Somebody's directory, opened: what kind of file it is, and its rows. Pure. */
import { createHash } from 'node:crypto';
import { fold } from '../lib/fold.ts';
import { readSheet, type SheetReason, type SheetWarning, usualLimits } from '../lib/sheet/index.ts';
import { rowsInJson } from './from-json.ts';
import { directoryColumns, rowsInSheet, type SheetMapping } from './from-sheet.ts';
import type { DraftOffer, Raw, ReadRow } from './draft.ts';

export const directoryLimits = { ...usualLimits, bytes: 5_000_000, rows: 2_000 };
/** Why a file is refused beside what a spreadsheet is refused for. */
export const fileReasons = ['not-json', 'no-directory', 'too-many-offers'] as const;
export type FileReason = (typeof fileReasons)[number] | SheetReason;
export type Format = 'hsds' | 'meeting-guide' | 'sheet';

/** As it stands in the file, so that what its columns mean can be put right until it is stored. */
export type Directory =
  | { format: 'hsds' | 'meeting-guide'; rows: Raw[] }
  | { format: 'sheet'; table: string[][]; headingLine: number | null; warnings: SheetWarning[]; sheet: string };

export function openDirectory(bytes: Uint8Array): Directory | FileReason {
  if (bytes.length > directoryLimits.bytes) return 'too-large';
  return looksLikeJson(bytes) ? inJson(bytes) : inSheet(bytes);
}

/** By its first sign, whatever the file is called. */
function looksLikeJson(bytes: Uint8Array): boolean {
  const first = Buffer.from(bytes.subarray(0, 64)).toString('latin1').replace(/^ï»¿/, '').trimStart()[0];
  return first === '{' || first === '[';
}

function inJson(bytes: Uint8Array): Directory | FileReason {
  try {
    const found = rowsInJson(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (!found) return 'no-directory';
    if (found.rows.length === 0) return 'empty';
    return found.rows.length > directoryLimits.rows ? 'too-many-offers' : found;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return 'not-json';
    throw error;
  }
}

function inSheet(bytes: Uint8Array): Directory | FileReason {
  const read = readSheet(bytes, directoryLimits);
  if (!read.ok) return read.reason;
  const { headingLine, mapping } = directoryColumns(read.rows);
  const count = rowsInSheet(read.rows, mapping, headingLine).length;
  if (count === 0) return 'empty';
  return { format: 'sheet', table: read.rows, headingLine, warnings: [...read.warnings], sheet: read.sheet ?? '' };
}

/** What each row says; of a sheet by what its columns mean. */
export const rawsIn = (directory: Directory, columns: SheetMapping): Raw[] =>
  directory.format === 'sheet' ? rowsInSheet(directory.table, columns, directory.headingLine) : directory.rows;

export type Verdict = 'new' | 'here' | 'same' | 'unreadable';
/** What an offer is known by when it comes again: its own id there, or else what it is called, where and when. */
export const sameKeys = (draft: DraftOffer): string[] => [`key ${storedKey(draft)}`, likeness(draft)];

export function likeness({ title, postcode, place, series }: Pick<DraftOffer, 'title' | 'postcode' | 'place' | 'series'>): string {
  return `like ${[fold(title), postcode ?? fold(place ?? ''), series?.rule ?? '', series?.clock ?? ''].join('|')}`;
}

/** The key it is stored under: its own, or one made of what it is like. */
export const storedKey = (draft: DraftOffer): string =>
  draft.key ?? createHash('sha256').update(likeness(draft)).digest('hex').slice(0, 32);

export type Judged<Row extends ReadRow = ReadRow> = Row & { verdict: Verdict; sameAs: number | null };

/** The first of two alike counts. `isHere` tells what is here already, by its keys. */
export function judge<Row extends ReadRow>(rows: readonly Row[], isHere: (keys: readonly string[]) => boolean): Judged<Row>[] {
  const lines = new Map<string, number>();
  return rows.map((row): Judged<Row> => {
    if (row.because.length > 0) return { ...row, verdict: 'unreadable', sameAs: null };
    const keys = sameKeys(row.draft);
    const sameAs = keys.map((key) => lines.get(key)).find((line) => line !== undefined) ?? null;
    if (sameAs !== null) return { ...row, verdict: 'same', sameAs };
    for (const key of keys) lines.set(key, row.line);
    return { ...row, verdict: isHere(keys) ? 'here' : 'new', sameAs };
  });
}
