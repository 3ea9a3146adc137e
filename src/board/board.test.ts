import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerScore, composeNow, type Instance, type Person } from '../composition/index.ts';
import { type Board, companyOf, judge, mayAccept, moved, pinsOf, problemsOf, scoreOf } from './board.ts';
import { initialsOf, shareOf } from './say.ts';

const someone = (id: string, told: Partial<Person> = {}): Person => ({
  id,
  kind: 'patient',
  mixedOk: false,
  born: 1955,
  sex: 'f',
  phase: 'after',
  diagnosis: 'lung',
  languages: ['nb'],
  lat: 60.39,
  lon: 5.32,
  maxKm: 20,
  digitalOk: false,
  slots: ['tue-eve', 'wed-eve'],
  since: '2026-11-01',
  apart: [],
  sameSex: false,
  ...told,
});
const leader = (id: string) => ({
  id,
  lat: 60.39,
  lon: 5.32,
  maxKm: 50,
  digital: true,
  languages: ['nb'],
  kinds: ['patient' as const],
  slots: ['tue-eve', 'wed-eve'],
  maxGroups: 2,
});
const instance = (people: Person[], more: Partial<Instance> = {}): Instance => ({
  today: '2026-12-01',
  model: { min: 2, max: 4, facilitators: 2, ageSpan: 15 },
  people,
  venues: [{ id: 'library', digital: false, lat: 60.39, lon: 5.32, slots: ['tue-eve', 'wed-eve'] }],
  facilitators: [leader('frida'), leader('finn')],
  open: [],
  ...more,
});
const at = (slot: string, people: string[]) => ({
  venue: 'library',
  slot,
  kind: 'patient' as const,
  language: 'nb',
  people,
  facilitators: ['frida', 'finn'],
});
const board = (tuesday: string[], wednesday: string[], left: string[]): Board => ({
  circles: [
    { id: 'tue', no: 1, group: at('tue-eve', tuesday), pinned: false },
    { id: 'wed', no: 2, group: at('wed-eve', wednesday), pinned: false },
  ],
  left: left.map((person) => ({ person, reason: null })),
  pinned: new Set(),
});
const none: [string, string][] = [];

test('what a move gains is the difference of the whole score', () => {
  const people = [
    someone('per', { sex: 'm' }),
    someone('pia'),
    someone('petra'),
    someone('paal', { sex: 'm', born: 1940 }),
    someone('eva'),
  ];
  const given = instance(people);
  const before = board(['per', 'pia'], ['petra', 'paal'], ['eva']);
  for (const { id } of people)
    for (const to of ['tue', 'wed', null]) {
      const verdict = judge({ instance: given, together: none }, before, id, to);
      const after = moved(before, [id], to);
      assert.equal(scoreOf(given, before) + verdict.gain, scoreOf(given, after), `${id} to ${to}`);
      assert.equal(
        verdict.changes.reduce((sum, one) => sum + one.points, 0),
        verdict.gain,
      );
    }
});

test('a seat is worth a thousand and the days waited, and being alone is told', () => {
  const given = instance([someone('per', { sex: 'm' }), someone('pia'), someone('petra')]);
  const { gain, changes } = judge({ instance: given, together: none }, board(['pia', 'petra'], [], ['per']), 'per', 'tue');
  assert.equal(gain, 1030 - 60);
  assert.deepEqual(
    changes.map(({ reason, points }) => [reason, points]),
    [
      ['seat', 1030],
      ['alone-sex', -60],
    ],
  );
});

test('hard rules say no: busy, apart, full, only with her own sex', () => {
  const people = [
    someone('pia', { apart: ['per'] }),
    someone('per', { slots: ['wed-eve'] }),
    someone('eva', { sameSex: true }),
    someone('ola', { sex: 'm' }),
  ];
  const broken = (before: Board, person: string, to: string) =>
    judge({ instance: instance(people), together: none }, before, person, to).broken.map((one) => one.rule);
  assert.deepEqual(broken(board([], ['pia'], ['per']), 'per', 'tue'), ['person-busy']);
  assert.deepEqual(broken(board([], ['pia'], ['per']), 'per', 'wed'), ['apart']);
  assert.deepEqual(broken(board(['eva'], [], ['ola']), 'ola', 'tue'), ['one-sex']);
  const full = instance(['a', 'b', 'c', 'd', 'e'].map((id) => someone(id)));
  assert.deepEqual(
    judge({ instance: full, together: none }, board(['a', 'b', 'c', 'd'], [], ['e']), 'e', 'tue').broken.map((one) => one.rule),
    ['too-many-people'],
  );
});

test('whoever asked to sit together moves together', () => {
  const given = instance(['a', 'b', 'c'].map((id) => someone(id)));
  const together: [string, string][] = [['a', 'b']];
  assert.deepEqual(companyOf('b', together).toSorted(), ['a', 'b']);
  const verdict = judge({ instance: given, together }, board(['a', 'b'], ['c'], []), 'a', 'wed');
  assert.deepEqual(verdict.movers.toSorted(), ['a', 'b']);
  assert.deepEqual(
    moved(board(['a', 'b'], ['c'], []), verdict.movers, 'wed').circles.map(({ group }) => group.people.length),
    [0, 3],
  );
});

test('a group that is too small can lie on the board and cannot be accepted', () => {
  const given = instance(['a', 'b', 'c'].map((id) => someone(id)));
  const laid = board(['a'], ['b', 'c'], []);
  const problems = problemsOf(given, laid);
  assert.deepEqual(
    problems.get('tue')?.map((one) => one.rule),
    ['too-few-people'],
  );
  assert.equal(mayAccept(laid.circles[0]!, problems.get('tue') ?? [])?.refused, 'unfinished');
  assert.equal(mayAccept(laid.circles[1]!, problems.get('wed') ?? []), undefined);
  assert.equal(mayAccept({ ...laid.circles[0]!, group: at('tue-eve', []) }, [])?.refused, 'nobody-in-it');
});

test('pins that contradict a rule are told, and the rest is composed around those that do not', () => {
  const people = [someone('a', { apart: ['b'] }), someone('b'), someone('c'), someone('d'), someone('e')];
  const given = instance(people);
  const laid = board(['a', 'b'], ['c', 'd'], ['e']);
  const { pins, numbers } = pinsOf({ ...laid, circles: laid.circles.map((circle) => ({ ...circle, pinned: true })) }, given);
  assert.deepEqual(numbers, [1, 2]);
  const answer = composeNow(given, { pins, seconds: 0.5 });
  assert.ok(answer.refused.some((one) => one.rule === 'apart' && one.group === 0));
  assert.ok(answer.groups.some((group) => group.people.includes('c') && group.people.includes('d')));
});

test('a person held is a beginning of a group; one held among the left over stays there', () => {
  const given = instance(['a', 'b', 'c', 'd'].map((id) => someone(id)));
  const { pins } = pinsOf({ ...board(['a', 'b'], [], ['c', 'd']), pinned: new Set(['a', 'd']) }, given);
  assert.deepEqual(
    pins.groups?.map(({ group, closed }) => [group.people, closed]),
    [[['a'], false]],
  );
  assert.deepEqual(pins.left, ['d']);
  const answer = composeNow(given, { pins, seconds: 0.5 });
  assert.ok(answer.left.some((one) => one.person === 'd'));
  assert.equal(answer.groups.filter((group) => group.people.includes('a')).length, 1);
});

for (const [what, given] of [
  ['nobody', instance([])],
  ['one person', instance([someone('a')])],
  [
    'no facilitator anywhere',
    instance(
      ['a', 'b', 'c'].map((id) => someone(id)),
      { facilitators: [] },
    ),
  ],
  [
    'no venue',
    instance(
      ['a', 'b', 'c'].map((id) => someone(id)),
      { venues: [] },
    ),
  ],
  [
    'everybody apart from everybody',
    instance(['a', 'b', 'c', 'd'].map((id) => someone(id, { apart: ['a', 'b', 'c', 'd'].filter((other) => other !== id) }))),
  ],
] as const)
  test(`with ${what} nothing is possible, and that is the best there is`, () => {
    const answer = composeNow(given, { seconds: 0.5 });
    assert.deepEqual(answer.groups, []);
    assert.equal(answer.left.length, given.people.length);
    assert.equal(answerScore(answer.groups, given), 0);
  });

test('how far from the best is never rounded up, and initials are two letters', () => {
  assert.equal(shareOf(999, 1000), 99);
  assert.equal(shareOf(1000, 1000), 100);
  assert.equal(shareOf(0, 0), 100);
  assert.equal(initialsOf('Per Eksempel'), 'PE');
  assert.equal(initialsOf('Åse-Marie Øverland'), 'ÅØ');
  assert.equal(initialsOf('Pia'), 'P');
  assert.equal(initialsOf(''), '?');
});
