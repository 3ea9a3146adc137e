import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anOffer } from './offer.fixture.ts';
import { withheld } from './anonymity.ts';

const bounds = { open: new Set(['00000000-0000-7000-8000-000000000001']), tooFew: new Set<string>() };
const titled = (title: string, more = '') => anOffer({ texts: { nb: { title, summary: 'Møt andre.', more } } });

test('an ordinary offer is handed on', () => {
  for (const title of [
    'Tirsdagsgruppa',
    'Kafé på Sankt Hans Hospital',
    'Sorggruppe i Maria kirke',
    'Gå-gruppe, Per og Kari møter opp',
    'Sarpsborggruppa',
  ])
    assert.equal(withheld(titled(title), bounds), undefined, title);
});

test('what is called after a person, or names one in full, is not', () => {
  for (const title of ['Karis gruppe', "Kari's café", 'Samtale med Anne Hansen', 'Gruppe ved Anne-Marie Berg', 'Per O. Nilsen tar imot'])
    assert.equal(withheld(titled(title), bounds), 'name', title);
  assert.equal(withheld(titled('Gruppe', 'Spør etter Bjørn Ødegård.'), bounds), 'name');
  assert.equal(withheld(anOffer({ contact: { name: 'Kari Nordmann', phone: '+4755000000', email: null } }), bounds), 'name');
});

test('a telephone, an e-mail or an identity number in the text keeps it back', () => {
  for (const more of ['Ring 400 01 102.', 'Skriv til kari@example.no', '01017012345', '+47 40 00 11 02'])
    assert.equal(withheld(titled('Gruppe', more), bounds), 'number', more);
  assert.equal(withheld(titled('Gruppe', 'Vi møtes kl. 18 til 20, fra 1. januar 2027. Postnummer 5003.'), bounds), undefined);
});

test('a group in which few sit, and an association that says no, stay out', () => {
  const offer = anOffer({ origin: 'group' });
  assert.equal(withheld(offer, { ...bounds, tooFew: new Set([offer.id]) }), 'too-few');
  assert.equal(withheld(offer, { ...bounds, open: new Set() }), 'closed');
});
