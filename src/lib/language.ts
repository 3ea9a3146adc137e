import { readFileSync, readdirSync } from 'node:fs';
import i18next from 'i18next';
import type { ListKey, TextKey } from '../../locales/keys.ts';
import { sayCount } from './say.ts';

export type Language = 'nb' | 'nn' | 'da' | 'en';
export type { ListKey, TextKey } from '../../locales/keys.ts';

export const languages: readonly Language[] = ['nb', 'nn', 'da', 'en'];

/** Values for the `{{variables}}` of a text; `count` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;

/** Words by form, such as an association's own: `{ facilitator: { many: 'gruppeledere' } }`. See locales/README.md. */
export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A text in one language: `t(key, { name })`. Throws on a missing text or value outside production. */
export type Translate = {
  (key: TextKey, values?: Values): string;
  /** A text that is written as a list of paragraphs or points. */
  list(key: ListKey, values?: Values): string[];
  readonly language: Language;
};

const names: Record<Language, string> = { nb: 'bokmål', nn: 'nynorsk', da: 'dansk', en: 'English' };

/** Who can read what when the language they ask for is not offered. */
const neighbours: Record<Language, readonly Language[]> = {
  nb: ['nn', 'da', 'en'],
  nn: ['nb', 'da', 'en'],
  da: ['nb', 'nn', 'en'],
  en: ['nb', 'nn', 'da'],
};

const strict = process.env['NODE_ENV'] !== 'production';
const folder = new URL('../../locales/', import.meta.url);
const texts = byLanguage(readTexts);
const i18n = i18next.createInstance();
const translators = new Map<string, Translate>();
const found = byLanguage(() => new Map<string, string | string[]>());
const plurals = byLanguage((language) => new Intl.PluralRules(language));

i18n.init({
  lng: 'nb',
  fallbackLng: strict ? false : 'nb',
  resources: texts,
  initAsync: false,
  returnNull: false,
  saveMissing: true,
  appendNamespaceToMissingKey: true,
  missingKeyHandler: (tongues, namespace, key) => report(`no text ${namespace}:${key} in ${tongues.join(', ')}`),
  missingInterpolationHandler: (text: string, match: string[]) => report(`no value for ${match[0]} in “${text}”`),
  interpolation: { escapeValue: false },
});
i18n.services.formatter?.add('capital', (word: string, language) => capital(word, language));
i18n.services.formatter?.add('spoken', (count: number, language) => sayCount(count, language as Language));

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** What a language calls itself. */
export function languageName(language: Language): string {
  return names[language];
}

/** Texts in one language, with the association's own words where it has any. */
export function translator(language: Language, words: Words = {}): Translate {
  const name = language + JSON.stringify(words);
  const known = translators.get(name) ?? speak(language, withWords(language, words));
  if (translators.size > 500) translators.clear();
  translators.set(name, known);
  return known;
}

/** Whether a key that comes from data, not from code, has a text. */
export function hasText(key: string): key is TextKey {
  return i18n.exists(key, { lng: 'nb', count: 1 }) || i18n.exists(key, { lng: 'nb' });
}

/** The words an association may replace, each with its forms. */
export function defaultWords(language: Language): Words {
  return texts[language]['words'] as Words;
}

/** The language for this request: what was asked for here, then remembered, then the person's, then the browser's. */
export function chooseLanguage(asked: {
  query?: string | null;
  cookie?: string | null;
  person?: string | null;
  acceptLanguage?: string | null;
  offered: readonly Language[];
}): Language {
  const wanted = [asked.query, asked.cookie, asked.person, ...accepted(asked.acceptLanguage ?? '')].map(asLanguage);
  const known = wanted.filter((language) => language !== undefined);
  const near = known.flatMap((language) => neighbours[language]);
  return [...known, ...near].find((language) => asked.offered.includes(language)) ?? asked.offered[0] ?? 'nb';
}

function speak(language: Language, words: Words): Translate {
  const fill = (text: string, values?: Values) =>
    text.includes('{{') ? i18n.services.interpolator.interpolate(text, { ...values, words }, language, {}) : text;
  const translate = (key: string, values?: Values) => {
    const text = look(language, key, values);
    return typeof text === 'string' ? fill(text, values) : report(`${key} is not one text`);
  };
  const list = (key: string, values?: Values) => [look(language, key, values)].flat().map((text) => fill(text, values));
  return Object.assign(translate, { list, language });
}

/** A text before its values are filled in. Remembered, since a page asks for the same hundred again and again. */
function look(language: Language, key: string, values: Values = {}): string | string[] {
  const count = Number(values['count'] ?? Number.NaN);
  const form = Number.isNaN(count) ? '' : plurals[language].select(count);
  const known = found[language].get(`${key} ${form}`);
  if (known !== undefined) return known;
  const options = { lng: language, ...(form && { count }) };
  const text = i18n.t(key, { ...options, skipInterpolation: true, returnObjects: true }) as string | string[];
  if (i18n.exists(key, options)) found[language].set(`${key} ${form}`, text);
  return text;
}

/** An association may change one form and leave the others. */
function withWords(language: Language, own: Words): Words {
  const words = Object.entries(defaultWords(language));
  return Object.fromEntries(words.map(([word, forms]) => [word, { ...forms, ...own[word] }]));
}

function capital(word: string, language?: string): string {
  const [first = '', ...rest] = word;
  return first.toLocaleUpperCase(language) + rest.join('');
}

/** The tags of an Accept-Language header, most wanted first. */
function accepted(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => ({ tag: part.split(';')[0]?.trim() ?? '', weight: Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

function asLanguage(tag?: string | null): Language | undefined {
  const base = tag?.toLowerCase().split('-')[0];
  if (base === 'no') return 'nb';
  return isLanguage(base) ? base : undefined;
}

function byLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return { nb: make('nb'), nn: make('nn'), da: make('da'), en: make('en') };
}

function readTexts(language: Language): Record<string, Record<string, unknown>> {
  const files = readdirSync(new URL(`${language}/`, folder)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(files.map((file) => [file.replace('.json', ''), readText(`${language}/${file}`)]));
}

function readText(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
  } catch (cause) {
    throw new Error(`locales/${path} cannot be read as JSON`, { cause });
  }
}

function report(what: string): string {
  if (strict) throw new Error(what);
  console.error(what);
  return '';
}
