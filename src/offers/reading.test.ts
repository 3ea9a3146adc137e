import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { lix } from '../../test/lix.ts';
import { languages } from '../lib/language.ts';

/** What a visitor reads: not the forms of those who write offers, and not the bare names of choices. */
const READ = [
  'lead',
  'lead-all',
  'place-help',
  'words-help',
  'here-help',
  'here-failed',
  'room',
  'found',
  'wrong',
  'none-near',
  'map',
  'places',
  'page',
  'group',
];

const linesIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value.replace(/\{\{[^}]+\}\}/g, 'Bergen')] : Object.values(value as object).flatMap(linesIn);

for (const language of languages) {
  test(`the finder is easy to read in ${language}`, () => {
    const texts = JSON.parse(readFileSync(new URL(`../../locales/${language}/offers.json`, import.meta.url), 'utf8')) as Record<
      string,
      unknown
    >;
    const weight = lix(READ.flatMap((key) => linesIn(texts[key])));
    assert.ok(weight <= 35, `a LIX of ${weight.toFixed(1)}`);
  });
}
