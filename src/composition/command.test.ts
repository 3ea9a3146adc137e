import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Answer } from './index.ts';
import { madeInstance } from './instances.fixture.ts';
import { partsOf } from './parts.ts';
import { brokenRules } from './rules.ts';
import { answerScore } from './score.ts';

// The command, as people and machines call it.
const command = join(import.meta.dirname, '../../bin/compose.ts');
const folder = mkdtempSync(join(tmpdir(), 'compose-'));
after(() => rmSync(folder, { recursive: true }));
const model = { min: 4, max: 8, facilitators: 2, ageSpan: 15 };

function compose(what: unknown, ...more: string[]) {
  const file = join(folder, 'instance.json');
  writeFileSync(file, typeof what === 'string' ? what : JSON.stringify(what));
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, file, ...more], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, stderr, stdout };
}

test('an instance too large for one piece is answered when the time is over: whole, keeping every rule, with a bound', () => {
  const instance = madeInstance(7, { people: 2_600, towns: 60, rooms: 2_000, facilitators: 500, open: 20, model });
  assert.ok(partsOf(instance).length > 1);
  const { status, stdout, stderr } = compose(instance, '--seconds', '5');
  assert.equal(status, 0, stderr);
  const answer = JSON.parse(stdout) as Answer;
  assert.deepEqual(brokenRules(answer.groups, answer.left, instance), []);
  assert.equal(answer.score, answerScore(answer.groups, instance));
  assert.ok(answer.groups.length > 0 && answer.bound >= answer.score, `${answer.score} of ${answer.bound}`);
});

test('nobody at all is an answer, and what cannot be read is told with where', () => {
  const empty = { ...madeInstance(1, { people: 1, towns: 1, rooms: 1, facilitators: 1, open: 0, model }), people: [] };
  const { groups, left, score, bound } = JSON.parse(compose(empty).stdout) as Answer;
  assert.deepEqual({ groups, left, score, bound }, { groups: [], left: [], score: 0, bound: 0 });
  const wrong = compose({ ...empty, model: { ...model, min: 'many' } });
  assert.deepEqual([wrong.status, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /model\.min/);
  assert.equal(compose('no JSON').status, 2);
  assert.equal(compose(empty, '--seconds', 'soon').status, 2);
});
