/** Somebody's directory, read: what kind of file it is, its rows, and what of them can be taken in. Pure. */
import { createHash } from 'node:crypto';
import { fold } from '../lib/fold.ts';
import { readSheet, type SheetReason, usualLimits } from '../lib/sheet/index.ts';
import { rowsInJson } from './from-json.ts';
import { rowsInSheet } from './from-sheet.ts';
import type { Context, DraftOffer, Raw, ReadRow } from './draft.ts';
import { readRaw } from './raw.ts';

export const directoryLimits = { ...usualLimits, bytes: 5_000_000, rows: 2_000 };
/** Why a file is refused beside what a spreadsheet is refused for. */
export const fileReasons = ['not-json', 'no-directory', 'too-many-offers'] as const;
export type FileReason = (typeof fileReasons)[number] | SheetReason;
export type Format = 'hsds' | 'meeting-guide' | 'sheet';
export type Directory = { format: Format; rows: ReadRow[]; unread: string[] };

export function readDirectory(bytes: Uint8Array, context: Context): Directory | FileReason {
  if (bytes.length > directoryLimits.bytes) return 'too-large';
  const found = looksLikeJson(bytes) ? inJson(bytes) : inSheet(bytes);
  if (typeof found === 'string') return found;
  if (found.rows.length === 0) return 'empty';
  if (found.rows.length > directoryLimits.rows) return 'too-many-offers';
  return { ...found, rows: found.rows.map((raw) => readRaw(raw, context)) };
}

type Found = { format: Format; rows: Raw[]; unread: string[] };

/** By its first sign, whatever the file is called. */
function looksLikeJson(bytes: Uint8Array): boolean {
  const first = Buffer.from(bytes.subarray(0, 64)).toString('latin1').replace(/^ï»¿/, '').trimStart()[0];
  return first === '{' || first === '[';
}

function inJson(bytes: Uint8Array): Found | FileReason {
  try {
    const found = rowsInJson(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return found ? { ...found, unread: [] } : 'no-directory';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return 'not-json';
    throw error;
  }
}

function inSheet(bytes: Uint8Array): Found | FileReason {
  const sheet = readSheet(bytes, directoryLimits);
  if (!sheet.ok) return sheet.reason;
  const found = rowsInSheet(sheet.rows);
  return found ? { format: 'sheet', ...found } : 'no-directory';
}

export type Verdict = 'new' | 'here' | 'same' | 'unreadable';
/** What an offer is known by when it comes again: its own id there, or else what it is called, where and when. */
export const sameKeys = (draft: DraftOffer): string[] => [...(draft.key ? [`key ${draft.key}`] : []), likeness(draft)];

export function likeness({ title, postcode, place, series }: Pick<DraftOffer, 'title' | 'postcode' | 'place' | 'series'>): string {
  return `like ${[fold(title), postcode ?? fold(place ?? ''), series?.rule ?? '', series?.clock ?? ''].join('|')}`;
}

/** The key it is stored under: its own, or one made of what it is like. */
export const storedKey = (draft: DraftOffer): string =>
  draft.key ?? createHash('sha256').update(likeness(draft)).digest('hex').slice(0, 32);

export type Judged = ReadRow & { verdict: Verdict; sameAs: number | null };

/** The first of two alike counts. `isHere` tells what is here already, by its keys. */
export function judge(rows: readonly ReadRow[], isHere: (keys: readonly string[]) => boolean): Judged[] {
  const lines = new Map<string, number>();
  return rows.map((row): Judged => {
    if (row.because.length > 0) return { ...row, verdict: 'unreadable', sameAs: null };
    const keys = sameKeys(row.draft);
    const sameAs = keys.map((key) => lines.get(key)).find((line) => line !== undefined) ?? null;
    if (sameAs !== null) return { ...row, verdict: 'same', sameAs };
    for (const key of keys) lines.set(key, row.line);
    return { ...row, verdict: isHere(keys) ? 'here' : 'new', sameAs };
  });
}
