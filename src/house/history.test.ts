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
  const mine = await (await (await as(house, 'ada')).get(to(urls.history, {}, { show: 'looks' }))).text();
  assert.match(mine, /Kari/);
  assert.match(mine, /Pia/);
  const theirs = await (await (await as(house, 'dorte')).get(urls.history)).text();
  assert.doesNotMatch(theirs, /Pia/);
});

test('older entries are a page away, and a day that is none shows everything', async () => {
  const ada = await as(house, 'ada');
  for (let n = 0; n < 55; n += 1) await ada.get(urls.history);
  const first = await (await ada.get(urls.history)).text();
  const older = /href="(\/house\/history\?[^"]*before=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&');
  assert.equal((await ada.get(older!)).status, 200);
  assert.equal((await ada.get(to(urls.history, {}, { day: '31.2.2026', before: 'x' }))).status, 200);
});
