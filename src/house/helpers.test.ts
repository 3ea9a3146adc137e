import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, chapters, houses, seat } from '../../test/cast.ts';
import { arrange } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

let house: TestWorld;
before(async () => {
  house = await openTestWorld();
  await seat(house);
});
after(() => house.close());

const rows = async (text: string, values: unknown[] = []) => (await house.superuser.query(text, values)).rows;
const roleOf = async (who: CastName) =>
  (await rows('select id from roles where person_id = $1 and ended_at is null', [cast[who].id]))[0].id as string;

const access: [string, 'get' | 'post', CastName[]][] = [
  [urls.people, 'get', ['ada']],
  [urls.personNew, 'get', ['ada']],
  [to(urls.person, { person: cast.per.id }), 'get', ['ada', 'kari']],
  [to(urls.personErase, { person: cast.pernille.id }), 'get', ['ada', 'kari']],
  [to(urls.personRoles, { person: cast.frida.id }), 'post', []],
];

for (const [path, method, allowed] of access) {
  test(`${method} ${path.replace(/0{8}[-0-9]+/, '…')} lets in ${allowed.join(' and ') || 'nobody without a task to give'}`, async () => {
    for (const who of ['ada', 'kari', 'birk', 'frida', 'per', 'stranger'] as CastName[]) {
      const { status } = await (await as(house, who))[method](path);
      const expected = allowed.includes(who) ? 200 : method === 'post' && who === 'ada' ? 422 : 404;
      assert.equal(status, expected, `${who} got ${status}`);
    }
  });
}

test('looking at a person is written down, with who looked', async () => {
  await (await as(house, 'kari')).get(to(urls.person, { person: cast.pia.id }));
  const looks = await rows(`select actor_id from history where act = 'person.looked-at' and about_id = $1`, [cast.pia.id]);
  assert.deepEqual(
    looks.map((row) => row.actor_id),
    [cast.kari.id],
  );
});

test('a participant who is asked becomes a helper and is not doubled', async () => {
  const ada = await as(house, 'ada');
  const before = (await rows('select count(*)::int as n from people'))[0].n;
  const answer = await ada.post(urls.personNew, {
    called: 'Petra',
    fullName: '',
    language: 'en',
    email: cast.petra.email!,
    phone: '',
    role: 'facilitator',
    chapter: chapters.bergen.id,
    until: '',
  });
  assert.equal(answer.headers.get('location'), to(urls.person, { person: cast.petra.id }));
  assert.equal((await rows('select count(*)::int as n from people'))[0].n, before);
  assert.equal((await rows(`select kind from messages where person_id = $1`, [cast.petra.id]))[0].kind, 'role-given');
});

test('someone new is added with a task and hears of it; without a way to reach her nothing is stored', async () => {
  const ada = await as(house, 'ada');
  const fields = {
    called: 'Nora',
    fullName: 'Nora Ny Eksempel',
    language: 'nn',
    email: '',
    phone: '',
    role: 'coordinator',
    chapter: '',
    until: '',
  };
  const refused = await ada.post(urls.personNew, fields);
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /value="Nora Ny Eksempel"/);
  assert.equal((await ada.post(urls.personNew, { ...fields, email: 'nora@example.org' })).status, 303);
  assert.equal(
    (
      await rows(
        `select count(*)::int as n from roles where role = 'coordinator' and association_id = $1 and chapter_id is null and ended_at is null`,
        [houses.lyspunkt.id],
      )
    )[0].n,
    2,
  );
});

test('a role that has ended opens nothing from the next request on', async () => {
  const birk = await as(house, 'birk');
  assert.equal((await birk.get(urls.venues)).status, 200);
  await (await as(house, 'ada')).post(to(urls.roleEnd, { person: cast.birk.id, role: await roleOf('birk') }));
  assert.equal((await birk.get(urls.venues)).status, 404);
});

test('whoever is no facilitator any more leads no group from the next request on', async () => {
  const group = await arrange(house, { sitting: ['per'], leads: ['filip', 'finn'] });
  const filip = await as(house, 'filip');
  assert.equal((await filip.get(to(urls.group, { group }))).status, 200);
  await (await as(house, 'ada')).post(to(urls.roleEnd, { person: cast.filip.id, role: await roleOf('filip') }));
  assert.equal((await filip.get(to(urls.group, { group }))).status, 404);
  assert.equal((await rows(`select from history where act = 'facilitator.ended' and about_id = $1`, [cast.filip.id])).length, 1);
  assert.equal((await (await as(house, 'finn')).get(to(urls.group, { group }))).status, 200);
});

test('whoever administers does so for the whole association, whatever chapter was chosen', async () => {
  const ada = await as(house, 'ada');
  await ada.post(to(urls.personRoles, { person: cast.tuva.id }), { role: 'administrator', chapter: chapters.oslo.id, until: '' });
  const given = await rows(`select id, chapter_id from roles where person_id = $1 and role = 'administrator'`, [cast.tuva.id]);
  assert.deepEqual(
    given.map((row) => row.chapter_id),
    [null],
  );
  await ada.post(to(urls.roleEnd, { person: cast.tuva.id, role: given[0].id }));
});

test('the last administrator stays until there is another', async () => {
  const ada = await as(house, 'ada');
  const role = await roleOf('ada');
  const refused = await ada.post(to(urls.roleEnd, { person: cast.ada.id, role }));
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Noen må være administrator/);
  await ada.post(to(urls.personRoles, { person: cast.kari.id }), { role: 'administrator', chapter: '', until: '' });
  assert.equal((await ada.post(to(urls.roleEnd, { person: cast.ada.id, role }))).status, 303);
  assert.equal((await ada.get(urls.people)).status, 404);
});

test('a coordinator erases somebody who asked by phone, and gives her the receipt', async () => {
  const kari = await as(house, 'kari');
  const answer = await kari.post(to(urls.personErase, { person: cast.pernille.id }));
  assert.match(answer.headers.get('location') ?? '', /^\/receipt\//);
  assert.equal((await rows('select id from people where id = $1', [cast.pernille.id])).length, 0);
});
