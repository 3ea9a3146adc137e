import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerScore, composeNow, groupPoints, isJoining, portrait, total } from '../composition/index.ts';
import { madeInstance, ticking } from '../composition/instances.fixture.ts';
import { languages, translator } from '../lib/language.ts';
import { changesOf } from './board.ts';
import { rowsOfTable, sayTable, tableOf } from './points.ts';
import { moreOf, sayChange, sayGroup, sayShare } from './say.ts';

const t = translator('nb');
const model = { min: 4, max: 8, facilitators: 2, ageSpan: 15 };
const composed = Array.from({ length: 6 }, (_, n) => {
  const instance = madeInstance(n + 1, { people: 60, towns: 2, rooms: 6, facilitators: 20, open: 4, model });
  return { instance, groups: composeNow(instance, { seconds: 0.3, clock: ticking() }).groups };
});
const names = { venues: new Map(), groups: new Map(), leaders: new Map() };

test('the rows of the score table add up to the score, and each is said in every language', () => {
  const seen = new Set<string>();
  for (const { instance, groups } of composed) {
    const rows = tableOf(groups, instance);
    assert.equal(total(rows), answerScore(groups, instance));
    for (const { reason } of rows) seen.add(reason);
    for (const language of languages) {
      const lines = sayTable(translator(language), rows);
      assert.equal(lines.length, rows.length);
      for (const line of lines) assert.match(line, /^[−+]?[\d\s.,\u00a0]+: \p{L}|^[−+]?[\d\s.,\u00a0]+: \d/u);
    }
  }
  assert.deepEqual(
    rowsOfTable.filter((one) => !seen.has(one)),
    [],
    'the instances are worth trying',
  );
});

test('the lines of one group add up to what it earns, whether it begins or is joined', () => {
  for (const { instance, groups } of composed)
    for (const group of groups) {
      const changes = changesOf(instance, group);
      assert.equal(total(changes), total(groupPoints(group, instance)));
      for (const change of changes)
        assert.match(
          sayChange(t, change, () => 'AB'),
          /: \S/,
        );
    }
  assert.ok(composed.some(({ groups }) => groups.some(isJoining)) && composed.some(({ groups }) => groups.some((one) => !isJoining(one))));
});

test('whatever somebody would be alone with, and every year too many, is in the sentences of the group', () => {
  const words = {
    'alone-sex': /eneste (mann|kvinne|av sitt)/,
    'alone-phase': /alene om sin fase/,
    'alone-age': /ingen innen ti år/,
    'alone-diagnosis': /deler ikke diagnose/,
    'age-span': /mer enn modellen ønsker/,
  } as const;
  for (const { instance, groups } of composed)
    for (const group of groups) {
      const said = sayGroup(t, group, instance, names).join('; ');
      const lost = new Set(portrait(group, instance).sentences.flatMap((one) => (one.points < 0 ? [one.reason] : [])));
      for (const [reason, pattern] of Object.entries(words)) if (lost.has(reason as 'way')) assert.match(said, pattern);
      if (!lost.has('age-span')) assert.doesNotMatch(said, words['age-span']);
    }
});

test('what better is possible at most is never rounded down', () => {
  assert.equal(moreOf(80, 100), 25);
  assert.equal(moreOf(970, 1000), 4);
  assert.equal(sayShare(t, 970, 1000), '97 % av det beste som kan tenkes. Høyst 4 % bedre er mulig.');
  assert.equal(sayShare(t, 1000, 1000), 'Dette er det beste som går an.');
  assert.equal(sayShare(t, 0, 1000), 'Ingen har plass ennå.');
});
