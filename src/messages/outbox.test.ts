import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { as, cast, type CastName, houses, seat, visitor } from '../../test/cast.ts';
import { type MailServer, mailServer, smtpSays, wayOut } from '../../test/outside.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { keysOf, sealFor } from '../people/index.ts';
import { type Outgoing, send } from './index.ts';

const today = day('2026-12-01');
const object = '00000000-0000-7000-8000-000000000901';
const invitation = {
  kind: 'seat-invited',
  variables: { day: '2026-12-08', clock: '18:00', untilDay: '2026-12-03' },
  link: { purpose: 'invitation', object },
} as const;

let mail: MailServer;
let here: TestWorld;
before(async () => {
  mail = await mailServer();
  here = await openTestWorld('2026-12-01T09:00:00+01:00', wayOut(mail));
  await seat(here);
});
beforeEach(async () => {
  await here.superuser.query('delete from messages; delete from links; delete from inbound_sms');
  mail.mails.length = 0;
  mail.answer = () => null;
});
after(async () => {
  await here.close();
  await mail.close();
});

/** Says something to one of the cast and waits until it has gone as far as it can; its id. */
async function told(who: CastName, message: Omit<Outgoing, 'to'>, of = here): Promise<string> {
  await transaction(of.world.db, { person: cast.kari.id, today }, (tx) =>
    send({ world: of.world, tx, now: of.world.now() }, houses.lyspunkt.id, { to: cast[who].id, ...message }),
  );
  await of.whenIdle();
  return (await of.superuser.query('select id from messages order by id desc limit 1')).rows[0].id;
}

/** Somebody with nothing but a postal address. */
async function onPaper(who: CastName): Promise<void> {
  const { world, superuser } = here;
  await transaction(world.db, { person: cast.kari.id, today }, async (tx) => {
    const key = (await keysOf({ world, tx }, [cast[who].id])).get(cast[who].id)!;
    const place = { table: 'contacts', column: 'value', row: object };
    await superuser.query("update people set reach_by = 'post' where id = $1", [cast[who].id]);
    await superuser.query('delete from contacts where person_id = $1', [cast[who].id]);
    await superuser.query(
      "insert into contacts (id, association_id, person_id, kind, value, created_at) values ($1, $2, $3, 'address', $4, now())",
      [object, houses.lyspunkt.id, cast[who].id, sealFor(key, place, 'Eksempelveien 7\n5003 Bergen')],
    );
  });
}

const acts = async (id: string) =>
  (await here.superuser.query('select act, actor_id from history where object_id = $1 order by id', [id])).rows.map((row) => row.act);
const stateOf = async (id: string) => (await here.superuser.query('select state, done_by from messages where id = $1', [id])).rows[0];

test('the coordinator sees what went out, to whom, how and when', async () => {
  const id = await told('per', invitation);
  const page = await (await as(here, 'kari')).get('/house/outbox');
  const text = await page.text();
  for (const shown of ['Per Eksempel', 'Tilbud om plass', 'E-post', 'Sendt', '1. desember kl. 9', `/house/outbox/${id}`])
    assert.ok(text.includes(shown), shown);
  const one = await (await (await as(here, 'kari')).get(`/house/outbox/${id}`)).text();
  assert.ok(one.includes(cast.per.email!));
  assert.doesNotMatch(one, /Vi har en plass til deg|\/i\//);
  assert.deepEqual(await acts(id), ['message.sent', 'person.looked-at']);
});

test('the outbox is for those who coordinate; for others and elsewhere there is none', async () => {
  const id = await told('per', invitation);
  const verbs: [method: 'get' | 'post', path: string][] = [
    ['get', '/house/outbox'],
    ['get', `/house/outbox/${id}`],
    ['post', `/house/outbox/${id}/done`],
    ['post', `/house/outbox/${id}/retry`],
    ['get', '/house/replies'],
    ['post', `/house/replies/${id}/handled`],
  ];
  const answers = async (who: CastName) => {
    const client = await as(here, who);
    return await Promise.all(verbs.map(async ([method, path]) => (await client[method](path)).status));
  };
  assert.deepEqual(await answers('ada'), [200, 200, 422, 422, 200, 404]);
  assert.deepEqual(await answers('kari'), [200, 200, 422, 422, 200, 404]);
  assert.deepEqual(await answers('stranger'), [200, 404, 404, 404, 200, 404]);
  assert.deepEqual(await answers('tuva'), [200, 404, 404, 404, 200, 404]);
  for (const who of ['frida', 'per', 'una'] as const)
    assert.deepEqual(
      await answers(who),
      verbs.map(() => 404),
      who,
    );
  const { status, headers } = await visitor(here).get('/house/outbox');
  assert.deepEqual([status, headers.get('location')?.startsWith('/sign-in')], [303, true]);
  assert.doesNotMatch(await (await (await as(here, 'stranger')).get('/house/outbox')).text(), /Per Eksempel/);
});

test('a letter is printed with its address and text, and marked as posted', async () => {
  await onPaper('pernille');
  const id = await told('pernille', invitation);
  const kari = await as(here, 'kari');
  assert.match(await (await kari.get('/house/outbox')).text(), /Ett brev skal skrives ut og postes/);
  const page = await (await kari.get(`/house/outbox/${id}`)).text();
  for (const shown of [
    'Pernille Eksempel',
    'Eksempelveien 7',
    '5003 Bergen',
    'Hei, Pernille',
    'Vi har en plass til deg',
    'Hilsen Lyspunkt',
  ])
    assert.ok(page.includes(shown), shown);
  const link = /http:\/\/localhost(\/i\/[\w-]{22})/.exec(page)?.[1];
  assert.ok(link);
  const { rows } = await here.superuser.query('select person_id from links');
  assert.deepEqual(rows, [{ person_id: cast.pernille.id }]);
  const posted = await kari.post(`/house/outbox/${id}/done`);
  assert.deepEqual([posted.status, await stateOf(id)], [303, { state: 'done', done_by: cast.kari.id }]);
  assert.ok((await acts(id)).includes('message.posted'));
  assert.equal((await kari.post(`/house/outbox/${id}/done`)).status, 422);
});

test('a call says what to say, without the link nobody can read out', async () => {
  await here.superuser.query("update people set reach_by = 'phone' where id = $1", [cast.peder.id]);
  const id = await told('peder', invitation);
  const page = await (await (await as(here, 'kari')).get(`/house/outbox/${id}`)).text();
  for (const shown of [cast.peder.phone, 'Si dette', 'Svar ja eller nei senest torsdag 3. desember.', 'Jeg har sagt fra'])
    assert.ok(page.includes(shown), shown);
  assert.doesNotMatch(page, /\/i\//);
});

test('what failed says why, and can be tried again', async () => {
  mail.answer = () => smtpSays(550);
  const id = await told('per', invitation);
  const kari = await as(here, 'kari');
  const page = await (await kari.get(`/house/outbox/${id}`)).text();
  assert.match(page, /Mottakerens e-post avviste meldingen\.[^]*Prøv igjen/);
  mail.answer = () => null;
  assert.equal((await kari.post(`/house/outbox/${id}/retry`)).status, 303);
  await here.whenIdle();
  assert.deepEqual([mail.mails.length, (await stateOf(id)).state], [1, 'sent']);
  const { rows } = await here.superuser.query('select actor_id, about_id from history where act = $1 and object_id = $2', [
    'message.retried',
    id,
  ]);
  assert.deepEqual(rows, [{ actor_id: cast.kari.id, about_id: cast.per.id }]);
});

test('a code to sign in is shown to nobody, and one that failed is not tried again', async () => {
  mail.answer = () => smtpSays(550);
  const id = await told('frida', { kind: 'sign-in-code', secret: { code: '402913' }, variables: { minutes: 10 }, by: 'email' });
  const ada = await as(here, 'ada');
  const page = await (await ada.get(`/house/outbox/${id}`)).text();
  assert.doesNotMatch(page, /402913/);
  assert.match(page, /Teksten er bare for den som får den/);
  assert.equal((await ada.post(`/house/outbox/${id}/retry`)).status, 422);
});

test('a message that has been emptied with the years still has its page, and is not sent again', async () => {
  mail.answer = () => smtpSays(550);
  const id = await told('per', invitation);
  await here.superuser.query("update messages set variables = '{}', sealed = null, link_object = null where id = $1", [id]);
  const kari = await as(here, 'kari');
  assert.equal((await kari.get(`/house/outbox/${id}`)).status, 200);
  assert.equal((await kari.post(`/house/outbox/${id}/retry`)).status, 422);
});

test('the list can be narrowed and turned over, and bad wishes change nothing', async () => {
  for (let nth = 0; nth < 51; nth += 1)
    await here.superuser.query(
      "insert into messages (id, association_id, person_id, kind, channel, state, created_at, send_after) values (gen_random_uuid(), $1, $2, 'trial', 'sms', 'held', now(), now())",
      [houses.lyspunkt.id, cast.per.id],
    );
  await told('per', invitation);
  const kari = await as(here, 'kari');
  const count = async (query: string) =>
    (await (await kari.get(`/house/outbox${query}`)).text()).match(/\/house\/outbox\/[0-9a-f]{8}-/g)?.length ?? 0;
  assert.deepEqual(
    await Promise.all(
      ['', '?page=2', '?show=sent', '?way=sms&page=2', '?show=sent&way=sms', '?show=x&way=y&page=-1', '?page=1e9'].map(count),
    ),
    [50, 2, 1, 1, 0, 50, 50],
  );
});

test('a reply that somebody must read is shown to the coordinator, and goes when it is read', async () => {
  const test = await here.reopen({ ...wayOut(mail), SMS_INBOUND_SECRET: 'a-secret-of-its-own' });
  here = test;
  const fields = { to: '+4759440000', direction: 'incoming', created: '2026-12-01T08:00:00' };
  await visitor(test).post('/sms/inbound/a-secret-of-its-own', {
    ...fields,
    id: 'r1',
    from: cast.peder.phone,
    message: 'Kan jeg ta med <b>kake</b>?',
  });
  await test.whenIdle();
  const kari = await as(test, 'kari');
  assert.match(await (await kari.get('/house/outbox')).text(), /Ett svar må leses av et menneske/);
  const page = await (await kari.get('/house/replies')).text();
  assert.match(page, /Peder Eksempel[^]*Kan jeg ta med &lt;b&gt;kake&lt;\/b&gt;\?|Kan jeg ta med &lt;b>kake&lt;\/b>\?/);
  assert.doesNotMatch(await (await (await as(test, 'stranger')).get('/house/replies')).text(), /kake/);
  const [{ id }] = (await test.superuser.query('select id from inbound_sms')).rows;
  assert.equal((await kari.post(`/house/replies/${id}/handled`)).status, 303);
  const [row] = (await test.superuser.query('select sealed, handled_by from inbound_sms')).rows;
  assert.deepEqual([row.sealed, row.handled_by], [null, cast.kari.id]);
  assert.ok((await acts(id)).includes('reply.handled'));
});

test('in the demonstration the whole text can be read and its link followed', async () => {
  here = await here.reopen({ DEMO: 'true' });
  const id = await told('per', { kind: 'enquiry-received', link: { purpose: 'enquiry', object } });
  const kari = await as(here, 'kari');
  const page = await (await kari.get(`/house/outbox/${id}`)).text();
  assert.match(page, /Hele teksten[^]*Takk for at du tok kontakt[^]*http:\/\/localhost\/e\//);
  assert.equal((await here.superuser.query('select from links')).rowCount, 1);
  const code = await told('frida', { kind: 'sign-in-code', secret: { code: '402913' }, variables: { minutes: 10 }, by: 'email' });
  assert.match(await (await kari.get(`/house/outbox/${code}`)).text(), /402913/);
});
