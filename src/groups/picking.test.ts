import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PICK_MOST, poolOf } from './picking.ts';
import type { Waiting } from './waiting.ts';

const waits = (nth: number, more: Partial<Waiting> = {}): Waiting =>
  ({ enquiry: `e${nth}`, person: `p${nth}`, place: 'Bergen', kind: 'patient', mixedOk: false, slots: ['tue-eve'], ...more }) as Waiting;
const enquiries = (people: readonly Waiting[]) => people.map((one) => one.enquiry);
const many = Array.from({ length: 30 }, (_, nth) => waits(nth));

test('a long list shows the first, and says how many more there are', () => {
  const pool = poolOf(many, {});
  assert.deepEqual(enquiries(pool.shown), enquiries(many.slice(0, PICK_MOST)));
  assert.equal(pool.hidden, 10);
  assert.equal(poolOf(many, { narrow: 'all' }).hidden, 0);
});

test('place, kind and time narrow it', () => {
  const list = [
    waits(1),
    waits(2, { place: 'Oslo' }),
    waits(3, { kind: 'relative', mixedOk: true }),
    waits(4, { slots: ['mon-day'] }),
    waits(5, { kind: null, slots: [] }),
  ];
  const shown = (typed: Record<string, string>) => enquiries(poolOf(list, typed).shown);
  assert.deepEqual(shown({ pick_place: 'Oslo' }), ['e2']);
  assert.deepEqual(shown({ pick_kind: 'relative' }), ['e3']);
  assert.deepEqual(shown({ pick_kind: 'mixed' }), ['e3']);
  assert.deepEqual(shown({ pick_slot: 'mon-day' }), ['e4']);
  assert.deepEqual(shown({ pick_place: 'Bergen', pick_kind: 'patient', pick_slot: 'tue-eve' }), ['e1']);
  assert.deepEqual(poolOf(list, {}).places, [
    { name: 'Bergen', count: 4 },
    { name: 'Oslo', count: 1 },
  ]);
});

test('whoever is ticked stays in sight, in the order they came', () => {
  const list = [...many, waits(31, { place: 'Oslo' })];
  const pool = poolOf(list, { people: ['e25', 'e31'], pick_place: 'Oslo' });
  assert.deepEqual(enquiries(pool.shown), ['e25', 'e31']);
  assert.deepEqual(enquiries(poolOf(list, { people: ['e25'] }).shown), [...enquiries(many.slice(0, PICK_MOST)), 'e25']);
});
