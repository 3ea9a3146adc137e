import type { Instant } from '../day.ts';
import { zip, type ZipPart } from '../zip.ts';
import { safeCell } from './write.ts';

/** A cell that goes out: text, a number, yes or no, a day as 'YYYY-MM-DD', or nothing. */
export type OutCell = string | number | boolean | null | { day: string };
/** One table: its headings, and its rows as they come. `widths` of the columns, in letters. */
export type OutSheet = { name: string; headings: readonly string[]; widths?: readonly number[]; rows: AsyncIterable<readonly OutCell[]> };

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** What Excel takes. */
const MOST_ROWS = 1_048_576;
const MOST_LETTERS = 32_767;

/**
 * A workbook (ECMA-376) made while it is read. No cell is a formula, or becomes one when it is saved as CSV. A table too long for a
 * sheet of `most` rows goes on in the next one; a text too long for a cell is cut, and ends with "…".
 */
export function writeWorkbook(sheets: Sheets, at: Instant, most = MOST_ROWS): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  return zip(parts(sheets, most), at);
}

async function* parts(sheets: Sheets, most: number): AsyncGenerator<ZipPart, void> {
  const names: string[] = [];
  yield part('[Content_Types].xml', contentTypes);
  yield part('_rels/.rels', relationsXml([['rId1', 'officeDocument', 'xl/workbook.xml']]));
  yield part('xl/styles.xml', styles);
  for await (const sheet of sheets) {
    const rows = sheet.rows[Symbol.asyncIterator]();
    const rest: Rest = { first: await rows.next(), rows };
    do {
      names.push(nameOf(sheet.name, names));
      yield { name: `xl/worksheets/sheet${names.length}.xml`, pieces: sheetXml(sheet, rest, most) };
    } while (!rest.first.done);
  }
  yield part('xl/workbook.xml', workbookXml(names));
  yield part(
    'xl/_rels/workbook.xml.rels',
    relationsXml([
      ...names.map((_, n): [string, string, string] => [`rId${n + 1}`, 'worksheet', `worksheets/sheet${n + 1}.xml`]),
      ['rIdStyles', 'styles', 'styles.xml'],
    ]),
  );
}

type Sheets = AsyncIterable<OutSheet> | Iterable<OutSheet>;
type Rest = { first: IteratorResult<readonly OutCell[]>; rows: AsyncIterator<readonly OutCell[]> };

const part = (name: string, text: string): ZipPart => ({ name, pieces: once(text) });
async function* once(text: string): AsyncGenerator<string, void> {
  yield text;
}

async function* sheetXml({ headings, widths }: OutSheet, rest: Rest, most: number): AsyncGenerator<string, void> {
  const columns = widths?.map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`).join('');
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  yield `${columns ? `<cols>${columns}</cols>` : ''}<sheetData>${rowXml(headings, HEADING)}`;
  for (let row = 2; row <= most && !rest.first.done; row += 1) {
    yield rowXml(rest.first.value);
    rest.first = await rest.rows.next();
  }
  yield '</sheetData></worksheet>';
}

const HEADING = 1;
const DAY = 2;

const rowXml = (cells: readonly OutCell[], style = 0): string => `<row>${cells.map((cell) => cellXml(cell, style)).join('')}</row>`;

function cellXml(cell: OutCell, style: number): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c><v>${cell}</v></c>` : '<c/>';
  if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'object') return dayXml(cell.day);
  const safe = safeCell(cell);
  const text = safe.length > MOST_LETTERS ? `${safe.slice(0, MOST_LETTERS - 1)}…` : safe;
  return `<c t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
}

/** A day as Excel counts, so that it sorts and filters as one; before March 1900 its count is not to be trusted. */
function dayXml(text: string): string {
  const serial = Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 25_569;
  return serial > 60 ? `<c s="${DAY}"><v>${serial}</v></c>` : cellXml(text, 0);
}

/** What XML cannot hold is written as Excel does, and so is what would read like that. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/_x[0-9A-Fa-f]{4}_/g, (found) => `_x005F${found}`)
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0')}_`)
    .replace(/[&<>"\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** At most 31 letters, without the seven that Excel refuses, and no two alike. */
function nameOf(wanted: string, taken: readonly string[]): string {
  const plain =
    wanted
      .replace(/[\\/?*:[\]]/g, ' ')
      .replace(/^'|'$/g, ' ')
      .trim() || 'Sheet';
  const others = new Set(taken.map((name) => name.toLowerCase()));
  for (let nth = 1; ; nth += 1) {
    const ending = nth === 1 ? '' : ` (${nth})`;
    const name = plain.slice(0, 31 - ending.length) + ending;
    if (!others.has(name.toLowerCase())) return name;
  }
}

const contentTypes =
  `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="${kinds}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/></Types>`;

const styles =
  `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>';

const workbookXml = (names: readonly string[]): string =>
  `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((name, n) => `<sheet name="${xml(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join('')}</sheets></workbook>`;

const relationsXml = (all: readonly [id: string, type: string, target: string][]): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
