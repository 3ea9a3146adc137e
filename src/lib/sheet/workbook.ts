import type { SheetLimits, SheetReason } from './limits.ts';
import { readXml } from './xml.ts';
import type { XmlListener } from './xml.ts';
import type { Zip } from './zip.ts';

/** How the numbers of a cell style are to be read. */
export type NumberStyle = 'number' | 'day' | 'time';
export type Workbook = {
  /** In the order of the tabs, without the hidden ones. */
  sheets: { name: string; part: string }[];
  /** Days are counted from 1904, as Excel on old Macintoshes did. */
  from1904: boolean;
  strings: string[];
  styles: NumberStyle[];
};

type Relation = { type: string; part: string };

/** What the sheets of a workbook (ECMA-376, SpreadsheetML) need to be read. */
export function readWorkbook(zip: Zip, limits: SheetLimits): Workbook | SheetReason {
  const part = mainPart(zip);
  if (part === undefined) return foreignArchive(zip);
  const relations = readRelations(zip, part);
  if (typeof relations === 'string') return relations;
  const outline = readOutline(zip, part, relations);
  if (typeof outline === 'string') return outline;
  if (outline.tabs > limits.sheets) return 'too-many-sheets';
  const strings = readStrings(zip, partOfType(relations, 'sharedStrings'));
  if (typeof strings === 'string') return strings;
  const styles = readStyles(zip, partOfType(relations, 'styles'));
  return typeof styles === 'string' ? styles : { ...outline, strings, styles };
}

function mainPart(zip: Zip): string | undefined {
  const relations = zip.entries.has('_rels/.rels') ? readRelations(zip, '') : undefined;
  const named = relations && typeof relations !== 'string' ? partOfType(relations, 'officeDocument') : undefined;
  return [named, 'xl/workbook.xml'].find(
    (part) => part !== undefined && part.endsWith('.xml') && part.startsWith('xl/') && zip.entries.has(part),
  );
}

/** Archives that are not workbooks, by the parts they hold. */
function foreignArchive(zip: Zip): SheetReason {
  if (zip.entries.has('EncryptedPackage')) return 'encrypted';
  if (zip.entries.has('word/document.xml') || zip.entries.has('ppt/presentation.xml')) return 'document';
  if (zip.entries.has('content.xml') && zip.entries.has('mimetype')) return 'open-document';
  return zip.entries.has('xl/workbook.bin') ? 'old-excel' : 'not-a-table';
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

/** What a part refers to, by id; the empty part is the archive itself. */
function readRelations(zip: Zip, part: string): Map<string, Relation> | SheetReason {
  const folder = folderOf(part);
  const relations = new Map<string, Relation>();
  const failed = readXml(zip, `${folder}_rels/${part.slice(folder.length)}.rels`, {
    open: (name, attribute) => {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const type = attribute('Type')?.split('/').at(-1) ?? '';
      relations.set(attribute('Id') ?? '', { type, part: resolved(attribute('Target') ?? '', folder) });
    },
  });
  return failed ?? relations;
}

/** The path a target names, seen from a folder of the archive; a path never leads out of it. */
const resolved = (target: string, folder: string): string => new URL(target, `part:///${folder}`).pathname.slice(1);

const partOfType = (relations: Map<string, Relation>, type: string): string | undefined =>
  [...relations.values()].find((relation) => relation.type === type)?.part;

function readOutline(
  zip: Zip,
  part: string,
  relations: Map<string, Relation>,
): (Pick<Workbook, 'sheets' | 'from1904'> & { tabs: number }) | SheetReason {
  const outline = { sheets: [] as Workbook['sheets'], from1904: false, tabs: 0 };
  const failed = readXml(zip, part, {
    open: (name, attribute) => {
      if (name === 'workbookPr') outline.from1904 ||= ['1', 'true'].includes(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      outline.tabs += 1;
      const relation = relations.get(attribute('id') ?? '');
      // Charts are tabs too.
      if (relation?.type !== 'worksheet' || (attribute('state') ?? 'visible') !== 'visible') return;
      outline.sheets.push({ name: attribute('name') ?? '', part: relation.part });
    },
  });
  return failed ?? outline;
}

/** The texts that cells refer to by number. A text may come in runs of different type; how it is pronounced is left out. */
function readStrings(zip: Zip, part: string | undefined): string[] | SheetReason {
  if (part === undefined || !zip.entries.has(part)) return [];
  const strings: string[] = [];
  const text = textListener('si', (string) => strings.push(string));
  return readXml(zip, part, text) ?? strings;
}

/** Collects the text of every `element`, from its `t` parts. */
export function textListener(element: string, found: (text: string) => void): XmlListener & { open: (name: string) => void } {
  let text = '';
  let inText = false;
  let spoken = false;
  return {
    open: (name) => {
      if (name === element) text = '';
      if (name === 'rPh') spoken = true;
      inText = name === 't' && !spoken;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === 'rPh') spoken = false;
      if (name === 't') inText = false;
      if (name === element) found(unescaped(text));
    },
  };
}

/** Excel writes what XML cannot hold as _x000D_. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The number style of each cell style (`cellXfs`). */
function readStyles(zip: Zip, part: string | undefined): NumberStyle[] | SheetReason {
  if (part === undefined || !zip.entries.has(part)) return [];
  const formats = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  const failed = readXml(zip, part, {
    open: (name, attribute) => {
      if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(Number(attribute('numFmtId') ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return failed ?? styles.map((id) => numberStyle(id, formats.get(id)));
}

/** Formats below 164 are built in; some of the days among them are only used in East Asia. */
function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code !== undefined) return styleOfCode(code);
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'day';
  return (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? 'time' : 'number';
}

/** By the letters of the first section, less quoted text, single escaped letters, colours and locales. */
function styleOfCode(code: string): NumberStyle {
  const letters = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/[#0?]/.test(letters.replace(/s[.,]0+/g, 's')) || letters.includes('general')) return 'number';
  if (/[ydå]/.test(letters)) return 'day';
  return /[hs]/.test(letters) ? 'time' : letters.includes('m') ? 'day' : 'number';
}
