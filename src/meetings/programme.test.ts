import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { serve } from '@hono/node-server';
import { as, cast, type CastName, type Client, seat, visitor } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { noKhal, readWithKhal } from '../../test/khal.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

// What a group talks about and how its people keep the days, told in order. It is Tuesday 1 December 2026.
let here: TestWorld;
let group = '';
let frida: Client;
let per: Client;
const at = (pattern: string, more = {}) => to(pattern as '/:group', { group, ...more });
const meetingOn = (on: string) => behold<string>(here, 'select id from meetings where group_id = $1 and day = $2', [group, on]);
const theme = (title: string) => behold<string>(here, 'select id from themes where group_id = $1 and title = $2', [group, title]);
const order = async () =>
  (
    await here.superuser.query(
      'select title from themes where group_id = $1 and done_on is null and removed_at is null order by position',
      [group],
    )
  ).rows.map(({ title }) => title as string);
const done = async (reply: Promise<Response>) => assert.equal((await reply).status, 303, await (await reply).clone().text());
const text = async (reply: Promise<Response>) => (await reply).text();
const seatOf = (who: CastName) =>
  behold<string>(here, 'select id from seats where group_id = $1 and person_id = $2', [group, cast[who].id]);

before(async () => {
  here = await openTestWorld();
  await seat(here);
  group = await arrange(here, { sitting: ['per', 'pia', 'petra'], leads: ['frida', 'finn'] });
  [frida, per] = [await as(here, 'frida'), await as(here, 'per')];
  await done(
    frida.post(at(urls.meetingsPlan), { starts_on: '1.12.2026', clock: '18', minutes: '120', often: 'second-week', step: 'store' }),
  );
});
after(() => here.close());

test('what came up goes last on the snake, and nobody sees who put it there', async () => {
  for (const title of ['Søvn', 'De nærmeste', 'Kreftene']) await done(per.post(at(urls.themes), { title }));
  assert.deepEqual(await order(), ['Søvn', 'De nærmeste', 'Kreftene']);
  const columns = await here.superuser.query(
    `select column_name from information_schema.columns where table_name = 'themes' and column_name like '%by%'`,
  );
  assert.deepEqual(columns.rows, []);
  assert.match(await text(frida.get(at(urls.themes))), /De nærmeste/);
});

test('an empty theme is a slip that says so where it is', async () => {
  const page = await per.post(at(urls.themes), { title: ' ' });
  assert.equal(page.status, 422);
  assert.match(await page.text(), /Fyll ut dette feltet/);
});

test('a facilitator changes the order; a participant of an accompanied group does not', async () => {
  await done(frida.post(at(urls.theme, { theme: await theme('Kreftene') }), { act: 'up' }));
  assert.deepEqual(await order(), ['Søvn', 'Kreftene', 'De nærmeste']);
  assert.equal((await per.post(at(urls.theme, { theme: await theme('Søvn') }), { act: 'down' })).status, 404);
});

test('a theme takes as many meetings as it needs, and the programme is laid out along the snake', async () => {
  await done(frida.post(at(urls.theme, { theme: await theme('Søvn') }), { act: 'longer' }));
  const programme = await text(per.get(at(urls.programme)));
  const rows = programme
    .split('<tr')
    .slice(1)
    .filter((row) => /desember|januar/.test(row));
  assert.deepEqual(
    rows.slice(0, 4).map((row) => /Søvn|Kreftene|De nærmeste/.exec(row)?.[0]),
    ['Søvn', 'Søvn', 'Kreftene', 'De nærmeste'],
  );
});

test('the programme has a heading that says nothing to others, and no names unless the group wants them', async () => {
  const plain = await text(per.get(at(urls.programme)));
  const sheet = plain.slice(plain.indexOf('class="sheet"'));
  assert.match(sheet, /<h2>Møter<\/h2>/);
  assert.doesNotMatch(sheet, /Onsdagsgruppa|Petra|Pia/);
  assert.doesNotMatch(await text(per.get(`${at(urls.programme)}?themes=no`)), /Søvn/);
  assert.match(await text(per.get(`${at(urls.programme)}?names=yes`)), /Petra/);
});

test('the group chooses a theme for a meeting, and it counts when the meeting was held', async () => {
  const meeting = await meetingOn('2026-12-01');
  assert.match(await text(frida.get(to(urls.meetingTheme, { meeting }))), /Neste på slangen er «Søvn»/);
  await done(frida.post(to(urls.meetingTheme, { meeting }), { theme: await theme('De nærmeste') }));
  here.setClock('2026-12-01T20:00:00+01:00');
  await done(frida.post(to(urls.attendance, { meeting }), { present: [await seatOf('per')] }));
  assert.equal(await behold(here, 'select meetings_taken from themes where id = $1', [await theme('De nærmeste')]), 1);
  await done(frida.post(at(urls.theme, { theme: await theme('De nærmeste') }), { act: 'done' }));
  assert.deepEqual(await order(), ['Søvn', 'Kreftene']);
  await done(frida.post(at(urls.theme, { theme: await theme('De nærmeste') }), { act: 'again' }));
  assert.deepEqual(await order(), ['Søvn', 'Kreftene', 'De nærmeste']);
});

test('the association never sees the themes', async () => {
  const kari = await as(here, 'kari');
  assert.equal((await kari.get(at(urls.themes))).status, 404);
  assert.doesNotMatch(await text(kari.get(at(urls.programme))), /Søvn|Kreftene/);
});

test('coffee goes round: it is the turn of the one who brought it longest ago, and one can swap', async () => {
  const meeting = await meetingOn('2026-12-15');
  assert.equal(
    await behold(here, `select host_seat_id from meetings where day = '2026-12-01'`),
    await seatOf('per'),
    'kept when it was held',
  );
  assert.match(await text(per.get(to(urls.meeting, { meeting }))), /Pia står for tur/);
  await done(per.post(to(urls.meetingHost, { meeting }), { seat: await seatOf('petra') }));
  assert.match(await text(per.get(to(urls.meeting, { meeting }))), /Petra tar kaffen/);
  assert.match(await text(per.get(to(urls.meeting, { meeting: await meetingOn('2026-12-29') }))), /Pia står for tur/);
  assert.equal((await per.post(to(urls.meetingHost, { meeting }), { seat: '00000000-0000-7000-8000-000000000999' })).status, 404);
});

test('the host says that it is on; another participant cannot', async () => {
  const meeting = await meetingOn('2026-12-15');
  assert.equal((await per.post(to(urls.meetingConfirm, { meeting }))).status, 404);
  await done((await as(here, 'petra')).post(to(urls.meetingConfirm, { meeting })));
  assert.match(await text(per.get(to(urls.meeting, { meeting }))), /Bekreftet/);
});

test('a host who cannot come is not waited for with the coffee', async () => {
  const meeting = await meetingOn('2026-12-15');
  await done((await as(here, 'petra')).post(to(urls.absent, { meeting }), { act: 'absent' }));
  assert.match(await text(per.get(to(urls.meeting, { meeting }))), /Pia tar kaffen/);
});

test('what the group hopes for is written without anybody’s name, and again later', async () => {
  assert.match(await text(per.get(at(urls.expectations))), /Hva håper du på/);
  await done(frida.post(at(urls.expectations), { lines: 'Alle får lytte i fred\r\nVi begynner presis' }));
  assert.match(await text(per.get(at(urls.expectations))), /Runde 1, 1\. desember 2026/);
  here.setClock('2027-02-01T12:00:00+01:00');
  await done(frida.post(at(urls.expectations), { lines: 'Vi fortsetter' }));
  const page = await text(per.get(at(urls.expectations)));
  assert.ok(page.indexOf('Runde 2') < page.indexOf('Runde 1'));
  assert.match(page, /Har alle fått sin del av tiden/);
  assert.equal((await per.post(at(urls.expectations), { lines: 'Jeg' })).status, 404);
  here.setClock('2026-12-02T12:00:00+01:00');
});

test('a facilitator who needs to talk ticks a box, and the coordinator hears whom to call', async () => {
  const meeting = await meetingOn('2026-12-01');
  await done(frida.post(to(urls.talkWanted, { meeting }), { wanted: 'yes' }));
  assert.equal((await per.post(to(urls.talkWanted, { meeting }), { wanted: 'yes' })).status, 404);
  const talk = await behold<string>(here, 'select id from talks_wanted where person_id = $1', [cast.frida.id]);
  assert.equal((await (await as(here, 'stranger')).post(to(urls.talkHad, { talk }))).status, 404);
  await done((await as(here, 'kari')).post(to(urls.talkHad, { talk })));
  assert.equal(await behold(here, 'select count(*) from talks_wanted'), 0);
});

let calendar = '';
test('a participant gets a private calendar address, once', async () => {
  const page = await text(per.post(at(urls.calendarLink)));
  calendar = /http:\/\/localhost(\/c\/[\w-]+)/.exec(page)![1]!;
  assert.doesNotMatch(await text(per.get(at(urls.calendarLink))), /\/c\/[\w-]{10}/);
});

test('the calendar says “Møte”, the time and the address, and nothing else', async () => {
  const reply = await visitor(here).get(calendar);
  const body = await reply.text();
  assert.equal(reply.headers.get('content-type'), 'text/calendar; charset=utf-8');
  assert.match(body, /SUMMARY:Møte\r\n/);
  assert.match(body, /LOCATION:Eksempelveien 1/);
  assert.doesNotMatch(body, /Onsdagsgruppa|Søvn|Petra|Lyspunkt|Eksempelbiblioteket/);
});

test('a calendar that has not changed is not sent again', async () => {
  const etag = (await visitor(here).get(calendar)).headers.get('etag')!;
  const again = () => here.app.request(`http://localhost${calendar}`, { headers: { 'if-none-match': etag } });
  assert.equal((await again()).status, 304);
  await done(frida.post(to(urls.meetingCancel, { meeting: await meetingOn('2027-01-12') })));
  assert.equal((await again()).status, 200);
});

test(
  'vdirsyncer and khal see the same days, in winter and summer, with what was moved, cancelled and placed elsewhere',
  { skip: noKhal },
  async () => {
    await done(
      frida.post(to(urls.meetingMove, { meeting: await meetingOn('2027-03-23') }), { day: '24.3.2027', clock: '17.30', minutes: '90' }),
    );
    const venue = '00000000-0000-7000-8000-000000000777';
    await here.superuser.query(
      `insert into venues (id, association_id, name, place, postcode) select $1, association_id, 'Eksempelhuset', 'Bergen', '5003' from groups where id = $2`,
      [venue, group],
    );
    await done(frida.post(to(urls.meetingPlace, { meeting: await meetingOn('2027-04-06') }), { venue }));
    const server = serve({ fetch: here.app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((up) => server.once('listening', up));
    try {
      const shown = await readWithKhal(`http://127.0.0.1:${(server.address() as AddressInfo).port}${calendar}`, '2026-12-28', 130);
      assert.deepEqual(shown, [
        '2026-12-29 18:00-20:00 Møte',
        '2027-01-26 18:00-20:00 Møte',
        '2027-02-09 18:00-20:00 Møte',
        '2027-02-23 18:00-20:00 Møte',
        '2027-03-09 18:00-20:00 Møte',
        '2027-03-24 17:30-19:00 Møte',
        '2027-04-06 18:00-20:00 Møte',
        '2027-04-20 18:00-20:00 Møte',
        '2027-05-04 18:00-20:00 Møte',
      ]);
    } finally {
      server.close();
    }
  },
);

test('one’s own calendar holds the meetings of all one’s groups, and loses those of a group that is left', async () => {
  const other = await arrange(here, { name: 'Torsdagsgruppa', sitting: ['pia', 'pernille'], leads: ['finn'] });
  const finn = await as(here, 'finn');
  await done(
    finn.post(to(urls.meetingsPlan, { group: other }), {
      starts_on: '3.12.2026',
      clock: '11',
      minutes: '60',
      often: 'week',
      step: 'store',
    }),
  );
  const pia = await as(here, 'pia');
  const page = await text(pia.post(urls.meCalendar));
  const own = /http:\/\/localhost(\/c\/[\w-]+)/.exec(page)![1]!;
  const events = async () =>
    [...(await text(visitor(here).get(own))).matchAll(/DTSTART;TZID=Europe\/Oslo:(\d+T\d+)/g)].map(([, start]) => start!);
  assert.ok((await events()).some((start) => start.endsWith('T180000')) && (await events()).some((start) => start === '20261203T110000'));
  assert.doesNotMatch(await text(visitor(here).get(own)), /Torsdagsgruppa|Onsdagsgruppa|Lyspunkt/);
  await here.superuser.query(`update seats set left_on = '2026-12-02' where group_id = $1 and person_id = $2`, [other, cast.pia.id]);
  assert.ok(!(await events()).includes('20261203T110000'));
  assert.notEqual(/http:\/\/localhost(\/c\/[\w-]+)/.exec(await text(pia.post(urls.meCalendar)))![1], own);
  assert.equal((await visitor(here).get(own)).status, 410, 'a new address ends the old one');
});

test('a new address ends the old one, and the calendar stops when the seat ends', async () => {
  const page = await text(per.post(at(urls.calendarLink)));
  const fresh = /http:\/\/localhost(\/c\/[\w-]+)/.exec(page)![1]!;
  assert.equal((await visitor(here).get(calendar)).status, 410);
  assert.equal((await visitor(here).get(fresh)).status, 200);
  await here.superuser.query(`update seats set left_on = '2026-12-02' where group_id = $1 and person_id = $2`, [group, cast.per.id]);
  assert.equal((await visitor(here).get(fresh)).status, 410);
});
