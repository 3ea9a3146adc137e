import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instance } from './instance.ts';
import { brokenInGroup } from './rules.ts';
import { companyPoints, groupPoints, total } from './score.ts';
import { bergen, four } from './town.fixture.ts';

const group = (instance: Instance, people = instance.people.map((p) => p.id)) => ({
  venue: 'library',
  slot: 'tue-eve',
  kind: 'patient' as const,
  language: 'nb',
  people,
  facilitators: ['kari', 'ola'],
});
const reasons = (instance: Instance) => groupPoints(group(instance), instance).map((p) => [p.reason, p.points, p.person, p.amount]);

test('a seat is worth a thousand points and one for each day waited, at most a year', () => {
  const instance = bergen({ people: four([{ since: '2026-10-22' }, { since: '2020-01-01' }, { since: '2026-12-24' }, {}]) });
  assert.deepEqual(
    reasons(instance).filter(([reason]) => reason === 'seat'),
    [
      ['seat', 1010, 'p1', 10],
      ['seat', 1365, 'p2', 365],
      ['seat', 1000, 'p3', 0],
      ['seat', 1000, 'p4', 0],
    ],
  );
});

test("a new group costs two facilitators' time, and every kilometre two points", () => {
  const instance = bergen({ people: four([{ lat: 60.5 }, {}, {}, {}]) });
  assert.deepEqual(
    reasons(instance).filter(([reason]) => reason !== 'seat'),
    [
      ['new-group', -200, undefined, undefined],
      ['way', -24, 'p1', 12],
    ],
  );
});

test('ages that lie within the span cost nothing, every year beyond it ten points', () => {
  const instance = bergen({ people: four([{ born: 1960 }, { born: 1967 }, { born: 1975 }, { born: 1978 }]) });
  assert.deepEqual(
    reasons(instance).filter(([reason]) => reason === 'age-span'),
    [['age-span', -30, undefined, 3]],
  );
});

test('nobody should be the only one of their sex, phase or age, and better not of their diagnosis', () => {
  const instance = bergen({ people: four([{ sex: 'm', phase: 'late', diagnosis: 'lung', born: 1949 }, {}, {}, {}]) });
  assert.deepEqual(
    reasons(instance)
      .filter(([reason]) => String(reason).startsWith('alone'))
      .map(([reason, points, person]) => [reason, points, person]),
    [
      ['alone-sex', -60, 'p1'],
      ['alone-phase', -60, 'p1'],
      ['alone-age', -60, 'p1'],
      ['alone-diagnosis', -15, 'p1'],
    ],
  );
});

test('whoever joins an open group is only counted for what changes', () => {
  const member = { born: 1962, sex: 'm' as const, phase: 'late', diagnosis: 'lung' };
  const instance = bergen({
    people: four([{ sex: 'm' }, {}, {}, {}]),
    open: [{ id: 'g1', venue: 'library', slot: 'tue-eve', kind: 'patient', language: 'nb', seats: 3, members: [member] }],
  });
  const points = groupPoints({ open: 'g1', people: ['p1'] }, instance);
  // Before: 195 lost by the one member. After: both are alone in phase and diagnosis, 75 each.
  assert.equal(total(points), 1000 + 195 - 150);
  assert.deepEqual(companyPoints([], instance.model), []);
});

test('each rule that a group breaks is named, with whom it concerns', () => {
  const people = four([{ slots: ['mon-day'] }, { languages: ['da'] }, { apart: ['p4'] }, { maxKm: 1, lat: 61 }]),
    instance = bergen({ people });
  const told = brokenInGroup(group(instance), instance);
  assert.deepEqual(told, [
    { rule: 'person-busy', person: 'p1' },
    { rule: 'person-language', person: 'p2' },
    { rule: 'person-too-far', person: 'p4' },
    { rule: 'apart', person: 'p3', other: 'p4' },
  ]);
  assert.deepEqual(
    brokenInGroup({ ...group(instance, ['p3']), facilitators: ['kari', 'kari'] }, instance).map((b) => b.rule),
    ['too-few-people', 'facilitator-count'],
  );
  assert.deepEqual(brokenInGroup({ ...group(instance), venue: 'nowhere' }, instance), [{ rule: 'unknown-venue', venue: 'nowhere' }]);
  assert.deepEqual(brokenInGroup({ open: 'g9', people: ['p1'] }, instance), [{ rule: 'unknown-open-group' }]);
});

test("somebody who only sits with their own sex sits with nobody else's", () => {
  const instance = bergen({ people: four([{ sameSex: true }, { sex: 'm' }, { sex: 'm' }, {}]) });
  assert.deepEqual(brokenInGroup(group(instance), instance), [{ rule: 'one-sex', person: 'p1' }]);
});
