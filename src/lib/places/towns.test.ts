import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPlace, municipalities, municipalityAt, nearestTown } from './index.ts';

const name = (typed: string, wanted: 'NO' | 'DK' = 'NO') => findPlace(typed, wanted).found?.name;

test('every municipality of Norway and Denmark has a name, a point and an address of its own', () => {
  assert.equal(municipalities().length, 456);
  assert.equal(new Set(municipalities().map(({ slug }) => slug)).size, 456);
  assert.equal(municipalityAt('heroy-1818')?.name, 'Herøy');
  assert.ok(municipalities().every(({ point }) => point.latitude > 54 && point.latitude < 72));
});

test('a place is found by its name, its postal code, and with slips', () => {
  assert.equal(name('Bergen'), 'Bergen');
  assert.equal(name('5003'), 'Bergen');
  assert.equal(name('5003 Bergen'), 'Bergen');
  assert.equal(name('begren'), 'Bergen');
  assert.equal(name('aalesund'), 'Ålesund');
  assert.equal(name('tromsoe'), 'Tromsø');
  assert.equal(name('Århus', 'DK'), 'Aarhus');
  assert.equal(name('Koebenhavn', 'DK'), 'København');
  assert.equal(name('mo i rana'), 'Mo i Rana');
});

test('a code both countries have is the wanted one, and the other is told', () => {
  const found = findPlace('8900', 'DK');
  assert.equal(found.found?.name, 'Randers C');
  assert.deepEqual(found.found && found.others.map((one) => one.name), ['Brønnøysund']);
  assert.equal(name('DK-8900'), 'Randers C');
  assert.equal(name('8900 Randers'), 'Randers C');
});

test('a code that is none, nonsense and an endless text are each answered', () => {
  assert.deepEqual(findPlace('0000', 'NO'), { found: null, why: 'no-such-postcode' });
  assert.deepEqual(findPlace('xyzzyqwert', 'NO'), { found: null, why: 'no-such-place' });
  assert.deepEqual(findPlace('a'.repeat(10_000), 'NO'), { found: null, why: 'too-long' });
});

test('of where somebody is only the nearest town is kept', () => {
  assert.equal(nearestTown({ latitude: 60.3929, longitude: 5.3241 }).name, 'Bergen');
});
