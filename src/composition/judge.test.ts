import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { isJoining, type Group, type Left } from './answer.ts';
import { chance } from './chance.ts';
import { composeNow } from './core.ts';
import { greedy } from './greedy.ts';
import type { Instance } from './instance.ts';
import { madeInstance, ticking, TINY } from './instances.fixture.ts';
import { pointsOf, groupsOf, sittings } from './seating.ts';
import { problemOf } from './problem.ts';
import { brokenRules } from './rules.ts';
import { answerScore, groupPoints, total } from './score.ts';

/** An independent judge of answers that stands beside the repository in some workplaces. */
const place = new URL('../../../shared/composition/check.mjs', import.meta.url);
type Judge = (instance: Instance, answer: { groups: Group[]; left: Left[] }) => { valid: boolean; score: number; brokenRules: number };
const judge: Judge | undefined = existsSync(place) ? ((await import(place.href)) as { judge: Judge }).judge : undefined;
const skip = judge ? false : 'the independent judge is not beside the repository';

const sizes = [
  TINY,
  { people: 40, towns: 2, rooms: 4, facilitators: 16, open: 3, model: { min: 4, max: 8, facilitators: 2, ageSpan: 15 } },
  { people: 90, towns: 3, rooms: 8, facilitators: 30, open: 4, model: { min: 3, max: 6, facilitators: 2, ageSpan: 10 } },
];
const instances = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(...sizes)).map(([seed, size]) => madeInstance(seed, size));

/** Any groups at all, most of them against some rule. */
function anyAnswer(instance: Instance, seed: number): { groups: Group[]; left: Left[] } {
  const random = chance(seed),
    pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const ids = (list: readonly { id: string }[], most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(list).id);
  const groups = Array.from({ length: 1 + Math.floor(random() * 3) }, (): Group => {
    const people = [...new Set(ids(instance.people, instance.model.max + 1))];
    if (instance.open.length > 0 && random() < 0.4) return { open: pick(instance.open).id, people };
    const venue = pick(instance.venues);
    return {
      venue: venue.id,
      slot: pick(venue.slots),
      kind: pick(['patient', 'relative', 'bereaved', 'mixed'] as const),
      language: pick(['nb', 'en']),
      people,
      facilitators: ids(instance.facilitators, 3),
    };
  });
  const seated = new Set(groups.flatMap((g) => g.people));
  return {
    groups,
    left: instance.people
      .filter((p) => seated.has(p.id) !== random() < 0.05)
      .filter((p) => !seated.has(p.id) || random() < 0.5)
      .map((p) => ({ person: p.id, reason: 'too-few' })),
  };
}

test('the independent judge gives every composed answer the same score and finds nothing broken', { skip }, () => {
  fc.assert(
    fc.property(instances, (instance) => {
      const answer = composeNow(instance, { seconds: 0.2, clock: ticking() }),
        verdict = judge!(instance, answer);
      assert.deepEqual([verdict.valid, verdict.score], [true, answer.score]);
    }),
    { numRuns: 150 },
  );
});

test('the independent judge and the rules agree on what is wrong with any answer', { skip }, () => {
  fc.assert(
    fc.property(instances, fc.integer(), (instance, seed) => {
      const answer = anyAnswer(instance, seed),
        verdict = judge!(instance, answer),
        broken = brokenRules(answer.groups, answer.left, instance);
      assert.equal(broken.length === 0, verdict.valid, JSON.stringify({ ours: broken, theirs: verdict }));
      const twice = answer.groups.filter((g) => isJoining(g)).map((g) => (g as { open: string }).open);
      if (new Set(twice).size === twice.length) assert.equal(answerScore(answer.groups, instance), verdict.score);
    }),
    { numRuns: 600 },
  );
});

test('the numbers the search counts with are the points a coordinator reads', () => {
  fc.assert(
    fc.property(instances, (instance) => {
      const problem = problemOf(instance),
        seating = greedy(problem),
        groups = groupsOf(problem, sittings(seating));
      sittings(seating).forEach((g, n) => {
        assert.equal(pointsOf(problem, problem.cells[g.cell]!, g.people), g.points);
        assert.equal(total(groupPoints(groups[n]!, instance)), g.points);
      });
      assert.equal(seating.score, answerScore(groups, instance));
    }),
    { numRuns: 100 },
  );
});

test('a composed answer keeps every rule and accounts for everybody', () => {
  fc.assert(
    fc.property(instances, (instance) => {
      const answer = composeNow(instance, { seconds: 0.2, clock: ticking() });
      assert.deepEqual(brokenRules(answer.groups, answer.left, instance), []);
      assert.equal(answer.score, answerScore(answer.groups, instance));
      assert.ok(answer.score <= answer.bound);
    }),
    { numRuns: 100 },
  );
});
