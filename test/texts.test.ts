import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Language, ListKey, TextKey } from '../src/lib/language.ts';
import { defaultWords, languages, translator } from '../src/lib/language.ts';
import { checkTexts, readKeys } from '../bin/texts.ts';
import { lix } from './lix.ts';

const values = {
  name: 'Kari',
  association: 'Foreningen',
  count: 2,
  min: 4,
  max: 8,
  days: 30,
  months: 12,
  duration: 'to timer',
  minutes: 15,
  day: 'tirsdag 30. juni',
  members: 1200,
  country: 'Norge',
  countries: 'Danmark og Norge',
};

/** Every line of a namespace as a person reads it, in one language. */
function linesOf(namespace: string, language: Language): string[] {
  const t = translator(language);
  return readKeys(language, namespace).flatMap(({ key, list }) =>
    list ? t.list(key as ListKey, { ...values, ...filled }) : [t(key as TextKey, { ...values, ...filled })],
  );
}

const filled = { phone: '', email: '', address: '', link: '', when: '', was: '', until: '', place: '', code: '', receipt: '', sender: '' };

test('every text is there in all four languages, with the same values and both plural forms', () => {
  const wrong = checkTexts().filter(({ kind }) => kind !== 'copied' && kind !== 'unused');
  assert.deepEqual(wrong, []);
});

for (const language of languages) {
  test(`the visitor’s pages are easy to read in ${language}`, () => {
    for (const namespace of ['public', 'defaults', 'messages']) {
      const weight = lix(linesOf(namespace, language));
      assert.ok(weight <= 35, `${namespace} has a LIX of ${weight.toFixed(1)}`);
    }
  });
}

const longest: Record<Language, string> = {
  nb: 'onsdag 23. september kl. 18.30',
  nn: 'onsdag 23. september kl. 18.30',
  da: 'torsdag den 24. september kl. 18.30',
  en: 'Wednesday 23 September at 18:30',
};
/** What fits in one text message: the basic character set of GSM 03.38 (escaped characters left out). */
const gsm = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;
const tellTale =
  /kreft|kræft|cancer|sykdom|sygdom|sjukdom|illness|diagnos|selvhj|sjølvhj|self-help|likeperson|ligeperson|peer support|pasient|patient|pårøren|relative/i;

for (const language of languages) {
  const t = translator(language);
  const kinds = readKeys(language, 'messages').filter(({ key }) => key.endsWith('.sms'));
  const when = longest[language];
  const said = {
    ...values,
    ...filled,
    when,
    was: when,
    link: `https://verksted.example.no/l/${'x'.repeat(22)}`,
    receipt: 'ABCD-1234',
    code: '123456',
  };

  test(`each text message in ${language} costs one message`, () => {
    for (const { key } of kinds) {
      const sms = t(key as TextKey, said);
      assert.match(sms, gsm, key);
      assert.ok(sms.length <= 160, `${key} has ${sms.length} characters: ${sms}`);
    }
  });

  test(`no message in ${language} gives away what it is about`, () => {
    for (const line of linesOf('messages', language)) assert.doesNotMatch(line, tellTale);
  });

  test(`each message in ${language} can go by mail and by SMS`, () => {
    const keys = readKeys(language, 'messages').map(({ key }) => key);
    for (const { key } of kinds)
      for (const part of ['subject', 'text']) assert.ok(keys.includes(key.replace(/sms$/, part)), `${key} lacks ${part}`);
  });
}

test('the glossary has the words of the screen', () => {
  const glossary = readFileSync(new URL('../GLOSSARY.md', import.meta.url), 'utf8');
  const plural = ['groundRules'];
  for (const word of Object.keys(defaultWords('nb'))) {
    const name = word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    const said = languages.map((language) => defaultWords(language)[word]?.[plural.includes(word) ? 'many' : 'one']);
    assert.ok(glossary.includes(`| ${[name, ...said].join(' | ')} |`), `${name} is not in the glossary as ${said.join(', ')}`);
  }
});

test('the check finds each thing that can be wrong with a text', () => {
  const house = mkdtempSync(join(tmpdir(), 'texts-'));
  const good = { a: 'Hei, {{name}}', b_one: 'Én', b_other: '{{count}}', list: ['Ja'], words: { plain: 'x' } };
  write(house, 'nb', { ...good, 'only-here': 'Ja', idle: 'Ja' });
  write(house, 'nn', { ...good, a: 'Hei', idle: 'Ja' });
  write(house, 'da', { a: 'Hej {{name}}!', b_other: '{{count}}', list: 'Ja', words: { plain: '{{words.ghost.one}}' }, idle: 'Ja' });
  write(house, 'en', { ...good, idle: 'Yes', words: { plain: '{{count, shouted}}' } });
  writeFileSync(join(house, 'keys.ts'), 'type Texts = {\n}\n');
  writeFileSync(join(house, 'page.ts'), "t('x:a'); t('x:b'); t.list('x:list'); t(`x:words.${word}`); t('x:only-here'); t('x:gone')");
  const found = checkTexts(house, [house]).map(({ kind, text }) => `${kind} ${text}`);
  assert.deepEqual(found.toSorted(), [
    'keys locales/keys.ts',
    'missing da x:b_one',
    'missing da x:only-here',
    'missing en x:only-here',
    'missing nn x:only-here',
    'plural da x:b_other',
    'shape da x:list',
    'tone da x:a',
    'unknown x:gone',
    'unused x:idle',
    'variables nn x:a',
    'word da x:words.plain',
    'word en x:words.plain',
  ]);
});

function write(house: string, language: Language, texts: object): void {
  mkdirSync(join(house, language));
  writeFileSync(join(house, language, 'x.json'), JSON.stringify(texts));
}
