#!/usr/bin/env node
// Checks the texts of every language against each other and against the code, and keeps locales/keys.ts in step.
// Run `bin/texts.ts` after adding a file to locales/nb.
import { globSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Leaf = string | string[];
/** The texts of one language, flat: `groups:title` → text. */
type Texts = Map<string, Leaf>;
export type Problem = { kind: Kind; text: string; what: string };
type Kind = 'missing' | 'shape' | 'variables' | 'plural' | 'tone' | 'word' | 'unused' | 'unknown' | 'copied' | 'keys';

const root = join(import.meta.dirname, '..');
const tongues = ['nb', 'nn', 'da', 'en'];
const plural = /_(one|other)$/;
/** How a text may shape a value: `{{words.facilitator.many, capital}}`. */
const known = ['capital', 'spoken', 'spoken, capital'];
/** Texts that reach the screen through data, not by their name in the code. */
const shownThroughData = ['columns:', 'words:', 'defaults:', 'programme-models:'];

/** Everything that is wrong with the texts; `copied` and `unused` are for a person to judge. */
export function checkTexts(locales = join(root, 'locales'), sources = ['src', 'demo', 'bin'].map((name) => join(root, name))): Problem[] {
  const all = new Map(tongues.map((tongue) => [tongue, readTexts(join(locales, tongue))]));
  const nb = all.get('nb') as Texts;
  const code = sources.flatMap(readCode);
  return [
    ...[...all].flatMap(([tongue, texts]) => [...compare(tongue, nb, texts), ...plurals(tongue, texts)]),
    ...[...all].flatMap(([tongue, texts]) => [...texts].flatMap(([key, text]) => judge(tongue, key, text, texts))),
    ...['nn', 'da'].flatMap((tongue) => copies(tongue, nb, all.get(tongue) as Texts)),
    ...usage(nb, code),
    ...(keysFile(locales) === readFileSync(join(locales, 'keys.ts'), 'utf8')
      ? []
      : [problem('keys', 'locales/keys.ts', 'is out of step; run bin/texts.ts')]),
  ];
}

/** The keys of one namespace, a plural once. */
export function readKeys(tongue: string, namespace: string): { key: string; list: boolean }[] {
  const texts = [...readTexts(join(root, 'locales', tongue))].filter(([key]) => key.startsWith(`${namespace}:`));
  const keys = new Map(texts.map(([key, text]) => [key.replace(plural, ''), Array.isArray(text)]));
  return [...keys].map(([key, list]) => ({ key, list }));
}

function compare(tongue: string, nb: Texts, texts: Texts): Problem[] {
  const missing = [...nb.keys()].filter((key) => !texts.has(key)).map((key) => problem('missing', `${tongue} ${key}`, 'is in nb only'));
  const extra = [...texts.keys()].filter((key) => !nb.has(key)).map((key) => problem('missing', `${tongue} ${key}`, 'is not in nb'));
  const differing = [...texts].flatMap(([key, text]) => differs(`${tongue} ${key}`, key, nb, text, texts));
  return [...missing, ...extra, ...differing];
}

function differs(name: string, key: string, nb: Texts, text: Leaf, texts: Texts): Problem[] {
  const original = nb.get(key);
  if (original === undefined) return [];
  const here = variables(key, texts);
  const there = variables(key, nb);
  return [
    ...(shape(original) === shape(text) ? [] : [problem('shape', name, `is ${shape(text)}, in nb ${shape(original)}`)]),
    ...(here === there ? [] : [problem('variables', name, `has {${here}}, nb has {${there}}`)]),
  ];
}

/** The values a text needs, over all its plural forms; `count` may be written as a word in one of them. */
function variables(key: string, texts: Texts): string {
  const forms = [key.replace(plural, ''), key.replace(plural, '_one'), key.replace(plural, '_other')];
  const used = forms.flatMap((form) => fields(texts.get(form) ?? '')).filter((name) => !name.startsWith('words.') && name !== 'count');
  return [...new Set(used)].sort().join(', ');
}

function plurals(tongue: string, texts: Texts): Problem[] {
  return [...texts.keys()]
    .filter((key) => plural.test(key) && !key.startsWith('words:'))
    .filter((key) => !texts.has(key.endsWith('_one') ? key.replace(plural, '_other') : key.replace(plural, '_one')))
    .map((key) => problem('plural', `${tongue} ${key}`, 'needs both _one and _other'));
}

function judge(tongue: string, key: string, text: Leaf, texts: Texts): Problem[] {
  const name = `${tongue} ${key}`;
  const lines = [text].flat();
  return [
    ...(lines.some((line) => line.includes('!')) ? [problem('tone', name, 'has an exclamation mark')] : []),
    ...(lines.some((line) => line.trim() === '' || line !== line.trim()) ? [problem('tone', name, 'is empty or has space around it')] : []),
    ...(lines.some((line) => line.includes('$t(')) ? [problem('word', name, 'nests another text; use a variable or a word')] : []),
    ...fields(text)
      .filter((field) => field.startsWith('words.') && !texts.has(field.replace('.', ':')))
      .map((field) => problem('word', name, `${field} is not in words.json`)),
    ...formats(text)
      .filter((format) => !known.includes(format))
      .map((format) => problem('word', name, `${format} is not a format`)),
  ];
}

function copies(tongue: string, nb: Texts, texts: Texts): Problem[] {
  return [...texts]
    .filter(([key, text]) => [text].flat().some((line) => wordCount(line) > 9 && [nb.get(key)].flat().includes(line)))
    .map(([key]) => problem('copied', `${tongue} ${key}`, 'is the same long sentence as in nb'));
}

function wordCount(line: string): number {
  return line.replace(/\{\{[^}]*\}\}/g, '').match(/\p{L}+/gu)?.length ?? 0;
}

/** A text counts as used when its key is a literal in the code, or fits a template such as `groups:status.${status}`. */
function usage(nb: Texts, code: string[]): Problem[] {
  const keys = new Set([...nb.keys()].map((key) => key.replace(plural, '')));
  const namespaces = [...new Set([...keys].map((key) => key.split(':')[0]))].join('|');
  const mentions = new RegExp(`(['"\`])((?:${namespaces}):(?:\\$\\{[^{}\\n]*\\}|[^'"\`\\n])*)\\1`, 'g');
  const used = [...new Set(code.flatMap((source) => [...source.matchAll(mentions)].map((match) => match[2] as string)))];
  const patterns = used.filter((mention) => mention.includes('${')).map(asPattern);
  const unknown = used.filter((mention) => /^[\w:.-]+$/.test(mention) && !keys.has(mention));
  const isSaid = (key: string) => used.includes(key) || patterns.some((pattern) => pattern.test(key)) || isSlip(key, code);
  const unused = [...keys].filter((key) => !isSaid(key));
  return [
    ...unknown.map((key) => problem('unknown', key, 'is asked for in the code but has no text')),
    ...unused.filter((key) => !shownThroughData.some((start) => key.startsWith(start))).map((key) => problem('unused', key, 'is not used')),
  ];
}

/** A slip is asked for by its code alone, in whichever namespace has words for it. */
function isSlip(key: string, code: string[]): boolean {
  const name = /:slip\.(.+)$/.exec(key)?.[1];
  return (
    name !== undefined && code.some((source) => source.includes(`'${name}'`) || source.includes(`\`${name.replace(/-[A-Z]+$/, '-${')}`))
  );
}

function asPattern(template: string): RegExp {
  const parts = template.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/);
  return new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('.+')}$`);
}

function fields(text: Leaf): string[] {
  return [text].flat().flatMap((line) => [...line.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1] as string));
}

function formats(text: Leaf): string[] {
  return [text].flat().flatMap((line) => [...line.matchAll(/\{\{[^},]*,\s*([^}]*?)\s*\}\}/g)].map((match) => match[1] as string));
}

function shape(text: Leaf): string {
  return typeof text === 'string' ? 'a text' : `a list of ${text.length}`;
}

function readTexts(folder: string): Texts {
  return new Map(namespacesIn(folder).flatMap((name) => flat(`${name}:`, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))));
}

function flat(path: string, node: object): [string, Leaf][] {
  return Object.entries(node).flatMap(([key, value]): [string, Leaf][] =>
    typeof value === 'string' || Array.isArray(value) ? [[path + key, value]] : flat(`${path}${key}.`, value),
  );
}

function readCode(folder: string): string[] {
  return globSync(`${folder}/**/*.{ts,tsx}`)
    .filter((file) => !file.endsWith('bin/texts.ts') && !file.includes('.test.'))
    .map((file) => readFileSync(file, 'utf8'));
}

function namespacesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''))
    .sort();
}

function keysFile(locales: string): string {
  const start = 'type Texts = {\n';
  const [head] = readFileSync(join(locales, 'keys.ts'), 'utf8').split(start);
  const lines = namespacesIn(join(locales, 'nb')).map(
    (name) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: typeof import('./nb/${name}.json', { with: { type: 'json' } })\n`,
  );
  return `${head}${start}${lines.join('')}}\n`;
}

function problem(kind: Kind, text: string, what: string): Problem {
  return { kind, text, what };
}

function main(): void {
  writeFileSync(join(root, 'locales/keys.ts'), keysFile(join(root, 'locales')));
  const only = process.argv.slice(2);
  const problems = checkTexts().filter(({ text }) => only.length === 0 || only.some((name) => text.includes(`${name}:`)));
  const wrong = problems.filter(({ kind }) => kind !== 'copied' && kind !== 'unused');
  for (const { kind, text, what } of problems) console.log(`${kind.padEnd(9)} ${text} ${what}`);
  console.log(`${wrong.length} wrong, ${problems.length - wrong.length} to look at`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

if (import.meta.main) main();
