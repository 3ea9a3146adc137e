import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { chooseLanguage, defaultWords, hasText, isLanguage, languageName, languages, translator } from './language.ts';
import type { TextKey } from './language.ts';

describe('choosing a language', () => {
  const offered = ['nb', 'nn', 'da', 'en'] as const;

  test('what was asked for in the address comes before what is remembered', () => {
    assert.equal(chooseLanguage({ query: 'nn', cookie: 'da', person: 'en', acceptLanguage: 'nb', offered }), 'nn');
  });

  test('the choice made in this browser comes before the one the person made elsewhere', () => {
    assert.equal(chooseLanguage({ cookie: 'da', person: 'en', acceptLanguage: 'nb', offered }), 'da');
  });

  test('a stranger gets the language the browser wants most', () => {
    assert.equal(chooseLanguage({ acceptLanguage: 'fr, en;q=0.4, nn-NO;q=0.8', offered }), 'nn');
  });

  test('a browser that says Norwegian gets bokmål', () => {
    assert.equal(chooseLanguage({ acceptLanguage: 'no', offered }), 'nb');
  });

  test('someone whose language is not offered gets one they can read', () => {
    assert.equal(chooseLanguage({ query: 'nn', acceptLanguage: 'en', offered: ['da', 'nb'] }), 'nb');
    assert.equal(chooseLanguage({ query: 'da', offered: ['en', 'nn'] }), 'nn');
  });

  test('an offered second choice comes before a neighbour of the first', () => {
    assert.equal(chooseLanguage({ acceptLanguage: 'da, en;q=0.5', offered: ['nb', 'en'] }), 'en');
  });

  test('with nothing known the association’s first language is used', () => {
    assert.equal(chooseLanguage({ query: 'klingon', acceptLanguage: '*;q=0.1, fr', offered: ['da', 'en'] }), 'da');
  });

  test('no header, however odd, gives a language that is not offered', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (query, acceptLanguage) => {
        assert.ok(offered.includes(chooseLanguage({ query, acceptLanguage, offered })));
      }),
    );
  });
});

describe('texts', () => {
  const t = translator('nb');

  test('each language calls itself by its own name', () => {
    assert.deepEqual(languages.map(languageName), ['bokmål', 'nynorsk', 'dansk', 'English']);
    assert.ok(isLanguage('nn'));
    assert.ok(!isLanguage('no'));
  });

  test('a number under 13 is said as a word, and chooses the plural form', () => {
    assert.equal(t('public:about.practical.facilitators', { count: 1 }), 'En igangsetter følger gruppa i starten.');
    assert.equal(t('public:about.practical.facilitators', { count: 2 }), 'To igangsettere følger gruppa i starten.');
    assert.equal(t('public:about.practical.facilitators', { count: 13 }), '13 igangsettere følger gruppa i starten.');
  });

  test('a text may be a list of points', () => {
    assert.equal(t.list('defaults:pledge').length, 3);
    assert.ok(t.list('public:privacy.until.points', { days: 30, months: 12 }).some((line) => line.includes('tolv måneder')));
  });

  test('what people write stands as they wrote it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('$t(words:facilitator.one)', '{{sender}}', '<b>', '$&', '{{- x}}')), (name) => {
        assert.equal(t('messages:frame.greeting', { name }), `Hei, ${name}`);
      }),
    );
  });

  test('a value that is missing stops the program while it is being made', () => {
    assert.throws(() => t('messages:frame.greeting'), /no value for \{\{name\}\} in “Hei, \{\{name\}\}”/);
  });

  test('a text that is missing stops the program while it is being made', () => {
    assert.throws(() => t('public:no.such.text' as TextKey), /no text public:no\.such\.text in nb/);
  });

  test('a text says whether it exists', () => {
    assert.ok(hasText('words:facilitator.many'));
    assert.ok(!hasText('words:facilitator.few'));
    assert.ok(!hasText('https://example.org'));
  });
});

describe('words of an association', () => {
  test('stand where it has its own, and the default where it has none', () => {
    const own = translator('nb', { facilitator: { many: 'gruppeledere' } });
    assert.equal(own('public:about.practical.facilitators', { count: 2 }), 'To gruppeledere følger gruppa i starten.');
    assert.equal(own('public:about.practical.facilitators', { count: 1 }), 'En igangsetter følger gruppa i starten.');
    assert.equal(defaultWords('nb')['facilitator']?.['many'], 'igangsettere');
  });

  test('without words of its own an association shares one translator', () => {
    assert.equal(translator('da', {}), translator('da'));
  });

  test('every word has the same forms in every language', () => {
    const forms = (language: 'nb' | 'nn' | 'da' | 'en') =>
      Object.entries(defaultWords(language)).map(([word, text]) => `${word}: ${Object.keys(text).join(' ')}`);
    for (const language of languages) assert.deepEqual(forms(language), forms('nb'));
  });
});
