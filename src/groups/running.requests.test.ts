import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, chapters, type Client, houses, models, seat, venues, visitor } from '../../test/cast.ts';
import { arrange, behold, draft, linkOf, signs, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { atWork, recorder } from '../accounts/index.ts';
import { record } from '../history/index.ts';
import { day } from '../lib/day.ts';
import { openDb, transaction } from '../lib/db.ts';
import { to, urls } from '../urls.ts';
import { askHeartbeats } from './heartbeat-actions.ts';
import { groupReplies } from './replies.ts';

let here: TestWorld;
let kari: Client;
before(async () => {
  here = await openTestWorld();
  await seat(here);
  kari = await as(here, 'kari');
});
after(() => here.close());

const at = (pattern: string, group: string) => to(pattern as '/:group', { group });
const fact = <T>(group: string, column: string) => behold<T>(here, `select ${column} from groups where id = $1`, [group]);
const did = (act: string, group: string) =>
  behold<number>(here, 'select count(*) from history where act = $1 and group_id = $2', [act, group]);
const told = async (kind: string) =>
  (await here.superuser.query('select person_id from messages where kind = $1 order by id', [kind])).rows.map(
    (row) => row.person_id as string,
  );
const says = async (reply: Promise<Response>, status: number, what: RegExp) => {
  const response = await reply;
  assert.equal(response.status, status);
  assert.match(await response.text(), what);
};

test('with one facilitator a group starts after "we start with one", and who said so and when is kept', async () => {
  const group = await arrange(here, { started: null, sitting: ['per', 'pia'], leads: ['frida'], signed: ['per', 'pia', 'frida'] });
  const frida = await as(here, 'frida');
  await says(frida.post(at(urls.groupStart, group)), 422, /Start med én/);
  await frida.post(at(urls.groupOneFacilitator, group));
  assert.equal(await fact(group, 'one_facilitator_by'), cast.frida.id);
  assert.equal(await fact(group, 'one_facilitator_on'), '2026-12-01');
  assert.equal((await frida.post(at(urls.groupStart, group))).status, 303);
});

test('when the text of the pledge changes, everyone is asked to sign anew, and the old signature stays as it was', async () => {
  const group = await arrange(here, { house: 'broen', sitting: ['poul'], leads: ['flemming'], signed: ['poul', 'flemming'] });
  const poul = await as(here, 'poul');
  assert.match(await (await poul.get(at(urls.pledgeRead, group))).text(), /Du har skrevet under på dette/);
  await here.superuser.query(
    `insert into texts (id, association_id, kind, language, version, lines, valid_from) values (gen_random_uuid(), $1, 'pledge', 'da', 2, $2, $3)`,
    [houses.broen.id, ['Det jeg ser her', 'lader jeg blive her'], here.world.now()],
  );
  const old = await behold(here, `select text_id from pledges where group_id = $1 and person_id = $2`, [group, cast.poul.id]);
  await says(poul.post(at(urls.pledgeRead, group), { text: String(old), promise: 'yes' }), 422, /ændret, mens du læste/);
  assert.match(await (await poul.get(at(urls.group, group))).text(), /Du har ikke skrevet under/);
  await signs(here, group, 'poul');
  assert.equal(await behold(here, 'select count(*) from pledges where group_id = $1 and person_id = $2', [group, cast.poul.id]), 2);
});

test('a group that goes on says how many more times, and the counter counts on', async () => {
  const group = await arrange(here, { sitting: ['per', 'pia', 'petra', 'peder'], leads: ['frida', 'finn'] });
  const frida = await as(here, 'frida');
  await says(frida.post(at(urls.groupDecide, group), { decision: 'continue' }), 422, /Skriv hvor mange møter til/);
  await frida.post(at(urls.groupDecide, group), { decision: 'continue', more: '3' });
  assert.equal(await fact(group, 'continued_to'), 3);
  assert.equal(await did('group.continued', group), 1);
});

test('a group that joins another closes, and everyone in it is asked to a seat there', async () => {
  const small = await arrange(here, { sitting: ['per', 'pia'], leads: ['frida', 'finn'], name: 'Liten' });
  const other = await arrange(here, { sitting: ['petra', 'peder'], leads: ['frida', 'finn'], name: 'Stor' });
  await (await as(here, 'frida')).post(at(urls.groupDecide, small), { decision: 'merge' });
  await says(kari.get(at(urls.groupMerge, small)), 200, /Stor, tre ledige plasser/);
  assert.equal((await kari.post(at(urls.groupMerge, small), { into: other })).status, 303);
  assert.equal(await fact(small, 'merged_into'), other);
  assert.equal(await fact(small, 'closed_because'), 'merged');
  assert.deepEqual(await told('seat-offered'), [cast.per.id, cast.pia.id]);
  assert.equal(await behold(here, 'select count(*) from seats where group_id = $1 and accepted_at is not null', [other]), 2);
});

test('a group that comes to nothing lets everyone know, and they are back on the waiting list', async () => {
  const enquiries = [];
  for (const who of ['per', 'pia', 'petra', 'peder'] as CastName[]) enquiries.push(await waits(here, who));
  const made = await kari.post(urls.groupNew, draft(enquiries, { name: 'Mandagsgruppa' }));
  const group = made.headers.get('location')!.split('/').at(-1)!;
  await kari.post(at(urls.groupInvite, group), { at_once: '4' });
  assert.equal((await kari.post(at(urls.groupCancel, group))).status, 303);
  assert.deepEqual((await told('seat-called-off')).length, 4);
  const waiting = await (await kari.get(urls.groupNew)).text();
  for (const enquiry of enquiries) assert.match(waiting, new RegExp(enquiry));
});

test('two coordinators who place the same person at once: one does, the other is told', async () => {
  const enquiries = (await here.superuser.query(`select id from enquiries order by id desc limit 4`)).rows.map((row) => row.id as string);
  const birk = await as(here, 'birk');
  const replies = await Promise.all([kari.post(urls.groupNew, draft(enquiries)), birk.post(urls.groupNew, draft(enquiries))]);
  const statuses = replies.map((reply) => reply.status).sort();
  assert.deepEqual(statuses, [303, 422]);
  assert.match(await replies.find((reply) => reply.status === 422)!.text(), /Fire av dem du valgte, venter ikke lenger/);
});

test('two who must never sit together are refused by name', async () => {
  await here.superuser.query(
    'insert into apart (id, association_id, one_id, other_id, noted_by) values (gen_random_uuid(), $1, $2, $3, $4)',
    [houses.lyspunkt.id, cast.frida.id, cast.finn.id, cast.kari.id],
  );
  const people = [];
  for (const who of ['frida', 'finn', 'filip', 'pernille'] as CastName[]) people.push(await waits(here, who));
  await says(kari.post(urls.groupNew, draft(people, { facilitators: [] })), 422, /Frida og Finn skal ikke sitte sammen/);
});

test('a group of another chapter is not made by a chapter’s coordinator', async () => {
  const birk = await as(here, 'birk');
  assert.equal((await birk.post(urls.groupNew, draft([], { chapter: chapters.oslo.id }))).status, 404);
});

test('a group meets in a place of its own association', async () => {
  const enquiries = [];
  for (const who of ['per', 'pia', 'petra', 'peder'] as CastName[]) enquiries.push(await waits(here, who));
  assert.equal((await kari.post(urls.groupNew, draft(enquiries, { venue: venues.parishHall.id }))).status, 404);
});

test('a group that runs itself chooses its size and whether it is shown; visitors then see a name, a place and whether there is room', async () => {
  const group = await arrange(here, { name: 'Fredagsgruppa', sitting: ['per', 'pia', 'petra'], contact: 'per', handedOver: '2026-05-01' });
  const per = await as(here, 'per');
  await says(per.post(at(urls.groupSettings, group), { name: 'Fredagsgruppa', size: '2' }), 422, /Tre sitter i gruppa/);
  assert.equal((await per.post(at(urls.groupSettings, group), { name: 'Fredagsgruppa', size: '6', listed: 'yes' })).status, 303);
  const shown = async () => await (await visitor(here).get(to(urls.listedGroups, { association: 'lyspunkt' }))).text();
  assert.match(await shown(), /Fredagsgruppa[^]*Det er fullt nå/);
  assert.doesNotMatch(await shown(), /Petra|Pia/);
  await asksHeartbeats();
  const asked = await (await kari.get(at(urls.heartbeatAnswer, group))).text();
  assert.match(asked, /Fredagsgruppa[^]*<h1[^]*Er gruppa i gang/, 'the coordinator sees which of them');
  assert.ok(asked.includes(`href="${at(urls.group, group)}"`), 'and the way back to it');
  await per.post(at(urls.heartbeatAnswer, group), { alive: 'yes', room: '2' });
  await until(async () => /Fredagsgruppa[^]*Det er plass til flere/.test(await shown()));
});

test('of many listed groups a visitor leafs through forty at a time', async () => {
  for (let n = 0; n < 41; n += 1)
    await here.superuser.query(
      `insert into groups (id, association_id, chapter_id, model_id, name, kind, language, size_min, size_max, facilitators_min, minutes_max, first_minutes_max, listed, started_on, composed_at)
       values (gen_random_uuid(), $1, $2, $3, $4, 'relative', 'nb', 4, 8, 2, 120, 120, true, '2026-09-01', now())`,
      [houses.lyspunkt.id, chapters.bergen.id, models.lpp.id, `Bladgruppa ${n}`],
    );
  const leaf = async (page: number) =>
    (await (await visitor(here).get(to(urls.listedGroups, { association: 'lyspunkt' }, { page }))).text()).split('Bladgruppa').length - 1;
  await until(async () => (await leaf(1)) + (await leaf(2)) === 41 && (await leaf(2)) > 0);
});

test('the answer to the heartbeat can be two short text messages', async () => {
  const group = await arrange(here, { sitting: ['pia', 'petra'], contact: 'pia', handedOver: '2026-05-01' });
  await asksHeartbeats();
  const heartbeat = await behold<string>(here, 'select id from heartbeats where group_id = $1', [group]);
  const pulse = () =>
    here.superuser
      .query('select alive, room_for_more, answered_by from heartbeats where id = $1', [heartbeat])
      .then((found) => found.rows[0]);
  await byText('pia', 'heartbeat', heartbeat, 'yes');
  assert.deepEqual(await pulse(), { alive: true, room_for_more: null, answered_by: 'sms' });
  assert.ok((await told('heartbeat-room')).includes(cast.pia.id));
  await byText('pia', 'heartbeat', heartbeat, 'no');
  assert.deepEqual(await pulse(), { alive: true, room_for_more: 0, answered_by: 'sms' });
  assert.equal(await byText('pia', 'heartbeat', heartbeat, 'yes'), false);
});

test('a yes by text message takes the seat, and a second one has nothing to answer', async () => {
  const group = await arrange(here, { started: null, invited: ['paal'], askedAtOnce: 1 });
  const own = await behold<string>(here, 'select id from seats where group_id = $1', [group]);
  assert.equal(await byText('paal', 'invitation', own, 'yes'), true);
  assert.equal(await behold(here, 'select answered_by from seats where id = $1', [own]), 'sms');
  assert.equal(await byText('paal', 'invitation', own, 'no'), false);
});

test('a group that says it has ended, and why, is closed with that', async () => {
  const group = await arrange(here, { sitting: ['petra', 'per'], contact: 'petra', handedOver: '2026-05-01' });
  await asksHeartbeats();
  const heartbeat = await behold<string>(here, 'select id from heartbeats where group_id = $1', [group]);
  const token = await linkOf(here, cast.petra, 'heartbeat', heartbeat);
  await visitor(here).post(to(urls.link.heartbeat, { token }), { alive: 'no', because: 'no-longer-needed' });
  assert.equal(await fact(group, 'closed_because'), 'no-longer-needed');
  await says(visitor(here).get(to(urls.link.heartbeat, { token })), 200, /Thank you for the time together|Takk for tiden sammen/);
});

test('an open meeting that has grown too big is made into two: the second is made like the first', async () => {
  const group = await arrange(here, { seated: false, leads: ['frida', 'finn'], size: 8, name: 'Åpent møte' });
  await says(kari.get(to(urls.groupNew, {}, { like: group })), 200, /value="Åpent møte"/);
});

const asksHeartbeats = async () => {
  const jobs = openDb({ ...here.superuser.options, max: 1 }, here.world.keys.context, () => {});
  await atWork(here.world, jobs, 'test', askHeartbeats);
  await jobs.pool.end();
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.fail('it did not come to be');
}

/** A text message as the messages hand it over: through the eyes of the person whose number it came from. */
async function byText(who: CastName, purpose: 'invitation' | 'heartbeat', object: string, what: 'yes' | 'no'): Promise<boolean> {
  const { world } = here;
  const actor = {
    kind: 'holder' as const,
    id: cast[who].id,
    association: houses.lyspunkt.id,
    language: 'nb' as const,
    link: '',
    purpose,
    object,
  };
  return await transaction(world.db, { person: actor.id, today: day('2026-12-01') }, async (tx) => {
    const scene = { world, tx, actor, now: world.now(), today: day('2026-12-01'), requestId: 'sms' };
    const acting = { ...scene, record: recorder(scene, record) };
    return await groupReplies.find((one) => one.purpose === purpose)!.answer(acting, object, what);
  });
}
