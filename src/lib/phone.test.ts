import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayPhone } from './phone.ts';

const said = (...asked: Parameters<typeof sayPhone>) => sayPhone(...asked).replaceAll('\u00a0', ' ');

test('a number of the own country is said in pairs, every other with its country', () => {
  assert.equal(said('+4740001102', 'NO'), '40 00 11 02');
  assert.equal(said('+4555000101', 'DK'), '55 00 01 01');
  assert.match(said('+4555000101', 'NO'), /^\+45 /);
  assert.match(said('+4740001102', 'DK'), /^\+47 /);
  assert.match(said('+4740001102'), /^\+47 /);
});

test('what is no number of eight digits is never cut, and nothing breaks over two lines', () => {
  assert.match(said('+47116117', 'NO'), /^\+47/);
  assert.equal(said('+46701234567', 'NO').replaceAll(' ', ''), '+46701234567');
  assert.doesNotMatch(sayPhone('+4740001102', 'NO'), / /);
});
