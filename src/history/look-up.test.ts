import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acts, actsOf, historyKinds } from './index.ts';

test('whatever can have happened is found under one kind, and only under that one', () => {
  const kinds = historyKinds.filter((kind) => kind !== 'looks');
  for (const act of acts.filter((one) => !actsOf('looks').includes(one)))
    assert.equal(kinds.filter((kind) => actsOf(kind).includes(act)).length, 1, act);
});
