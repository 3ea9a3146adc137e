import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../../lib/day.ts';
import { readLanguages, readMaxKm, readYesNo } from './answers.ts';
import { readEmail, readHome, readPhone, readPostcode } from './contact.ts';
import { readBirthYear, readSince } from './days.ts';
import type { Found } from './findings.ts';
import { readDiagnosis, readPhase } from './health.ts';
import { readKind, readSex } from './kind.ts';
import { readName } from './name.ts';
import { readNote } from './note.ts';
import { hideNationalIds } from './plain-text.ts';
import { readSlots } from './slots.ts';

const today = day('2026-11-22');
/** A value, or why there is none. */
const say = ({ value, reason, remarks = [] }: Found<unknown>): unknown => reason ?? (remarks.length > 0 ? [value, ...remarks] : value);
const each = (read: (text: string) => Found<unknown>, ...texts: string[]): unknown[] => texts.map((text) => say(read(text)));

test('a phone number is read in every way it is written, as of the association’s country', () => {
  const no = (text: string) => readPhone(text, 'NO');
  assert.deepEqual(each(no, '400 00 101', '40 00 01 01', '004740000101', '+47 40000101', '40000101 (mob)'), Array(5).fill('+4740000101'));
  assert.deepEqual(each(no, '40000101 / 22 33 44 55', '', '-', 'har ikke'), [['+4740000101', 'phone-second-left-out'], null, null, null]);
  assert.deepEqual(each(no, '4000010', 'ring kona', '12345678', '=1+1'), Array(4).fill('phone-unreadable'));
  assert.deepEqual(say(readPhone('32 12 34 56', 'DK')), '+4532123456');
});

test('an e-mail address is read in small letters, and only when it is one', () => {
  assert.deepEqual(each(readEmail, 'Ask@Example.no', 'Ask <ask@example.no>', 'mailto:ask@example.no', 'ingen'), [
    'ask@example.no',
    'ask@example.no',
    'ask@example.no',
    null,
  ]);
  assert.deepEqual(each(readEmail, 'ask@example.no; or@example.no', 'ask(at)example.no', 'ask@', '<img src=x>'), [
    ['ask@example.no', 'email-second-left-out'],
    ...Array(3).fill('email-unreadable'),
  ]);
});

test('a postal code gets back the zero that a spreadsheet took', () => {
  assert.deepEqual(
    each((text) => readPostcode(text, 'NO'), '0411', '411', 'N-5003', 'NO-5003', '50 03'),
    ['0411', ['0411', 'postcode-zero-restored'], '5003', '5003', '5003'],
  );
  assert.deepEqual(
    each((text) => readPostcode(text, 'NO'), '52 1', '0000', '52', '9999', 'Oslo'),
    Array(5).fill('postcode-unreadable'),
  );
  assert.deepEqual(
    each((text) => readPostcode(text, 'DK'), '8900', 'DK-8900', '0411'),
    ['8900', '8900', 'postcode-unreadable'],
  );
});

test('postal code and place may stand in one cell, or at the end of the address', () => {
  const none = { address: '', postcode: '', place: '' };
  assert.deepEqual(readHome({ ...none, postcode: '7010 Trondheim' }, 'NO').home, { address: null, postcode: '7010', place: 'Trondheim' });
  assert.deepEqual(readHome({ ...none, place: '7010 Trondheim' }, 'NO').home, { address: null, postcode: '7010', place: 'Trondheim' });
  assert.deepEqual(readHome({ ...none, address: 'Prøveveien 7\n5700 Voss' }, 'NO').home, {
    address: 'Prøveveien 7',
    postcode: '5700',
    place: 'Voss',
  });
  assert.deepEqual(say(readHome({ ...none, place: '<b>Voss</b>' }, 'NO').place), [null, 'markup-left-out']);
});

test('a day is read in every way it is written, and must exist', () => {
  const since = (text: string) => readSince(text, today);
  assert.deepEqual(
    each(
      since,
      '2025-10-05',
      '5.10.2025',
      '05.10.25',
      '5/10-25',
      '05/10/2025',
      '5. oktober 2025',
      '2025-10-05 14:30:00',
      '45935',
      '45935.6',
    ),
    Array(9).fill('2025-10-05'),
  );
  assert.deepEqual(each(since, '31.02.2026', '30/2-26', '2026-13-01', '31. april 2026'), Array(4).fill('date-does-not-exist'));
  assert.deepEqual(each(since, 'i vår', 'uke 12', '=TODAY()'), Array(3).fill('date-unreadable'));
  assert.deepEqual(each(since, 'mai 2025', 'okt. 2025'), [
    ['2025-05-01', 'partly-read'],
    ['2025-10-01', 'partly-read'],
  ]);
  assert.deepEqual(each(since, '', '?', '1.12.2026'), [null, null, ['2026-11-22', 'enquired-in-future']]);
});

test('a year of birth is read from a year, two figures, a date or an age', () => {
  const born = (birthYear: string) => readBirthYear({ birthYear, age: '' }, today);
  assert.deepEqual(each(born, '1959', "'59", '59', '12.3.1959', '12/3-59', '1959-03-12', 'f. 1959'), Array(7).fill(1959));
  assert.deepEqual(each(born, "'08", "'38", '21558', '12.3.08'), [2008, 1938, 1959, 2008]);
  assert.deepEqual(each(born, 'nittenseksti', '195', '1859', '2031', '31.02.1959'), Array(5).fill('birth-year-unreadable'));
  assert.deepEqual(
    each((age) => readBirthYear({ birthYear: '', age }, today), '67', '67 år', 'ca. 67', '17', 'gammel'),
    [1959, 1959, 1959, 'under-18', 'birth-year-unreadable'],
  );
});

test('nobody under 18 is taken in', () => {
  const born = (birthYear: string) => readBirthYear({ birthYear, age: '' }, today);
  assert.deepEqual(each(born, '2014', "'14", '23.11.2008', '2009'), Array(4).fill('under-18'));
  assert.deepEqual(each(born, '22.11.2008', '2008'), [2008, 2008]);
});

test('an identity number is not kept, not even to be shown', () => {
  const born = (birthYear: string) => readBirthYear({ birthYear, age: '' }, today);
  assert.deepEqual(each(born, '01015912345', '010159 12345', '010159-1234'), [
    [1959, 'national-id-left-out'],
    [1959, 'national-id-left-out'],
    [1959, 'national-id-left-out'],
  ]);
  assert.equal(hideNationalIds('Kari 01015912345, 010159-1234, tlf 4740000101'), 'Kari 010159•••••, 010159•••••, tlf 4740000101');
});

test('a name is letters, and of one person', () => {
  const name = (text: string) => readName({ name: text, givenName: '', familyName: '' });
  const full = (text: string) => (say(name(text)) as { name: string }).name;
  assert.deepEqual(["Odd d'Angelo", 'Fjørtoft-Sæther, Åse', 'Kari A. Berg', 'Зофія Бук'].map(full), [
    "Odd d'Angelo",
    'Åse Fjørtoft-Sæther',
    'Kari A. Berg',
    'Зофія Бук',
  ]);
  assert.deepEqual(
    each(name, '=HYPERLINK("x")', '@SUM(A1)', '+Kari', '<b>Kari</b>', 'Kari &amp; Ola', 'Kari 2', 'http://example.com', 'Kari og Ola Berg'),
    [
      'name-is-formula',
      'name-is-formula',
      'name-is-formula',
      'name-is-markup',
      'name-is-markup',
      'name-unreadable',
      'name-unreadable',
      'two-people',
    ],
  );
  assert.deepEqual(say(name('Kari Berg (Olas mor)')), [{ name: 'Kari Berg', givenName: 'Kari', familyName: 'Berg' }, 'name-shortened']);
  assert.deepEqual(say(readName({ name: '', givenName: 'Anne Kari', familyName: '=1+1' })), 'name-is-formula');
  assert.deepEqual(readName({ name: '', givenName: 'Anne Kari', familyName: 'Berg' }).value, {
    name: 'Anne Kari Berg',
    givenName: 'Anne Kari',
    familyName: 'Berg',
  });
});

test('a role is patient, relative or bereaved, whatever it is called', () => {
  assert.deepEqual(
    each(readKind, 'Pas.', 'pasient', 'Har hatt kreft', 'Kræftramt', 'survivor', 'Pasient (bryst)'),
    Array(6).fill('patient'),
  );
  assert.deepEqual(
    each(readKind, 'Pårør.', 'Ektefelle', 'Datter', 'Mor', 'ægtefælle', 'next of kin', 'Pårørande'),
    Array(7).fill('relative'),
  );
  assert.deepEqual(each(readKind, 'Etterlatt', 'attlaten', 'efterladt', 'Enke', 'Etterlatt (datter)'), Array(5).fill('bereaved'));
  assert.deepEqual(
    each(readKind, 'Sykepleier', 'frivillig', 'Pasient og pårørende', 'ikke pasient', '<b>'),
    Array(5).fill('role-does-not-fit'),
  );
});

test('diagnosis and phase become broad groups', () => {
  assert.deepEqual(each(readDiagnosis, 'Bryst', 'brystkreft', 'Munn/hals', 'NET', 'Annet', 'Tarmkræft', 'lymfekreft stadium 2'), [
    'breast',
    'breast',
    'head-neck',
    'net',
    'other',
    'bowel',
    'blood',
  ]);
  assert.deepEqual(each(readDiagnosis, 'Leddgikt', 'bryst og tarm'), [
    [null, 'unread'],
    [null, 'unread'],
  ]);
  assert.deepEqual(say(readDiagnosis('RA', { rheumatic: ['ra', 'leddgikt'] })), 'rheumatic');
  assert.deepEqual(each(readPhase, 'Nydiagnostisert', 'under behandling', 'Ferdigbehandla', 'lever med', 'Senfølger', 'til kontroll'), [
    'new',
    'treatment',
    'after',
    'chronic',
    'late',
    'after',
  ]);
});

test('sex, yes and no, and kilometres', () => {
  assert.deepEqual(each(readSex, 'K', 'Kvinde', 'm', 'Mann', 'x', '', '?', 'hund'), [
    'f',
    'f',
    'm',
    'm',
    'x',
    null,
    null,
    [null, 'unread'],
  ]);
  assert.deepEqual(each(readYesNo, 'ja', 'X', 'true', 'nei', 'Nej', 'helst ikke', '', 'kanskje', 'tja'), [
    true,
    true,
    true,
    false,
    false,
    false,
    null,
    null,
    [null, 'unread'],
  ]);
  assert.deepEqual(each(readMaxKm, '25', '25 km', 'inntil 50 km', '2 mil', '10-20', 'ubegrenset', 'langt', '9999'), [
    25,
    25,
    50,
    20,
    20,
    null,
    [null, 'unread'],
    [null, 'unread'],
  ]);
});

test('languages are codes, and "norsk" is how the association writes it', () => {
  assert.deepEqual(
    each((text) => readLanguages(text, 'nb'), 'norsk/engelsk', 'Polsk, norsk', 'tegnspråk', 'norsk og litt engelsk', 'klingon', ''),
    [['nb', 'en'], ['pl', 'nb'], ['nsl'], [['nb'], 'partly-read'], [null, 'unread'], null],
  );
  assert.deepEqual(say(readLanguages('norsk', 'nn')), ['nn']);
});

test('times of the week are read as people say them', () => {
  const slots = (text: string) => (say(readSlots(text)) as string[])?.join(' ');
  assert.equal(slots('man kveld, fre kveld'), 'mon-eve fri-eve');
  assert.equal(slots('tys og tor dag, laurdag'), 'tue-day thu-day sat-day sat-eve');
  assert.equal(slots('man–ons dag'), 'mon-day tue-day wed-day');
  assert.equal(slots('mandag dag/kveld'), 'mon-day mon-eve');
  assert.equal(slots('fredag til søndag aften'), 'fri-eve sat-eve sun-eve');
  assert.equal(slots('hverdager etter kl. 17'), 'mon-eve tue-eve wed-eve thu-eve fri-eve');
  assert.equal(slots('Tuesday and Friday mornings'), 'tue-day fri-day');
  assert.equal(slots('mon, fri evening'), 'mon-eve fri-eve');
  assert.equal(slots('Helg'), 'sat-day sat-eve sun-day sun-eve');
  assert.equal((say(readSlots('når som helst')) as string[]).length, 14);
  assert.deepEqual(each(readSlots, 'tirsdager, men ikke i juli', 'vet ikke', 'snart'), [[null, 'unread'], null, [null, 'unread']]);
  assert.deepEqual(say(readSlots('ons kveld hvis mulig')), [['wed-eve'], 'partly-read']);
});

test('a note is read for wishes in four languages', () => {
  const wishes = (text: string) => readNote(text).needs.join(' ');
  assert.equal(wishes('Vil helst snakke med noen på telefon først'), 'talk-first');
  assert.equal(wishes('Kan ikke i fellesferien; ring etter kl. 17'), 'call-after-17 not-in-summer');
  assert.equal(wishes('Mannen min er i pasientgruppa, ikke samme gruppe'), 'apart-from-partner');
  assert.equal(wishes('Brukar rullestol, høyrer dårleg. Vil helst ha brev'), 'wheelchair hearing letter');
  assert.equal(wishes('Har ingen computer, ser dårligt'), 'sight no-computer');
  assert.equal(wishes('Needs an interpreter. Not in the same group as my wife'), 'interpreter');
  assert.equal(wishes('Bruker ikke rullestol'), '');
  assert.equal(wishes('Klarer ikke trapper'), 'step-free');
  assert.equal(wishes('Trapper går fint'), '');
  assert.ok(readNote('Ønsker kvinnegruppe').sameSex);
  assert.ok(readNote('Gjerne blandet gruppe').mixedOk);
});

test('of a note, what has happened is left out, and a short wish is proposed', () => {
  const note = (text: string) => [readNote(text).proposed, ...readNote(text).remarks];
  assert.deepEqual(note('Ringte igjen'), [null, 'note-left-out']);
  assert.deepEqual(note('Tar med førerhund. Operert i mars.'), ['Tar med førerhund', 'note-left-out']);
  assert.deepEqual(note(`Vil gjerne ${'veldig '.repeat(30)}mye`), [null, 'note-left-out']);
  assert.deepEqual(note(`Bruker rullestol, ${'og så er det en lang historie om hvorfor '.repeat(2)}`), [null, 'note-shortened']);
  assert.deepEqual(note('<img src=x onerror=alert(1)>'), [null, 'markup-left-out']);
  assert.deepEqual(note('=1+1'), [null, 'formula-left-out']);
  assert.deepEqual(note('fnr 01015912345'), [null, 'national-id-left-out']);
  assert.deepEqual(note('-'), [null]);
});
