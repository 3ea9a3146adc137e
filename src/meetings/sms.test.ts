import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, seat, visitor } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { type MailServer, mailServer, type SmsServer, smsServer, wayOut } from '../../test/outside.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { to, urls } from '../urls.ts';
import { reminding } from './reminders.ts';

// Somebody with a telephone and nothing else: Peder has no e-mail, and asked to be reminded.
let mail: MailServer;
let sms: SmsServer;
let here: TestWorld;
let group = '';
const meeting = () => behold<string>(here, `select id from meetings where group_id = $1 and day = '2026-12-15'`, [group]);
const answer = async (message: string, id: string) => {
  const created = '2026-12-14T15:00:00.000000';
  await visitor(here).post(to(urls.smsInbound, { secret: 'a-secret-of-its-own' }), {
    id,
    from: cast.peder.phone,
    to: '+4759440000',
    message,
    direction: 'incoming',
    created,
  });
  await here.whenIdle();
};

before(async () => {
  [mail, sms] = [await mailServer(), await smsServer()];
  here = await openTestWorld('2026-12-01T09:00:00+01:00', wayOut(mail, sms));
  await seat(here);
  group = await arrange(here, { sitting: ['peder', 'per'], leads: ['frida', 'finn'] });
  const wish = { starts_on: '1.12.2026', clock: '18', minutes: '120', often: 'second-week', step: 'store' };
  assert.equal((await (await as(here, 'frida')).post(to(urls.meetingsPlan, { group }), wish)).status, 303);
  assert.equal((await (await as(here, 'peder')).post(to(urls.reminders, { group }), { wanted: 'yes' })).status, 303);
  await here.whenIdle();
});
after(async () => {
  await here.close();
  await mail.close();
  await sms.close();
});

test('the day before a later meeting only those who asked are reminded', async () => {
  here.setClock('2026-12-14T15:00:00+01:00');
  sms.texts.length = mail.mails.length = 0;
  await transaction(here.world.db, { person: null, today: day('2026-12-14') }, (tx) => here.world.enqueue(tx, reminding, {}));
  await here.whenIdle();
  assert.equal(mail.mails.length, 0);
  assert.equal(sms.texts.length, 1);
  assert.match(sms.texts[0]!.message, /^Møte tirsdag 15\. desember kl\. 18\. Kan du ikke komme: http\S+\/a\/[\w-]+$/);
});

test('“Kan ikke komme” by text message is enough, and is confirmed', async () => {
  await answer('Hei, jeg kan ikke komme. Hilsen Peder', 'm1');
  assert.equal(await behold(here, 'select by_way from absences where meeting_id = $1 and withdrawn_at is null', [await meeting()]), 'sms');
  assert.match(sms.texts.at(-1)!.message, /Vi venter deg ikke tirsdag 15\. desember kl\. 18/);
});

test('in the evening those who hold the group hear how many, without a name', async () => {
  here.setClock('2026-12-14T18:00:00+01:00');
  await here.whenIdle();
  const told = mail.mails.filter(({ subject }) => /Avbud|Avbod/.test(subject ?? ''));
  assert.equal(told.length, 2);
  for (const { subject, text } of told) assert.doesNotMatch(`${subject} ${text}`, /Peder|Onsdagsgruppa/);
});

test('whoever can come after all says so in the same way', async () => {
  await answer('Jeg kommer likevel', 'm2');
  assert.ok(await behold(here, 'select withdrawn_at from absences where meeting_id = $1', [await meeting()]));
});
