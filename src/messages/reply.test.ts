import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { cast, type CastName, houses, seat, visitor } from '../../test/cast.ts';
import { type MailServer, mailServer, type SmsServer, smsServer, wayOut } from '../../test/outside.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { makeLink } from '../accounts/index.ts';
import { addMinutes, day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { replyHandlers } from '../replies.ts';
import type { ReplyHandler } from './index.ts';

const today = day('2026-12-01');
const first = '00000000-0000-7000-8000-000000000901';
const second = '00000000-0000-7000-8000-000000000902';
/** What the feature behind the links was asked, and what it says to it. */
const asked: { person: string; object: string | null; what: string }[] = [];
let says: (object: string | null) => boolean = () => true;
const handler: ReplyHandler = {
  purpose: 'import-consent',
  wants: ['yes', 'no'],
  answer: async ({ actor, tx }, object, what) => {
    asked.push({ person: actor.id, object, what });
    await tx.updateTable('people').set({ large_type: true }).where('id', '=', actor.id).execute();
    return says(object);
  },
};

let mail: MailServer;
let sms: SmsServer;
let here: TestWorld;
before(async () => {
  replyHandlers.push(handler);
  [mail, sms] = [await mailServer(), await smsServer()];
  here = await openTestWorld('2026-12-01T09:00:00+01:00', wayOut(mail, sms));
  await seat(here);
});
beforeEach(async () => {
  await here.superuser.query('delete from messages; delete from links; delete from inbound_sms; update people set large_type = false');
  asked.length = mail.mails.length = sms.texts.length = 0;
  says = () => true;
});
after(async () => {
  replyHandlers.splice(replyHandlers.indexOf(handler), 1);
  await here.close();
  await mail.close();
  await sms.close();
});

const linkFor = (who: CastName, object: string, minutes = 60) =>
  transaction(here.world.db, { person: cast[who].id, today }, (tx) =>
    makeLink(tx, here.world.now(), {
      association: houses[cast[who].house].id,
      person: cast[who].id,
      purpose: 'import-consent',
      object,
      expires: addMinutes(here.world.now(), minutes),
    }),
  );

/** As the gateway posts it. */
const post = (from: string, message: string, id: string, secret = 'a-secret-of-its-own') =>
  visitor(here).post(`/sms/inbound/${secret}`, {
    id,
    from,
    to: '+4759440000',
    message,
    direction: 'incoming',
    created: '2026-12-01T08:00:00.000000',
  });
const inbound = async () => (await here.superuser.query('select * from inbound_sms order by received_at, id')).rows;

test('a yes by text message answers the newest open link, through the eyes of whoever sent it', async () => {
  await linkFor('peder', first);
  here.setClock('2026-12-01T09:05:00+01:00');
  await linkFor('peder', second);
  const response = await post(cast.peder.phone, 'Ja takk', 'm1');
  await here.whenIdle();
  assert.deepEqual([response.status, await response.text()], [204, '']);
  assert.deepEqual(asked, [{ person: cast.peder.id, object: second, what: 'yes' }]);
  const [row] = await inbound();
  assert.deepEqual([row.person_id, row.understood_as, row.sealed, row.handled_by], [cast.peder.id, 'yes', null, null]);
  assert.ok(row.handled_at);
});

test('a gateway that tells twice is answered once', async () => {
  await linkFor('peder', first);
  const all = await Promise.all([post(cast.peder.phone, 'NEI', 'm2'), post(cast.peder.phone, 'NEI', 'm2')]);
  await here.whenIdle();
  await post(cast.peder.phone, 'NEI', 'm2');
  await here.whenIdle();
  assert.deepEqual([all.map((one) => one.status), asked.length, (await inbound()).length], [[204, 204], 1, 1]);
});

test('where the newest link has nothing to answer any more, that is undone and the next one is tried', async () => {
  await linkFor('peder', first);
  here.setClock('2026-12-01T09:10:00+01:00');
  await linkFor('peder', second);
  says = (object) => object === first;
  await post(cast.peder.phone, 'ja', 'm3');
  await here.whenIdle();
  assert.deepEqual(
    asked.map((one) => one.object),
    [second, first],
  );
  says = () => false;
  await post(cast.paal.phone, 'ja', 'm4');
  const large = await here.superuser.query('select id from people where large_type');
  assert.deepEqual(
    large.rows.map((row) => row.id),
    [cast.peder.id],
  );
});

test('an expired, used or replaced link is not answered', async () => {
  await linkFor('peder', first, -1);
  await linkFor('peder', first);
  await here.superuser.query('update links set used_at = now() where expires_at > $1', [here.world.now()]);
  await linkFor('peder', second);
  await here.superuser.query('update links set replaced_at = now() where object_id = $1', [second]);
  await post(cast.peder.phone, 'ja', 'm5');
  await here.whenIdle();
  assert.deepEqual(asked, []);
});

test('what nobody understands is kept sealed for a person, and its sender is asked again, once', async () => {
  await linkFor('peder', first);
  for (const id of ['m6', 'm7']) {
    await post(cast.peder.phone, 'Kanskje, jeg må spørre kona først', id);
    await here.whenIdle();
  }
  assert.deepEqual(asked, []);
  assert.equal(sms.texts.length, 1);
  assert.match(sms.texts[0]!.message, /^Vi forsto ikke svaret\. Svar JA eller NEI, eller svar her: http:\/\/localhost\/e\//);
  const left = await inbound();
  assert.deepEqual(
    left.map((row) => [row.person_id, row.understood_as, row.handled_at]),
    [1, 2].map(() => [cast.peder.id, null, null]),
  );
  assert.doesNotMatch(JSON.stringify(left), /kona/);
});

test('whoever writes stop gets no more text messages, and the coordinator is told', async () => {
  await here.superuser.query("update people set reach_by = 'sms' where id = any ($1)", [[cast.per.id, cast.peder.id]]);
  await post(cast.per.phone, 'STOPP', 'm8');
  await post(cast.peder.phone, 'Stopp sms', 'm9');
  await here.whenIdle();
  const now = await here.superuser.query('select id, reach_by from people where id = any ($1) order by id', [[cast.per.id, cast.peder.id]]);
  assert.deepEqual(now.rows, [
    { id: cast.per.id, reach_by: 'email' },
    { id: cast.peder.id, reach_by: 'phone' },
  ]);
  assert.deepEqual(
    (await inbound()).map((row) => [row.understood_as, row.handled_at]),
    [1, 2].map(() => ['stop', null]),
  );
});

test('the right to post replies is a secret in the address', async () => {
  assert.equal((await post(cast.per.phone, 'ja', 'm10', 'a-secret-of-another')).status, 404);
  assert.deepEqual(await inbound(), []);
  const nonsense = await visitor(here).post('/sms/inbound/a-secret-of-its-own', { what: 'ever' });
  assert.deepEqual([nonsense.status, await inbound()], [204, []]);
});

test('a number that nobody has is not kept where several associations live', async () => {
  await post('+4790000009', 'Hei, hvem er dere', 'm11');
  await here.whenIdle();
  const [row] = await inbound();
  assert.deepEqual([row.sealed, row.person_id, row.association_id], [null, null, null]);
  assert.ok(row.handled_at);
});

test('an expired link is renewed by the way its holder has chosen, and the answer never tells whether there was one', async () => {
  const old = await linkFor('per', first, -5);
  const asks = [old, 'A'.repeat(22), old].map((token) => visitor(here).post(`/link/${token}/renew`));
  const pages = await Promise.all((await Promise.all(asks)).map(async (page) => [page.status, (await page.text()).replaceAll(old, '')]));
  await here.whenIdle();
  assert.deepEqual(new Set(pages.map(([status, text]) => `${status} ${String(text).replace(/A{22}/g, '')}`)).size, 1);
  assert.ok(mail.mails.length >= 1);
  assert.match(mail.mails[0]!.text!, /Her er en ny lenke\.[^]*http:\/\/localhost\/e\//);
  const history = await here.superuser.query("select about_id from history where act = 'link.renewed'");
  assert.deepEqual(history.rows[0], { about_id: cast.per.id });
});

test('looking at the page of a renewal, as a mail scanner does, sends nothing', async () => {
  const old = await linkFor('per', first, -5);
  assert.equal((await visitor(here).get(`/link/${old}/renew`)).status, 200);
  await here.whenIdle();
  assert.equal(mail.mails.length, 0);
});

test('a link is renewed three times an hour, however often it is asked for', async () => {
  const old = await linkFor('pernille', first, -5);
  for (let asked = 0; asked < 6; asked += 1) await visitor(here).post(`/link/${old}/renew`);
  await here.whenIdle();
  assert.equal(mail.mails.length, 3);
});
