import { strToU8, zipSync } from 'fflate';

/** A cell as a spreadsheet program stores it. */
export type XlsxCell = string | number | boolean | null | { day: number } | { time: number } | { formula: string; value?: string };
export type XlsxSheet = { name: string; rows: XlsxCell[][]; state?: 'hidden' | 'veryHidden' };

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A small workbook, as bytes. Texts are shared, as Excel does; `parts` replaces or adds parts as they are. */
export function makeXlsx(sheets: XlsxSheet[], parts: Record<string, string> = {}): Uint8Array {
  const strings = [...new Set(sheets.flatMap(({ rows }) => rows.flat().filter((cell) => typeof cell === 'string')))];
  const content: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationsXml([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr/><sheets>${sheets.map(tab).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsXml([
      ...sheets.map((_, n): [string, string, string] => [`rId${n + 1}`, 'worksheet', `worksheets/sheet${n + 1}.xml`]),
      ['rId90', 'sharedStrings', 'sharedStrings.xml'],
      ['rId91', 'styles', '/xl/styles.xml'],
    ]),
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="170" formatCode="[$-414]d/\\ mmm\\ yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map(({ rows }, n) => [`xl/worksheets/sheet${n + 1}.xml`, sheetXml(rows, strings)])),
    ...parts,
  };
  return makeZip(content);
}

export function makeZip(parts: Record<string, string | Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])));
}

/** A sheet whose `sheetData` is given as it is. */
export const rawSheet = (data: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><sheetData>${data}</sheetData></worksheet>`;

function tab({ name, state }: XlsxSheet, n: number): string {
  return `<sheet name="${xml(name)}" sheetId="${n + 1}"${state ? ` state="${state}"` : ''} r:id="rId${n + 1}"/>`;
}

function relationsXml(all: [id: string, type: string, target: string][]): string {
  const each = all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

function sheetXml(rows: XlsxCell[][], strings: string[]): string {
  return rawSheet(
    rows
      .map((row, r) => `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, `${letters(c)}${r + 1}`, strings)).join('')}</row>`)
      .join(''),
  );
}

function cellXml(cell: XlsxCell, place: string, strings: string[]): string {
  if (cell === null) return `<c r="${place}" s="1"/>`;
  if (typeof cell === 'string') return `<c r="${place}" t="s"><v>${strings.indexOf(cell)}</v></c>`;
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ('day' in cell) return `<c r="${place}" s="2"><v>${cell.day}</v></c>`;
  if ('time' in cell) return `<c r="${place}" s="3"><v>${cell.time}</v></c>`;
  return `<c r="${place}" t="str"><f>${xml(cell.formula)}</f>${cell.value === undefined ? '' : `<v>${xml(cell.value)}</v>`}</c>`;
}

const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
