import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canary, type Canary } from './canary.ts';
import { as, cast, seat, visitor } from './cast.ts';
import { arrange } from './groups.ts';
import { mailServer, type MailServer, smsServer, type SmsServer, wayOut } from './outside.ts';
import { openTestWorld, type TestWorld } from './world.ts';
import { to, urls } from '../src/urls.ts';

let [mail, sms]: [MailServer, SmsServer] = [] as never;
let here: TestWorld = undefined as never;
let bird: Canary;
let release: (() => void) | undefined;
before(async () => {
  [mail, sms] = [await mailServer(), await smsServer()];
  here = await openTestWorld('2026-12-01T09:00:00+01:00', { ...wayOut(mail, sms), LOG: 'all' });
  await seat(here);
  bird = canary();
  release = bird.hearLog();
  const answer = bird.around(here.app.fetch);
  here.app.request = ((url: string, init: RequestInit) => answer(new Request(url, init))) as typeof here.app.request;
});
after(async () => {
  // A world that did not open must not leave the servers open, or the run never ends.
  release?.();
  await here?.close();
  await mail.close();
  await sms.close();
});

test('the canary finds a planted word wherever it is, and lets people be called by their own name', async () => {
  const planted = canary();
  await planted.learn(here);
  planted.hear('log', 'could not seal pernille116@example.org');
  planted.hear('address', '/search?q=Pernille+Eksempel');
  planted.hear('message', 'Hei, Pernille', cast.pernille.email!);
  planted.hear('message', 'Petra kan ikke komme', cast.pernille.email!);
  planted.hear('error page', 'Gruppa for brystkreft, underliv');
  const found = planted.leaks().map(({ place, word }) => `${place}: ${word}`);
  assert.deepEqual(found.toSorted(), [
    'address: Pernille',
    'address: Pernille Eksempel',
    'error page: Underliv',
    'log: pernille116@example.org',
    'message: Petra',
  ]);
});

test('nothing that leaves the house tells who it is about, or what', async () => {
  const group = await arrange(here, { sitting: ['per', 'pia', 'pernille', 'petra'], leads: ['frida', 'finn'] });
  await bird.learn(here);
  const [per, pia, kari] = [await as(here, 'per'), await as(here, 'pia'), await as(here, 'kari')];
  for (const path of [urls.me, urls.meKept, urls.desk, to(urls.group, { group }), urls.inbox, urls.waitingList, '/finnes-ikke'])
    for (const client of [per, pia, kari, visitor(here)]) await client.get(path);
  await visitor(here).post(urls.signIn, { contact: cast.per.email!, own: '', back: '' });
  await per.post(to(urls.groupLeave, { group }));
  await pia.post(urls.meContact, { phone: cast.pia.phone, email: 'et.nytt@example.org', address: '' });
  await bird.learn(here, { 'et.nytt@example.org': cast.pia.called });
  const { farewell } = here.world;
  here.world.farewell = () => Promise.reject(new Error(`${cast.pia.called} Eksempel cannot be told at ${cast.pia.phone}`));
  assert.equal((await pia.post(urls.meErase)).status, 500);
  here.world.farewell = farewell;
  assert.equal((await pia.post(urls.meErase)).status, 303);
  await here.whenIdle();
  for (const one of mail.mails) bird.hearMail(one);
  for (const one of sms.texts) bird.hearSms(one);
  const heard = bird.heard();
  assert.ok(heard.message >= 4 && heard.log > 0 && heard.address > 20 && heard['error page'] > 4, JSON.stringify(heard));
  assert.deepEqual(bird.leaks(), []);
});
