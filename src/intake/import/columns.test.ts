import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { day } from '../../lib/day.ts';
import { readSheet } from '../../lib/sheet/index.ts';
import { fingerprint } from '../../lib/columns.ts';
import { asMapping, checkMapping, fields, guessColumns } from './index.ts';
import type { Field, ImportContext } from './index.ts';

const context: ImportContext = { country: 'NO', today: day('2026-11-22'), defaultLanguage: 'nb' };

function own(): string[][] {
  const read = readSheet(readFileSync(new URL('../../../test/data/venteliste.csv', import.meta.url)));
  assert.ok(read.ok);
  return read.rows;
}

const guessed = (headings: string[]): Field[] => Object.values(guessColumns([headings, []], context).mapping);

test('the headings are found below a title, and say what each column is', () => {
  const columns = guessColumns(own(), context);
  assert.equal(columns.headingLine, 2);
  assert.equal(
    Object.values(columns.mapping).join(' '),
    'name phone email address postcode place birthYear sex role diagnosis phase languages slots maxKm digital since note',
  );
  assert.deepEqual(new Set(columns.guessedBy), new Set(['heading']));
  assert.deepEqual(columns.examples[7], ['K', 'M']);
});

test('headings are known in four languages, with more words in them and with slips of the pen', () => {
  assert.deepEqual(guessed(['Førenamn', 'Etternamn', 'Mobilnr.', 'E-postadresse', 'Vekedagar', 'Førespurnad']), [
    'givenName',
    'familyName',
    'phone',
    'email',
    'slots',
    'since',
  ]);
  assert.deepEqual(guessed(['Fulde navn', 'Tlf.nr.', 'E-mail', 'Køn', 'Sygdom', 'Ugedage', 'Bemærkninger']), [
    'name',
    'phone',
    'email',
    'sex',
    'diagnosis',
    'slots',
    'note',
  ]);
  assert.deepEqual(guessed(['Full name', 'Phone number', 'Postal code', 'Year of birth', 'Languages', 'Comments']), [
    'name',
    'phone',
    'postcode',
    'birthYear',
    'languages',
    'note',
  ]);
  assert.deepEqual(guessed(['Navn på deltaker', 'Telefon (privat)', 'Telfon jobb', 'Pstnummer', 'Diagonse', 'Meknad']), [
    'name',
    'phone',
    'phone',
    'postcode',
    'diagnosis',
    'note',
  ]);
});

test('only one column is the name; a second one with that heading is left out', () => {
  assert.deepEqual(guessed(['Navn', 'Telefon', 'Navn']), ['name', 'phone', 'ignore']);
});

test('without headings the cells say what a column is, and the first line is a person', () => {
  const columns = guessColumns(own().slice(2), context);
  assert.equal(columns.headingLine, null);
  assert.equal(
    Object.values(columns.mapping).join(' '),
    'name phone email address postcode place birthYear sex role diagnosis phase languages slots maxKm digital since ignore',
  );
  assert.deepEqual([columns.guessedBy[0], columns.guessedBy[16]], ['cells', 'nothing']);
});

test('a column nobody can name is left out, and says so', () => {
  const columns = guessColumns(
    [
      ['Navn', 'Telefon', 'Hylle'],
      ['Ask Askeland', '400 00 101', 'B-7 øverst'],
    ],
    context,
  );
  assert.deepEqual([columns.mapping[2], columns.guessedBy[2]], ['ignore', 'nothing']);
});

test('sheets with the same headings have the same fingerprint, so that a corrected mapping is remembered', () => {
  const before = guessColumns(own(), context).fingerprint;
  assert.equal(guessColumns([['Ny tittel'], ...own().slice(1, 6)], context).fingerprint, before);
  assert.equal(fingerprint(['NAVN ', 'E-post:', '']), fingerprint(['Navn', 'E post']));
  assert.notEqual(fingerprint(['Navn', 'Telefon']), fingerprint(['Telefon', 'Navn']));
  assert.match(before, /^[0-9a-f]{32}$/);
});

test('the fingerprint of a sheet without headings is made of no person', () => {
  const [first, second] = [own().slice(2, 5), own().slice(5, 9)].map((rows) => guessColumns(rows, context));
  assert.equal(first?.fingerprint, second?.fingerprint);
});

test('a mapping needs a name, a way to reach people, and each field once', () => {
  assert.deepEqual(checkMapping({ 0: 'name', 1: 'phone', 2: 'phone', 3: 'ignore', 4: 'ignore' }), []);
  assert.deepEqual(checkMapping({ 0: 'place', 1: 'sex', 2: 'sex' }), [
    { slip: 'no-name' },
    { slip: 'no-contact' },
    { slip: 'twice', field: 'sex' },
  ]);
});

test('of a mapping from a form, only what exists is kept', () => {
  assert.deepEqual(asMapping({ 0: 'name', 1: 'password', __proto__: 'name', x: 'phone', 7: 'note' }), { 0: 'name', 7: 'note' });
  assert.equal(new Set(fields).size, fields.length);
});
