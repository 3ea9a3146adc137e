import { cleanCell, trimRow, trimRows } from './cell.ts';
import { refused } from './limits.ts';
import type { SheetLimits, SheetReason, SheetRead } from './limits.ts';
import { readWorkbook, textListener, unescaped } from './workbook.ts';
import type { Workbook } from './workbook.ts';
import { readXml } from './xml.ts';
import type { XmlListener } from './xml.ts';
import { openZip } from './zip.ts';
import type { Zip } from './zip.ts';

type Sheet = { rows: string[][]; uncalculated: boolean };
/** Shared by all sheets of a workbook. */
type Allowance = SheetLimits & { charactersLeft: number };

/** The first visible sheet of a workbook that holds a table. Of a formula, only the value that was last shown is read. */
export function readXlsx(bytes: Uint8Array, limits: SheetLimits): SheetRead {
  const zip = openZip(bytes, limits);
  if (typeof zip === 'string') return refused(zip);
  const workbook = readWorkbook(zip, limits);
  if (typeof workbook === 'string') return refused(workbook);
  const allowance = { ...limits, charactersLeft: limits.characters };
  let found: (Sheet & { name: string }) | undefined;
  let others = false;
  for (const { name, part } of workbook.sheets) {
    const sheet = readPart(zip, part, workbook, allowance);
    if (typeof sheet === 'string') return refused(sheet);
    if (sheet.rows.length === 0) continue;
    others ||= found !== undefined;
    if (found === undefined || !isTable(found.rows)) found = { ...sheet, name };
  }
  const warnings = [...(others ? ['other-sheets' as const] : []), ...(found?.uncalculated ? ['uncalculated' as const] : [])];
  return { ok: true, format: 'xlsx', sheet: found?.name ?? '', rows: found?.rows ?? [], warnings };
}

const isTable = (rows: string[][]): boolean => rows.filter((row) => row.length > 1).length > 1;

function readPart(zip: Zip, part: string, workbook: Workbook, allowance: Allowance): Sheet | SheetReason {
  const sheet: Sheet = { rows: [], uncalculated: false };
  const failed = readXml(zip, part, sheetListener(sheet, workbook, allowance));
  return failed ?? { ...sheet, rows: trimRows(sheet.rows.map(trimRow)) };
}

type Cell = { row: number; column: number; type: string; style: number; value: string; text: string; formula: boolean };
/** Where the reading is: in which row, after which column, in which cell. */
type Cursor = { row: number; column: number; cell?: Cell; inValue: boolean };

function sheetListener(sheet: Sheet, workbook: Workbook, allowance: Allowance): XmlListener {
  const at: Cursor = { row: 0, column: 0, inValue: false };
  const inline = textListener('is', (text) => {
    if (at.cell) at.cell.text = text;
  });
  return {
    open: (name, attribute) => {
      inline.open(name);
      enter(at, name, attribute);
    },
    text: (piece) => {
      if (at.inValue && at.cell) at.cell.value += piece;
      inline.text?.(piece);
    },
    close: (name) => {
      inline.close?.(name);
      if (name === 'v') at.inValue = false;
      if (name !== 'c' || !at.cell) return undefined;
      const ended = at.cell;
      delete at.cell;
      return place(ended, sheet, workbook, allowance);
    },
  };
}

/** Rows and cells may leave out their places, and then follow the one before. */
function enter(at: Cursor, name: string, attribute: (name: string) => string | undefined): void {
  at.inValue = name === 'v';
  if (name === 'f' && at.cell) at.cell.formula = true;
  if (name === 'row') {
    at.row = Number(attribute('r') ?? at.row + 1);
    at.column = 0;
  }
  if (name === 'c') {
    at.column = columnOf(attribute('r')) ?? at.column + 1;
    const shape = { type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0) };
    at.cell = { row: at.row, column: at.column, ...shape, value: '', text: '', formula: false };
  }
}

/** Puts a cell where it belongs. The limits are asked first: a place far out would else make a million empty rows. */
function place(cell: Cell, sheet: Sheet, workbook: Workbook, allowance: Allowance): SheetReason | undefined {
  const text = cleanCell(textOf(cell, workbook));
  if (cell.formula && text === '') sheet.uncalculated = true;
  if (text === '') return undefined;
  if (!(cell.row >= 1 && cell.column >= 1)) return 'broken';
  if (cell.row > allowance.rows) return 'too-many-rows';
  if (cell.column > allowance.columns) return 'too-many-columns';
  allowance.charactersLeft -= text.length;
  if (allowance.charactersLeft < 0) return 'too-large';
  while (sheet.rows.length < cell.row) sheet.rows.push([]);
  const row = sheet.rows[cell.row - 1]!;
  while (row.length < cell.column) row.push('');
  row[cell.column - 1] = text;
  return undefined;
}

/** AB12 is column 28. Undefined when there is no such place. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(place ?? '')?.[0];
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function textOf(cell: Cell, { strings, styles, from1904 }: Workbook): string {
  if (cell.type === 'inlineStr') return cell.text;
  if (cell.type === 's') return cell.value === '' ? '' : (strings[Number(cell.value)] ?? '');
  if (cell.type === 'b') return cell.value === '1' ? 'true' : cell.value === '' ? '' : 'false';
  if (cell.type === 'd') return cell.value.slice(0, 10);
  // 'str' is a formula's text; 'e' is a mistake such as #REF!, kept so that it is seen to be no value.
  if (cell.type !== 'n') return unescaped(cell.value);
  return numberText(cell.value, styles[cell.style] ?? 'number', from1904);
}

function numberText(value: string, style: Workbook['styles'][number], from1904: boolean): string {
  const number = value.trim() === '' ? NaN : Number(value);
  if (!Number.isFinite(number)) return value;
  if (style === 'day') return dayOfSerial(from1904 ? number + 1462 : number) ?? plainNumber(number);
  return style === 'time' && number >= 0 && number < 1 ? timeOfSerial(number) : plainNumber(number);
}

/** Without the noise of binary fractions: 0.30000000000000004 is typed 0.3. */
const plainNumber = (number: number): string => (Number.isSafeInteger(number) ? String(number) : String(Number(number.toPrecision(15))));

/** Days since 30 December 1899; before March 1900 one less, as Excel knows a 29 February 1900 that never was. */
function dayOfSerial(serial: number): string | undefined {
  const days = Math.floor(serial);
  if (days < 1 || days > 2_958_465) return undefined;
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 + days : 30 + days)).toISOString().slice(0, 10);
}

function timeOfSerial(part: number): string {
  const minutes = Math.round(part * 1440) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
