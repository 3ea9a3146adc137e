import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type Eyes, openEyes } from './rls-eyes.fixture.ts';
import { associations, insertInto, put, type World, worlds } from './rls-world.fixture.ts';
import { openTestWorld, type TestWorld } from './world.ts';

// All that is counted before people who are not of the association, in any world: nothing is told of fewer than the rule allows.
let here: TestWorld;
let eyes: Eyes;
before(async () => {
  here = await openTestWorld();
  eyes = await openEyes(here);
});
after(async () => {
  await eyes.close();
  await here.close();
});

/** docs/privacy: a cell needs five people and three groups, and every count is rounded to five. */
const [LEAST_PEOPLE, LEAST_GROUPS, STEP, LEAST_TOLD] = [5, 3, 5, 4];
const UMBRELLA = '00000000-0000-7000-8090-000000000001';
const DAY = '2026-12-01';

type Figures = { association: string | null; groups: number; people: number };
type Told = { figures: Figures[]; listed: Record<string, unknown>[]; heldBack: string[]; numbers: (number | null)[] };

/** What somebody from outside is told of a world; null: whoever comes by. */
const tellsOutside = (world: World, person: string | null) =>
  eyes.passing(async (): Promise<Told> => {
    await insertInto(eyes.client, 'umbrellas', [{ id: UMBRELLA, slug: 'felles', name: 'U' }]);
    await put(eyes.client, world);
    await eyes.client.query('update associations set umbrella_id = $1', [UMBRELLA]);
    return await eyes.seenBy<Told>(
      person,
      `select json_build_object(
        'figures', (select coalesce(json_agg(f), '[]') from app.umbrella_figures('${UMBRELLA}', '${DAY}') f),
        'listed', (select coalesce(json_agg(l order by l.id), '[]') from listed_offers l),
        'heldBack', (select coalesce(json_agg(id), '[]') from app.too_few_to_hand_on() id),
        'numbers', (select coalesce(json_agg(app.my_number(id)), '[]') from interests)) as seen`,
    );
  });

const isMeeting = (world: World, id: string) => world.groups.some((one) => one.id === id && one.started && !one.closed);
const sitting = (world: World, group: string) => world.seats.filter((one) => one.group === group && one.state === 'accepted').length;

test('in any world, figures shown outside the association are of five people and three groups at least, and rounded', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { figures } = await tellsOutside(world, null);
      for (const one of figures) {
        const groups = world.groups.filter(
          ({ id, association }) => isMeeting(world, id) && (one.association === null || association === one.association),
        );
        assert.ok(groups.length >= LEAST_GROUPS, `told of ${groups.length} groups`);
        assert.ok(groups.reduce((sum, { id }) => sum + sitting(world, id), 0) >= LEAST_PEOPLE, 'told of too few people');
        assert.deepEqual([one.groups % STEP, one.people % STEP], [0, 0]);
      }
    }),
    { numRuns: 40 },
  );
});

test('in any world, no count of people stands in what everyone finds, and a group of fewer than five is not handed on', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { listed, heldBack } = await tellsOutside(world, null);
      for (const row of listed.filter(({ origin }) => origin === 'group')) {
        assert.equal(typeof row['room'], 'boolean', 'whether there is room, and no more');
        const { id: _, association_id: __, ...said } = row;
        for (const seat of world.seats) assert.ok(!JSON.stringify(said).includes(seat.person));
      }
      for (const { id } of listed as { id: string }[]) assert.equal(heldBack.includes(id), sitting(world, id) < LEAST_PEOPLE, id);
    }),
    { numRuns: 40 },
  );
});

test('in any world, one who goes out of a small group changes nothing of what everyone is told', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.nat(20), async (world, at) => {
      const small = world.seats.filter((one) => one.state === 'accepted' && sitting(world, one.group) < LEAST_PEOPLE);
      const gone = small[at % Math.max(1, small.length)];
      if (!gone) return;
      const without = {
        ...world,
        seats: world.seats.map((one) => (one === gone ? { ...one, state: 'left' as const, contact: false } : one)),
      };
      const [before, after] = [await tellsOutside(world, null), await tellsOutside(without, null)];
      assert.deepEqual(after.listed, before.listed);
      assert.deepEqual(after.heldBack.toSorted(), before.heldBack.toSorted());
    }),
    { numRuns: 40 },
  );
});

test('in any world, nobody is told a place in the row below the fourth, or one that is another’s', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      for (const person of [null, ...world.people.map(({ id }) => id)])
        for (const number of (await tellsOutside(world, person)).numbers)
          assert.ok(number === null || number >= LEAST_TOLD, `told ${number}`);
    }),
    { numRuns: 10 },
  );
  assert.equal(associations.length, 2);
});
