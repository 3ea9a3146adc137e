import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../lib/day.ts';
import { aGroup } from './group.fixture.ts';
import { duties, dutiesOf, mayDecide, mayHandOver, mayMerge, openDuties } from './handover.ts';
import { isHeartbeatDue, nextHeartbeat } from './heartbeat.ts';
import { hasSigned, textFor, unsigned } from './pledge.ts';

const underWay = aGroup({ startedOn: day('2026-06-01') });
const lpp = ['self-run', 'continue', 'merge', 'close'] as const;
const all = duties.map((duty) => ({ duty }));

test('a group decides what its model allows, and to close whatever the model says', () => {
  for (const decision of lpp) assert.equal(mayDecide(underWay, lpp, { decision, more: 3 }), undefined);
  assert.equal(mayDecide(underWay, ['self-run'], { decision: 'continue', more: 3 })?.refused, 'not-in-model');
  assert.equal(mayDecide(underWay, ['self-run'], { decision: 'close', more: null }), undefined);
});

test('a group that goes on says how many times', () => {
  assert.equal(mayDecide(underWay, lpp, { decision: 'continue', more: null })?.refused, 'how-many-more');
});

test('a group decides while it is accompanied, neither before nor after', () => {
  for (const facts of [{ startedOn: null }, { handedOverOn: day('2026-09-01') }, { closedOn: day('2026-09-01') }])
    assert.equal(mayDecide({ ...underWay, ...facts }, lpp, { decision: 'self-run', more: null })?.refused, 'not-accompanied');
});

test('a group is handed over when it has decided so and every duty has somebody', () => {
  const decided = { ...underWay, decision: 'self-run' as const };
  assert.equal(mayHandOver(decided, all, false), undefined);
  assert.equal(mayHandOver(underWay, all, false)?.refused, 'not-decided');
  assert.deepEqual(mayHandOver(decided, all.slice(2), false), { refused: 'duties-open', values: { count: 2 } });
});

test('a digital group has no keys and no coffee to hand over', () => {
  assert.deepEqual(dutiesOf(true), ['contact', 'contact-list', 'reminders']);
  assert.deepEqual(openDuties([{ duty: 'contact' }], true), ['contact-list', 'reminders']);
});

test('a group joins another that has room, and is for the same people', () => {
  const merging = { ...underWay, decision: 'merge' as const };
  const other = { ...underWay, id: 'other' };
  assert.equal(mayMerge(merging, other, 2, 3), undefined);
  assert.deepEqual(mayMerge(merging, other, 3, 3), { refused: 'no-room-there', values: { count: 3, room: 2 } });
  assert.equal(mayMerge(merging, merging, 2, 0)?.refused, 'same-group');
  assert.equal(mayMerge(merging, { ...other, kind: 'relative' }, 2, 0)?.refused, 'other-kind');
  assert.equal(mayMerge(merging, { ...other, handedOverOn: day('2026-09-01') }, 2, 0)?.refused, 'other-is-over');
  assert.equal(mayMerge(underWay, other, 2, 0)?.refused, 'not-decided');
});

test('a group that runs itself is asked half a year after the handover, and half a year after each question', () => {
  const handedOver = day('2026-12-01');
  assert.equal(nextHeartbeat(handedOver, null), '2027-06-01');
  assert.equal(nextHeartbeat(handedOver, day('2027-06-03')), '2027-12-03');
  assert.equal(isHeartbeatDue(handedOver, null, day('2027-05-31')), false);
  assert.equal(isHeartbeatDue(handedOver, null, day('2027-06-01')), true);
});

const old = { id: 'old', language: 'nb', version: 1, lines: ['…'] };
const newer = { id: 'newer', language: 'nb', version: 2, lines: ['…'] };
const nynorsk = { id: 'nynorsk', language: 'nn', version: 1, lines: ['…'] };

test('a pledge holds as long as its text is in force, in the language it was signed in', () => {
  const signatures = [
    { person: 'per', text: 'old' },
    { person: 'pia', text: 'nynorsk' },
  ];
  assert.equal(hasSigned('per', signatures, [old, nynorsk]), true);
  assert.equal(hasSigned('per', signatures, [newer, nynorsk]), false);
  assert.deepEqual(unsigned(['per', 'pia', 'petra', 'petra'], signatures, [newer, nynorsk]), ['per', 'petra']);
});

test('everyone reads the pledge in the own language where there is one, else in the association’s first', () => {
  assert.equal(textFor([old, nynorsk], 'nn', ['nb', 'nn']), nynorsk);
  assert.equal(textFor([old, nynorsk], 'en', ['nb', 'nn']), old);
  assert.equal(textFor([], 'nb', ['nb']), undefined);
});
