import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../lib/day.ts';
import { aGroup } from './group.fixture.ts';
import { hasOutgrown, isFragile, mayCancel, mayClose, mayStart, mayStartWithOne, progress, status } from './group.ts';

const today = day('2026-12-01');
const none = { asked: 0, held: 0 };
const started = { startedOn: day('2026-10-01') };

test('what a group is today follows from its days', () => {
  const life = [
    [{}, none, 'composed'],
    [{}, { asked: 8, held: 0 }, 'invited'],
    [started, { asked: 8, held: 3 }, 'accompanied'],
    [started, { asked: 8, held: 8 }, 'decision-due'],
    [{ ...started, decision: 'continue', continuedTo: 11 }, { asked: 8, held: 8 }, 'accompanied'],
    [{ ...started, decision: 'self-run' }, { asked: 8, held: 8 }, 'handing-over'],
    [{ ...started, decision: 'merge' }, { asked: 8, held: 8 }, 'merging'],
    [{ ...started, handedOverOn: today }, { asked: 8, held: 8 }, 'self-run'],
    [{ ...started, handedOverOn: today, closedOn: today }, none, 'closed'],
    [{ cancelledAt: new Date('2026-11-01') }, { asked: 8, held: 0 }, 'cancelled'],
  ] as const;
  for (const [facts, around, expected] of life) assert.equal(status(aGroup(facts), around, today), expected);
});

test('a day that has not come yet changes nothing', () => {
  const tomorrow = day('2026-12-02');
  assert.equal(status(aGroup({ startedOn: tomorrow }), { asked: 5, held: 0 }, today), 'invited');
  assert.equal(status(aGroup({ ...started, closedOn: tomorrow }), { asked: 5, held: 2 }, today), 'accompanied');
});

test('meeting k of n: the handover checklist comes with the sixth of eight, the decision with the eighth', () => {
  const seen = [0, 5, 6, 7, 8, 9].map((held) => progress(aGroup(), held)).map(({ isChecklistDue, isDue }) => [isChecklistDue, isDue]);
  assert.deepEqual(seen, [
    [false, false],
    [false, false],
    [true, false],
    [true, false],
    [true, true],
    [true, true],
  ]);
});

test('a group that goes on counts on, and a standing group never comes to its end', () => {
  assert.equal(progress(aGroup({ continuedTo: 11 }), 8).isDue, false);
  assert.equal(progress(aGroup({ continuedTo: 11 }), 11).isDue, true);
  assert.deepEqual(progress(aGroup({ accompaniedMax: null }), 200), { held: 200, of: null, isChecklistDue: false, isDue: false });
});

test('a group starts with two facilitators and a pledge from everyone who sits in it', () => {
  const ready = { seated: 5, agreed: 2, unsigned: 0 };
  assert.equal(mayStart(aGroup(), ready), undefined);
  assert.equal(mayStart(aGroup(), { ...ready, unsigned: 1 })?.refused, 'pledge-missing');
  assert.deepEqual(mayStart(aGroup(), { ...ready, agreed: 1 }), { refused: 'needs-facilitators', values: { count: 1 } });
  assert.equal(mayStart(aGroup(), { ...ready, seated: 1 })?.refused, 'nobody-sits');
  assert.equal(mayStart(aGroup(started), ready)?.refused, 'not-forming');
});

test('with one facilitator a group starts only after somebody has said so', () => {
  const alone = { seated: 5, agreed: 1, unsigned: 0 };
  assert.equal(mayStart(aGroup(), alone)?.refused, 'needs-facilitators');
  assert.equal(mayStart(aGroup({ oneFacilitatorOn: today }), alone), undefined);
  assert.equal(mayStart(aGroup({ oneFacilitatorOn: today }), { ...alone, agreed: 0 })?.refused, 'needs-facilitators');
});

test('"we start with one" is for a group that has one and lacks one', () => {
  assert.equal(mayStartWithOne(aGroup(), 1), undefined);
  assert.equal(mayStartWithOne(aGroup(), 0)?.refused, 'needs-one');
  assert.equal(mayStartWithOne(aGroup(), 2)?.refused, 'one-is-enough');
});

test('a model without facilitators needs none', () => {
  assert.equal(mayStart(aGroup({ facilitatorsMin: 0 }), { seated: 4, agreed: 0, unsigned: 0 }), undefined);
});

test('before it starts a group can be given up, afterwards it is closed', () => {
  assert.equal(mayCancel(aGroup()), undefined);
  assert.equal(mayClose(aGroup())?.refused, 'not-started');
  assert.equal(mayCancel(aGroup(started))?.refused, 'not-forming');
  assert.equal(mayClose(aGroup(started)), undefined);
  assert.equal(mayClose(aGroup({ ...started, closedOn: today }))?.refused, 'is-over');
});

test('below its smallest size a group under way is fragile; an open meeting is not, but may grow too big', () => {
  assert.equal(isFragile(aGroup(started), 3), true);
  assert.equal(isFragile(aGroup(started), 4), false);
  assert.equal(isFragile(aGroup(), 0), false);
  assert.equal(hasOutgrown(aGroup({ ...started, seated: false }), 20), true);
  assert.equal(hasOutgrown(aGroup(started), 20), false);
});
