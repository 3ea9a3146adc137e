import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type Client, seat } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
let kari: Client;
let finn: Client;
let group = '';
before(async () => {
  here = await openTestWorld();
  await seat(here);
  [kari, finn] = [await as(here, 'kari'), await as(here, 'finn')];
  group = await arrange(here, { started: null, sitting: ['per', 'pia'], leads: ['frida'] });
  await kari.post(at(urls.groupFacilitators), { person: cast.finn.id, part: 'facilitator' });
});
after(() => here.close());

const at = (pattern: string) => to(pattern as '/:group', { group });
const read = async (reply: Promise<Response>) =>
  (await (await reply).text())
    .replace(/^[^]*<main/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('who is asked to hold a group can say yes and can say no, on the first page and on the group’s', async () => {
  for (const page of [urls.desk, at(urls.group)]) assert.match(await read(finn.get(page)), /Eg tek henne Eg kan ikkje/);
});

test('saying no asks once, wants no reason, and can be left alone', async () => {
  const page = await read(finn.get(at(urls.groupCannot)));
  assert.match(page, /Du treng ikkje seie kvifor/);
  assert.match(page, /Eg kan ikkje Avbryt/);
  assert.equal(await behold(here, 'select count(*) from facilitators where declined_at is not null'), 0);
});

test('a facilitator says no kindly: the group is no longer hers, and it is written down', async () => {
  const reply = await finn.post(at(urls.groupCannot));
  assert.equal(reply.headers.get('location'), urls.desk);
  assert.match(decodeURIComponent(reply.headers.get('set-cookie')!), /groups:cannot\.done/);
  assert.doesNotMatch(await read(finn.get(urls.desk)), /Du er spurd om å halde/);
  assert.equal((await finn.get(at(urls.group))).status, 404);
  assert.equal((await finn.post(at(urls.groupAgree))).status, 404, 'no is no until somebody asks again');
  assert.equal(
    await behold(here, `select count(*) from history where act = 'facilitator.declined' and group_id = $1 and about_id = $2`, [
      group,
      cast.finn.id,
    ]),
    1,
  );
});

test('the coordinator reads on the first page that somebody said no, and on the next who, and asks another or the same again', async () => {
  assert.match(await read(kari.get(urls.desk)), /Én har sagt nei til å holde/);
  assert.match(await read(kari.get(at(urls.groupFacilitators))), /Finn kunne ikke, 1\. desember/);
  await kari.post(at(urls.groupFacilitators), { person: cast.finn.id, part: 'facilitator' });
  assert.doesNotMatch(await read(kari.get(urls.desk)), /har sagt nei til å holde/);
  assert.doesNotMatch(await read(kari.get(at(urls.groupFacilitators))), /kunne ikke/);
  assert.match(await read(finn.get(at(urls.group))), /Eg tek henne Eg kan ikkje/);
});

test('who has taken the group, and who was never asked, has no such answer', async () => {
  await finn.post(at(urls.groupAgree));
  for (const who of ['finn', 'per', 'kari', 'stranger'] as const) {
    assert.equal((await (await as(here, who)).get(at(urls.groupCannot))).status, 404, who);
    assert.equal((await (await as(here, who)).post(at(urls.groupCannot))).status, 404, who);
  }
  assert.equal(await behold(here, 'select count(*) from facilitators where person_id = $1 and ended_at is null', [cast.finn.id]), 1);
});

test('yes and no sent at once are one answer, and one of them is written down', async () => {
  for (let round = 0; round < 3; round += 1) {
    await here.superuser.query('update facilitators set ended_at = now() where person_id = $1 and ended_at is null', [cast.finn.id]);
    await here.superuser.query('delete from history where group_id = $1', [group]);
    await kari.post(at(urls.groupFacilitators), { person: cast.finn.id, part: 'facilitator' });
    const answers = [urls.groupAgree, urls.groupCannot, urls.groupCannot, urls.groupAgree].map((one) => finn.post(at(one)));
    for (const { status } of await Promise.all(answers)) assert.ok([303, 404].includes(status), String(status));
    const said = `select count(*)::int from history where act in ('facilitator.agreed', 'facilitator.declined') and group_id = $1`;
    assert.equal(await behold(here, said, [group]), 1);
  }
});
