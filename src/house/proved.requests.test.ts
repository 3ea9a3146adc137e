import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, type Client, houses, seat } from '../../test/cast.ts';
import { behold, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

// What was proved at signing in holds for ten minutes: here more have passed, as on a screen that somebody left.
let here: TestWorld;
const NOW = '2026-12-01T09:00:00+01:00';
const LATER = '2026-12-01T09:11:00+01:00';
before(async () => {
  here = await openTestWorld(NOW);
  await seat(here);
});
after(() => here.close());

async function left(who: CastName): Promise<Client> {
  here.setClock(NOW);
  const client = await as(here, who);
  here.setClock(LATER);
  return client;
}
const proves = (who: CastName) =>
  here.superuser.query('update sessions set step_up_at = $2 where person_id = $1', [cast[who].id, new Date(LATER)]);
const asked = (back: string) => to(urls.stepUp, {}, { back });
const rolesOf = (who: CastName) =>
  behold<string[]>(here, `select coalesce(array_agg(role order by role), '{}') from roles where person_id = $1 and ended_at is null`, [
    cast[who].id,
  ]);

test('a role is given only by one who has just shown who she is, and what she chose stands there again', async () => {
  const ada = await left('ada');
  const person = { person: cast.pia.id };
  const given = { role: 'facilitator', chapter: '', until: '31.12.2026' };
  const back = to(urls.person, person, { role: 'facilitator', until: '31.12.2026' });
  const stopped = await ada.post(to(urls.personRoles, person), given);
  assert.equal(stopped.headers.get('location'), asked(back));
  assert.deepEqual(await rolesOf('pia'), []);
  const page = await (await ada.get(back)).text();
  assert.match(page, /value="facilitator"[^>]*checked|checked[^>]*value="facilitator"/);
  assert.match(page, /31\.12\.2026/);
  await proves('ada');
  assert.equal((await ada.post(to(urls.personRoles, person), given)).headers.get('location'), to(urls.person, person));
  assert.deepEqual(await rolesOf('pia'), ['facilitator']);
});

test('and so a role is taken away', async () => {
  const ada = await left('ada');
  const person = cast.filip.id;
  const role = await behold<string>(here, 'select id from roles where person_id = $1 and ended_at is null', [person]);
  const stopped = await ada.post(to(urls.roleEnd, { person, role }));
  assert.equal(stopped.headers.get('location'), asked(to(urls.person, { person })));
  assert.deepEqual(await rolesOf('filip'), ['facilitator']);
  await proves('ada');
  await ada.post(to(urls.roleEnd, { person, role }));
  assert.deepEqual(await rolesOf('filip'), []);
});

test('a new helper waits for the proof, and nothing that was typed is lost', async () => {
  const ada = await left('ada');
  const typed = {
    called: 'Nora',
    fullName: '',
    language: 'nb',
    email: 'nora@example.org',
    phone: '',
    role: 'coordinator',
    chapter: '',
    until: '',
  };
  const stopped = await ada.post(urls.personNew, typed);
  assert.equal(stopped.headers.get('location'), asked(urls.personNew));
  assert.equal(
    await behold(here, `select count(*)::int from messages where kind = 'role-given' and person_id <> all ($1)`, [
      Object.values(cast).map(({ id }) => id),
    ]),
    0,
  );
  assert.match(await (await ada.get(urls.personNew)).text(), /nora@example\.org/);
  await proves('ada');
  assert.equal((await ada.post(urls.personNew, typed)).status, 303);
  assert.doesNotMatch(await (await ada.get(urls.personNew)).text(), /nora@example\.org/);
});

test('how somebody is reached is changed by a coordinator who has just shown who she is; the old contact hears of it', async () => {
  const enquiry = await waits(here, 'per');
  const kari = await left('kari');
  const path = to(urls.enquiryDetails, { enquiry });
  const details = {
    called: 'Per',
    phone: cast.per.phone,
    email: cast.per.email!,
    reachBy: 'sms',
    kind: 'patient',
    postcode: '5003',
    languages: 'nb',
  };
  assert.equal(
    (await kari.post(path, { ...details, wish: 'Helst om kvelden' })).headers.get('location'),
    to(urls.enquiry, { enquiry }),
    'the rest needs no proof',
  );
  const told = () =>
    behold<number>(here, `select count(*)::int from messages where person_id = $1 and kind = 'contact-changed'`, [cast.per.id]);
  const other = { ...details, phone: '+4740009999', wish: 'Helst om dagen' };
  const stopped = await kari.post(path, other);
  assert.equal(stopped.headers.get('location'), asked(path));
  assert.equal(await told(), 0);
  const again = await (await kari.get(path)).text();
  assert.match(again, /40 ?00 ?99 ?99|40009999/);
  assert.match(again, /Helst om dagen/);
  await as(here, 'per');
  await proves('kari');
  assert.equal((await kari.post(path, other)).headers.get('location'), to(urls.enquiry, { enquiry }));
  assert.equal(await told(), 1);
  const changed = `select count(*)::int from history where act = 'contact.changed' and about_id = $1 and actor_id = $2`;
  assert.equal(await behold(here, changed, [cast.per.id, cast.kari.id]), 1);
  assert.equal(
    await behold(here, 'select count(*)::int from sessions where person_id = $1', [cast.per.id]),
    0,
    'whoever came in by the old one is out',
  );
  assert.equal(
    await behold(here, `select association_id from messages where person_id = $1 and kind = 'contact-changed'`, [cast.per.id]),
    houses.lyspunkt.id,
  );
});
