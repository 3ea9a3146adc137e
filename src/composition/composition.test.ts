import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from './compose.ts';
import { composeNow } from './core.ts';
import { portrait } from './explain.ts';
import { parseInstance, type Instance } from './instance.ts';
import { madeInstance, ticking } from './instances.fixture.ts';
import { partsOf } from './parts.ts';
import { proposals, shareElsewhere } from './proposals.ts';
import { brokenInGroup, brokenRules } from './rules.ts';
import { bergen, four, people } from './town.fixture.ts';

const quick = (instance: Instance, pins = {}) => composeNow(instance, { seconds: 1, pins, clock: ticking() });
const reason = (instance: Instance, person = 'p1') => quick(instance).left.find((l) => l.person === person)?.reason;
const eight = (differs: Parameters<typeof people>[0][number] = {}) => people(Array.from({ length: 8 }, () => differs));

test('four who can, a room and two facilitators become a group', () => {
  const answer = quick(bergen());
  assert.deepEqual(
    answer.groups.map((g) => g.people.toSorted()),
    [['p1', 'p2', 'p3', 'p4']],
  );
  assert.deepEqual([answer.left, answer.ended, answer.bound], [[], 'best-possible', answer.score]);
});

test('nobody, one person, no facilitator and everybody apart are honest answers', () => {
  const apart = eight().map((p, _, all) => ({ ...p, apart: all.filter((q) => q !== p).map((q) => q.id) }));
  assert.deepEqual([quick(bergen({ people: [] })).groups, quick(bergen({ people: [] })).bound], [[], 0]);
  assert.equal(reason(bergen({ people: people([{}]) })), 'too-few');
  assert.equal(reason(bergen({ facilitators: [] })), 'no-facilitator');
  assert.equal(reason(bergen({ people: apart })), 'apart');
  for (const differs of [{ people: [] }, { people: people([{}]) }, { facilitators: [] }, { people: apart }, { venues: [] }]) {
    const answer = quick(bergen(differs));
    assert.deepEqual([answer.groups, answer.score, brokenRules([], answer.left, bergen(differs))], [[], 0, []]);
  }
});

test('whoever is left over is told what would have to change first', () => {
  const with5 = (differs: Parameters<typeof people>[0][number]) => bergen({ people: people([differs, {}, {}, {}, {}]) });
  assert.equal(reason(with5({ lat: 69 })), 'too-far');
  assert.equal(reason(with5({ slots: ['sat-day'] })), 'no-time');
  assert.equal(reason(with5({ languages: ['sami'] })), 'no-language');
  assert.equal(reason(with5({ kind: 'bereaved' })), 'too-few');
  assert.equal(reason(with5({ sex: 'm', sameSex: true })), 'one-sex');
  assert.equal(reason(with5({ apart: ['p2', 'p3', 'p4'] })), 'apart');
  const nine = bergen({ people: [...people(Array.from({ length: 9 }, (_, n) => (n === 0 ? {} : { since: '2026-01-01' })))] });
  assert.equal(reason(nine), 'no-room');
});

test('nobody is put where somebody sits whom she must never meet', () => {
  const open = [
    { id: 'tuesday', venue: 'library', slot: 'tue-eve', kind: 'patient' as const, language: 'nb', seats: 4, members: [], sits: 3 },
  ];
  const free = bergen({ people: four(), open });
  assert.deepEqual(
    quick(free).groups.map((g) => g.people.toSorted()),
    [['p1', 'p2', 'p3', 'p4']],
  );
  const instance = bergen({ people: four(), open: [{ ...open[0]!, notWith: ['p2'] }] });
  const answer = quick(instance);
  assert.deepEqual(
    answer.groups.map((g) => g.people.toSorted()),
    [['p1', 'p3', 'p4']],
  );
  assert.deepEqual(
    answer.left.map((l) => l.person),
    ['p2'],
  );
  assert.deepEqual(brokenInGroup({ open: 'tuesday', people: ['p1', 'p2'] }, instance), [{ rule: 'apart', person: 'p2' }]);
  const held = quick(instance, { groups: [{ group: { open: 'tuesday', people: ['p1'] } }] });
  assert.ok(
    held.groups.every((g) => !g.people.includes('p2')),
    'nor beside one who is held there',
  );
});

test('a group is as large as it is, also when little is known of those who sit there', () => {
  const open = [
    { id: 'tuesday', venue: 'library', slot: 'tue-eve', kind: 'patient' as const, language: 'nb', seats: 2, members: [], sits: 5 },
  ];
  assert.equal(portrait({ open: 'tuesday', people: ['p1', 'p2'] }, bergen({ open })).size, 7);
});

test('a pinned group keeps its people and gets those it lacks', () => {
  const instance = bergen({ people: eight() }),
    group = { venue: 'library', slot: 'tue-eve', kind: 'patient' as const, language: 'nb', people: ['p7', 'p8'], facilitators: [] };
  const answer = quick(instance, { groups: [{ group }] });
  assert.equal(answer.groups.length, 1);
  assert.deepEqual(answer.groups[0]!.people.slice(0, 2), ['p7', 'p8']);
  assert.deepEqual(
    [answer.groups[0]!.people.length, brokenRules(answer.groups, answer.left, instance), answer.unmet, answer.refused],
    [8, [], [], []],
  );
  const closed = quick(instance, {
    groups: [{ group: { ...group, people: ['p1', 'p2', 'p3', 'p4'], facilitators: ['kari', 'ola'] }, closed: true }],
  });
  assert.deepEqual(
    closed.groups.map((g) => g.people),
    [['p1', 'p2', 'p3', 'p4']],
  );
  assert.ok(closed.bound >= closed.score && closed.left.length === 4);
});

test('pins that contradict a rule or one another are refused by name, and the rest is composed', () => {
  const group = { venue: 'library', slot: 'tue-eve', kind: 'patient' as const, language: 'nb', people: ['p1', 'p2'], facilitators: [] };
  const answer = quick(bergen({ people: eight() }), {
    groups: [{ group }, { group: { ...group, people: ['p2', 'p3'] } }, { group: { ...group, people: ['p9'] } }],
  });
  assert.deepEqual(
    answer.refused.map((b) => [b.group, b.rule]),
    [
      [1, 'person-twice'],
      [1, 'room-taken'],
      [2, 'unknown-person'],
    ],
  );
  assert.equal(answer.groups.length, 1);
});

test('never together and together, please, are kept', () => {
  const instance = bergen({ people: people(Array.from({ length: 12 }, (_, n) => (n < 2 ? {} : { since: '2026-03-01' }))) });
  const apart = quick(instance, { apart: [['p3', 'p4']] });
  assert.ok(apart.groups.every((g) => !(g.people.includes('p3') && g.people.includes('p4'))));
  const together = quick(instance, { together: [['p1', 'p12']] });
  assert.ok(together.groups.every((g) => g.people.includes('p1') === g.people.includes('p12')));
  const kept = quick(instance, { left: ['p5'] });
  assert.ok(kept.left.some((l) => l.person === 'p5'));
});

test('an instance from foreign hands is refused with the place of every mistake', () => {
  const wrong = parseInstance({ ...bergen(), people: [{ ...four()[0], born: 'long ago' }, four()[1], four()[1]] });
  assert.ok(!wrong.ok && wrong.errors[0]!.startsWith('people.0.born: '));
  const twice = parseInstance({ ...bergen(), people: [four()[1], four()[1]] });
  assert.deepEqual(twice, { ok: false, errors: ['people.1.id: p2 is there twice'] });
  assert.equal(parseInstance(null).ok, false);
  assert.equal(parseInstance(bergen()).ok, true);
});

test('a group reads as sentences', () => {
  const instance = bergen({ people: four([{ sex: 'm', lat: 60.5 }, {}, {}, { born: 1980 }]) }),
    answer = quick(instance);
  const { size, joining, women, men, ageSpan, farthestKm, alone } = portrait(answer.groups[0]!, instance);
  assert.deepEqual(
    { size, joining, women, men, ageSpan, farthestKm },
    { size: 4, joining: 4, women: 3, men: 1, ageSpan: 19, farthestKm: 12 },
  );
  assert.deepEqual(alone.map((a) => [a.reason, a.person]).toSorted(), [
    ['alone-age', 'p4'],
    ['alone-sex', 'p1'],
  ]);
});

const town = (seed: number, size = 60) =>
  madeInstance(seed, {
    people: size,
    towns: 2,
    rooms: 6,
    facilitators: Math.ceil(size / 3),
    open: 2,
    model: { min: 4, max: 8, facilitators: 2, ageSpan: 15 },
  });

test('composing runs in a thread of its own, tells how far it is, and stops when asked', async () => {
  const instance = town(3, 300),
    stop = new AbortController(),
    told: number[] = [];
  const answer = await compose(instance, {
    seconds: 60,
    signal: stop.signal,
    onProgress: (progress) => {
      told.push(progress.share);
      if (progress.score > 0) stop.abort();
    },
  });
  assert.ok(told.length > 0);
  assert.deepEqual([answer.ended, brokenRules(answer.groups, answer.left, instance)], ['stopped', []]);
});

test('proposals differ clearly from one another, and all keep the rules', async () => {
  const instance = town(5),
    found = await proposals(instance, { seconds: 1.5 });
  assert.ok(found.length >= 2, `${found.length} proposals`);
  for (const one of found) assert.deepEqual(brokenRules(one.groups, one.left, instance), []);
  for (const one of found.slice(1)) assert.ok(shareElsewhere(found[0]!.groups, one.groups) >= 0.25 && one.score <= found[0]!.bound);
});

test('a very large instance is taken apart, and nobody and no room is lost or doubled', () => {
  const small = town(7, 80),
    venues = Array.from({ length: 600_000 / 80 }, (_, n) => ({ ...small.venues[n % 6]!, id: `w${n}` }));
  const instance = {
    ...small,
    people: Array.from({ length: 4000 }, (_, n) => ({ ...small.people[n % 80]!, id: `q${n}`, apart: [] })),
    venues: [...venues, small.venues[6]!],
  } as Instance;
  const parts = partsOf(instance);
  assert.ok(parts.length > 1);
  assert.equal(new Set(parts.flatMap((p) => p.people.map((x) => x.id))).size, 4000);
  assert.equal(
    parts.reduce((n, p) => n + p.people.length, 0),
    4000,
  );
  const rooms = parts.flatMap((p) => p.venues.filter((v) => !v.digital).map((v) => v.id));
  assert.equal(new Set(rooms).size, rooms.length);
});
