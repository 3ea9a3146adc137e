import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { as, cast, type CastName, houses, seat, visitor } from '../../test/cast.ts';
import { type MailServer, mailServer, type SmsServer, smsServer, smtpSays, wayOut } from '../../test/outside.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { hashOf } from '../accounts/session.ts';
import { day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { type Outgoing, outgoing, recall, releasing, send } from './index.ts';

const today = day('2026-12-01');
const object = '00000000-0000-7000-8000-000000000901';
const invitation = {
  kind: 'seat-invited',
  variables: { day: '2026-12-08', clock: '18:00', untilDay: '2026-12-03' },
  link: { purpose: 'invitation', object },
} as const;

/** Says something to one of the cast, as the coordinator does. */
async function tell(of: TestWorld, who: CastName, message: Omit<Outgoing, 'to'>): Promise<void> {
  const { world } = of;
  await transaction(world.db, { person: cast.kari.id, today }, (tx) =>
    send({ world, tx, now: world.now() }, houses.lyspunkt.id, { to: cast[who].id, ...message }),
  );
}
const rows = async (of: TestWorld) => (await of.superuser.query('select * from messages order by created_at, id')).rows;
const linkIn = (text: string | undefined) => /http:\/\/localhost(\/\S+)/.exec(text ?? '')?.[1];

describe('with a mail server and an SMS gateway', () => {
  let mail: MailServer;
  let sms: SmsServer;
  let here: TestWorld;
  before(async () => {
    [mail, sms] = [await mailServer(), await smsServer()];
    here = await openTestWorld('2026-12-01T09:00:00+01:00', wayOut(mail, sms));
    await seat(here);
  });
  beforeEach(async () => {
    await here.superuser.query('delete from messages; delete from links');
    mail.mails.length = sms.texts.length = 0;
    mail.answer = () => null;
  });
  after(async () => {
    await here.close();
    await mail.close();
    await sms.close();
  });

  test('a message reaches one person, in her language, from a neutral sender', async () => {
    await tell(here, 'pia', invitation);
    await here.whenIdle();
    const [arrived] = mail.mails;
    assert.equal(mail.mails.length, 1);
    assert.deepEqual(
      arrived!.to!.map((one) => one.address),
      [cast.pia.email],
    );
    assert.deepEqual([arrived!.from!.name, arrived!.from!.address], ['Lyspunkt', 'post@verksted.example']);
    assert.equal(arrived!.subject, 'Ein plass til deg');
    assert.match(
      arrived!.text!,
      /^Hei, Pia\n\nVi har ein plass til deg\. Det første møtet er tysdag 8\. desember kl\. 18\.[^]*Helsing Lyspunkt\s*$/,
    );
    const [row] = await rows(here);
    assert.deepEqual([row.state, row.channel, row.attempts, row.last_error], ['sent', 'email', 1, null]);
    const told = await here.superuser.query("select actor_role, about_id from history where act = 'message.sent' and object_id = $1", [
      row.id,
    ]);
    assert.deepEqual(told.rows, [{ actor_role: 'system', about_id: cast.pia.id }]);
  });

  test('whoever has no mail gets a text message', async () => {
    await tell(here, 'peder', invitation);
    await here.whenIdle();
    assert.equal(mail.mails.length, 0);
    assert.equal(sms.texts.length, 1);
    assert.deepEqual([sms.texts[0]!.to, sms.texts[0]!.from], [cast.peder.phone, '+4759440000']);
    assert.match(sms.texts[0]!.message, /^Vi har en plass til deg\. Første møte tirsdag 8\. desember kl\. 18\. Svar JA eller NEI\./);
  });

  test('the link in the text works, and only its hash is kept', async () => {
    await tell(here, 'per', { kind: 'enquiry-received', link: { purpose: 'enquiry', object } });
    await here.whenIdle();
    const path = linkIn(mail.mails[0]!.text)!;
    const token = path.slice('/e/'.length);
    const { rows: links } = await here.superuser.query('select * from links');
    assert.equal(links.length, 1);
    assert.deepEqual([links[0].person_id, links[0].purpose, links[0].object_id], [cast.per.id, 'enquiry', object]);
    assert.ok(hashOf(token).equals(links[0].token_hash));
    assert.doesNotMatch(JSON.stringify([links, await rows(here)]), new RegExp(token));
    assert.equal((await visitor(here).get('/link/nonsense-nonsense-1/renew')).status < 500, true);
  });

  test('a change that is undone sends nothing', async () => {
    await assert.rejects(
      transaction(here.world.db, { person: cast.kari.id, today }, async (tx) => {
        await send({ world: here.world, tx, now: here.world.now() }, houses.lyspunkt.id, { to: cast.per.id, ...invitation });
        throw new Error('undone');
      }),
      /undone/,
    );
    await here.whenIdle();
    assert.equal(mail.mails.length, 0);
    assert.deepEqual(await rows(here), []);
  });

  test('the same thing is said once to each, however often it is asked for', async () => {
    for (const who of ['per', 'per', 'pia'] as const) await tell(here, who, { ...invitation, about: object });
    await here.whenIdle();
    assert.deepEqual(mail.mails.map((one) => one.to![0]!.address).toSorted(), [cast.per.email, cast.pia.email].toSorted());
  });

  test('two workers with the same message send it once', async () => {
    await tell(here, 'per', invitation);
    const [{ id }] = await rows(here);
    const { world } = here;
    await transaction(world.db, { person: null, today }, async (tx) => {
      for (let more = 0; more < 5; more += 1) await world.enqueue(tx, outgoing, { message: id });
    });
    await here.whenIdle();
    assert.equal(mail.mails.length, 1);
  });

  test('a participant’s own act may tell others, whom she does not see', async () => {
    const { world } = here;
    await transaction(world.db, { person: cast.per.id, today }, (tx) =>
      send({ world, tx, now: world.now() }, houses.lyspunkt.id, {
        to: cast.frida.id,
        kind: 'absences',
        variables: { day: '2026-12-08', clock: '18:00', count: 1, page: `/meetings/${object}` },
        about: `${object} 1`,
      }),
    );
    await here.whenIdle();
    assert.match(mail.mails[0]!.text!, /Én kan ikke komme tirsdag 8\. desember kl\. 18\.[^]*http:\/\/localhost\/meetings\/0/);
  });

  test('a server that is busy is asked again, with the same link and the same id', async () => {
    const refused: string[] = [];
    mail.answer = (one) => (refused.length === 0 ? (refused.push(`${one.messageId} ${linkIn(one.text)}`), smtpSays(451)) : null);
    await tell(here, 'per', invitation);
    await hurry(here);
    await here.whenIdle();
    assert.deepEqual(
      mail.mails.map((one) => `${one.messageId} ${linkIn(one.text)}`),
      refused,
    );
    const [sent] = await rows(here);
    assert.deepEqual([sent.state, sent.attempts, sent.last_error], ['sent', 2, null]);
    assert.equal((await here.superuser.query('select from links')).rowCount, 1);
  });

  test('what is refused for good is failed, with a reason, and not tried again', async () => {
    mail.answer = () => smtpSays(550);
    await tell(here, 'per', invitation);
    await here.whenIdle();
    const [row] = await rows(here);
    assert.deepEqual([row.state, row.attempts, row.last_error], ['failed', 1, 'message-refused']);
    const told = await here.superuser.query("select from history where act = 'message.failed' and object_id = $1", [row.id]);
    assert.equal(told.rowCount, 1);
  });

  test('a text message whose sending was cut off is not sent twice: a person decides', async () => {
    sms.answer = (response) => (response.destroy(), true);
    await tell(here, 'peder', invitation);
    await here.whenIdle();
    sms.answer = () => false;
    const [row] = await rows(here);
    assert.deepEqual([row.state, row.last_error], ['failed', 'interrupted']);
  });

  const reports = (message: string, fields: Record<string, string>, secret = 'a-secret-of-its-own') =>
    visitor(here).post(`/sms/delivered/${secret}/${message}`, { id: 's1', status: 'delivered', ...fields });

  test('the gateway is told where to say whether a text message came, and what it says is seen in the outbox', async () => {
    await tell(here, 'peder', invitation);
    await here.whenIdle();
    const [{ id }] = await rows(here);
    assert.equal(
      (sms.texts[0] as unknown as Record<string, string>)['whendelivered'],
      `http://localhost/sms/delivered/a-secret-of-its-own/${id}`,
    );
    assert.equal((await reports(id, {}, 'not-the-secret-at-all')).status, 404);
    assert.equal((await reports(id, { id: 'somebody-else' })).status, 204);
    assert.equal((await rows(here))[0].delivery, null);
    assert.equal((await reports(id, {})).status, 204);
    const [row] = await rows(here);
    assert.deepEqual([row.state, row.delivery, row.delivery_at], ['sent', 'delivered', here.world.now()]);
    assert.match(await (await (await as(here, 'kari')).get('/house/outbox')).text(), /Kom fram til telefonen/);
    await reports(id, { status: 'failed' });
    assert.equal((await rows(here))[0].delivery, 'delivered', 'what has come has come');
  });

  test('what did not come to the telephone is a person’s to deal with, but not a code of ten minutes ago', async () => {
    await tell(here, 'peder', invitation);
    await tell(here, 'per', { kind: 'sign-in-code', secret: { code: '402913' }, variables: { minutes: 10 }, by: 'sms' });
    await here.whenIdle();
    for (const { id, gateway_id } of await rows(here)) await reports(id, { id: gateway_id, status: 'failed' });
    const found = (await rows(here)).map((row) => [row.kind, row.state, row.last_error, row.delivery]).toSorted();
    assert.deepEqual(found, [
      ['seat-invited', 'failed', 'undelivered', 'undelivered'],
      ['sign-in-code', 'sent', null, 'undelivered'],
    ]);
    const [invited] = (await rows(here)).filter((row) => row.kind === 'seat-invited');
    const told = await here.superuser.query("select from history where act = 'message.failed' and object_id = $1", [invited.id]);
    assert.equal(told.rowCount, 1);
    const kari = await as(here, 'kari');
    assert.match(await (await kari.get(`/house/outbox/${invited.id}`)).text(), /kom ikke fram til telefonen\. Sjekk nummeret/);
    assert.equal((await kari.post(`/house/outbox/${invited.id}/retry`)).status, 303);
    await here.whenIdle();
    assert.deepEqual(sms.texts.filter(({ to }) => to === cast.peder.phone).length, 2);
  });

  test('a report of nothing we know is taken and forgotten', async () => {
    const odd: Record<string, string>[] = [{}, { status: 'who knows' }, { id: '' }];
    for (const fields of odd) assert.equal((await reports(object, fields)).status, 204);
    assert.equal((await reports('nonsense', {})).status, 404);
  });

  test('a code is sealed while it waits, and wiped when it has left', async () => {
    await tell(here, 'per', {
      kind: 'sign-in-code',
      secret: { code: '402913' },
      variables: { minutes: 10 },
      by: 'sms',
      after: new Date('2026-12-01T09:01:00+01:00'),
    });
    const [waiting] = await rows(here);
    assert.ok(waiting.sealed);
    assert.doesNotMatch(JSON.stringify(waiting), /402913/);
    here.setClock('2026-12-01T09:02:00+01:00');
    await here.whenIdle();
    here.setClock('2026-12-01T09:00:00+01:00');
    assert.match(sms.texts[0]!.message, /^402913 er koden din/);
    assert.equal((await rows(here))[0].sealed, null);
  });

  test('what has become useless is not sent', async () => {
    await tell(here, 'per', { kind: 'sign-in-code', secret: { code: '1' }, variables: { minutes: 10 }, before: here.world.now() });
    await here.whenIdle();
    const [row] = await rows(here);
    assert.deepEqual([mail.mails.length, row.state, row.last_error, row.sealed], [0, 'failed', 'too-late', null]);
  });

  test('a reminder can be taken back before it leaves', async () => {
    await tell(here, 'per', {
      kind: 'first-meeting-reminder',
      variables: { day: '2026-12-08', clock: '18:00' },
      about: object,
      after: new Date('2026-12-07T09:00:00+01:00'),
    });
    const taken = await transaction(here.world.db, { person: cast.frida.id, today }, (tx) =>
      recall({ tx }, object, ['first-meeting-reminder']),
    );
    assert.equal(taken, 1);
    here.setClock('2026-12-08T09:00:00+01:00');
    await here.whenIdle();
    here.setClock('2026-12-01T09:00:00+01:00');
    assert.equal(mail.mails.length, 0);
  });

  test('an appointment comes with a file for the calendar that says nothing of what it is', async () => {
    await tell(here, 'per', {
      kind: 'interview-phone',
      variables: { day: '2026-12-04', clock: '10:00', minutes: 30, event: object },
      link: { purpose: 'interview', object },
    });
    await here.whenIdle();
    const file = mail.mails[0]!.attachments.find((one) => one.mimeType === 'text/calendar' || one.filename === 'invite.ics');
    const text = typeof file!.content === 'string' ? file!.content : new TextDecoder().decode(file!.content);
    assert.match(text, /SUMMARY:Avtale med Lyspunkt/);
    assert.match(text, /DTSTART;TZID=Europe\/Oslo:20261204T100000/);
    assert.match(mail.mails[0]!.text!, /på \+474000/);
  });

  test('somebody who was erased is told by the address only the message has', async () => {
    const { world } = here;
    await transaction(world.db, { person: cast.kari.id, today }, (tx) =>
      send({ world, tx, now: world.now() }, houses.lyspunkt.id, {
        to: null,
        kind: 'erased',
        variables: { day: '2026-12-01', clock: '09:00' },
        secret: { receipt: 'ABCD-1234', address: 'gone@example.org', called: 'Gro', language: 'nb' },
        by: 'email',
      }),
    );
    await here.whenIdle();
    assert.deepEqual(
      mail.mails[0]!.to!.map((one) => one.address),
      ['gone@example.org'],
    );
    assert.match(mail.mails[0]!.text!, /ABCD-1234/);
    assert.equal((await rows(here))[0].sealed, null);
  });

  test('whoever can only be written to on paper becomes a letter for the coordinator', async () => {
    await here.superuser.query("update people set reach_by = 'post' where id = $1", [cast.pernille.id]);
    await here.superuser.query('delete from contacts where person_id = $1 and kind = $2', [cast.pernille.id, 'email']);
    await tell(here, 'pernille', invitation);
    await here.whenIdle();
    const [row] = await rows(here);
    assert.deepEqual([row.state, row.channel], ['waiting', 'call']);
    assert.equal(mail.mails.length + sms.texts.length, 0);
  });
});

describe('with no way out of the house', () => {
  test('messages are held, and leave when there is one', async () => {
    const closed = await openTestWorld();
    await seat(closed);
    await tell(closed, 'per', invitation);
    await closed.whenIdle();
    assert.deepEqual(
      (await rows(closed)).map((row) => [row.state, row.channel, row.attempts]),
      [['held', 'email', 0]],
    );
    assert.equal((await closed.superuser.query('select from links')).rowCount, 0);
    const mail = await mailServer();
    const open = await closed.reopen(wayOut(mail));
    await transaction(open.world.db, { person: null, today }, (tx) => open.world.enqueue(tx, releasing, {}));
    await open.whenIdle();
    assert.match(mail.mails[0]!.text!, /Vi har en plass til deg/);
    assert.deepEqual(
      (await rows(open)).map((row) => row.state),
      ['sent'],
    );
    await open.close();
    await mail.close();
  });
});

/** Waits until the queue has put the message back. It then waits by the clock of the database; here it need not. */
async function hurry(of: TestWorld): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const put = await of.superuser.query(
      "update pgboss.job_common set start_after = now() where name = 'messages.send' and state = 'retry'",
    );
    if (put.rowCount) return;
    await new Promise((again) => setTimeout(again, 10));
  }
}
