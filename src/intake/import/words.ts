/** Text as it is compared: small letters without accents, æ and ø as ae and o, every other sign a space. */
export function fold(text: string): string {
  const small = text.toLowerCase();
  // Most cells are this, and taking letters apart is what a long list spends its time on.
  if (/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/.test(small)) return small;
  return small
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What people write in a cell that has no answer. */
const nothing = new Set(
  [
    'ingen',
    'ikke',
    'har ikke',
    'ikke noe',
    'mangler',
    'ukjent',
    'vet ikke',
    'ved ikke',
    'ikkje',
    'har ikkje',
    'veit ikkje',
    'ukjend',
    'none',
    'no answer',
  ].concat([
    'unknown',
    'missing',
    'n a',
    'na',
    'nn',
    'x',
    'xx',
    '0',
    'ikke oppgitt',
    'ikke oplyst',
    'ikkje oppgitt',
    'hemmelig',
    'null',
    'tom',
  ]),
);

/** An empty cell, a dash, a question mark, or a word for "none". */
export function saysNothing(text: string): boolean {
  if (text.length > 16 && /^[\p{L}\p{N}]/u.test(text)) return false;
  const folded = fold(text);
  return folded === '' || nothing.has(folded);
}

/** Words and phrases, in a list or with commas between them. */
export type Words = string | readonly string[];
export const listed = (words: Words): readonly string[] =>
  typeof words === 'string' ? words.split(',').map((word) => word.trim()) : words;

export type WordTable<Code extends string> = ReadonlyMap<string, Code>;

/** Words by what they mean, written as people write them. The longest come first: "har hatt kreft" is not "kreft". */
export function wordTable<Code extends string>(words: Readonly<Record<Code, Words>>): WordTable<Code> {
  const entries = Object.entries<Words>(words) as [Code, Words][];
  const forms = entries.flatMap(([code, all]) => listed(all).map((form): [string, Code] => [fold(form), code]));
  return new Map(forms.toSorted(([a], [b]) => b.length - a.length));
}

/** What a cell means: the whole of it when the table has that, else every word or phrase of the table that stands in it. */
export function meanings<Code extends string>(text: string, table: WordTable<Code>): Code[] {
  const folded = fold(text);
  const whole = table.get(folded);
  if (whole !== undefined) return [whole];
  let rest = ` ${folded} `;
  const found: Code[] = [];
  for (const [phrase, code] of table) {
    if (phrase.length < 3 || !rest.includes(` ${phrase} `)) continue;
    rest = rest.replaceAll(` ${phrase} `, ' · ');
    if (!found.includes(code)) found.push(code);
  }
  return found;
}
