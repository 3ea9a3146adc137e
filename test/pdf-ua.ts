/**
 * What a machine can tell of PDF/UA-1 (ISO 14289-1): the conditions of the Matterhorn Protocol 1.1 (PDF Association, 2021) that can come up in
 * papers without forms, films, layers or attachments. Each fault begins with the number it has there.
 */
import { type Dict, isDict, isName, isRef, nameOf, type Pdf, readObjects, textIn, tokensOf, type Value, valueOf } from './pdf-objects.ts';

type Element = { role: string; dict: Dict; kids: Element[]; marks: string[]; links: number[]; parent: Element | null };

const GROUPING = 'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private';
const STANDARD = new Set(
  `${GROUPING} P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form`.split(
    ' ',
  ),
);

export function faultsOf(bytes: Uint8Array | ArrayBuffer): string[] {
  const pdf = readObjects(bytes);
  const catalog = pdf.get(pdf.trailer['Root']) as Dict;
  const tree = pdf.get(catalog['StructTreeRoot']);
  if (!isDict(tree)) return ['01-005 nothing is tagged'];
  const pages = pagesOf(pdf, catalog['Pages']);
  const elements: Element[] = [];
  gather(pdf, tree['K'], null, elements, isDict(pdf.get(tree['RoleMap'])) ? (pdf.get(tree['RoleMap']) as Dict) : {});
  return [
    ...documentFaults(pdf, catalog),
    ...elements.flatMap((one) => elementFaults(one)),
    ...headingFaults(elements),
    ...pages.flatMap((page, at) => pageFaults(pdf, page, at + 1, elements)),
    ...fontFaults(pdf),
  ];
}

function documentFaults(pdf: Pdf, catalog: Dict): string[] {
  const metadata = pdf.stream(catalog['Metadata']);
  const view = pdf.get(catalog['ViewerPreferences']);
  const marks = pdf.get(catalog['MarkInfo']);
  return said({
    '06-001 no metadata': metadata !== '',
    '06-002 does not say PDF/UA-1': /pdfuaid:part(?:>|=")1\b/.test(metadata),
    '06-003 no dc:title': /<dc:title>[^]*?<rdf:li[^>]*>[^<]+/.test(metadata),
    '07-001 the title is not shown': isDict(view) && view['DisplayDocTitle'] === true,
    '11-006 no language': /^[a-z]{2}(?:-|$)/.test(textIn(pdf.get(catalog['Lang']))),
    '01-007 not marked': isDict(marks) && marks['Marked'] === true,
    '05-001 suspects': isDict(marks) && marks['Suspects'] !== true,
    '25-001 a form': catalog['AcroForm'] === undefined,
    '26-001 encrypted': pdf.trailer['Encrypt'] === undefined,
    '20-001 layers': catalog['OCProperties'] === undefined,
    '29-001 scripts': catalog['OpenAction'] === undefined && catalog['AA'] === undefined,
  });
}

const said = (checks: Record<string, boolean>): string[] => Object.entries(checks).flatMap(([fault, holds]) => (holds ? [] : [fault]));

function pagesOf(pdf: Pdf, node: Value | undefined): { ref: number; dict: Dict }[] {
  const dict = pdf.get(node) as Dict;
  if (nameOf(dict['Type']) === 'Page' && isRef(node)) return [{ ref: node.ref, dict }];
  return ((pdf.get(dict['Kids']) ?? []) as Value[]).flatMap((kid) => pagesOf(pdf, kid));
}

/** The tree of tags; a mark is told by the page it is on and its number there. */
function gather(pdf: Pdf, kids: Value | undefined, parent: Element | null, all: Element[], roles: Dict): void {
  const list = pdf.get(kids);
  for (const kid of Array.isArray(list) ? list : [isRef(kids) ? kids : list]) {
    const dict = pdf.get(kid);
    const page = (of: Dict) => (isRef(of['Pg']) ? of['Pg'].ref : 0);
    if (typeof dict === 'number') parent?.marks.push(`${page(parent.dict)} ${dict}`);
    if (!isDict(dict)) continue;
    if (nameOf(dict['Type']) === 'MCR') parent?.marks.push(`${page(dict) || page(parent.dict)} ${String(dict['MCID'])}`);
    else if (nameOf(dict['Type']) === 'OBJR') parent?.links.push(isRef(dict['Obj']) ? dict['Obj'].ref : 0);
    else if (dict['S'] !== undefined) {
      const given = nameOf(dict['S']);
      const role = STANDARD.has(given) ? given : nameOf(roles[given]) || given;
      const one: Element = { role, dict, kids: [], marks: [], links: [], parent };
      parent?.kids.push(one);
      all.push(one);
      gather(pdf, dict['K'], one, all, roles);
    }
  }
}

/** Which may lie directly in which (ISO 32000-1, 14.8.4.3). */
const WITHIN: Record<string, readonly string[]> = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
  LI: ['L'],
  Lbl: ['LI', 'Note'],
  LBody: ['LI'],
};
const HOLDS: Record<string, readonly string[]> = {
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  TR: ['TH', 'TD'],
  L: ['LI', 'L', 'Caption'],
  LI: ['Lbl', 'LBody'],
};

function elementFaults({ role, dict, kids, parent }: Element): string[] {
  const attributes = JSON.stringify(dict['A'] ?? null);
  return said({
    [`02-001 ${role} is no standard role`]: STANDARD.has(role),
    [`09-004 ${role} in ${parent?.role ?? 'nothing'}`]: !WITHIN[role] || WITHIN[role].includes(parent?.role ?? ''),
    [`09-005 ${role} holds ${kids.map((kid) => kid.role).join(' ')}`]: !HOLDS[role] || kids.every((kid) => HOLDS[role]!.includes(kid.role)),
    '13-004 a figure without words': role !== 'Figure' || textIn(dict['Alt']).trim() !== '' || textIn(dict['ActualText']) !== '',
    '15-003 a head of a table that says of what': role !== 'TH' || /"Scope"/.test(attributes),
    '11-001 a language that is none': dict['Lang'] === undefined || /^[a-z]{2}(?:-[A-Za-z]+)*$/.test(textIn(dict['Lang'])),
  });
}

function headingFaults(elements: readonly Element[]): string[] {
  const levels = elements.flatMap(({ role }) => (/^H[1-6]$/.test(role) ? [Number(role[1])] : []));
  return said({
    '14-002 the first heading is no H1': levels.length === 0 || levels[0] === 1,
    [`14-003 a level is left out: ${levels.join(' ')}`]: levels.every((level, at) => at === 0 || level <= levels[at - 1]! + 1),
    '14-006 H beside H1': !elements.some(({ role }) => role === 'H'),
  });
}

const PAINTS = new Set(['Tj', 'TJ', "'", '"', 'S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'sh', 'Do', 'BI']);

function pageFaults(pdf: Pdf, { ref, dict }: { ref: number; dict: Dict }, number: number, elements: readonly Element[]): string[] {
  const contents = [dict['Contents']]
    .flat()
    .map((one) => pdf.stream(one))
    .join('\n');
  const { bare, mixed, marks, empty } = drawnIn(contents);
  const known = new Set(elements.flatMap((one) => one.marks));
  const annotations = ((pdf.get(dict['Annots']) ?? []) as Value[]).map((one) => ({ one, dict: pdf.get(one) as Dict }));
  const linked = new Map(elements.flatMap((one) => one.links.map((link) => [link, one])));
  const at = (fault: string) => `${fault} (page ${number})`;
  return [
    ...said({
      [at(`01-005 drawn outside every tag: ${bare.join(' ')}`)]: bare.length === 0,
      [at('01-003 a tag within an artifact, or the other way round')]: !mixed,
      [at('01-006 a mark that no tag knows')]: marks.every((mark) => known.has(`${ref} ${mark}`)),
      [at('31-030 a sign that the font has not')]: !empty,
      [at('28-008 not read in the order of the tags')]: annotations.length === 0 || nameOf(dict['Tabs']) === 'S',
    }),
    ...annotations.flatMap((annotation) => {
      const tag = isRef(annotation.one) ? linked.get(annotation.one.ref) : undefined;
      return said({
        [at('28-011 a link outside Link')]: nameOf(annotation.dict['Subtype']) !== 'Link' || tag?.role === 'Link',
        [at('28-012 a link that does not say where')]: textIn(annotation.dict['Contents']) !== '' || textIn(tag?.dict['Alt']) !== '',
      });
    }),
  ];
}

/** What is painted, and between which marks. */
function drawnIn(contents: string) {
  const open: ('artifact' | 'tag' | 'other')[] = [];
  const found = { bare: [] as string[], mixed: false, marks: [] as number[], empty: false };
  let given: string[] = [];
  for (const { token } of tokensOf(contents)) {
    if (token === 'BMC' || token === 'BDC') {
      const words = given.join(' ');
      const mark = /\/MCID (\d+)/.exec(words)?.[1];
      const kind = words.startsWith('/Artifact') ? 'artifact' : mark === undefined ? 'other' : 'tag';
      if (mark !== undefined) found.marks.push(Number(mark));
      if ((kind === 'artifact' && open.includes('tag')) || (kind === 'tag' && open.includes('artifact'))) found.mixed = true;
      open.push(kind);
    } else if (token === 'EMC') open.pop();
    else if (PAINTS.has(token)) {
      if (!open.includes('tag') && !open.includes('artifact')) found.bare.push(token);
      if ((token === 'Tj' || token === 'TJ') && given.some((one) => holdsNone(one))) found.empty = true;
    }
    const isOperand = valueOf(token) !== undefined || /^(?:<<|>>|\[|\])$/.test(token);
    given = isOperand ? [...given, token] : [];
  }
  return found;
}

/** Glyph 0 of a font whose signs are two bytes each. */
const holdsNone = (token: string): boolean => {
  const bytes = /^[(<]/.test(token) && !token.startsWith('<<') ? (valueOf(token) as string) : '';
  return Array.from({ length: Math.floor(bytes.length / 2) }, (_, at) => bytes.slice(at * 2, at * 2 + 2)).includes('\0\0');
};

function fontFaults(pdf: Pdf): string[] {
  const fonts = pdf.all().filter((one): one is Dict => isDict(one) && nameOf(one['Type']) === 'Font');
  return fonts.flatMap((font) => {
    const name = nameOf(font['BaseFont']);
    if (nameOf(font['Subtype']) === 'Type0') {
      const map = pdf.stream(font['ToUnicode']);
      return said({
        [`10-001 ${name} does not say which letters it has`]: map !== '',
        [`31-028 ${name} maps a sign to nothing`]: !/<(?:0000|FEFF|FFFE)>\s*(?:\n|$)/i.test(
          map.replace(/begincodespacerange[^]*?endcodespacerange/g, ''),
        ),
        [`31-001 ${name} has an encoding of its own`]: isName(pdf.get(font['Encoding'])),
      });
    }
    if (!nameOf(font['Subtype']).startsWith('CIDFontType')) return [`31-009 ${name} is of another kind than ours`];
    const about = pdf.get(font['FontDescriptor']) as Dict;
    return said({
      [`31-009 ${name} is not in the file`]: ['FontFile', 'FontFile2', 'FontFile3'].some((kind) => about[kind] !== undefined),
      [`31-005 ${name} has no map to its signs`]: nameOf(font['Subtype']) !== 'CIDFontType2' || font['CIDToGIDMap'] !== undefined,
    });
  });
}
