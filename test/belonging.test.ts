import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { signContext } from '../src/lib/context.ts';
import { day } from '../src/lib/day.ts';
import { cast, type CastName, chapters, houses, seat } from './cast.ts';
import { arrange } from './groups.ts';
import { openTestWorld, type TestWorld } from './world.ts';

// What the database lets nobody do, even if a query of ours were somebody else's.
let here: TestWorld;
let client: pg.Client;
let group: string;
let other: string;
before(async () => {
  here = await openTestWorld();
  await seat(here);
  group = await arrange(here, { sitting: ['per'], leads: ['frida', 'finn'] });
  other = await arrange(here, { name: 'Torsdagsgruppa', sitting: ['pia'], leads: ['finn'] });
  await here.superuser.query(
    `insert into facilitators (id, association_id, group_id, person_id, from_day, ended_at) values (gen_random_uuid(), $1, $2, $3, '2026-01-05', now())`,
    [houses.lyspunkt.id, group, cast.filip.id],
  );
  client = new pg.Client(here.superuser.options);
  await client.connect();
});
after(async () => {
  await client.end();
  await here.close();
});

/** What comes of a statement of this person's: how many rows, or the code of the refusal. */
async function tried(who: CastName, text: string, ...values: unknown[]): Promise<number | string> {
  const context = signContext(here.world.keys.context, { person: cast[who].id, today: day('2026-12-01') });
  await client.query(`begin; set local role verksted_app; select set_config('app.ctx', '${context}', true)`);
  try {
    return (await client.query(text, values)).rowCount ?? 0;
  } catch (error) {
    return (error as pg.DatabaseError).code ?? 'unknown';
  } finally {
    await client.query('rollback');
  }
}

const HIDDEN = '42501';
const NO_SUCH_ONE = '23503';
const token = Buffer.from('a token of her own');

test('nobody names herself facilitator, and who has stopped does not begin again', async () => {
  const named = `insert into facilitators (id, association_id, group_id, person_id, from_day) values (gen_random_uuid(), $1, $2, $3, '2026-12-01')`;
  assert.equal(await tried('per', named, houses.lyspunkt.id, group, cast.per.id), HIDDEN);
  assert.equal(await tried('filip', 'update facilitators set ended_at = null where person_id = $1', cast.filip.id), 0);
  assert.equal(await tried('frida', 'update facilitators set ended_at = null where person_id = $1', cast.filip.id), 0);
  assert.equal(await tried('frida', 'update facilitators set agreed_at = now() where person_id = $1', cast.frida.id), 1);
});

test('no row moves to another group, person or association', async () => {
  assert.equal(await tried('per', 'update seats set group_id = $2 where person_id = $1', cast.per.id, other), HIDDEN);
  assert.equal(await tried('frida', 'update facilitators set group_id = $2 where person_id = $1', cast.frida.id, other), HIDDEN);
  assert.equal(
    await tried('frida', 'update groups set association_id = $2, chapter_id = null where id = $1', group, houses.broen.id),
    HIDDEN,
  );
  assert.equal(
    await tried('per', 'update people set association_id = $2, chapter_id = null where id = $1', cast.per.id, houses.broen.id),
    HIDDEN,
  );
  assert.equal(await tried('kari', 'update contacts set person_id = $2 where person_id = $1', cast.per.id, cast.pia.id), HIDDEN);
  assert.equal(await tried('kari', 'update people set chapter_id = $2 where id = $1', cast.per.id, chapters.bergen.id), 1);
});

test('a coordinator gives nobody of another association a contact, a link or a role', async () => {
  const association = houses.lyspunkt.id;
  const contact = `insert into contacts (id, association_id, person_id, kind, value, lookup, created_at) values (gen_random_uuid(), $1, $2, 'email', '', $3, now())`;
  const link = `insert into links (id, association_id, person_id, purpose, token_hash, created_at, expires_at) values (gen_random_uuid(), $1, $2, 'enquiry', $3, now(), now())`;
  const role = `insert into roles (id, association_id, person_id, role, from_day) values (gen_random_uuid(), $1, $2, 'coordinator', '2026-12-01')`;
  assert.equal(await tried('kari', contact, association, cast.poul.id, token), NO_SUCH_ONE);
  assert.equal(await tried('kari', link, association, cast.poul.id, token), NO_SUCH_ONE);
  assert.equal(await tried('ada', role, association, cast.poul.id), NO_SUCH_ONE);
  assert.equal(await tried('kari', contact, association, cast.per.id, token), 1);
});

test('nobody is removed but by being erased, and nothing that has been is made undone', async () => {
  for (const table of ['people', 'person_keys', 'roles', 'groups', 'facilitators', 'pledges', 'links', 'consents'])
    assert.equal(await tried('ada', `delete from ${table}`), HIDDEN, table);
  assert.equal(await tried('per', 'update history set act = act'), HIDDEN);
  const lie = `insert into history (id, at, actor_id, actor_role, act, object_kind, request_id) values (gen_random_uuid(), now(), $1, 'coordinator', 'role.given', 'role', 'x')`;
  assert.equal(await tried('per', lie, cast.kari.id), HIDDEN);
});
