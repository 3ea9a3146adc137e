/** What a reader of a PDF finds in it: another program's reading of the file, not ours. */
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPdf = {
  pages: number;
  /** all of its text, a line for each line of the paper */
  text: string;
  language: string | null;
  title: string | undefined;
  tagged: boolean;
  /** the part of PDF/UA it says it follows */
  ua: string | null;
  /** millimetres, of the first page */
  size: [width: number, height: number];
  /** every role in the tree of tags: H1, P, Table … */
  roles: Set<string>;
  /** what is said in place of each picture */
  alts: string[];
  /** every piece of text: its page, and in millimetres where it begins and ends and where its foot stands, from the left and the top */
  pieces: { text: string; page: number; left: number; right: number; top: number }[];
  /** where a piece of text stands on the first page, in millimetres from the left and the top */
  placeOf(text: string): { left: number; top: number } | undefined;
};

const MM = 72 / 25.4;
type Node = { role?: string; alt?: string; children?: Node[] };
type Item = { str: string; hasEOL: boolean; transform: number[]; width: number };

export async function readPdf(bytes: Uint8Array | ArrayBuffer): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes).slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const document = await task.promise;
  const roles = new Set<string>();
  const alts: string[] = [];
  const pieces: ReadPdf['pieces'] = [];
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const items = (await page.getTextContent()).items as Item[];
    for (const item of items.filter(({ str }) => str.trim() !== '')) pieces.push(pieceOf(item, number, page.view[3]!));
    text += `${items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join('')}\n`;
    gather((await page.getStructTree()) as Node | null, roles, alts);
  }
  const page = await document.getPage(1);
  const [, , width, height] = page.view as [number, number, number, number];
  const { info, metadata } = await document.getMetadata();
  const read: ReadPdf = {
    pages: document.numPages,
    text,
    language: (info as { Language?: string }).Language ?? null,
    title: (info as { Title?: string }).Title,
    tagged: ((await document.getMarkInfo()) as unknown as Map<string, boolean> | null)?.get('Marked') === true,
    ua: metadata?.get('pdfuaid:part') ?? null,
    size: [Math.round(width / MM), Math.round(height / MM)],
    roles,
    alts,
    pieces,
    placeOf: (wanted) => pieces.find(({ text: one, page: at }) => at === 1 && one.includes(wanted)),
  };
  await task.destroy();
  return read;
}

function pieceOf({ str, transform, width }: Item, page: number, height: number): ReadPdf['pieces'][number] {
  const left = transform[4]! / MM;
  return { text: str, page, left, right: left + width / MM, top: (height - transform[5]!) / MM };
}

function gather(node: Node | null, roles: Set<string>, alts: string[]): void {
  if (node?.role) roles.add(node.role);
  if (node?.alt) alts.push(node.alt);
  for (const child of node?.children ?? []) gather(child, roles, alts);
}
