import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cast, models, venues } from '../cast.ts';
import { arrange, behold, waits } from '../groups.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

// Kari's week, in bokmål, without script: what comes in, the talks, the waiting list, and a group made of it.
const desktop = { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false } as const;
const folder = mkdtempSync(join(tmpdir(), 'verksted-list-'));
const list = join(folder, 'liste.csv');
const waiting = ['per', 'pia', 'paal', 'petra', 'peder'] as const;

let site: Site;
let kari: Walk;
let phoned = '';
let group = '';
const enquiries: Record<string, string> = {};
const fact = <T>(text: string, values: unknown[] = []) => behold<T>(site.test, text, values);
const of = (pattern: string, enquiry: string) => to(pattern as '/:enquiry', { enquiry });
const at = (pattern: string, more = {}) => to(pattern as '/:group', { group, ...more });

before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  for (const [nth, who] of waiting.entries())
    enquiries[who] = await waits(site.test, who, { slots: ['tue-eve'], received_on: `2026-10-0${nth + 1}` });
  await waits(site.test, 'pernille', { kind: 'relative', slots: ['thu-day'], place: 'Oslo' });
  await site.test.superuser.query('update people p set chapter_id = e.chapter_id from enquiries e where e.person_id = p.id');
  writeFileSync(list, 'Navn;Telefon;Postnr;Annet\nSissel Eksempel;400 06 001;5003;tir kveld\nÅse Eksempel;400 06 002;5003;tor kveld\n');
  kari = await site.walk({ as: 'kari', ...desktop });
});
after(async () => {
  rmSync(folder, { recursive: true });
  await site.close();
});

test('one who rang is written down, and stands in the inbox with the one act she needs', async () => {
  await kari.go(urls.desk);
  await kari.go(urls.enquiryNew);
  await kari.fill({ wants: 'group', cameBy: 'phone', called: 'Tone', phone: '12', language: 'nb' });
  await kari.send({ status: 422 });
  assert.equal(await kari.page.locator('[name=called]').inputValue(), 'Tone', 'what was typed is still there');
  await kari.fill({ phone: '400 07 100', postcode: '5003', kind: 'patient', adult: ['yes'], consent: ['yes'] });
  await kari.send();
  phoned = kari.path().split('/').at(-1)!;
  await kari.go(urls.inbox);
  await kari.sees('Tone vil være med i en gruppe');
});

test('a list from a spreadsheet: a column is corrected, every row is seen, then all are stored, and never twice', async () => {
  await kari.go(urls.imports);
  await kari.go(urls.importNew);
  await kari.send({ status: 422 });
  await kari.fill({ file: list });
  await kari.send();
  await kari.fill({ 'column-0': 'ignore' });
  await kari.send({ status: 422 });
  await kari.fill({ 'column-0': 'name', 'column-3': 'slots' });
  await kari.send();
  await kari.sees('To er nye');
  assert.equal(await fact(`select count(*)::int from enquiries where came_by = 'import'`), 0, 'nothing is stored before it has been seen');
  await kari.send();
  assert.equal(await fact(`select count(*)::int from enquiries where came_by = 'import' and 'tue-eve' = any(slots)`), 1);
  await kari.go(urls.importNew);
  await kari.fill({ file: list });
  await kari.send();
  await kari.sees(/Annet/);
  await kari.send();
  await kari.sees('To er her fra før');
});

test('a talk is agreed on and held, and whoever is ready waits for a group', async () => {
  await kari.go(of(urls.interviewBook, phoned));
  await kari.fill({ day: '3.12.2026', clock: '10', how: 'in-person' });
  await kari.send({ status: 422 });
  await kari.fill({ venue: venues.library.id });
  await kari.send();
  await kari.sees('torsdag 3. desember kl. 10');
  await kari.go(of(urls.interviewHold, phoned));
  await kari.fill({ covered: ['0', '1', '2'] });
  await kari.send();
  await kari.fill({ outcome: 'group' });
  await kari.send();
  await kari.go(of(urls.enquiryDetails, phoned));
  await kari.fill({ evenings: ['tue'], languages: ['nb'] });
  await kari.send();
  assert.equal(await fact('select stage from enquiries where id = $1', [phoned]), 'waiting');
});

test('that somebody should not be in a group is hers alone to know, and no word says why', async () => {
  const id = await fact<string>(`select id from enquiries where came_by = 'import' order by id limit 1`);
  await kari.go(of(urls.interviewHold, id));
  await kari.send();
  const written = await kari.page
    .locator('main form :is(textarea, input:not([type=radio], [type=hidden]))')
    .evaluateAll((all) => all.map((one) => one.getAttribute('name')));
  assert.deepEqual(written, ['again'], 'but for a day there is nowhere to write anything');
  await kari.fill({ outcome: 'not-a-group' });
  await kari.send();
  await kari.go(of(urls.enquiry, id));
  await kari.sees('ikke en gruppe');
  const birk = await site.walk({ as: 'birk', ...desktop });
  await birk.go(of(urls.enquiry, id));
  await birk.sees('Ferdig');
  await birk.seesNot(/ikke en gruppe|vurder/i);
  await birk.go(urls.waitingList);
  await birk.seesNot('Sissel');
  await birk.close();
});

test('the waiting list shows those she asks for', async () => {
  await kari.go(urls.waitingList);
  await kari.sees('Per', 'Pernille', 'Tone');
  await kari.go(to(urls.waitingList, {}, { kind: 'relative' }));
  await kari.sees('Pernille');
  await kari.seesNot('Peder');
  await kari.go(to(urls.waitingList, {}, { kind: 'patient', area: '50', slot: 'tue-eve', language: 'nb' }));
  await kari.sees('Tone');
  await kari.seesNot('Pernille');
  await kari.go(to(urls.waitingList, {}, { kind: 'bereaved' }));
  await kari.sees(/Ingen/);
});

test('a group that breaks a rule of its model is refused with the reason; mended, it is made', async () => {
  await kari.go(urls.groups);
  await kari.go(urls.groupNew);
  const typed = { model: models.lpp.id, name: 'Fjordgruppa', kind: 'patient', language: 'nb', size: '4' };
  await kari.fill({ ...typed, venue: venues.library.id, first_on: '15.12.2026', first_at: '18', rhythm: 'every-second-week' });
  await kari.fill({ facilitators: [cast.frida.id, cast.finn.id], people: [enquiries['per']!, enquiries['pia']!] });
  await kari.fill({ pick_kind: 'relative' });
  await kari.send({ saying: 'fit' });
  assert.ok(await kari.page.locator(`[name=people][value="${enquiries['pia']!}"]`).isChecked(), 'whoever is ticked stays');
  await kari.fill({ pick_kind: '' });
  await kari.send({ saying: 'fit' });
  await kari.send({ saying: 'compose', status: 422 });
  await kari.sees(/minst 4/);
  assert.equal(await kari.page.locator('[name=name]').inputValue(), 'Fjordgruppa', 'what was typed is still there');
  await kari.fill({ people: waiting.map((who) => enquiries[who]!) });
  await kari.send({ saying: 'compose' });
  group = kari.path().split('/').at(-1)!;
  await kari.go(at(urls.groupPlace));
  await kari.go(at(urls.groupFacilitators));
});

test('four are asked; one says no on the phone, and the place goes to the next', async () => {
  await kari.go(at(urls.groupInvite));
  await kari.fill({ at_once: '4' });
  await kari.send();
  await site.test.whenIdle();
  const seats = (await site.test.superuser.query('select id, invited_at from seats where group_id = $1 order by place_no', [group])).rows;
  assert.deepEqual(
    seats.map(({ invited_at }) => invited_at !== null),
    [true, true, true, true, false],
  );
  for (const [nth, answer] of ['accept', 'decline'].entries()) {
    await kari.go(at(urls.group));
    const form = kari.page.locator(`form[action="${at(urls.seatAnswer, { seat: seats[nth].id })}"]`);
    const moved = kari.page.waitForNavigation();
    await form
      .filter({ has: kari.page.locator(`[value=${answer}]`) })
      .locator('button')
      .click();
    await moved;
    await kari.look();
  }
  await site.test.whenIdle();
  assert.ok(await fact('select invited_at is not null from seats where id = $1', [seats[4].id]), 'the next has been asked');
  assert.equal(await fact('select answered_by from seats where id = $1', [seats[1].id]), 'phone');
  await kari.go(urls.desk);
});

test('what another chapter coordinates is not there for her neighbour', async () => {
  const other = await arrange(site.test, { name: 'Naboen', sitting: [], leads: ['frida', 'filip'] });
  const tuva = await site.walk({ as: 'tuva', ...desktop });
  for (const path of [at(urls.group), to(urls.group, { group: other }), of(urls.enquiry, phoned)]) {
    const answer = await tuva.page.goto(site.url + path);
    assert.equal(answer!.status(), 404, path);
  }
  await tuva.close();
});
