import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aGroup, seatsIn } from './group.fixture.ts';
import { accept, decline, inState, mayLeave, nextInLine, ringOf, type SeatState, stateOf } from './seat.ts';

const asking = aGroup({ askedAtOnce: 7 });
const [standing, invited, accepted, declined, gone, left] = seatsIn('standing', 'invited', 'accepted', 'declined', 'gone', 'left');

test('a seat tells by its days what it is', () => {
  const states: SeatState[] = ['standing', 'invited', 'accepted', 'declined', 'gone', 'left'];
  assert.deepEqual(seatsIn(...states).map(stateOf), states);
});

test('the first to say yes get the seats; who comes too late stands first in line', () => {
  assert.equal(accept(asking, invited!, 4), 'accepted');
  assert.equal(accept(asking, invited!, 5), 'gone');
  assert.equal(accept(asking, gone!, 5), 'gone');
  assert.equal(accept(asking, gone!, 4), 'accepted');
});

test('a no can be taken back while there is room, and a yes is said once', () => {
  assert.equal(accept(asking, declined!, 4), 'accepted');
  assert.equal(accept(asking, accepted!, 5), 'accepted');
});

test('only who was asked can answer, and only while there is a group', () => {
  assert.deepEqual(accept(asking, standing!, 0), { refused: 'not-asked' });
  assert.deepEqual(accept(asking, left!, 0), { refused: 'has-left' });
  assert.deepEqual(decline(asking, accepted!), { refused: 'has-accepted' });
  assert.deepEqual(accept(aGroup({ cancelledAt: new Date() }), invited!, 0), { refused: 'is-over' });
});

test('seven are asked for five seats, and a no makes room for one more question', () => {
  const line: SeatState[] = ['standing', 'standing', 'standing', 'standing', 'standing', 'standing', 'standing', 'standing', 'standing'];
  const ids = (states: SeatState[]) => nextInLine(asking, seatsIn(...states)).map((seat) => seat.placeNo);
  assert.deepEqual(ids(line), [1, 2, 3, 4, 5, 6, 7]);
  const open = Array<SeatState>(6).fill('invited');
  assert.deepEqual(ids(['declined', ...open, 'standing', 'standing']), [8]);
  assert.deepEqual(ids(['accepted', ...open, 'standing', 'standing']), []);
});

test('who came too late is asked before the line, and only to a seat that is free', () => {
  const five = Array<SeatState>(5).fill('accepted');
  const ids = (states: SeatState[]) => nextInLine(asking, seatsIn(...states)).map((seat) => seat.placeNo);
  assert.deepEqual(ids([...five, 'gone', 'gone', 'standing']), []);
  assert.deepEqual(ids([...five.slice(1), 'left', 'gone', 'gone', 'standing']), [6]);
});

test('nobody is asked by itself before the coordinator began, nor after the group has started', () => {
  assert.deepEqual(nextInLine(aGroup(), seatsIn('standing')), []);
  assert.deepEqual(nextInLine(aGroup({ askedAtOnce: 7, startedOn: '2026-12-01' as never }), seatsIn('standing')), []);
});

test('however people answer, nobody is asked twice, no full group asks, and no more are asked at a time than was said', () => {
  const states = fc.array(fc.constantFrom<SeatState>('standing', 'invited', 'accepted', 'declined', 'gone', 'left'), { maxLength: 15 });
  fc.assert(
    fc.property(states, fc.integer({ min: 0, max: 10 }), (line, askedAtOnce) => {
      const seats = seatsIn(...line);
      const group = aGroup({ askedAtOnce });
      const next = nextInLine(group, seats);
      const taken = inState(seats, 'accepted').length;
      assert.ok(next.every((seat) => ['standing', 'gone'].includes(stateOf(seat))));
      if (taken >= group.sizeMax) assert.equal(next.length, 0);
      const busy = inState(seats, 'accepted', 'invited').length;
      if (next.length > 0) assert.ok(busy + next.length <= Math.max(askedAtOnce, group.sizeMax));
    }),
  );
});

test('the circle of chairs shows those who sit, those who are asked, and never more chairs than there are', () => {
  assert.deepEqual(ringOf(asking, seatsIn('accepted', 'invited', 'standing')), { full: 1, half: 1, of: 5 });
  assert.deepEqual(ringOf(asking, seatsIn(...Array<SeatState>(4).fill('accepted'), 'invited', 'invited', 'invited')), {
    full: 4,
    half: 1,
    of: 5,
  });
});

test('only who sits can stop', () => {
  assert.equal(mayLeave(accepted!), undefined);
  assert.equal(mayLeave(invited!)?.refused, 'does-not-sit');
});
