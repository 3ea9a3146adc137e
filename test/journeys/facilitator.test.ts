import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { arrange, behold } from '../groups.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

// Finn, in nynorsk, on a narrow telephone: from being asked to lead a group until it runs itself. Without script, but for the card.
// The card keeps itself by the clock of the telephone, so this is told in a year that is yet to come.
const narrow = { as: 'finn', viewport: { width: 320, height: 700 } } as const;
const people = ['per', 'pia', 'paal', 'petra'] as const;

let site: Site;
let walk: Walk;
let group = '';
const at = (pattern: string, more = {}) => to(pattern as '/:group', { group, ...more });
const of = (pattern: string, meeting: string) => to(pattern as '/:meeting', { meeting });
const fact = <T>(text: string, values: unknown[] = [group]) => behold<T>(site.test, text, values);
const meetingOn = (day: string) => fact<string>('select id from meetings where group_id = $1 and day = $2', [group, day]);

before(async () => {
  site = await openSite('2046-12-03T09:00:00+01:00');
  group = await arrange(site.test, {
    started: null,
    sitting: [...people],
    named: ['finn'],
    leads: ['frida'],
    signed: [...people, 'frida'],
  });
  await site.test.superuser.query(`update groups set first_on = '2046-12-18' where id = $1`, [group]);
  walk = await site.walk({ ...narrow, javaScriptEnabled: false });
});
after(() => site.close());

test('the desk asks him to take the group; he agrees, promises, and starts it', async () => {
  await walk.go(urls.desk);
  await walk.sees('Onsdagsgruppa');
  await walk.send({ to: at(urls.groupAgree) });
  await walk.go(at(urls.group));
  await walk.go(at(urls.pledgeRead));
  await walk.send({ status: 422 });
  await walk.fill({ promise: ['yes'] });
  await walk.send();
  await walk.go(at(urls.groupStart));
  await walk.send();
  assert.ok(await fact('select started_on is not null from groups where id = $1'));
});

test('he plans every second week with a pause in summer, moves one meeting and calls one off', async () => {
  await walk.go(at(urls.meetingsPlan));
  await walk.fill({ starts_on: '32.12.2046', clock: '18', minutes: '600', often: 'second-week' });
  await walk.send({ saying: 'look', status: 422 });
  await walk.fill({ starts_on: '18.12.2046', clock: '18', minutes: '120', often: 'second-week' });
  await walk.send({ saying: 'look' });
  await walk.sees('tysdag 18. desember');
  await walk.send({ saying: 'store' });
  await walk.go(at(urls.pause));
  await walk.fill({ from: '15.6.2047', to: '15.8.2047' });
  await walk.send();
  const [moved, off] = [await meetingOn('2047-01-01'), await meetingOn('2047-01-15')];
  await walk.go(of(urls.meetingMove, moved));
  await walk.fill({ day: '3.1.2047', clock: '18' });
  await walk.send();
  await walk.go(of(urls.meetingPlace, off));
  await walk.go(of(urls.meetingCancel, off));
  await walk.send();
  await walk.go(at(urls.meetings));
  await walk.go(at(urls.meetingAdd));
  const inPause = `select count(*)::int from meetings where group_id = $1 and cancelled_at is null and day between '2047-06-15' and '2047-08-15'`;
  assert.equal(await fact(inPause), 0);
  assert.equal(await fact(`select day::text from meetings where id = $1`, [moved]), '2047-01-03');
  assert.ok(await fact('select cancelled_at is not null from meetings where id = $1', [off]));
});

test('what comes up goes on the snake, and the half-year stands on one sheet', async () => {
  for (const title of ['Å fortelje det heime', 'Søvn', 'Arbeid']) {
    await walk.go(at(urls.themes));
    await walk.fill({ title });
    await walk.send({ to: at(urls.themes) });
  }
  const meeting = await meetingOn('2046-12-18');
  await walk.go(of(urls.meetingTheme, meeting));
  const theme = await fact<string>(`select id from themes where group_id = $1 and title = 'Søvn'`);
  await walk.fill({ theme });
  await walk.send();
  await walk.go(at(urls.programme));
  await walk.sees('Søvn', 'torsdag 3. januar');
  await walk.page.emulateMedia({ media: 'print' });
  assert.equal(await walk.page.locator('header.site').isVisible(), false, 'no navigation on paper');
  const pdf = await walk.page.pdf({ format: 'A4' });
  assert.equal((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length, 1, 'half a year on one sheet');
  await walk.page.emulateMedia({ media: 'screen' });
});

test('the opening card, once opened, works without a network', async () => {
  site.test.setClock('2046-12-18T17:30:00+01:00');
  const phone = await site.walk({ ...narrow, serviceWorkers: 'allow' });
  const card = of(urls.card, await meetingOn('2046-12-18'));
  await phone.go(card);
  await phone.sees('Søvn');
  await phone.page.locator('#offline').waitFor();
  await phone.context.setOffline(true);
  await phone.page.reload();
  await phone.sees('Søvn');
  await phone.page.getByRole('button', { name: 'Start runden' }).click();
  await phone.page.locator('.round-next').click();
  await phone.sees(/2/);
  await phone.look();
  await phone.context.setOffline(false);
  await phone.close();
});

test('he notes who came, by name; and by head count once the group prefers it', async () => {
  site.test.setClock('2046-12-18T20:10:00+01:00');
  walk = await site.walk({ ...narrow, javaScriptEnabled: false });
  const first = await meetingOn('2046-12-18');
  await walk.go(of(urls.meeting, first));
  await walk.go(of(urls.attendance, first));
  await walk.send();
  const came = 'select count(*)::int from attendance where meeting_id = $1 and present';
  assert.equal(await fact(came, [first]), people.length);
  await walk.go(of(urls.meeting, first));
  await walk.send({ to: of(urls.talkWanted, first) });

  const kari = await site.walk({ as: 'kari', javaScriptEnabled: false });
  await kari.go(at(urls.groupSettings));
  await kari.fill({ by_head_count: ['yes'] });
  await kari.send();
  await kari.close();
  site.test.setClock('2047-01-03T20:10:00+01:00');
  walk = await site.walk({ ...narrow, javaScriptEnabled: false });
  const second = await meetingOn('2047-01-03');
  await walk.go(of(urls.attendance, second));
  await walk.fill({ heads: 'mange' });
  await walk.send({ status: 422 });
  await walk.fill({ heads: '3' });
  await walk.send();
  assert.equal(await fact('select head_count from meetings where id = $1', [second]), 3);
  assert.equal(await fact(came, [second]), 0, 'a head count keeps no names');
});

test('what each expects is gone round, and again some weeks later', async () => {
  for (const [day, lines] of [
    ['2047-01-03', 'Ro\nTid til alle'],
    ['2047-01-29', 'Meir humor'],
  ] as const) {
    site.test.setClock(`${day}T20:20:00+01:00`);
    walk = await site.walk({ ...narrow, javaScriptEnabled: false });
    await walk.go(at(urls.expectations));
    await walk.fill({ lines });
    await walk.send();
  }
  await walk.go(at(urls.expectations));
  await walk.sees('Tid til alle', 'Meir humor');
});

test('the group will run itself: who does what is named, and his access ends at once', async () => {
  await walk.go(at(urls.groupDecide));
  await walk.fill({ decision: 'self-run' });
  await walk.send();
  const [contact, other] = (await site.test.superuser.query('select id from seats where group_id = $1 order by place_no', [group])).rows;
  await walk.go(at(urls.duties));
  for (const duty of ['contact', 'keys', 'room', 'contact-list', 'coffee', 'reminders'])
    await walk.fill({ [duty]: [duty === 'contact' ? contact.id : other.id] });
  await walk.send();
  await walk.go(at(urls.group));
  await walk.go(at(urls.handover));
  await walk.send();
  await walk.page.goto(site.url + at(urls.group));
  assert.doesNotMatch(await walk.reads(), /Onsdagsgruppa/);
  await walk.go(urls.desk);
});
