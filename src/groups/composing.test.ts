import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Candidate, hintsOf, type Model, type Place, type Plan, refusalsOf } from './composing.ts';

const model: Model = {
  id: 'lpp',
  association: 'lyspunkt',
  key: 'lpp',
  name: 'LPP',
  facilitatorsMin: 2,
  facilitatorsMax: 2,
  sizeMin: 4,
  sizeMax: 8,
  seated: true,
  accompaniedMax: 8,
  minutesMax: 120,
  firstMinutesMax: 120,
  rhythm: 'every-second-week',
  afterwards: ['self-run'],
};
const library: Place = { digital: false, latitude: 60.39, longitude: 5.32, wheelchair: false, hearingLoop: true };

const someone = (person: string, told: Partial<Candidate> = {}): Candidate => ({
  person,
  kind: 'patient',
  mixedOk: false,
  sex: 'f',
  sameSex: false,
  languages: ['nb'],
  digitalOk: false,
  maxKm: null,
  latitude: 60.39,
  longitude: 5.33,
  needs: [],
  ...told,
});

const four = (...told: Partial<Candidate>[]) => ['per', 'pia', 'paal', 'petra'].map((name, at) => someone(name, told[at]));
const plan = (changes: Partial<Plan> = {}): Plan => ({
  model,
  venue: library,
  kind: 'patient',
  language: 'nb',
  size: 5,
  people: four(),
  facilitators: [],
  apart: [],
  ...changes,
});
const said = (changes: Partial<Plan>) => refusalsOf(plan(changes)).map(({ reason, people }) => [reason, ...people]);

test('people who fit together, as many as the model wants, make a group', () => assert.deepEqual(said({}), []));

test('the model says how many', () => {
  assert.deepEqual(said({ size: 9 }), [['size-outside-model']]);
  assert.deepEqual(said({ people: four().slice(1) }), [['too-few-people']]);
  assert.deepEqual(said({ facilitators: ['frida', 'finn', 'filip'] }), [['too-many-facilitators']]);
});

test('an open meeting is made without people', () => assert.deepEqual(said({ model: { ...model, seated: false }, people: [] }), []));

test('nobody both leads a group and sits in it', () => assert.deepEqual(said({ facilitators: ['pia'] }), [['facilitator-sits', 'pia']]));

test('patients meet patients and relatives relatives; mixed is for those who said so', () => {
  assert.deepEqual(said({ people: four({ kind: 'relative' }) }), [['kind-differs', 'per']]);
  assert.deepEqual(said({ kind: 'mixed', people: four({ mixedOk: true }, { mixedOk: true }, { mixedOk: true }) }), [
    ['mixed-unwanted', 'petra'],
  ]);
});

test('everyone speaks the language of the group; bokmål and nynorsk are one to the ear', () => {
  assert.deepEqual(said({ people: four({ languages: ['en'] }, { languages: ['nn'] }, { languages: [] }) }), [['language', 'per']]);
});

test('whoever wishes one sex only is not seated with another', () => {
  assert.deepEqual(said({ people: four({ sameSex: true }, { sex: 'm' }) }), [['same-sex', 'per']]);
  assert.deepEqual(said({ people: four({ sameSex: true }) }), []);
});

test('two who must never sit together are told by name, also when one of them sits there already', () => {
  assert.deepEqual(said({ apart: [['per', 'pia']] }), [['apart', 'per', 'pia']]);
  assert.deepEqual(said({ apart: [['per', 'someone else']] }), []);
  assert.deepEqual(said({ apart: [['per', 'someone else']], sitting: ['someone else'] }), [['apart', 'per', 'someone else']]);
});

test('a digital room is for those who can use one', () => {
  const venue = { ...library, digital: true };
  assert.deepEqual(said({ venue, people: four({ digitalOk: true }, { digitalOk: true }, { digitalOk: true }) }), [
    ['not-digital', 'petra'],
  ]);
});

test('every broken rule is told at once', () => {
  const people = four({ kind: 'bereaved', languages: ['da'] });
  assert.deepEqual(said({ size: 2, people }), [['size-outside-model'], ['kind-differs', 'per'], ['language', 'per']]);
});

test('how far people go and what the house lacks are hints: the coordinator may know better', () => {
  const people = four({ maxKm: 1, latitude: 60.5 }, { needs: ['wheelchair'] }, { needs: ['hearing'] }, { kind: null });
  assert.deepEqual(
    hintsOf(plan({ people })).map(({ reason, people: who }) => [reason, ...who]),
    [
      ['too-far', 'per'],
      ['no-wheelchair', 'pia'],
      ['kind-unknown', 'petra'],
    ],
  );
  assert.deepEqual(refusalsOf(plan({ people })), []);
});
