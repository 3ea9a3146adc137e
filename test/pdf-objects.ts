/** The objects of a PDF as they stand in the file (ISO 32000-1, 7.3), for what a reader of text does not tell. Files without object streams. */
import { inflateSync } from 'node:zlib';

// interfaces, since a type of the same shape would pass for a Dict
export interface Ref {
  ref: number;
}
export interface Name {
  name: string;
}
export type Dict = { [key: string]: Value };
export type Value = number | boolean | null | string | Name | Ref | Value[] | Dict;
export type Pdf = { get(value: Value | undefined): Value; stream(value: Value | undefined): string; trailer: Dict; all(): Value[] };

export const isDict = (value: Value | undefined): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isName(value) && !isRef(value);
export const isName = (value: Value | undefined): value is Name =>
  typeof value === 'object' && value !== null && typeof (value as Name).name === 'string';
export const isRef = (value: Value | undefined): value is Ref =>
  typeof value === 'object' && value !== null && typeof (value as Ref).ref === 'number';
export const nameOf = (value: Value | undefined): string => (isName(value) ? value.name : '');

/** Strings come as latin-1; texts in UTF-16 are told by their first two bytes. */
export function textIn(value: Value | undefined): string {
  if (typeof value !== 'string') return '';
  return value.startsWith('\u00fe\u00ff') ? Buffer.from(value.slice(2), 'latin1').swap16().toString('utf16le') : value;
}

const TOKEN =
  /%[^\r\n]*|\s+|<<|>>|\[|\]|\{|\}|\/(?:[^\s/<>[\](){}%]*)|<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\[^]|\((?:[^()\\]|\\[^])*\))*\)|[+-]?(?:\d+\.?\d*|\.\d+)|[A-Za-z'"*]+[0-9*]*/gy;

/** The tokens of a file, or of what is drawn on a page. */
export function* tokensOf(text: string, from = 0): Generator<{ token: string; end: number }> {
  const pattern = new RegExp(TOKEN);
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found; found = pattern.exec(text))
    if (!/^(?:\s|%)/.test(found[0])) yield { token: found[0], end: pattern.lastIndex };
}

export function valueOf(token: string): Value | undefined {
  if (token.startsWith('/'))
    return { name: token.slice(1).replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) };
  if (/^[+-]?[\d.]/.test(token)) return Number(token);
  if (token.startsWith('(')) return unescape(token.slice(1, -1));
  if (token.startsWith('<')) return Buffer.from(token.slice(1, -1).replace(/\s/g, ''), 'hex').toString('latin1');
  return { true: true, false: false, null: null }[token];
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const unescape = (text: string): string =>
  text.replace(/\\(?:([0-7]{1,3})|([^]))/g, (_, octal?: string, other = '') =>
    octal ? String.fromCharCode(parseInt(octal, 8)) : other === '\n' ? '' : (ESCAPED[other] ?? other),
  );

/** One value, from the tokens of an object. */
function parse(text: string, from: number): { value: Value; end: number } {
  const stack: { list: Value[]; dict: boolean }[] = [{ list: [], dict: false }];
  for (const { token, end } of tokensOf(text, from)) {
    const top = stack.at(-1)!;
    if (token === '<<' || token === '[') stack.push({ list: [], dict: token === '<<' });
    else if (token === '>>' || token === ']') {
      const { list, dict } = stack.pop()!;
      const made: Value = dict ? Object.fromEntries(pairs(list)) : list;
      stack.at(-1)!.list.push(made);
      if (stack.length === 1 && dict) return { value: made, end };
    } else if (token === 'R') {
      const [number] = top.list.splice(-2);
      top.list.push({ ref: number as number });
    } else if (token === 'endobj' || token === 'startxref') return { value: top.list[0] ?? null, end };
    else {
      const value = valueOf(token);
      if (value === undefined) throw new Error(`What is ${token}?`);
      top.list.push(value);
    }
  }
  throw new Error('The file ends within an object');
}

const pairs = (list: Value[]): [string, Value][] =>
  Array.from({ length: list.length / 2 }, (_, at) => [nameOf(list[at * 2]), list[at * 2 + 1]!]);

export function readObjects(bytes: Uint8Array | ArrayBuffer): Pdf {
  const file = Buffer.from(bytes as ArrayBuffer);
  const text = file.toString('latin1');
  const starts = new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)].map((found) => [Number(found[1]), found.index + found[0].length]));
  const known = new Map<number, { value: Value; end: number }>();
  const at = (number: number) => {
    const found = known.get(number) ?? parse(text, starts.get(number) ?? text.length);
    known.set(number, found);
    return found;
  };
  const get = (value: Value | undefined): Value => (isRef(value) ? get(at(value.ref).value) : (value ?? null));
  return {
    get,
    stream: (value) => {
      if (!isRef(value)) return '';
      const { value: head, end } = at(value.ref);
      if (!isDict(head)) return '';
      const from = end + /^\s*stream\r?\n/.exec(text.slice(end, end + 20))![0].length;
      const raw = file.subarray(from, from + (get(head['Length']) as number));
      return (JSON.stringify(head['Filter'] ?? null).includes('FlateDecode') ? inflateSync(raw) : raw).toString('latin1');
    },
    trailer: parse(text, text.lastIndexOf('trailer') + 7).value as Dict,
    all: () => [...starts.keys()].map((number) => at(number).value),
  };
}
