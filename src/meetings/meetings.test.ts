import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, type Client, seat, visitor } from '../../test/cast.ts';
import { arrange, behold, linkOf } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { extending, reminding } from './reminders.ts';
import { transaction } from '../lib/db.ts';
import { day } from '../lib/day.ts';

// One group from its first plan to the decision, told in order. It is Tuesday 1 December 2026.
let here: TestWorld;
let group = '';
let frida: Client;
let per: Client;
const at = (pattern: string, more = {}) => to(pattern as '/:group', { group, ...more });
const days = async () =>
  (
    await here.superuser.query('select day::text, cancelled_at is not null as off from meetings where group_id = $1 order by starts_at', [
      group,
    ])
  ).rows;
const meetingOn = (on: string) => behold<string>(here, 'select id from meetings where group_id = $1 and day = $2', [group, on]);
const seatOf = (who: CastName) =>
  behold<string>(here, 'select id from seats where group_id = $1 and person_id = $2', [group, cast[who].id]);
const told = async (kind: string) =>
  (await here.superuser.query('select person_id from messages where kind = $1 order by id', [kind])).rows.map(
    ({ person_id }) => person_id as string,
  );
const acts = async () =>
  (await here.superuser.query('select act from history where group_id = $1 order by at, id', [group])).rows.map(({ act }) => act as string);
const done = async (reply: Promise<Response>) => assert.equal((await reply).status, 303, await (await reply).clone().text());
const refused = async (reply: Promise<Response>, why: RegExp) => {
  const response = await reply;
  assert.equal(response.status, 422);
  assert.match(await response.text(), why);
};
const wish = (more = {}) => ({ starts_on: '15.12.2026', clock: '18', minutes: '120', often: 'second-week', ...more });
const ids = (...names: CastName[]) => names.map((name) => cast[name].id as string);

before(async () => {
  here = await openTestWorld();
  await seat(here);
  group = await arrange(here, { sitting: ['per', 'pia', 'paal', 'petra'], leads: ['frida', 'finn'] });
  [frida, per] = [await as(here, 'frida'), await as(here, 'per')];
});
after(() => here.close());

test('a facilitator sees the days before anything is stored', async () => {
  const page = await frida.post(at(urls.meetingsPlan), wish({ step: 'look', not_in: ['7'] }));
  const text = await page.text();
  assert.equal(page.status, 200);
  assert.match(text, /annenhver tirsdag kl\. 18/);
  assert.match(text, /tirsdag 29\. desember kl\. 18 til 20/);
  assert.match(text, /ikke i juli/);
  assert.deepEqual(await days(), []);
});

test('a meeting is never planned longer than the group may meet, and the page says why and keeps what was typed', async () => {
  const page = await frida.post(at(urls.meetingsPlan), wish({ minutes: '180', step: 'store' }));
  const text = await page.text();
  assert.equal(page.status, 422);
  assert.match(text, /høyst 120 minutter/);
  assert.match(text, /value="180"/);
});

test('the stored plan makes the meetings of the half year ahead, and those who sit are told', async () => {
  await done(frida.post(at(urls.meetingsPlan), wish({ step: 'store' })));
  const all = await days();
  assert.equal(all[0].day, '2026-12-15');
  assert.equal(all[1].day, '2026-12-29');
  assert.equal(all.at(-1)!.day, '2027-06-01');
  assert.equal(all.length, 13);
  assert.deepEqual((await told('meetings-changed')).toSorted(), ids('per', 'pia', 'paal', 'petra', 'finn').toSorted());
  assert.deepEqual(await acts(), ['meetings.planned']);
});

test('one meeting is moved: it keeps its name, its time changes across the year, and everyone hears once', async () => {
  const meeting = await meetingOn('2026-12-29');
  await refused(
    frida.post(to(urls.meetingMove, { meeting }), { day: '12.1.2027', clock: '18', minutes: '120' }),
    /et møte den dagen fra før/,
  );
  await done(frida.post(to(urls.meetingMove, { meeting }), { day: '5. januar 2027', clock: '17.30', minutes: '90' }));
  assert.equal(await behold(here, 'select day::text from meetings where id = $1', [meeting]), '2027-01-05');
  assert.equal(await behold(here, 'select original_on::text from meetings where id = $1', [meeting]), '2026-12-29');
  assert.deepEqual((await told('meeting-moved')).toSorted(), ids('per', 'pia', 'paal', 'petra', 'finn').toSorted());
});

test('a cancelled meeting stays in sight, and can be taken back', async () => {
  const meeting = await meetingOn('2027-01-12');
  await done(frida.post(to(urls.meetingCancel, { meeting })));
  assert.match(await (await per.get(at(urls.meetings))).text(), /Avlyst/);
  assert.equal((await told('meeting-cancelled')).length, 5);
  await refused(frida.post(to(urls.meetingCancel, { meeting })), /allerede avlyst/);
  await done(frida.post(to(urls.meetingRestore, { meeting })));
  assert.equal(await behold(here, 'select cancelled_at from meetings where id = $1', [meeting]), null);
});

test('a pause takes its meetings away, and its end brings them back', async () => {
  const before = await days();
  await done(frida.post(at(urls.pause), { from: '1.3.2027', to: '31.3.2027' }));
  const paused = await days();
  assert.deepEqual(
    paused.filter(({ day }) => day.startsWith('2027-03')),
    [],
  );
  assert.equal(paused.length, before.length - 2);
  await done(frida.post(at(urls.pauseEnd), { from: '2027-03-01' }));
  assert.equal((await days()).length, before.length);
});

test('from a day on the group meets by another plan, and what was moved stays', async () => {
  await done(frida.post(at(urls.meetingsPlan), wish({ starts_on: '3.2.2027', often: 'week', minutes: '90', step: 'store' })));
  const all = (await days()).map(({ day }) => day as string);
  assert.ok(all.includes('2027-01-05') && all.includes('2027-01-26') && all.includes('2027-02-03') && all.includes('2027-02-10'));
  assert.ok(!all.includes('2027-02-09'));
  assert.equal(await behold(here, 'select count(*) from series where group_id = $1', [group]), 2);
  assert.equal((await acts()).at(-1), 'meetings.changed');
});

test('every week the half year is filled up', async () => {
  here.setClock('2026-12-14T05:00:00+01:00');
  await transaction(here.world.db, { person: null, today: day('2026-12-14') }, (tx) => here.world.enqueue(tx, extending, {}));
  await here.whenIdle();
  assert.equal((await days()).at(-1)!.day, '2027-06-09');
});

test('the day before the first meeting everyone who sits is reminded, with nothing but the time', async () => {
  here.setClock('2026-12-14T15:00:00+01:00');
  const remind = () =>
    transaction(here.world.db, { person: null, today: day('2026-12-14') }, (tx) => here.world.enqueue(tx, reminding, {}));
  await remind();
  await here.whenIdle();
  await remind();
  await here.whenIdle();
  assert.deepEqual((await told('first-meeting-reminder')).toSorted(), ids('per', 'pia', 'paal', 'petra').toSorted());
});

test('“I cannot come” is one press behind a private link, and can be undone', async () => {
  const meeting = await meetingOn('2026-12-15');
  const token = await linkOf(here, cast.pia, 'absence', meeting);
  const link = to(urls.link.absence, { token });
  assert.match(await (await visitor(here, 'nn').get(link)).text(), /Eg kan ikkje kome/);
  assert.equal(await behold(here, 'select count(*) from absences'), 0, 'looking tells nobody');
  await done(visitor(here).post(link, { act: 'absent' }));
  assert.match(await (await visitor(here, 'nn').get(link)).text(), /Takk for at du sa frå/);
  assert.equal(await behold(here, 'select by_way from absences where seat_id = $1', [await seatOf('pia')]), 'link');
  await done(visitor(here).post(link, { act: 'come' }));
  assert.ok(await behold(here, 'select withdrawn_at from absences where seat_id = $1', [await seatOf('pia')]));
  await done(visitor(here).post(link, { act: 'absent' }));
});

test('the group hears how many, the facilitators see who, and a message says neither', async () => {
  const meeting = await meetingOn('2026-12-15');
  const page = async (client: Client) => (await client.get(to(urls.meeting, { meeting }))).text();
  assert.match(await page(per), /Én kan ikke komme/);
  assert.match((await page(frida)).replace(/<select.*?<\/select>/gs, ''), /Pia/);
  const forPer = (await page(per)).replace(/<select.*?<\/select>/gs, '');
  assert.doesNotMatch(forPer.split('host')[0]!.split('Én kan ikke komme')[1]!.split('Kaffe')[0]!, /Pia/);
  const rows = (
    await here.superuser.query(`select person_id, variables, send_after from messages where kind = 'absences' order by person_id`)
  ).rows;
  assert.deepEqual(rows.map((row) => row.person_id).toSorted(), ids('frida', 'finn').toSorted());
  assert.deepEqual([rows[0].variables.count, rows[0].variables.day], [1, '2026-12-15']);
  assert.equal(rows[0].send_after.toISOString(), '2026-12-14T17:00:00.000Z', 'gathered until the evening before');
});

test('what was told on the phone is noted by a facilitator, and gathered into the same message', async () => {
  const meeting = await meetingOn('2026-12-15');
  await done(frida.post(to(urls.absent, { meeting }), { act: 'absent', seat: await seatOf('paal') }));
  const rows = (await here.superuser.query(`select variables from messages where kind = 'absences'`)).rows;
  assert.deepEqual(
    rows.map((row) => row.variables.count),
    [2, 2],
  );
  await done(frida.post(to(urls.absent, { meeting }), { act: 'come', seat: await seatOf('paal') }));
});

test('a participant cannot say that somebody else is away', async () => {
  const meeting = await meetingOn('2026-12-15');
  assert.equal((await per.post(to(urls.absent, { meeting }), { act: 'absent', seat: await seatOf('paal') })).status, 404);
});

test('attendance cannot be noted before the day', async () => {
  await refused(frida.post(to(urls.attendance, { meeting: await meetingOn('2026-12-15') }), { present: [] }), /ikke vært ennå/);
});

test('everyone is ticked but those who said they could not come, and the counter goes up once', async () => {
  here.setClock('2026-12-15T18:10:00+01:00');
  const meeting = await meetingOn('2026-12-15');
  const page = await (await frida.get(to(urls.attendance, { meeting }))).text();
  assert.equal(page.match(/type="checkbox"[^>]*checked/g)?.length, 3);
  const present = [await seatOf('per'), await seatOf('paal'), await seatOf('petra')];
  await done(frida.post(to(urls.attendance, { meeting }), { present }));
  await done(frida.post(to(urls.attendance, { meeting }), { present: present.slice(1) }));
  assert.equal(await behold(here, 'select head_count from meetings where id = $1', [meeting]), 2);
  assert.equal(await behold(here, 'select count(*) from attendance where meeting_id = $1 and present', [meeting]), 2);
  assert.equal((await acts()).filter((act) => act === 'meeting.held').length, 1);
  const shown = await (await frida.get(at(urls.group))).text();
  assert.match(shown, /1 av 8/);
});

test('the coordinator sees the days and how many came, never who could not', async () => {
  const kari = await as(here, 'kari');
  const text = await (await kari.get(to(urls.meeting, { meeting: await meetingOn('2027-01-05') }))).text();
  assert.match(text, /tirsdag 5\. januar/);
  assert.doesNotMatch(text, /kan ikke komme|Kaffe/);
  assert.equal((await kari.get(to(urls.attendance, { meeting: await meetingOn('2026-12-15') }))).status, 404);
});

test('with the eighth accompanied meeting the facilitators hear that the decision is due', async () => {
  await here.superuser.query(
    `update meetings set held_at = starts_at, head_count = 4 where id in (select id from meetings where group_id = $1 and held_at is null order by starts_at limit 6)`,
    [group],
  );
  const last = await behold<string>(here, `select id from meetings where group_id = $1 and held_at is null order by starts_at limit 1`, [
    group,
  ]);
  const on = await behold<string>(here, 'select day::text from meetings where id = $1', [last]);
  here.setClock(`${on}T20:00:00+01:00`);
  await done((await as(here, 'frida')).post(to(urls.attendance, { meeting: last }), { present: [await seatOf('per')] }));
  assert.deepEqual((await told('decision-due')).toSorted(), ids('frida', 'finn').toSorted());
});

test('whoever no longer wants a talk says so, and that is written down too', async () => {
  const [held] = (
    await here.superuser.query('select id from meetings where group_id = $1 and held_at is not null order by starts_at limit 1', [group])
  ).rows;
  const path = to(urls.talkWanted, { meeting: held.id });
  for (const wanted of ['yes', 'no', 'no']) await done(frida.post(path, { wanted }));
  const said = (await acts()).filter((act) => act.startsWith('talk.'));
  assert.deepEqual(said.slice(-2), ['talk.wanted', 'talk.withdrawn']);
});
