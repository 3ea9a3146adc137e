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

/** A text in one language: `t('groups:title', { name })`. Throws on a missing text or value outside production. */
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
const texts = Object.fromEntries(languages.map((language) => [language, readTexts(language)]));
const i18n = i18next.createInstance();
const plain = new Map<Language, Translate>();

i18n.init({
  lng: 'nb',
  fallbackLng: strict ? false : 'nb',
  resources: texts,
  initAsync: false,
  returnNull: false,
  saveMissing: true,
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

/** Texts in one language, with the association's own words where it has any. Cached when it has none. */
export function translator(language: Language, words?: Words): Translate {
  if (words && Object.keys(words).length > 0) return speak(language, withWords(language, words));
  const known = plain.get(language) ?? speak(language, withWords(language, {}));
  plain.set(language, known);
  return known;
}

/** Whether a key that comes from data, not from code, has a text. */
export function hasText(key: string): key is TextKey {
  return i18n.exists(key, { lng: 'nb', count: 1 }) || i18n.exists(key, { lng: 'nb' });
}

/** The words an association may replace, each with its forms. */
export function defaultWords(language: Language): Words {
  return texts[language]?.['words'] as Words;
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
  const t = i18n.getFixedT(language) as unknown as (key: string, options: object) => string | string[];
  const options = (values: Values = {}) => ({ count: values['count'], replace: { ...values, words }, nest: false });
  const translate = (key: string, values?: Values) => String(t(key, options(values)));
  const list = (key: string, values?: Values) => [t(key, { ...options(values), returnObjects: true })].flat();
  return Object.assign(translate, { list, language });
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
