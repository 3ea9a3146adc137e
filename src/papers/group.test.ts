import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, type Client, seat } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { paperAt } from './papers.fixture.ts';

let here: TestWorld;
let group = '';
let frida: Client;
let per: Client;
const at = (pattern: string) => to(pattern as '/:group', { group });

before(async () => {
  here = await openTestWorld();
  await seat(here);
  group = await arrange(here, { sitting: ['per', 'pia', 'petra'], leads: ['frida', 'finn'], signed: ['per', 'frida'] });
  [frida, per] = [await as(here, 'frida'), await as(here, 'per')];
  const plan = { starts_on: '1.12.2026', clock: '18', minutes: '120', often: 'week', step: 'store' };
  const planned = await frida.post(at(urls.meetingsPlan), plan);
  assert.equal(planned.status, 303);
});
after(() => here.close());

test('half a year of weekly meetings stands on one A4, with its themes, and tells others nothing', async () => {
  for (const title of [
    'Søvn',
    'De nærmeste, og alt det de ikke sier når vi sitter der og hører på dem hele kvelden',
    '#strong[Kreftene] *nå*',
  ])
    await per.post(at(urls.themes), { title });
  const sheet = await paperAt(per, at(urls.programmePaper));
  assert.equal(sheet.pages, 1);
  assert.deepEqual(sheet.size, [210, 297]);
  assert.ok(sheet.text.match(/kl\. 18/g)!.length > 20);
  for (const text of ['Møter', 'Søvn', '#strong[Kreftene] *nå*', 'Eksempelbiblioteket']) assert.ok(sheet.text.includes(text), text);
  assert.doesNotMatch(sheet.text, /Onsdagsgruppa|Per|Pia/);
  assert.ok(sheet.roles.has('Table') && sheet.roles.has('TH'));
});

test('themes can be left out, and who brings the coffee put in', async () => {
  const sheet = await paperAt(per, `${at(urls.programmePaper)}?themes=no&names=yes`);
  assert.doesNotMatch(sheet.text, /Søvn/);
  assert.match(sheet.text, /Pia/);
});

test('a cancelled meeting is still on the sheet, and says so', async () => {
  const meeting = await behold<string>(here, "select id from meetings where group_id = $1 and day = '2026-12-08'", [group]);
  assert.equal((await frida.post(to(urls.meetingCancel, { meeting }))).status, 303);
  assert.match((await paperAt(per, at(urls.programmePaper))).text, /8\. desember[^\n]*avlyst/);
});

test('there is a promise for each who has yet to sign, in the own language, and an empty one', async () => {
  const forms = await paperAt(frida, at(urls.pledgesPaper));
  // Pia in nynorsk, Petra in English, Finn in nynorsk, and one for whoever comes
  assert.equal(forms.pages, 4);
  for (const text of ['Teieløfte', 'Pia', 'Petra', 'Finn', 'Taushetsløfte', 'Underskrift']) assert.ok(forms.text.includes(text), text);
  assert.doesNotMatch(forms.text, /\bPer\b|Onsdagsgruppa/);
  assert.equal(await behold(here, "select count(*)::int from history where act = 'paper.printed' and group_id = $1", [group]), 1);
});

test('the list of who came has first names down and the next meetings across, on one sheet', async () => {
  const list = await paperAt(frida, at(urls.attendancePaper));
  assert.equal(list.pages, 1);
  assert.deepEqual(list.size, [297, 210]);
  for (const text of ['Per', 'Petra', 'Pia', 'tir 1.12.', 'tir 15.12.', 'Hvor mange']) assert.ok(list.text.includes(text), text);
  assert.doesNotMatch(list.text, /tir 8\.12\.|Eksempel/);
});

test('promises and lists are for those who hold the group and the association that posts them', async () => {
  const kari = await as(here, 'kari');
  assert.equal((await paperAt(kari, at(urls.attendancePaper))).pages, 1);
  for (const who of ['per', 'stranger', 'tuva', 'pernille'] as const) {
    const client = await as(here, who);
    for (const pattern of [urls.attendancePaper, urls.pledgesPaper]) assert.equal((await client.get(at(pattern))).status, 404, who);
  }
  assert.equal((await (await as(here, 'stranger')).get(at(urls.programmePaper))).status, 404);
});

test('after the handover the association prints no names of the group', async () => {
  await here.superuser.query("update groups set handed_over_on = '2026-12-01' where id = $1", [group]);
  const kari = await as(here, 'kari');
  for (const pattern of [urls.attendancePaper, urls.pledgesPaper, urls.programmePaper])
    assert.equal((await kari.get(at(pattern))).status, 404);
  assert.equal((await paperAt(per, at(urls.programmePaper))).pages, 1);
});
