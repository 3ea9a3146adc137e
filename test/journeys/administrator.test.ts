import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { behold } from '../groups.ts';
import { smtpSays } from '../outside.ts';
import { foundingCode } from '../../src/house/index.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

// Dagny founds a Danish association in an empty house and furnishes it. In Danish, without script.
const email = 'dagny@example.org';
let site: Site;
let walk: Walk;
let secret = '';
const fact = <T>(text: string, values: unknown[] = []) => behold<T>(site.test, text, values);

before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00', { empty: true });
  walk = await site.walk({ speaks: 'da', javaScriptEnabled: false, viewport: { width: 768, height: 900 } });
});
after(() => site.close());

/** What the app on her telephone shows now. */
const shown = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.test.world.now().getTime() });

test('an empty house asks for the code from the console, and is founded once', async () => {
  await walk.go(urls.start);
  assert.equal(walk.path(), urls.firstRun);
  const house = { name: 'Foreningen Prøve', slug: 'proeve', country: 'DK', languages: ['da', 'en'], senderName: 'Prøve' };
  await walk.fill({ ...house, called: 'Dagny', fullName: 'Dagny Prøve', email, code: '0000 0000 0000' });
  await walk.send({ status: 422 });
  assert.equal(await walk.page.locator('[name=name]').inputValue(), 'Foreningen Prøve', 'what was typed is still there');
  await walk.fill({ code: foundingCode(site.test.world.keys) });
  await walk.send();
  assert.equal(walk.path(), urls.signIn);
});

test('she signs in with the code from her mail, and gives herself a second step', async () => {
  await walk.fill({ contact: email });
  await walk.send();
  const code = /\b(\d{3} ?\d{3})\b/.exec((await site.letter(email)).text!)![1]!;
  await walk.fill({ code });
  await walk.send();
  await walk.go(urls.house);
  assert.equal(walk.path(), urls.secondStepSetUp);
  secret = (await walk.page.locator('code.secret').innerText()).replaceAll(' ', '');
  await walk.fill({ code: shown() });
  await walk.send({ to: urls.secondStepSetUp });
  assert.equal(walk.path(), urls.house);
});

test('she gives the house its chapters and places', async () => {
  await walk.go(urls.chapters);
  await walk.go(to(urls.chapter, { chapter: 'new' }));
  await walk.fill({ name: 'Prøve Randers', slug: 'Prøve Randers', municipalities: '730' });
  await walk.send({ status: 422 });
  await walk.fill({ slug: 'randers' });
  await walk.send();
  await walk.sees('Prøve Randers');
  await walk.go(urls.venues);
  await walk.go(to(urls.venue, { venue: 'new' }));
  await walk.fill({
    name: 'Eksempelgården',
    address: 'Eksempelgade 1',
    postcode: '8900',
    place: 'Randers',
    door: 'Indgang B',
    wheelchair: ['yes'],
  });
  await walk.send();
  await walk.sees('Eksempelgården');
  await walk.go(urls.houseAssociation);
  await walk.fill({ phone: '20 30 00 99', contactName: 'Dagny' });
  await walk.send();
});

test('she makes a model of her own from one of the six', async () => {
  await walk.go(urls.models);
  const [model] = (await site.test.superuser.query(`select id from programme_models where key = 'randers'`)).rows;
  await walk.go(to(urls.model, { model: model.id }));
  await walk.press('Lav en kopi af denne model');
  await walk.fill({ name: 'Kvindegruppen', sizeMin: '9', sizeMax: '4' });
  await walk.send({ status: 422 });
  await walk.fill({ sizeMin: '4', sizeMax: '9' });
  await walk.send();
  await walk.sees('Kvindegruppen');
  assert.equal(await fact('select count(*)::int from programme_models'), 7);
  await walk.go(to(urls.text, { kind: 'pledge', language: 'da' }));
});

test('the promise becomes a new version, and the house speaks with its own words', async () => {
  await walk.go(urls.texts);
  await walk.go(to(urls.text, { kind: 'pledge', language: 'da' }));
  await walk.fill({ lines: 'Det, der bliver sagt her, bliver her.\nVi hjælper hinanden.' });
  await walk.send();
  assert.equal(await fact(`select max(version) from texts where kind = 'pledge' and language = 'da'`), 2);
  await walk.go(to(urls.words, { language: 'da' }));
  await walk.fill({ 'facilitator.one': 'vært', 'facilitator.many': 'værter' });
  await walk.send();
  await walk.go(urls.personNew);
  await walk.sees(/vært/i);
});

test('people get their roles, and lose them again', async () => {
  await walk.go(urls.people);
  await walk.go(urls.personNew);
  await walk.fill({ called: 'Karl', email: 'karl@example.org', language: 'da', role: 'coordinator' });
  await walk.send();
  const karl = await fact<string>(`select person_id from roles where role = 'coordinator'`);
  await walk.go(to(urls.person, { person: karl }));
  await walk.sees('Karl');
  await walk.go(urls.people);
  await walk.go(to(urls.person, { person: karl }));
  const role = await fact<string>(`select id from roles where role = 'coordinator'`);
  await walk.send({ to: to(urls.roleEnd, { person: karl, role }) });
  assert.ok(await fact('select ended_at is not null from roles where id = $1', [role]));
});

test('a letter that the mail server refused stands in the outbox, and goes when it is sent again', async () => {
  site.mail.answer = () => smtpSays(550);
  const visitor = await site.walk({ speaks: 'da', javaScriptEnabled: false });
  await visitor.go(to(urls.enquire, { association: 'proeve', wants: 'group' }));
  await visitor.fill({ called: 'Nora', email: 'nora@example.org', reachBy: 'email', adult: ['yes'], consent: ['yes'] });
  await visitor.send();
  await visitor.close();
  await site.test.whenIdle();
  site.mail.answer = () => null;
  const stuck = await fact<string>(`select id from messages where state = 'failed'`);
  await walk.go(urls.desk);
  await walk.go(urls.outbox);
  await walk.go(to(urls.outboxMessage, { message: stuck }));
  await walk.send({ to: to(urls.outboxRetry, { message: stuck }) });
  await site.test.whenIdle();
  assert.ok(site.mail.mails.some(({ to: [to] = [] }) => to?.address === 'nora@example.org'));
  await walk.go(urls.replies);
});

test('everything she did stands in the history', async () => {
  await walk.go(urls.house);
  await walk.go(urls.history);
  const acts = await site.test.superuser.query(`select distinct act from history`);
  assert.ok(acts.rows.length >= 8, JSON.stringify(acts.rows));
  await walk.sees('Dagny');
});
