/** Why a file is not taken as a table. */
export const sheetReasons = [
  'too-large',
  'empty',
  'not-a-table',
  'picture',
  'document',
  'old-excel',
  'open-document',
  'encrypted',
  'zip-bomb',
  'unsafe',
  'broken',
  'open-quote',
  'wrong-encoding',
  'too-many-sheets',
  'too-many-rows',
  'too-many-columns',
] as const;
export type SheetReason = (typeof sheetReasons)[number];

/** What was read, but should be looked at. */
export const sheetWarnings = ['mojibake', 'lost-letters', 'other-sheets', 'uncalculated'] as const;
export type SheetWarning = (typeof sheetWarnings)[number];

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Delimiter = ';' | ',' | '\t' | '|';

export type SheetRead =
  | {
      ok: true;
      format: 'csv' | 'xlsx';
      /** Of a CSV file. */
      encoding?: Encoding;
      /** Of a CSV file. */
      delimiter?: Delimiter;
      /** The name of the sheet that was read, of a workbook. */
      sheet?: string;
      /** Cells as text, in NFC, trimmed; days as 'YYYY-MM-DD'. Row 0 is line 1 of the sheet; empty cells at the end of a row are left out. */
      rows: string[][];
      warnings: SheetWarning[];
    }
  | { ok: false; reason: SheetReason };

export type SheetLimits = {
  /** Of the file as it was sent. */
  bytes: number;
  /** Of all parts of a workbook together, unpacked. */
  expandedBytes: number;
  /** Parts in a workbook, sheets and pictures and all. */
  parts: number;
  sheets: number;
  /** Up to the last row that says something. */
  rows: number;
  columns: number;
  /** In all cells together: one long text may be used by many cells of a workbook. */
  characters: number;
};

export const usualLimits: SheetLimits = {
  bytes: 5_000_000,
  expandedBytes: 50_000_000,
  parts: 500,
  sheets: 20,
  rows: 20_000,
  columns: 200,
  characters: 10_000_000,
};

export const refused = (reason: SheetReason): { ok: false; reason: SheetReason } => ({ ok: false, reason });
