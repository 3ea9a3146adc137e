import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, seat, visitor } from '../../test/cast.ts';
import { arrange, behold, linkOf } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { addPerson } from '../people/index.ts';
import { day } from '../lib/day.ts';
import { actAs, transaction } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld();
  await seat(here);
});
after(() => here.close());

const seatOf = (group: string, person: string) =>
  behold<string>(here, 'select id from seats where group_id = $1 and person_id = $2', [group, person]);
const answer = async (group: string, who: CastName, value: string, client = visitor(here)) => {
  const token = await linkOf(here, cast[who], 'invitation', await seatOf(group, cast[who].id));
  return await client.post(to(urls.link.invitation, { token }), { answer: value });
};
const lastMessage = (person: string) =>
  behold<string>(here, 'select kind from messages where person_id = $1 order by id desc limit 1', [person]);

test('ten people say yes to the last seat at once: one gets it, nine keep their place in line and are told so', async () => {
  const group = await arrange(here, { started: null, sitting: ['per', 'pia', 'petra', 'peder'], askedAtOnce: 14 });
  const ten = await Promise.all(Array.from({ length: 10 }, (_, at) => newcomer(group, at)));
  const replies = await Promise.all(ten.map(({ token }) => visitor(here).post(to(urls.link.invitation, { token }), { answer: 'accept' })));
  assert.deepEqual([...new Set(replies.map((reply) => reply.status))], [303]);
  const counted = await here.superuser.query(
    'select count(*) filter (where accepted_at is not null) as sitting, count(*) filter (where gone_at is not null) as gone from seats where group_id = $1',
    [group],
  );
  assert.deepEqual(counted.rows[0], { sitting: 5, gone: 9 });
  const told = await here.superuser.query('select kind, count(*) from messages where person_id = any($1) group by kind order by kind', [
    ten.map((one) => one.person),
  ]);
  assert.deepEqual(
    told.rows.map((row) => [row.kind, row.count]),
    [
      ['pledge-to-sign', 1],
      ['seat-accepted', 1],
      ['seat-gone', 9],
    ],
  );
});

test('when the one who got it stops, the first of those who came too late is asked, and nobody else', async () => {
  const [group] = (await here.superuser.query('select group_id from seats where gone_at is not null limit 1')).rows.map(
    (row) => row.group_id as string,
  );
  const leaving = await behold<string>(here, `select id from seats where group_id = $1 and person_id = $2`, [group, cast.per.id]);
  const token = await linkOf(here, cast.per, 'seat', leaving);
  assert.equal((await visitor(here).post(to(urls.link.seat, { token }))).status, 303);
  await here.whenIdle();
  const open = `select place_no from seats where group_id = $1 and invited_at is not null and gone_at is null and accepted_at is null and left_on is null`;
  const firstGone = await behold<number>(
    here,
    `select min(place_no) from (${open} union select place_no from seats where group_id = $1 and gone_at is not null) one`,
    [group],
  );
  const asked = await here.superuser.query(open, [group]);
  assert.deepEqual(
    asked.rows.map((row) => row.place_no),
    [firstGone],
  );
});

test('an answer is kept once: the page of the link tells what it came to', async () => {
  const group = await arrange(here, { started: null, invited: ['paal'], askedAtOnce: 1 });
  await answer(group, 'paal', 'accept');
  await answer(group, 'paal', 'accept');
  assert.equal(await behold(here, `select count(*) from messages where person_id = $1 and kind = 'seat-accepted'`, [cast.paal.id]), 1);
  const token = await linkOf(here, cast.paal, 'invitation', await seatOf(group, cast.paal.id));
  assert.match(await (await visitor(here).get(to(urls.link.invitation, { token }))).text(), /Plassen er din/);
});

test('whoever said no can think again while there is room', async () => {
  const group = await arrange(here, { started: null, invited: ['pernille'], askedAtOnce: 1 });
  await answer(group, 'pernille', 'decline');
  const token = await linkOf(here, cast.pernille, 'invitation', await seatOf(group, cast.pernille.id));
  assert.match(await (await visitor(here).get(to(urls.link.invitation, { token }))).text(), /Takk for svaret[^]*Ja, jeg blir med/);
  await answer(group, 'pernille', 'accept');
  assert.equal(await lastMessage(cast.pernille.id), 'pledge-to-sign');
});

test('a link for one seat does not answer for another, and a stranger’s link is not there', async () => {
  const group = await arrange(here, { started: null, invited: ['petra', 'peder'], askedAtOnce: 2 });
  const token = await linkOf(here, cast.petra, 'invitation', await seatOf(group, cast.peder.id));
  assert.equal((await visitor(here).post(to(urls.link.invitation, { token }), { answer: 'accept' })).status, 404);
  const foreign = await linkOf(here, cast.stranger, 'invitation', await seatOf(group, cast.peder.id));
  assert.equal((await visitor(here).get(to(urls.link.invitation, { token: foreign }))).status, 404);
});

test('"I am stopping" by link needs no sign-in and no reason; those who lead hear that a seat is free, and not whose', async () => {
  const group = await arrange(here, { sitting: ['per', 'pia'], leads: ['frida'] });
  const token = await linkOf(here, cast.pia, 'seat', await seatOf(group, cast.pia.id));
  const shown = await (await visitor(here).get(to(urls.link.seat, { token }))).text();
  assert.match(shown, /Du treng ikkje seie kvifor|Du trenger ikke si hvorfor/);
  assert.equal((await visitor(here).post(to(urls.link.seat, { token }))).status, 303);
  const told = await here.superuser.query(
    `select person_id, variables::text as said from messages where kind = 'seat-freed' order by id desc limit 1`,
  );
  assert.equal(told.rows[0].person_id, cast.frida.id);
  assert.doesNotMatch(told.rows[0].said, new RegExp(cast.pia.id));
  await visitor(here).post(to(urls.link.seatTouch, { token }), { touch: 'yes' });
  assert.equal(await behold(here, 'select stay_in_touch from seats where id = $1', [await seatOf(group, cast.pia.id)]), true);
  const seen = await (await (await as(here, 'per')).get(to(urls.group, { group }))).text();
  assert.doesNotMatch(seen, /Pia/);
  assert.match(seen, /plasser er ledige/);
});

test('a contact person who stops is no longer one, and the group is asked for another', async () => {
  const group = await arrange(here, { sitting: ['per', 'pia'], contact: 'pia', handedOver: '2026-11-01' });
  await (await as(here, 'pia')).post(to(urls.groupLeave, { group }));
  assert.equal(await behold(here, 'select count(*) from duties where group_id = $1 and ended_at is null', [group]), 0);
  assert.match(await (await (await as(here, 'per')).get(to(urls.group, { group }))).text(), /Gruppa har ingen kontaktperson/);
});

test('the coordinator takes somebody out of the line, and the next is asked', async () => {
  const group = await arrange(here, { started: null, invited: ['per'], standing: ['pia'], askedAtOnce: 1 });
  const reply = await (await as(here, 'kari')).post(to(urls.groupUnplace, { group, seat: await seatOf(group, cast.per.id) }));
  assert.equal(reply.status, 303);
  assert.equal(await seatOf(group, cast.per.id), undefined);
  assert.equal(await lastMessage(cast.pia.id), 'seat-invited');
});

async function newcomer(group: string, at: number): Promise<{ person: string; token: string }> {
  const id = newId();
  const { world } = here;
  await transaction(world.db, { person: null, today: day('2026-12-01') }, async (tx) => {
    await actAs(world.db, tx, { person: id, today: day('2026-12-01') });
    await addPerson(
      { world, tx, now: world.now() },
      {
        id,
        association: '00000000-0000-7000-8000-000000000002',
        chapter: null,
        called: `Prøve ${at}`,
        language: 'nb',
        reachBy: 'sms',
        contacts: { phone: `+4741000${100 + at}` },
        consent: { version: '1', by: 'self' },
      },
    );
  });
  const own = newId();
  await here.superuser.query(
    `insert into seats (id, association_id, group_id, person_id, place_no, placed_at, invited_at) values ($1, '00000000-0000-7000-8000-000000000002', $2, $3, $4, $5, $5)`,
    [own, group, id, 20 + at, world.now()],
  );
  return { person: id, token: await linkOf(here, { id, house: 'lyspunkt' }, 'invitation', own) };
}
