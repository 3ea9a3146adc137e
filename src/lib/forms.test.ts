import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  choices,
  clock,
  day,
  email,
  form,
  ids,
  integer,
  lines,
  longText,
  mustTick,
  optionalText,
  phone,
  readForm,
  text,
  ticked,
} from './forms.ts';
import { type Language, languages, translator } from './language.ts';

const body = (fields: Record<string, string | string[]>) =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])));

test('a form that is right gives its values', () => {
  const schema = form({
    called: text(20),
    phone: phone('NO'),
    email: email(),
    on: day(),
    at: clock(),
    days: choices(['mon', 'tue']),
    consent: mustTick(),
    count: integer(1, 9),
  });
  const read = readForm(
    schema,
    body({
      called: ' Per ',
      phone: '40 00 12 34',
      email: 'PER@example.org',
      on: '1.12.2026',
      at: '18',
      days: ['tue', 'mon'],
      consent: 'yes',
      count: '3',
    }),
  );
  assert.deepEqual(read.ok && read.value, {
    called: 'Per',
    phone: '+4740001234',
    email: 'per@example.org',
    on: '2026-12-01',
    at: '18:00',
    days: ['mon', 'tue'],
    consent: true,
    count: 3,
  });
});

test('each slip says what is wrong, and what was typed is given back as it was', () => {
  const schema = form({
    called: text(5),
    phone: phone('DK'),
    on: day(),
    days: choices(['mon'], 1),
    consent: mustTick(),
    count: integer(1, 9),
  });
  const typed = { called: 'Alt for langt', phone: '12', on: '31.2.2026', count: 'mange' };
  const read = readForm(schema, body(typed));
  assert.equal(read.ok, false);
  assert.deepEqual(read.typed, typed);
  assert.deepEqual(!read.ok && Object.fromEntries(Object.entries(read.slips).map(([name, slip]) => [name, slip.code])), {
    called: 'too-long',
    phone: 'not-a-phone',
    on: 'not-a-day',
    days: 'choose-some',
    consent: 'must-tick',
    count: 'not-a-number',
  });
});

test('how many must be chosen at least is said in words, in every language', () => {
  const said = (language: Language, code: string, count: number) =>
    translator(language)(`ui:slip.${code}` as 'ui:slip.choose-some', { count });
  assert.deepEqual(
    languages.map((language) => said(language, 'choose-some', 1)),
    ['Velg minst ett av svarene.', 'Vel minst eitt av svara.', 'Vælg mindst ét af svarene.', 'Choose at least one of the answers.'],
  );
  assert.deepEqual(
    languages.map((language) => said(language, 'choose-from', 2)),
    ['Velg minst to fra lista.', 'Vel minst to frå lista.', 'Vælg mindst to fra listen.', 'Choose at least two from the list.'],
  );
});

test('lines are trimmed, and empty ones dropped', () => {
  const read = readForm(form({ rules: lines(1, 3, 20) }), body({ rules: ' én \r\n\r\n to\n' }));
  assert.deepEqual(read.ok && read.value.rules, ['én', 'to']);
});

test('control characters never reach a value', () => {
  const schema = form({ line: optionalText(500), long: longText(500) });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const read = readForm(schema, body({ line: raw, long: raw }));
      if (!read.ok) return;
      assert.doesNotMatch(read.value.line ?? '', /\p{Cc}/u);
      assert.doesNotMatch(read.value.long.replaceAll('\n', ''), /\p{Cc}/u);
    }),
  );
});

test('no body makes reading throw', () => {
  const schema = form({
    called: text(20),
    phone: phone('NO'),
    email: email(),
    on: day(),
    at: clock(),
    days: choices(['mon']),
    who: ids(),
    yes: ticked(),
    count: integer(0, 5),
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(schema.shape)), fc.string({ unit: 'binary' }))),
      (pairs) => void readForm(schema, new URLSearchParams(pairs)),
    ),
  );
});
