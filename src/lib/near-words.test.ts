import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allOf, anyOf, bitsOf, clearBit, countBits, eachBit, hasBit } from './bits.ts';
import { fold } from './fold.ts';
import { nearWords, slipsBetween } from './near-words.ts';

test('Norwegian and Danish letters are found however they are typed', () => {
  for (const word of ['Ålesund', 'Aalesund', 'alesund', 'ÅLESUND']) assert.equal(fold(word), 'alesund');
  for (const word of ['Tromsø', 'Tromsoe', 'tromso', 'Tromsö']) assert.equal(fold(word), 'tromso');
  for (const word of ['træning', 'traening', 'trening', 'TRÆNING']) assert.equal(fold(word), 'trening');
  assert.equal(fold('Kárášjohka – Karasjok'), 'karasjohka karasjok');
});

test('a word is found within a longer one', () => {
  const words = nearWords();
  for (const word of ['tarmkreft', 'kreft', 'kreftrammet', 'sorg']) words.add(word);
  assert.deepEqual(words.containing('kreft').map(words.word), ['tarmkreft', 'kreft', 'kreftrammet']);
  assert.deepEqual(words.containing('kre').map(words.word), ['kreft', 'kreftrammet']);
});

test('a slip or two is forgiven, the more the longer the word', () => {
  const words = nearWords();
  for (const word of ['sorggruppe', 'samtalegruppe', 'bergen', 'kafe', 'os']) words.add(word);
  assert.deepEqual(words.like('sorgruppe').map(words.word), ['sorggruppe']);
  assert.deepEqual(words.like('samtalgurppe').map(words.word), ['samtalegruppe']);
  assert.deepEqual(words.like('begren').map(words.word), ['bergen']);
  assert.deepEqual(words.like('bergne').map(words.word), ['bergen']);
  assert.deepEqual(words.like('kaffe').map(words.word), ['kafe']);
  assert.deepEqual(words.like('oss').map(words.word), []);
});

test('slips are counted: change, add, leave out, swap', () => {
  assert.equal(slipsBetween('oslo', 'oslo', 2), 0);
  assert.equal(slipsBetween('olso', 'oslo', 2), 1);
  assert.equal(slipsBetween('bergen', 'begren', 2), 1);
  assert.equal(slipsBetween('sorg', 'sorgen', 1), 2);
});

test('sets of numbers are joined and cut', () => {
  const [some, more] = [bitsOf([1, 31, 32, 500]), bitsOf([0, 31, 500, 4000])];
  assert.deepEqual([...eachBit(allOf([some, more]))], [31, 500]);
  assert.deepEqual([...eachBit(anyOf([some, more]))], [0, 1, 31, 32, 500, 4000]);
  assert.equal(countBits(anyOf([some, more])), 6);
  clearBit(some, 500);
  assert.equal(hasBit(some, 500), false);
});
