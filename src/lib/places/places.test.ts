import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isComplete, kmBetween, placeOf } from './index.ts';

test('a postal code has a place, a municipality and a point', () => {
  assert.deepEqual(placeOf('NO', '5003'), {
    postcode: '5003',
    name: 'Bergen',
    municipality: '4601',
    point: { latitude: 60.393, longitude: 5.324 },
  });
  assert.equal(placeOf('NO', '0411')?.name, 'Oslo');
  assert.equal(placeOf('DK', '8900')?.name, 'Randers C');
  assert.equal(placeOf('DK', '8900')?.municipality, '730');
  assert.equal(placeOf('DK', '1300')?.name, 'København K');
});

test('names are written as people write them', () => {
  assert.equal(placeOf('NO', '8610')?.name, 'Mo i Rana');
  assert.equal(placeOf('NO', '3801')?.name, 'Bø i Telemark');
});

test('every Norwegian code on the mainland lies in a municipality and has a point', () => {
  const codes = Array.from({ length: 10_000 }, (_, n) => placeOf('NO', String(n).padStart(4, '0'))).filter((place) => place !== undefined);
  assert.equal(codes.length, 5146);
  assert.deepEqual(
    codes.filter((place) => !place.municipality || !place.point).map((place) => place.postcode),
    ['8099', '9170', '9171', '9173', '9174', '9175', '9176', '9178'],
  );
});

test('a code that is none has no place, and only the Norwegian list knows them all', () => {
  assert.equal(placeOf('NO', '0000'), undefined);
  assert.equal(placeOf('NO', '50O3'), undefined);
  assert.equal(isComplete('NO'), true);
  assert.equal(isComplete('DK'), false);
});

test('Bergen lies some 300 kilometres from Oslo', () => {
  const km = kmBetween(placeOf('NO', '5003')!.point!, placeOf('NO', '0150')!.point!);
  assert.ok(km > 295 && km < 315, String(km));
});
