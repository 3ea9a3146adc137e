import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, seat } from '../../test/cast.ts';
import { arrange, behold, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { lists } from '../history/index.ts';
import { hasText } from '../lib/language.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld();
  await seat(here);
});
after(() => here.close());

const open = async (who: CastName, path: string) => {
  const reply = await (await as(here, who)).get(path);
  assert.equal(reply.status, 200, path);
  return await reply.text();
};
const times = (page: string, words: RegExp) => page.match(new RegExp(words, 'g'))?.length ?? 0;
const shownIn = (list: string) =>
  behold<string[]>(here, `select about_ids from history where object_kind = $1 order by written desc, id desc limit 1`, [list]);

test('whoever stands on the waiting list sees who looked at it, once a day however often', async () => {
  await waits(here, 'per');
  for (let n = 0; n < 3; n += 1) await open('kari', urls.waitingList);
  await open('birk', urls.waitingList);
  assert.deepEqual(await shownIn('waiting-list'), [cast.per.id]);
  const seen = await open('per', urls.meLookedAt);
  assert.equal(times(seen, /Så deg på ventelista/), 2);
  assert.match(seen, /Kari, koordinator/);
  assert.match(seen, /Birk, koordinator/);
  assert.doesNotMatch(await open('pia', urls.meLookedAt), /ventelista/);
  here.setClock('2026-12-02T09:00:00+01:00');
  await open('kari', urls.waitingList);
  assert.equal(times(await open('per', urls.meLookedAt), /Så deg på ventelista/), 3);
  here.setClock('2026-12-01T09:00:00+01:00');
});

test('one entry is written for a page, whoever is on it, and it names no one beside themselves to anybody', async () => {
  for (const who of ['pia', 'paal'] as const) await waits(here, who);
  const before = await behold<number>(here, 'select count(*)::int from history where act = $$list.looked-at$$');
  await open('kari', urls.waitingList);
  assert.equal(await behold(here, 'select count(*)::int from history where act = $$list.looked-at$$'), before + 1);
  assert.equal((await shownIn('waiting-list')).length, 3);
  const pia = await open('pia', urls.meLookedAt);
  for (const id of [cast.per.id, cast.paal.id]) assert.doesNotMatch(pia, new RegExp(id));
});

test('the lists that show names say whose: enquiries, those to be placed, a group, the outbox, those with a role', async () => {
  const group = await arrange(here, { leads: ['frida'], sitting: ['petra', 'peder'] });
  const forming = await arrange(here, { started: null });
  await open('kari', urls.inbox);
  await open('kari', urls.groupNew);
  assert.deepEqual((await shownIn('placing')).toSorted(), [cast.per.id, cast.pia.id, cast.paal.id].toSorted());
  await open('kari', to(urls.groupPlace, { group: forming }));
  await open('frida', to(urls.group, { group }));
  assert.deepEqual((await shownIn('group')).toSorted(), [cast.petra.id, cast.peder.id].toSorted());
  await open('ada', urls.people);
  assert.ok((await shownIn('people')).includes(cast.kari.id));
  await open('kari', urls.outbox);
  const petra = await open('petra', urls.meLookedAt);
  assert.match(petra, /Frida, /);
  assert.match(await open('petra', `${urls.meLookedAt}?lang=nb`), /Så hvem som er i gruppa di/);
  const per = await open('per', urls.meLookedAt);
  assert.match(per, /Så deg blant dem som kunne få plass i en gruppe/);
});

test('the administrator reads which list was looked at, and of whom when she asks about one', async () => {
  const all = await open('ada', urls.history);
  for (const words of [/Noen så på ventelista/, /Noen så på henvendelsene/, /Noen så på hvem som er i gruppa/, /Tre personer/])
    assert.match(all, words);
  const petra = await open('ada', to(urls.history, {}, { person: cast.petra.id }));
  assert.match(petra, /Noen så på hvem som er i gruppa/);
  assert.doesNotMatch(petra, /ventelista/);
});

test('every list that is looked at has its words, and no other is written down', () => {
  const written = globSync('src/**/*.{ts,tsx}', { cwd: `${import.meta.dirname}/../..` }).flatMap((path) =>
    [...readFileSync(`${import.meta.dirname}/../../${path}`, 'utf8').matchAll(/act: 'list\.looked-at', object: \['([\w-]+)'/g)].map(
      ([, list]) => list!,
    ),
  );
  assert.deepEqual([...new Set(written)].toSorted(), [...lists].toSorted());
  for (const list of lists) for (const key of [`history:list.${list}`, `me:list.${list}`]) assert.ok(hasText(key), key);
});
