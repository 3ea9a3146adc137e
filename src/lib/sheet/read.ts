import { trimRows } from './cell.ts';
import { parseCsv } from './csv.ts';
import { decodeText } from './encoding.ts';
import { fileKind, isEncryptedWorkbook } from './kind.ts';
import { refused, usualLimits } from './limits.ts';
import type { SheetLimits, SheetRead } from './limits.ts';
import { readXlsx } from './xlsx.ts';

/**
 * Reads an uploaded table, CSV or XLSX, told apart by what is in it and never by a name. Any bytes give an answer; nothing throws.
 * It works in one go on the caller's thread: a few milliseconds for some hundred rows (docs/decisions/0011-spreadsheets.md).
 */
export function readSheet(bytes: Uint8Array, limits: Partial<SheetLimits> = {}): SheetRead {
  const within = { ...usualLimits, ...limits };
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > within.bytes) return refused('too-large');
  return bounded(readKind(bytes, within), within);
}

function readKind(bytes: Uint8Array, limits: SheetLimits): SheetRead {
  const kind = fileKind(bytes);
  if (kind === 'zip') return readXlsx(bytes, limits);
  if (kind === 'compound') return refused(isEncryptedWorkbook(bytes) ? 'encrypted' : 'old-excel');
  return kind === 'text' ? readCsv(bytes, limits) : refused(kind);
}

function readCsv(bytes: Uint8Array, limits: SheetLimits): SheetRead {
  const decoded = decodeText(bytes);
  if (typeof decoded === 'string') return refused(decoded);
  const { text, encoding, warnings } = decoded;
  // A web page or other markup, also when it is called .xls, as some programs do.
  if (/^\s*<[!?a-z]/i.test(text)) return refused('not-a-table');
  const parsed = parseCsv(text, limits);
  if (typeof parsed === 'string') return refused(parsed);
  const { rows, delimiter } = parsed;
  return { ok: true, format: 'csv', encoding, ...(delimiter && { delimiter }), rows: trimRows(rows), warnings };
}

function bounded(read: SheetRead, limits: SheetLimits): SheetRead {
  if (!read.ok) return read;
  if (read.rows.length === 0) return refused('empty');
  if (read.rows.length > limits.rows) return refused('too-many-rows');
  const widest = read.rows.reduce((width, row) => Math.max(width, row.length), 0);
  if (widest > limits.columns) return refused('too-many-columns');
  return widest < 2 ? refused('not-a-table') : read;
}
