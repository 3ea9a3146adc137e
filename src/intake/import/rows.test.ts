import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeXlsx } from '../../../test/xlsx.ts';
import type { XlsxCell } from '../../../test/xlsx.ts';
import { day } from '../../lib/day.ts';
import { readSheet } from '../../lib/sheet/index.ts';
import { fields, guessColumns, matchKeys, readRows, samePerson } from './index.ts';
import type { Field, ImportContext, ImportRead, ImportRow, WaitingPersonDraft } from './index.ts';

const context: ImportContext = { country: 'NO', today: day('2026-11-22'), defaultLanguage: 'nb' };
const own = readFileSync(new URL('../../../test/data/venteliste.csv', import.meta.url));
const asItComes = new URL('../../../../shared/data/venteliste.csv', import.meta.url);

function rowsOf(bytes: Uint8Array): string[][] {
  const read = readSheet(bytes);
  assert.ok(read.ok);
  return read.rows;
}

function imported(rows: string[][], given: ImportContext = context): ImportRead {
  const { mapping, headingLine } = guessColumns(rows, given);
  return readRows(rows, mapping, { ...given, headingLine });
}

/** What is said of a line: its verdict, and why. */
const said = (row: ImportRow): string =>
  row.verdict === 'same-as'
    ? `same as ${row.sameAs}`
    : row.verdict === 'readable'
      ? 'readable'
      : row.because.map(({ reason }) => reason).join(', ');

const judgements = ({ rows }: ImportRead): Record<number, string> => Object.fromEntries(rows.map((row) => [row.line, said(row)]));

const count = (read: ImportRead, verdict: ImportRow['verdict']): number => read.rows.filter((row) => row.verdict === verdict).length;

function personAt({ rows }: ImportRead, line: number): WaitingPersonDraft {
  const row = rows.find((each) => each.line === line);
  assert.ok(row && row.verdict !== 'cannot-be-read', `line ${line} is ${row?.verdict}`);
  return row.person;
}

const remarksAt = ({ rows }: ImportRead, line: number): string[] =>
  rows.flatMap((row) =>
    row.line === line && row.verdict !== 'cannot-be-read' ? row.remarks.map(({ remark, field }) => `${field} ${remark}`) : [],
  );

test('every line of a list is read, or told why not', () => {
  const read = imported(rowsOf(own));
  assert.deepEqual(judgements(read), {
    3: 'readable',
    4: 'readable',
    5: 'readable',
    6: 'readable',
    7: 'readable',
    8: 'readable',
    9: 'readable',
    10: 'same as 3',
    11: 'no-contact',
    12: 'date-does-not-exist',
    13: 'under-18',
    14: 'name-is-formula',
    15: 'readable',
    16: 'role-does-not-fit',
    17: 'postcode-unreadable, birth-year-unreadable',
    19: 'readable',
    20: 'two-people',
    21: 'email-unreadable',
    22: 'readable',
  });
  assert.deepEqual(read.skipped, { empty: 1, totals: 2, headings: 0 });
});

test('a row becomes a person in plain codes', () => {
  const read = imported(rowsOf(own));
  assert.deepEqual(personAt(read, 4), {
    name: 'Selje Seljeset',
    givenName: 'Selje',
    familyName: 'Seljeset',
    phone: '+4740000102',
    email: null,
    address: null,
    postcode: '5003',
    place: 'Bergen',
    birthYear: 1968,
    sex: 'm',
    kind: 'patient',
    diagnosis: 'prostate',
    phase: 'chronic',
    languages: ['nb', 'en'],
    language: 'nb',
    slots: ['mon-eve', 'tue-eve', 'wed-eve', 'thu-eve', 'fri-eve'],
    maxKm: 20,
    digital: false,
    since: '2026-10-21',
    needs: [],
    sameSex: false,
    mixedOk: false,
  });
  assert.deepEqual(
    [
      personAt(read, 5).email,
      personAt(read, 5).languages,
      personAt(read, 5).language,
      personAt(read, 5).birthYear,
      personAt(read, 5).slots,
      personAt(read, 5).needs,
    ],
    ['rogn@example.no', ['nn'], 'nn', 1974, ['tue-day', 'wed-day', 'thu-day'], ['hearing']],
  );
  assert.deepEqual(personAt(read, 7).needs, ['wheelchair', 'call-after-17']);
  assert.deepEqual(personAt(read, 8).needs, ['apart-from-partner']);
});

test('whoever can only be reached by letter can be read', () => {
  const { address, postcode, place, phone, email } = personAt(imported(rowsOf(own)), 6);
  assert.deepEqual(
    { address, postcode, place, phone, email },
    { address: 'Eksempelveien 7', postcode: '5700', place: 'Voss', phone: null, email: null },
  );
});

test('what was changed or left out is said beside the row', () => {
  const read = imported(rowsOf(own));
  assert.deepEqual(remarksAt(read, 3), ['postcode postcode-zero-restored']);
  assert.deepEqual(remarksAt(read, 9), ['phone shares-phone']);
  assert.deepEqual(remarksAt(read, 10), ['note note-left-out']);
  assert.deepEqual(remarksAt(read, 15), ['note markup-left-out']);
  assert.deepEqual(remarksAt(read, 19), ['birthYear national-id-left-out', 'slots unread', 'note note-left-out']);
  assert.deepEqual(remarksAt(read, 22), [
    'phone phone-second-left-out',
    'diagnosis unread',
    'since enquired-in-future',
    'role role-missing',
  ]);
});

test('nothing that is kept holds a formula, markup or an identity number', () => {
  const kept = JSON.stringify(
    imported(rowsOf(own)).rows.map((row) =>
      row.verdict === 'cannot-be-read' ? [] : [row.person, row.verdict === 'readable' && row.proposedWish],
    ),
  );
  assert.doesNotMatch(kept, /"[=@-]|<|12345|operert|Ringte/);
});

test('a wish outside the list is only proposed', () => {
  const row = imported(rowsOf(own)).rows.find(({ line }) => line === 22);
  assert.equal(row?.verdict === 'readable' && row.proposedWish, 'Tar med førerhund');
});

test('a row that cannot be read shows what was typed, and which line it is like', () => {
  const row = imported(rowsOf(own)).rows.find(({ line }) => line === 11);
  assert.ok(row?.verdict === 'cannot-be-read');
  assert.deepEqual([row.typed.name, row.typed.postcode, row.resembles], ['Rogn Rognstad', '7010', 5]);
});

test('a workbook and a CSV of the same list give the same people', () => {
  const csv = rowsOf(own);
  const asCell = (text: string): XlsxCell =>
    /^\d+$/.test(text) && !text.startsWith('0') ? Number(text) : text === '2025-10-05' ? { day: 45935 } : text;
  const xlsx = rowsOf(makeXlsx([{ name: 'Venteliste', rows: csv.map((row) => row.map(asCell)) }]));
  assert.deepEqual(imported(xlsx), imported(csv));
});

test('a Danish list is read the Danish way', () => {
  const rows = [
    [
      'Fornavn',
      'Efternavn',
      'Tlf.',
      'E-mail',
      'Adresse',
      'Alder',
      'Køn',
      'Rolle',
      'Sygdom',
      'Sprog',
      'Ugedage',
      'Tilmeldt',
      'Bemærkninger',
    ],
    [
      'Bøg',
      'Bøgelund',
      '32 12 34 56',
      '',
      '',
      '62',
      'Kvinde',
      'Pårørende',
      'Brystkræft',
      'dansk',
      'mandag aften',
      '5. oktober 2026',
      'Bruger kørestol',
    ],
    [
      'Elm',
      'Elmegaard',
      '',
      '',
      'Prøvevej 3, 8900 Randers C',
      '71',
      'M',
      'Kræftramt',
      'Prostata',
      '',
      'hverdage',
      '1/9-26',
      'Ring efter kl. 16. Vil gerne sidde ved døren',
    ],
  ];
  const read = imported(rowsOf(makeXlsx([{ name: 'Ark1', rows }])), { country: 'DK', today: day('2026-11-22'), defaultLanguage: 'da' });
  const [first, second] = [personAt(read, 2), personAt(read, 3)];
  assert.deepEqual(
    [first.name, first.phone, first.birthYear, first.kind, first.diagnosis, first.slots, first.needs],
    ['Bøg Bøgelund', '+4532123456', 1964, 'relative', 'breast', ['mon-eve'], ['wheelchair']],
  );
  assert.deepEqual(
    [second.address, second.postcode, second.place, second.kind, second.language, second.needs],
    ['Prøvevej 3', '8900', 'Randers C', 'patient', 'da', ['call-after-17']],
  );
  assert.equal(read.rows[1]?.verdict === 'readable' && read.rows[1].proposedWish, 'Vil gerne sidde ved døren');
});

test('the list as it comes from an association: 150 people, two twice, six that cannot be read', { skip: !existsSync(asItComes) }, () => {
  const read = imported(rowsOf(readFileSync(asItComes)));
  assert.deepEqual([count(read, 'readable'), count(read, 'same-as'), count(read, 'cannot-be-read')], [150, 2, 6]);
  const others = Object.entries(judgements(read)).filter(([, what]) => what !== 'readable');
  assert.deepEqual(Object.fromEntries(others), {
    43: 'same as 8',
    64: 'postcode-unreadable, birth-year-unreadable',
    80: 'no-contact',
    93: 'under-18',
    104: 'date-does-not-exist',
    107: 'name-is-formula',
    111: 'same as 36',
    114: 'role-does-not-fit',
  });
  assert.deepEqual(read.skipped, { empty: 1, totals: 1, headings: 0 });
  // Another birth year, phone and town: two of one name to whom one address was given.
  assert.deepEqual(remarksAt(read, 109), ['email shares-email']);
  assert.deepEqual(
    read.rows.filter(({ line }) => remarksAt(read, line).length > 0).map(({ line }) => line),
    [43, 109, 111],
  );
});

test('two people of one name are one when phone, e-mail, or birth year and postal code agree, and nothing speaks against it', () => {
  const kari = { name: 'Kari Berg', phone: '+4740000101', email: null, birthYear: 1959, postcode: '5003' };
  assert.ok(samePerson(kari, { ...kari, name: 'Kari Anne Berg', birthYear: null }));
  assert.ok(samePerson(kari, { ...kari, phone: '+4740000102', email: 'kari@example.no' }));
  assert.ok(!samePerson(kari, { ...kari, name: 'Ola Berg' }));
  assert.ok(!samePerson(kari, { ...kari, birthYear: 1985 }));
  assert.ok(!samePerson(kari, { ...kari, phone: null, postcode: '7010' }));
  assert.deepEqual(matchKeys(kari), ['phone:+4740000101', 'name:kari berg 1959 5003']);
});

test('reading the same list again finds every person again', () => {
  const people = imported(rowsOf(own)).rows.flatMap((row) => (row.verdict === 'readable' ? [row.person] : []));
  for (const person of people) assert.equal(people.filter((other) => samePerson(person, other)).length, 1);
});

test('any cells, under any mapping, come out as rows', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('', '=1', '<b>', '48390656', '31.02.2026', "'59", 'man–fre kveld', 'Sum', 'norsk/', '0', '010159 12345', 'K'),
  );
  const mapping = fc.dictionary(fc.nat(6).map(String), fc.constantFrom<Field>(...fields));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }), mapping, (rows, columns) => {
      const read = readRows(rows, columns as Record<number, Field>, { ...context, headingLine: null });
      assert.equal(read.rows.length + read.skipped.empty + read.skipped.totals + read.skipped.headings, rows.length);
      guessColumns(rows, context);
    }),
    { numRuns: 500 },
  );
});
