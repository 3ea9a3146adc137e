import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, type Client, seat, visitor } from '../../test/cast.ts';
import { behold, draft, linkOf, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { to, urls } from '../urls.ts';
import { heartbeats } from './heartbeat-actions.ts';

// One group from the waiting list to its first heartbeat, told in order: each test goes on where the one before ended.
const participants = ['per', 'pia', 'paal', 'petra', 'peder', 'pernille'] as const satisfies readonly CastName[];

let here: TestWorld;
let group = '';
let kari: Client;
let frida: Client;
let finn: Client;
const at = (pattern: string, more = {}) => to(pattern as '/:group', { group, ...more });
const seatOf = (who: CastName) =>
  behold<string>(here, 'select id from seats where group_id = $1 and person_id = $2', [group, cast[who].id]);
const fact = <T>(column: string) => behold<T>(here, `select ${column} from groups where id = $1`, [group]);
const acts = async () =>
  (await here.superuser.query('select act from history where group_id = $1 order by at, id', [group])).rows.map((row) => row.act as string);
const sent = async (kind: string) =>
  (await here.superuser.query('select person_id from messages where kind = $1 order by id', [kind])).rows.map(
    (row) => row.person_id as string,
  );
const done = async (reply: Promise<Response>) => assert.equal((await reply).status, 303, await (await reply).clone().text());
const refused = async (reply: Promise<Response>, why: RegExp) => {
  const response = await reply;
  assert.equal(response.status, 422);
  assert.match(await response.text(), why);
};

before(async () => {
  here = await openTestWorld();
  await seat(here);
  [kari, frida, finn] = [await as(here, 'kari'), await as(here, 'frida'), await as(here, 'finn')];
});
after(() => here.close());

test('a group is not made of fewer than the model asks for, and the page says why and keeps what was typed', async () => {
  const reply = await kari.post(urls.groupNew, draft([await waits(here, 'per')]));
  const text = await reply.text();
  assert.equal(reply.status, 422);
  assert.match(text, /Modellen trenger minst 4, og du har valgt 1/);
  assert.match(text, /value="Tirsdagsgruppa"/);
  assert.equal(await behold(here, 'select count(*) from groups'), 0);
});

test('a coordinator makes a group from the waiting list, and its people are no longer waiting', async () => {
  for (const who of participants.slice(1)) await waits(here, who);
  const rows = await here.superuser.query('select id from enquiries order by id');
  const reply = await kari.post(urls.groupNew, draft(rows.rows.map((row) => row.id)));
  assert.equal(reply.status, 303, await reply.clone().text());
  group = reply.headers.get('location')!.split('/').at(-1)!;
  assert.equal(await behold(here, 'select count(*) from seats where group_id = $1', [group]), 6);
  assert.doesNotMatch(await (await kari.get(urls.groupNew)).text(), /Pernille/);
  assert.deepEqual([...new Set(await acts())], ['group.composed', 'seat.placed', 'facilitator.named']);
});

test('nobody hears of the group before the coordinator asks them; then the first of the line are asked', async () => {
  assert.deepEqual(await sent('seat-invited'), []);
  await done(kari.post(at(urls.groupInvite), { at_once: '5' }));
  assert.deepEqual(
    await sent('seat-invited'),
    participants.slice(0, 5).map((who) => cast[who].id),
  );
});

test('a no by link lets the next in line be asked, by itself', async () => {
  const token = await linkOf(here, cast.paal, 'invitation', await seatOf('paal'));
  const shown = await visitor(here).get(to(urls.link.invitation, { token }));
  assert.match(await shown.text(), /Vi har en plass til deg/);
  assert.equal(await behold(here, 'select declined_at from seats where id = $1', [await seatOf('paal')]), null);
  await done(visitor(here).post(to(urls.link.invitation, { token }), { answer: 'decline' }));
  await here.whenIdle();
  assert.deepEqual((await sent('seat-invited')).at(-1), cast.pernille.id);
  assert.deepEqual(await sent('seat-declined'), [cast.paal.id]);
});

test('three say yes by link, and one on the phone to the coordinator', async () => {
  for (const who of ['per', 'pia', 'petra'] as const) {
    const token = await linkOf(here, cast[who], 'invitation', await seatOf(who));
    await done(visitor(here).post(to(urls.link.invitation, { token }), { answer: 'accept' }));
  }
  await done(kari.post(at(urls.seatAnswer, { seat: await seatOf('peder') }), { answer: 'accept' }));
  assert.equal(await behold(here, 'select count(*) from seats where group_id = $1 and accepted_at is not null', [group]), 4);
  assert.equal((await sent('pledge-to-sign')).length, 4);
});

test('a group cannot start before two facilitators have it', async () => {
  await refused(kari.post(at(urls.groupStart)), /Gruppa mangler to som holder den/);
  await done(frida.post(at(urls.groupAgree)));
  await refused(frida.post(at(urls.groupStart)), /Gruppa mangler én som holder den/);
  await done(finn.post(at(urls.groupAgree)));
});

test('a group cannot start without a pledge from everyone who sits in it', async () => {
  await refused(frida.post(at(urls.groupStart)), /Seks har ikke skrevet under/);
  const text = (language: string) =>
    behold<string>(here, `select id from texts where kind = 'pledge' and language = $1 and association_id = $2`, [
      language,
      '00000000-0000-7000-8000-000000000002',
    ]);
  for (const [client, language] of [
    [await as(here, 'per'), 'nb'],
    [frida, 'nb'],
    [finn, 'nn'],
  ] as const)
    await done(client.post(at(urls.pledgeRead), { text: await text(language), promise: 'yes' }));
  const token = await linkOf(here, cast.pia, 'pledge', group);
  await refused(visitor(here).post(to(urls.link.pledge, { token }), { text: await text('nn') }), /at du lovar dette/);
  await done(visitor(here).post(to(urls.link.pledge, { token }), { text: await text('nn'), promise: 'yes' }));
  await done(frida.post(at(urls.pledgePaper), { person: cast.petra.id, text: await text('en') }));
  await refused(frida.post(at(urls.groupStart)), /Én har ikke skrevet under/);
  await done(kari.post(at(urls.pledgePaper), { person: cast.peder.id, text: await text('nb') }));
});

test('two facilitators and everyone’s pledge: the group starts', async () => {
  await done(frida.post(at(urls.groupStart)));
  assert.equal(await fact('started_on'), '2026-12-01');
  assert.ok((await acts()).includes('group.started'));
});

test('the page of a participant shows the first names of the others, and not the coordinator’s acts', async () => {
  const text = await (await (await as(here, 'per')).get(at(urls.group))).text();
  for (const name of ['Per', 'Pia', 'Petra', 'Peder', 'Frida', 'Finn']) assert.match(text, new RegExp(name));
  assert.doesNotMatch(text, /Eksempel\b|Pernille|Ta ut/);
});

test('the group decides to run itself, but is handed over only when every duty has somebody', async () => {
  await refused(frida.post(at(urls.handover)), /ikke bestemt dette/);
  await done(frida.post(at(urls.groupDecide), { decision: 'self-run' }));
  await refused(frida.post(at(urls.handover)), /Seks oppgaver er ikke fordelt/);
  const [per, pia] = [await seatOf('per'), await seatOf('pia')];
  const named = { contact: [per, pia], keys: per, room: per, 'contact-list': pia, coffee: pia, reminders: pia };
  await done(frida.post(at(urls.duties), named));
});

test('at the handover the facilitators’ access ends at once, and the association no longer sees who sits there', async () => {
  assert.equal((await finn.get(at(urls.group))).status, 200);
  await done(frida.post(at(urls.handover)));
  assert.equal(await fact('handed_over_on'), '2026-12-01');
  for (const client of [frida, finn]) assert.equal((await client.get(at(urls.group))).status, 404);
  const seen = await (await kari.get(at(urls.group))).text();
  assert.match(seen, /Kontaktperson: Per, Pia/);
  assert.doesNotMatch(seen, /Peder|Petra/);
  assert.deepEqual(await sent('access-ended'), [cast.frida.id, cast.finn.id]);
  assert.equal((await sent('handed-over')).length, 4);
});

test('half a year later its contact persons are asked whether it lives, and one answer is enough', async () => {
  here.setClock('2027-06-02T10:30:00+02:00');
  for (const _ of ['once', 'and again']) {
    await transaction(here.world.db, { person: null, today: day('2027-06-02') }, (tx) => here.world.enqueue(tx, heartbeats, {}));
    await here.whenIdle();
  }
  assert.deepEqual(await sent('heartbeat'), [cast.per.id, cast.pia.id]);
  const heartbeat = await behold<string>(here, 'select id from heartbeats where group_id = $1', [group]);
  const token = await linkOf(here, cast.pia, 'heartbeat', heartbeat);
  await done(visitor(here).post(to(urls.link.heartbeat, { token }), { alive: 'yes', room: '2' }));
  assert.equal(await behold(here, 'select room_for_more from heartbeats where id = $1', [heartbeat]), 2);
  assert.ok((await acts()).includes('heartbeat.answered'));
});

test('a group that is no longer needed is closed by its contact person, and nobody sits in it any more', async () => {
  const per = await as(here, 'per');
  await done(per.post(at(urls.groupClose), { because: 'no-longer-needed' }));
  assert.equal(await fact('closed_because'), 'no-longer-needed');
  assert.equal(
    await behold(here, 'select count(*) from seats where group_id = $1 and left_on is null and accepted_at is not null', [group]),
    0,
  );
  assert.equal((await per.get(at(urls.group))).status, 404);
});
