import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, type Client, seat } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

// A meeting is over, and nobody has noted who came. The first one is on Tuesday 1 December 2026, told in order.
let here: TestWorld;
let group = '';
let frida: Client;
let per: Client;
const at = (pattern: string, more = {}) => to(pattern as '/:group', { group, ...more });
const meetingOn = (on: string) => behold<string>(here, 'select id from meetings where group_id = $1 and day = $2', [group, on]);
const seatOf = (who: CastName) =>
  behold<string>(here, 'select id from seats where group_id = $1 and person_id = $2', [group, cast[who].id]);
const done = async (reply: Promise<Response>) => assert.equal((await reply).status, 303, await (await reply).clone().text());
const text = async (reply: Promise<Response>) => (await (await reply).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const nextAsSaid = async () => {
  const page = await text(per.get(to(urls.meeting, { meeting: await meetingOn('2026-12-15') })));
  return [/Møte \d av \d/, /\S+ står for tur/, /Søvn|Kreftene|De nærmeste/].map((said) => said.exec(page)?.[0]);
};
const shown = ['Møte 2 av 8', 'Pia står for tur', 'Kreftene'];

before(async () => {
  here = await openTestWorld();
  await seat(here);
  group = await arrange(here, { sitting: ['per', 'pia', 'petra'], leads: ['frida', 'finn'] });
  [frida, per] = [await as(here, 'frida'), await as(here, 'per')];
  await done(
    frida.post(at(urls.meetingsPlan), { starts_on: '1.12.2026', clock: '18', minutes: '120', often: 'second-week', step: 'store' }),
  );
  for (const title of ['Søvn', 'Kreftene', 'De nærmeste']) await done(per.post(at(urls.themes), { title }));
});
after(() => here.close());

test('the card of a meeting to come says its day, and that of today says so', async () => {
  const card = async (on: string) => text(per.get(to(urls.card, { meeting: await meetingOn(on) })));
  assert.match(await card('2026-12-15'), /Tema Tirsdag 15\. desember Kreftene/);
  assert.match(await card('2026-12-01'), /Tema I dag Søvn/);
});

test('the next meeting keeps its number, its turn with the coffee and its theme, when the one before is over and not noted', async () => {
  assert.deepEqual(await nextAsSaid(), shown);
  for (const now of ['2026-12-01T19:59:00+01:00', '2026-12-01T21:00:00+01:00', '2026-12-02T00:10:00+01:00']) {
    here.setClock(now);
    assert.deepEqual(await nextAsSaid(), shown, now);
  }
});

test('the page of the group asks those who hold it to note the meeting, and the counter says only what was noted', async () => {
  const page = await (await frida.get(at(urls.group))).text();
  assert.match(page, /Møtet 1\. desember er ikke notert/);
  assert.ok(page.includes(`href="${to(urls.attendance, { meeting: await meetingOn('2026-12-01') })}"`));
  assert.match(page, /0 av 8/);
  for (const other of [per, await as(here, 'kari')]) assert.doesNotMatch(await text(other.get(at(urls.group))), /ikke notert/);
});

test('a change of the snake afterwards does not change what the meeting was about', async () => {
  const theme = async (title: string) =>
    at(urls.theme, { theme: await behold<string>(here, 'select id from themes where group_id = $1 and title = $2', [group, title]) });
  await done(frida.post(await theme('De nærmeste'), { act: 'first' }));
  await done(frida.post(await theme('De nærmeste'), { act: 'down' }));
  await done(frida.post(await theme('De nærmeste'), { act: 'down' }));
  assert.deepEqual(await nextAsSaid(), shown);
  await done(frida.post(await theme('Søvn'), { act: 'done' }));
  assert.deepEqual(await nextAsSaid(), shown);
});

test('noted at last, it is held, and the next one stands as before', async () => {
  const meeting = await meetingOn('2026-12-01');
  assert.match(await text(frida.get(to(urls.attendance, { meeting }))), /Alle er krysset av/);
  await done(frida.post(to(urls.attendance, { meeting }), { present: [await seatOf('per'), await seatOf('petra')] }));
  assert.deepEqual(await nextAsSaid(), shown);
  assert.equal(await behold(here, 'select host_seat_id from meetings where id = $1', [meeting]), await seatOf('per'));
  assert.equal(await behold(here, `select meetings_taken from themes where group_id = $1 and title = 'Søvn'`, [group]), 1);
  const page = await text(frida.get(at(urls.group)));
  assert.match(page, /1 av 8/);
  assert.doesNotMatch(page, /ikke notert/);
  assert.match(await text(frida.get(to(urls.attendance, { meeting }))), /Slik ble det notert/);
});

test('where somebody has said that they cannot come, the page does not say that everyone is ticked', async () => {
  const meeting = await meetingOn('2026-12-15');
  await done(per.post(to(urls.absent, { meeting }), { act: 'absent' }));
  here.setClock('2026-12-15T18:10:00+01:00');
  const page = await text(frida.get(to(urls.attendance, { meeting })));
  assert.match(page, /De som har meldt avbud, er ikke krysset av/);
  assert.doesNotMatch(page, /Alle er krysset av/);
});
