import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, chapters, houses, seat } from '../../test/cast.ts';
import { arrange, behold, draft, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { day, type Day } from '../lib/day.ts';
import { sql, transaction } from '../lib/db.ts';
import { to, urls } from '../urls.ts';

// Birk coordinates Bergen. Frida belongs to no chapter, Finn to Oslo, Filip to Trondheim: of none of them he sees a row.
let here: TestWorld;
const today = day('2026-12-01');
before(async () => {
  here = await openTestWorld();
  await seat(here);
  await run('update people set chapter_id = $2 where id = $1', [cast.finn.id, chapters.oslo.id]);
  await run('update people set chapter_id = $2 where id = $1', [cast.filip.id, chapters.trondheim.id]);
});
after(() => here.close());

const run = (text: string, values: unknown[] = []) => here.superuser.query(text, values);
const page = async (who: CastName, path: string) => await (await (await as(here, who)).get(path)).text();
const endsOn = (who: CastName, last: Day | null) =>
  run(`update roles set until_day = $2 where person_id = $1 and role = 'facilitator' and ended_at is null`, [cast[who].id, last]);
const named = (person: string | null, on = today) =>
  transaction(here.world.db, { person, today: on }, async (tx) => {
    const { rows } = await sql<Record<string, unknown>>`select * from app.facilitators_to_name() order by person_id`.execute(tx);
    return rows;
  });
const namedBy = async (who: CastName) => (await named(cast[who].id)).map((row) => row['person_id']);

test('a chapter’s coordinator forms a group with facilitators of no chapter and of another, by their first names', async () => {
  const people = await Promise.all((['per', 'pia', 'paal', 'petra'] as const).map((who) => waits(here, who)));
  const shown = await page('birk', urls.groupNew);
  for (const name of ['Frida', 'Finn', 'Filip']) assert.match(shown, new RegExp(`>\\s*${name}\\s*<`));
  const made = await (await as(here, 'birk')).post(urls.groupNew, draft(people, { model: draft([])['model']!, size: '5' }));
  assert.equal(made.status, 303, await made.clone().text());
  const group = made.headers.get('location')!;
  const seen = await page('birk', group);
  assert.match(seen, /Frida/);
  assert.match(seen, /Finn/);
  const id = group.split('/').at(-1)!;
  assert.equal(
    await behold(here, `select count(*)::int from history where act = 'facilitator.named' and group_id = $1 and actor_id = $2`, [
      id,
      cast.birk.id,
    ]),
    2,
  );
  const paper = to(urls.pledgePaper, { group: id }, { person: cast.finn.id });
  assert.match(await page('birk', paper), /Finn/);
});

test('one is added to a group there is, and the board says when each of them can', async () => {
  const group = await arrange(here, { started: null, leads: ['frida'] });
  assert.match(await page('birk', to(urls.groupFacilitators, { group })), /<option[^>]*>Filip</);
  const reply = await (
    await as(here, 'birk')
  ).post(to(urls.groupFacilitators, { group }), { person: cast.filip.id, part: 'facilitator', until: '' });
  assert.equal(reply.status, 303);
  assert.match(await page('birk', to(urls.group, { group })), /Filip/);
  const ready = await page('birk', urls.readinessList);
  for (const name of ['Frida', 'Finn', 'Filip']) assert.match(ready, new RegExp(name));
  assert.doesNotMatch(ready, new RegExp(cast.frida.id), 'what she can is noted by whoever coordinates her');
  assert.match(await page('kari', urls.readinessList), new RegExp(cast.frida.id));
});

test('the first name is all: her page, her contacts and her other names are not there', async () => {
  for (const who of ['frida', 'finn', 'filip'] as const) {
    const birk = await as(here, 'birk');
    assert.equal((await birk.get(to(urls.person, { person: cast[who].id }))).status, 404);
    assert.equal((await birk.get(to(urls.personCodes, { person: cast[who].id }))).status, 404);
    assert.equal((await birk.get(to(urls.personErase, { person: cast[who].id }))).status, 404);
  }
  for (const path of [urls.groupNew, urls.readinessList]) assert.doesNotMatch(await page('birk', path), /Eksempel<|@example|400011/);
  await transaction(here.world.db, { person: cast.birk.id, today }, async (tx) => {
    for (const table of ['people', 'person_keys', 'contacts'])
      assert.deepEqual(
        (
          await sql`select from ${sql.table(table)} where ${sql.ref(table === 'people' ? 'id' : 'person_id')} = ${cast.frida.id}`.execute(
            tx,
          )
        ).rows,
        [],
        table,
      );
  });
});

test('the names are given to those who coordinate in that association today, and to nobody else', async () => {
  const ours = [cast.frida.id, cast.finn.id, cast.filip.id];
  assert.deepEqual([await namedBy('birk'), await namedBy('kari'), await namedBy('ada')], [ours, ours, ours]);
  assert.deepEqual([await namedBy('karen'), await namedBy('stranger')], [[cast.flemming.id], [cast.flemming.id]]);
  for (const who of ['frida', 'per', 'una'] as const) assert.deepEqual(await namedBy(who), [], who);
  assert.deepEqual(await named(null), []);
  assert.deepEqual(Object.keys((await named(cast.birk.id))[0]!), ['person_id', 'association_id', 'called', 'master', 'wrapped']);
  await run(`update roles set until_day = '2026-11-30' where person_id = $1`, [cast.tuva.id]);
  assert.deepEqual(await namedBy('tuva'), []);
  await run('update roles set until_day = null where person_id = $1', [cast.tuva.id]);
  await endsOn('filip', day('2026-11-30'));
  assert.deepEqual(await namedBy('birk'), ours.slice(0, 2));
  await endsOn('filip', null);
});

test('another association’s facilitator is named by nobody here', async () => {
  const group = await arrange(here, { started: null });
  const fields = { person: cast.flemming.id, part: 'facilitator', until: '' };
  for (const who of ['kari', 'birk'] as const)
    assert.equal((await (await as(here, who)).post(to(urls.groupFacilitators, { group }), fields)).status, 404);
});

test('whoever’s role runs out leads no more from that day, and the coordinator is told that the group has lost one', async () => {
  const group = await arrange(here, { name: 'Torsdagsgruppa', leads: ['frida', 'finn'], sitting: ['per', 'pia', 'paal', 'petra'] });
  const frida = await as(here, 'frida');
  const at = to(urls.group, { group });
  assert.equal((await frida.get(at)).status, 200);
  assert.doesNotMatch(await page('kari', urls.desk), /Torsdagsgruppa har mistet/);
  await endsOn('frida', today);
  assert.equal((await frida.get(at)).status, 200, 'the last day is hers');
  await endsOn('frida', day('2026-11-30'));
  for (const path of [at, to(urls.meetings, { group }), to(urls.groupDecide, { group })])
    assert.equal((await frida.get(path)).status, 404, path);
  assert.equal((await frida.post(to(urls.handover, { group }))).status, 404);
  for (const who of ['kari', 'birk'] as const) {
    assert.match(await page(who, urls.desk), /Torsdagsgruppa har mistet en igangsetter/);
    const shown = await page(who, at);
    assert.match(shown, /Noen som holdt gruppa, gjør det ikke lenger/);
    assert.doesNotMatch(shown, /Frida/);
  }
  assert.doesNotMatch(await page('finn', at), /Noen som holdt gruppa/);
});

test('she does not begin again by herself when she is given the role anew: she is named once more', async () => {
  const [group] = (await run(`select id from groups where name = 'Torsdagsgruppa'`)).rows.map((row) => row.id as string);
  const ada = await as(here, 'ada');
  const given = await ada.post(to(urls.personRoles, { person: cast.frida.id }), { role: 'facilitator', chapter: '', until: '' });
  assert.equal(given.headers.get('location'), to(urls.person, { person: cast.frida.id }));
  const frida = await as(here, 'frida');
  assert.equal((await frida.get(to(urls.group, { group: group! }))).status, 404);
  const kari = await as(here, 'kari');
  const fields = { person: cast.frida.id, part: 'facilitator', until: '' };
  assert.equal((await kari.post(to(urls.groupFacilitators, { group: group! }), fields)).status, 303);
  assert.equal((await frida.get(to(urls.group, { group: group! }))).status, 200);
  assert.doesNotMatch(await page('kari', urls.desk), /Torsdagsgruppa har mistet/);
});

test('a role with a last day is given for longer, and what she leads goes on', async () => {
  const group = await arrange(here, { leads: ['frida'] });
  await endsOn('frida', day('2026-12-10'));
  const ada = await as(here, 'ada');
  const give = (until: string) => ada.post(to(urls.personRoles, { person: cast.frida.id }), { role: 'facilitator', chapter: '', until });
  assert.equal((await give('9.12.2026')).status, 422);
  assert.equal((await give('31.12.2026')).status, 303);
  assert.equal(
    await behold(here, `select count(*)::int from roles where person_id = $1 and role = 'facilitator' and ended_at is null`, [
      cast.frida.id,
    ]),
    1,
  );
  here.setClock('2026-12-20T09:00:00+01:00');
  assert.equal((await (await as(here, 'frida')).get(to(urls.group, { group }))).status, 200);
  here.setClock('2026-12-01T09:00:00+01:00');
});

test('a guest whose last day is past is named again without ado', async () => {
  const group = await arrange(here, { started: null });
  await run(
    `insert into facilitators (id, association_id, group_id, person_id, part, from_day, until_day) values (gen_random_uuid(), $1, $2, $3, 'guest', '2026-11-01', '2026-11-20')`,
    [houses.lyspunkt.id, group, cast.filip.id],
  );
  const reply = await (
    await as(here, 'kari')
  ).post(to(urls.groupFacilitators, { group }), { person: cast.filip.id, part: 'guest', until: '24.12.2026' });
  assert.equal(reply.status, 303);
  assert.equal((await (await as(here, 'filip')).get(to(urls.group, { group }))).status, 200);
});
