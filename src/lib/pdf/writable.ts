/** What a font can show. A paper for everybody has no letter that is missing, and one name must not stop a batch. */

type Json = unknown;

/**
 * Makes every text in the data one that the font can show: composed letters, without what cannot be seen. A sign of another writing
 * becomes an empty box, since a name that has lost a letter must be seen to have lost it; pictures are left out.
 */
export function writable(font: Buffer): <T extends Json>(data: T) => T {
  const known = letterIn(font);
  const clean = (text: string): string =>
    [...text.normalize('NFC')]
      .map((letter) => (letter === '\n' || known(letter.codePointAt(0)!) ? letter : likeness(letter, known)))
      .join('');
  const walk = (value: Json): Json => {
    if (typeof value === 'string') return clean(value);
    if (Array.isArray(value)) return value.map(walk);
    return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one)])) : value;
  };
  return (data) => walk(data) as typeof data;
}

const BOX = '\u25a1';
const unseen = /^[\p{C}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u;

function likeness(letter: string, known: (code: number) => boolean): string {
  if (/^\s$/u.test(letter)) return ' ';
  if (unseen.test(letter)) return '';
  const plain = [...letter.normalize('NFKD')].filter((part) => known(part.codePointAt(0)!) && !unseen.test(part)).join('');
  return plain.normalize('NFC') || BOX;
}

/** Whether a TrueType font has a sign of its own for a code point: its `cmap`, format 4 or 12 (OpenType specification 1.9, "cmap"). */
export function letterIn(font: Buffer): (code: number) => boolean {
  const cmap = tableOf(font, 'cmap');
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => cmap + font.readUInt32BE(cmap + 8 + at * 8));
  const has = new Set(subtables.flatMap((at) => codesOf(font, at)));
  for (let code = 0; code < 32; code += 1) has.delete(code);
  return (code) => has.has(code);
}

function tableOf(font: Buffer, tag: string): number {
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16)
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
  throw new Error(`The font has no table ${tag}`);
}

function codesOf(font: Buffer, at: number): number[] {
  const format = font.readUInt16BE(at);
  if (format === 12)
    return Array.from({ length: font.readUInt32BE(at + 12) }, (_, group) => at + 16 + group * 12).flatMap((group) =>
      span(font.readUInt32BE(group), font.readUInt32BE(group + 4)),
    );
  if (format !== 4) return [];
  const count = font.readUInt16BE(at + 6) / 2;
  return Array.from({ length: count }, (_, n) => n).flatMap((n) => segment(font, at + 14, count, n));
}

function segment(font: Buffer, ends: number, count: number, n: number): number[] {
  const starts = ends + count * 2 + 2;
  const [end, start] = [font.readUInt16BE(ends + n * 2), font.readUInt16BE(starts + n * 2)];
  const delta = font.readUInt16BE(starts + (count + n) * 2);
  const place = starts + (2 * count + n) * 2;
  const offset = font.readUInt16BE(place);
  return span(start, end).filter((code) => {
    if (code === 0xffff) return false;
    if (offset === 0) return (code + delta) % 65_536 !== 0;
    return font.readUInt16BE(place + offset + (code - start) * 2) !== 0;
  });
}

const span = (first: number, last: number): number[] => Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);
