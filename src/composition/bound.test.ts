import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allCompanies } from './companies.ts';
import { composeNow } from './core.ts';
import { bestByTrying } from './exhaustive.fixture.ts';
import { bestByCbc, bestByHighs, hasCbc, packing } from './packing.fixture.ts';
import { madeInstance, ticking, TINY } from './instances.fixture.ts';
import { looseBound } from './parts.ts';
import { noPrices, priced, boundAt } from './prices.ts';
import { problemOf } from './problem.ts';
import { brokenRules } from './rules.ts';
import { answerScore } from './score.ts';
import { chance } from './chance.ts';
import { waited } from './way.ts';

const tiny = Array.from({ length: 40 }, (_, seed) => madeInstance(seed + 1, TINY)).map((instance) => ({
  instance,
  best: bestByTrying(instance),
}));

test('no answer of a tiny instance scores more than the bound, and none is claimed that does not exist', () => {
  let reached = 0;
  for (const { instance, best } of tiny) {
    const answer = composeNow(instance, { seconds: 2, clock: ticking() });
    assert.ok(answer.bound >= best, `bound ${answer.bound}, best ${best}`);
    assert.ok(answer.score <= best, `score ${answer.score}, best ${best}`);
    assert.equal(answer.score, answerScore(answer.groups, instance));
    assert.deepEqual(brokenRules(answer.groups, answer.left, instance), []);
    if (answer.score === best) reached += 1;
  }
  assert.ok(tiny.filter(({ best }) => best > 0).length > 20, 'the instances are worth trying');
  assert.ok(reached >= tiny.length - 1, `the best was reached ${reached} times of ${tiny.length}`);
});

test('the bound holds at any prices, with and without companies counted out', () => {
  for (const [n, { instance, best }] of tiny.entries()) {
    const problem = problemOf(instance),
      prices = noPrices(problem),
      random = chance(n);
    for (const list of [prices.person, prices.facilitator, prices.slot])
      for (let k = 0; k < list.length; k++) list[k] = random() < 0.3 ? 0 : 1400 * random();
    assert.ok(boundAt(problem, prices) >= best - 1e-6);
    for (const care of [0, 1] as const)
      for (const companies of [[], allCompanies(problem)]) {
        const { bound } = priced(problem, { mayGoOn: () => true, rounds: 1 + (n % 60), reached: 0, care, companies }, prices);
        assert.ok(bound >= best - 1e-6, `care ${care}: ${bound} below ${best}`);
      }
    assert.ok(looseBound(instance) >= best);
  }
});

const SMALL = { people: 10, towns: 1, rooms: 2, facilitators: 4, open: 1, model: { min: 3, max: 5, facilitators: 2, ageSpan: 15 } };

test('HiGHS over every possible group finds nothing above the bound, and little above the answer', async () => {
  for (let seed = 1; seed <= 8; seed++) {
    const instance = madeInstance(seed, SMALL),
      model = packing(instance),
      best = model ? await bestByHighs(model) : 0,
      answer = composeNow(instance, { seconds: 6, clock: ticking() });
    assert.ok(answer.bound >= best, `seed ${seed}: bound ${answer.bound}, best ${best}`);
    assert.ok(answer.score <= best && answer.score >= 0.97 * best, `seed ${seed}: score ${answer.score}, best ${best}`);
  }
});

test('cbc over every possible group agrees', { skip: hasCbc() ? false : 'cbc is not installed' }, async () => {
  for (let seed = 1; seed <= 8; seed++) {
    const instance = madeInstance(seed, SMALL),
      model = packing(instance);
    if (!model) continue;
    const best = bestByCbc(model);
    assert.equal(best, await bestByHighs(model));
    assert.ok(composeNow(instance, { seconds: 1, clock: ticking() }).bound >= best);
  }
});

test('whoever joins may make good what an open group lost: the loose bound knows', () => {
  const instance = madeInstance(3, { ...TINY, people: 1 });
  const member = { born: 1950, sex: 'f', phase: 'after', diagnosis: 'lung' } as const;
  const [person] = instance.people;
  const { venue, slot, language } = instance.open[0]!;
  const joined = {
    ...instance,
    people: [
      {
        ...person!,
        ...member,
        kind: 'patient' as const,
        slots: [slot],
        languages: [language],
        digitalOk: true,
        maxKm: 20_000,
        sameSex: false,
        apart: [],
      },
    ],
    venues: [{ id: venue, digital: true as const, slots: [slot] }],
    open: [{ id: 'o', venue, slot, kind: 'patient' as const, language, seats: 1, members: [{ ...member }] }],
  };
  const best = bestByTrying(joined);
  assert.equal(best, answerScore([{ open: 'o', people: [person!.id] }], joined));
  assert.equal(best, 1000 + waited(person!, joined.today) + 60 + 60 + 60 + 15, 'nobody who sat there alone is alone any more');
  assert.ok(looseBound(joined) >= best, `${looseBound(joined)} below ${best}`);
  assert.ok(composeNow(joined, { seconds: 0.3 }).bound >= best);
});

test('an answer that was stopped at once is still whole and bounded', () => {
  for (const { instance, best } of tiny.slice(0, 10)) {
    const answer = composeNow(instance, { seconds: 5, mayGoOn: () => false });
    assert.deepEqual(brokenRules(answer.groups, answer.left, instance), []);
    assert.ok(answer.bound >= best);
  }
});
