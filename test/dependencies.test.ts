import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCurrent, parts, refused, strays } from '../bin/licences.ts';

test('the list of what others have made is current, and each part may be part of this work', () => {
  assert.ok(parts.length > 300, String(parts.length));
  assert.deepEqual(refused, []);
  assert.ok(isCurrent(), 'run bin/licences.ts --write');
});

test('every part comes from the one registry, with a hash of what it is', () => {
  assert.deepEqual(strays, []);
});
