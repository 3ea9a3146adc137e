import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, houses, seat } from '../test/cast.ts';
import { openTestWorld, type TestWorld } from '../test/world.ts';
import { type Console, consoleAt } from './console.ts';
import { openDb } from './lib/db.ts';
import { letIn } from './sign-in/index.ts';
import { browser } from './sign-in/browser.fixture.ts';

let here: TestWorld;
let atConsole: Console;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00', { TRUSTED_PROXIES: '1' });
  await seat(here);
  const { config, keys, now } = here.world;
  const jobs = openDb({ ...here.superuser.options, max: 2 }, keys.context, () => {});
  atConsole = await consoleAt({ config, keys, now, jobs });
});
after(async () => {
  await atConsole.close();
  await here.close();
});

const rows = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;

test('the only administrator, who has lost her second step, is let in from the console with one code, and sets up a new one', async () => {
  await rows(`insert into passkeys (id, association_id, person_id, public_key, counter, created_at) values ('x', $1, $2, 'x', 0, now())`, [
    houses.lyspunkt.id,
    cast.ada.id,
  ]);
  const before = await as(here, 'ada');
  const [made, ...more] = await atConsole.work((scene) => letIn(scene, ` ${cast.ada.email!.toUpperCase()} `));
  assert.deepEqual([made!.association, more], [houses.lyspunkt.name, []]);
  assert.match((await before.get('/me')).headers.get('location') ?? '', /^\/sign-in/);
  const jar = browser(here);
  const inside = await jar.post('/sign-in/paper', { code: made!.code, back: '/house' });
  assert.equal(inside.headers.get('location'), '/house');
  assert.match((await jar.get('/house')).headers.get('location') ?? '', /^\/second-step/);
  assert.equal((await jar.get('/second-step/set-up')).status, 200);
  assert.equal((await browser(here).post('/sign-in/paper', { code: made!.code })).status, 422, 'it is good once');
  const acts = await rows("select act, actor_role from history where about_id = $1 and request_id like 'console %' order by id", [
    cast.ada.id,
  ]);
  assert.deepEqual(acts, [
    { act: 'second-step.reset', actor_role: 'system' },
    { act: 'paper-codes.made', actor_role: 'system' },
  ]);
  assert.equal((await rows(`select from messages where person_id = $1 and kind = 'sign-in-changed'`, [cast.ada.id])).length, 1);
});

test('the code is good for an hour', async () => {
  const [made] = await atConsole.work((scene) => letIn(scene, cast.ada.phone));
  here.setClock('2026-12-01T10:00:01+01:00');
  assert.equal((await browser(here).post('/sign-in/paper', { code: made!.code })).status, 422);
  here.setClock('2026-12-01T09:00:00+01:00');
});

test('nobody but an administrator is let in that way', async () => {
  for (const contact of [cast.kari.email!, cast.per.phone, 'nobody@example.org', 'nonsense', ''])
    assert.deepEqual(await atConsole.work((scene) => letIn(scene, contact)), [], contact);
});
