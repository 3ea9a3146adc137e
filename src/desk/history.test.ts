import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

let house: TestWorld;
before(async () => {
  house = await openTestWorld();
  await seat(house);
});
after(() => house.close());

test('history is for the administrator and does not exist for others', async () => {
  for (const who of ['ada', 'kari', 'birk', 'frida', 'per'] as CastName[])
    assert.equal((await (await as(house, who)).get(urls.history)).status, who === 'ada' ? 200 : 404, who);
});

test('it says who looked at whom, in words, and only of the own association', async () => {
  await (await as(house, 'kari')).get(to(urls.person, { person: cast.pia.id }));
  const mine = await (await (await as(house, 'ada')).get(urls.history)).text();
  assert.match(mine, /Kari/);
  assert.match(mine, /Pia/);
  const theirs = await (await (await as(house, 'dorte')).get(urls.history)).text();
  assert.doesNotMatch(theirs, /Pia/);
});
