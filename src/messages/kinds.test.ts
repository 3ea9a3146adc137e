import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { languages } from '../lib/language.ts';
import { kindOf, kinds, type MessageKind } from './kinds.ts';

type Texts = Record<string, Record<string, string>>;
const frames = ['frame', 'calendar'];

const textsOf = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}/messages.json`, import.meta.url), 'utf8')) as Texts;
const saidIn = (texts: Record<string, string>) =>
  [
    ...Object.values(texts)
      .join(' ')
      .matchAll(/\{\{(\w+)[^}.]*\}\}/g),
  ]
    .map((match) => match[1]!)
    .filter((name) => name !== 'words');

for (const language of languages) {
  const texts = textsOf(language);

  test(`every kind of message has its texts in ${language}, and every text its kind`, () => {
    assert.deepEqual(
      Object.keys(texts)
        .filter((name) => !frames.includes(name))
        .toSorted(),
      kinds.toSorted(),
    );
  });

  test(`each message in ${language} is filled with just what its kind says`, () => {
    const wrong = kinds.flatMap((kind: MessageKind) => {
      const said = [...new Set(saidIn(texts[kind]!))].toSorted().join(' ');
      const wanted = kindOf(kind).says.toSorted().join(' ');
      return said === wanted ? [] : [`${kind}: says ${said}, wants ${wanted}`];
    });
    assert.deepEqual(wrong, []);
  });
}
