import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { visitor } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { urls } from '../urls.ts';
import { foundingCode } from './index.ts';

let house: TestWorld;
before(async () => {
  house = await openTestWorld();
});
after(() => house.close());

const fields = (more: Record<string, string | string[]> = {}) => ({
  code: foundingCode(house.world.keys),
  name: 'Foreningen Prøve',
  slug: 'prove',
  country: 'NO',
  languages: ['nb', 'nn'],
  senderName: 'Prøve',
  called: 'Ada',
  fullName: 'Ada Prøve',
  email: 'ada@example.org',
  phone: '',
  ...more,
});
const count = async (table: string) => (await house.superuser.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;

test('an empty house leads its first visitor to the founding', async () => {
  const answer = await visitor(house).get(urls.start);
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, urls.firstRun]);
  assert.equal((await visitor(house).get(urls.firstRun)).status, 200);
});

test('without the code from the console nobody founds anything, and what was typed stays', async () => {
  const answer = await visitor(house).post(urls.firstRun, fields({ code: '0000 0000 0000' }));
  const html = await answer.text();
  assert.equal(answer.status, 422);
  assert.match(html, /Koden stemmer ikke/);
  assert.match(html, /value="Foreningen Prøve"/);
  assert.equal(await count('associations'), 0);
});

test('an address that is a word of ours, or cannot be one, is refused', async () => {
  for (const slug of ['groups', 'Ære', 'a']) assert.equal((await visitor(house).post(urls.firstRun, fields({ slug }))).status, 422);
  assert.equal(await count('people'), 0);
});

test('ten founders at once: one founds, and has everything an association starts with', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => visitor(house).post(urls.firstRun, fields({ slug: `prove-${n}` }))),
  );
  assert.equal(answers.filter((answer) => answer.headers.get('location') === urls.signIn).length, 1);
  assert.equal(answers.filter((answer) => answer.status === 422).length, 9);
  assert.deepEqual(
    [await count('associations'), await count('people'), await count('roles'), await count('programme_models')],
    [1, 1, 1, 6],
  );
  assert.equal((await house.superuser.query(`select act, actor_role from history`)).rows.length, 1);
});

test('a founded house has no first page any more', async () => {
  assert.equal((await visitor(house).get(urls.firstRun)).status, 303);
  assert.equal((await visitor(house).post(urls.firstRun, fields())).status, 422);
});
