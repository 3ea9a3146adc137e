import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '../lib/day.ts';
import { translator } from '../lib/language.ts';
import { arranged } from './bundles.ts';
import type { Line } from './desk-lines.ts';

const t = translator('nb');
const line = (kind: string, text: string, more: Partial<Line> = {}): Line => ({
  kind,
  text,
  since: day('2026-11-20'),
  isNow: true,
  act: 'Se',
  href: '/groups',
  ...more,
});
const lacks = (name: string, more: Partial<Line> = {}) => line('group-facilitators', `${name} mangler igangsettere.`, more);
const said = (lines: readonly Line[]) => {
  const { now, later } = arranged(lines, t);
  return {
    now: now.map(({ about, bundles }) => [about, ...bundles.map((one) => [one.text, one.lines.length])]),
    later: later.map((one) => [one.text, one.lines.length]),
  };
};

test('today comes first by what it is about; what can wait is apart', () => {
  assert.deepEqual(
    said([
      line('message-replies', 'Ett svar må leses.'),
      lacks('Parken', { isNow: false }),
      line('wants-group', 'Ni venter.'),
      line('talk-today', 'Forsamtale med Anne.'),
    ]),
    {
      now: [
        ['talks', ['Forsamtale med Anne.', 1]],
        ['people', ['Ni venter.', 1]],
        ['messages', ['Ett svar må leses.', 1]],
      ],
      later: [['Parken mangler igangsettere.', 1]],
    },
  );
});

test('three of the same kind stand together with how many they are, two do not', () => {
  const [a, b, c] = ['Parken', 'Torget', 'Elva'].map((name) => lacks(name)) as [Line, Line, Line];
  assert.deepEqual(said([a, b]).now, [['groups', [a.text, 1], [b.text, 1]]]);
  assert.deepEqual(said([a, b, c]).now, [['groups', ['Tre grupper mangler igangsettere.', 3]]]);
  assert.deepEqual(arranged([a, b, c], t).now[0]!.bundles[0]!.lines, [a, b, c], 'and each is still there');
});

test('the talks of today each keep their hour', () => {
  const talks = ['9', '10', '11'].map((hour) => line('talk-today', `Forsamtale kl. ${hour}`));
  assert.equal(said(talks).now[0]!.length, 4);
});

test('what can wait is counted as so many things as there are', () => {
  const waiting = Array.from({ length: 4 }, (_, nth) => lacks(`Gruppe ${nth}`, { isNow: false }));
  const { later, waits } = arranged(waiting, t);
  assert.deepEqual([later.length, waits], [1, 4]);
});
