import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, houses, models, seat, sessionOf, visitor } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { SESSION_COOKIE } from '../accounts/index.ts';
import { open } from '../lib/crypto.ts';
import { newId } from '../lib/ids.ts';
import { secretPlace } from '../messages/send.ts';
import { register, tablesAboutPeople } from '../people/index.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld();
  await seat(here);
});
after(() => here.close());

const rows = async (text: string, ...values: unknown[]) => (await here.superuser.query<Record<string, unknown>>(text, values)).rows;
const settings = { called: 'Per', fullName: '', language: 'nb', largeType: '', reachBy: 'email', forFacilitators: 'none' };

/** A group that has started, with these people in it and two who lead it. */
async function group(name: string, ...people: CastName[]): Promise<string> {
  const group_id = newId();
  const association = houses.lyspunkt.id;
  await rows(
    `insert into groups (id, association_id, model_id, name, kind, language, size_min, size_max, facilitators_min, minutes_max, first_minutes_max, composed_at, started_on)
     values ($1, $2, $3, $4, 'mixed', 'nb', 2, 8, 2, 120, 120, '2026-02-01', '2026-03-01')`,
    group_id,
    association,
    models.lpp.id,
    name,
  );
  for (const [at, who] of people.entries())
    await rows(
      `insert into seats (id, association_id, group_id, person_id, place_no, placed_at, invited_at, accepted_at) values ($1, $2, $3, $4, $5, '2026-02-01', '2026-02-01', '2026-02-02')`,
      newId(),
      association,
      group_id,
      cast[who].id,
      at,
    );
  for (const who of ['frida', 'finn'] as const)
    await rows(
      `insert into facilitators (id, association_id, group_id, person_id, from_day, agreed_at) values ($1, $2, $3, $4, '2026-02-01', '2026-02-01')`,
      newId(),
      association,
      group_id,
      cast[who].id,
    );
  return group_id;
}

test('a person sees what she is called and how she is reached, and changes it', async () => {
  const per = await as(here, 'per');
  assert.match(await (await per.get(urls.me)).text(), /per111@example\.org/);
  const saved = await per.post(urls.meSettings, { ...settings, called: 'Peder Ås', largeType: 'yes', forFacilitators: 'phone' });
  assert.equal(saved.headers.get('location'), urls.me);
  assert.match(await (await per.get(urls.me)).text(), /Peder Ås/);
  const contacts = await rows('select kind, for_facilitators from contacts where person_id = $1 order by kind', cast.per.id);
  assert.deepEqual(contacts, [
    { kind: 'email', for_facilitators: false },
    { kind: 'phone', for_facilitators: true },
  ]);
  const [{ large_type }] = (await rows('select large_type from people where id = $1', cast.per.id)) as [{ large_type: boolean }];
  assert.equal(large_type, true);
});

test('a language that is chosen is the one of the next page, whatever the browser was told before', async () => {
  const session = `${SESSION_COOKIE}=${await sessionOf(here, 'per')}`;
  const page = async (lang: string) =>
    await (await here.app.request(`http://localhost${urls.me}`, { headers: { cookie: `${session}; ${lang}` } })).text();
  assert.match(await page('__Host-lang=da'), /<html lang="da"/);
  const saved = await (await as(here, 'per')).post(urls.meSettings, { ...settings, language: 'nn' });
  const told = saved.headers.getSetCookie().find((one) => one.startsWith('__Host-lang='));
  assert.match(await page(told?.split(';')[0] ?? '__Host-lang=da'), /<html lang="nn"/);
  await (await as(here, 'per')).post(urls.meSettings, settings);
});

test('whoever wants to be reached in a way there is no contact for is told so, and nothing typed is lost', async () => {
  const per = await as(here, 'per');
  const answer = await per.post(urls.meSettings, { ...settings, called: 'Noe annet', reachBy: 'post' });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /Noe annet/);
});

/** What was sent to her new contact, read past all rights. */
async function codeTo(who: CastName): Promise<{ address: string; code: string; channel: string }> {
  await here.whenIdle();
  const [row] = await rows(
    "select id, channel, sealed from messages where kind = 'sign-in-code' and person_id = $1 order by created_at desc, id desc limit 1",
    cast[who].id,
  );
  const { id, channel, sealed } = row as { id: string; channel: string; sealed: Buffer };
  return { ...JSON.parse(open(here.world.keys.outbox, secretPlace(id, cast[who].id), sealed)), channel };
}
const contactsNow = async (who: CastName) =>
  (await rows('select kind, verified_at is not null as proved from contacts where person_id = $1 order by kind', cast[who].id)).map(
    ({ kind, proved }) => `${kind}${proved ? ' proved' : ''}`,
  );
const told = (who: CastName, kind = 'contact-changed') =>
  rows('select channel, sealed is not null as carries from messages where kind = $2 and person_id = $1', cast[who].id, kind);
const petras = { phone: cast.petra.phone, email: 'ny@example.org', address: '' };

test('a new contact is used when the code sent there has come back; the old one hears of it, and other browsers are out', async () => {
  const elsewhere = await as(here, 'petra');
  const petra = await as(here, 'petra');
  assert.equal((await petra.post(urls.meContact, petras)).headers.get('location'), urls.meContactProve);
  const sent = await codeTo('petra');
  assert.deepEqual([sent.address, sent.channel], ['ny@example.org', 'email']);
  const waiting = await (await petra.get(urls.me)).text();
  assert.match(waiting, /There is a code to type/);
  assert.doesNotMatch(waiting, /ny@example\.org/);
  assert.deepEqual(await told('petra'), [], 'nothing has changed yet');

  const wrong = await petra.post(urls.meContactProve, { kind: 'email', code: sent.code === '111111' ? '222222' : '111111' });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /try four more times/);
  const right = await petra.post(urls.meContactProve, { kind: 'email', code: sent.code });
  assert.equal(right.headers.get('location'), urls.me);
  assert.match(await (await petra.get(urls.me)).text(), /ny@example\.org/);
  assert.deepEqual(await contactsNow('petra'), ['email proved', 'phone']);
  assert.deepEqual(await told('petra'), [{ channel: 'email', carries: true }]);
  assert.match((await elsewhere.get(urls.me)).headers.get('location') ?? '', /^\/sign-in/);
  assert.ok((await rows("select from history where act = 'contact.changed' and about_id = $1", cast.petra.id)).length === 1);
  assert.deepEqual(await rows('select from new_contacts where person_id = $1', cast.petra.id), []);
});

test('a contact is changed only by one who has just shown who she is', async () => {
  const petra = await as(here, 'petra', { second: false });
  const sent = await petra.post(urls.meContact, petras);
  assert.equal(sent.headers.get('location'), to(urls.stepUp, {}, { back: urls.meContact }));
});

test('a code for a new contact is guessed at five times, lasts half an hour, and is hers alone', async () => {
  const pernille = await as(here, 'pernille');
  await pernille.post(urls.meContact, { phone: '40001999', email: cast.pernille.email!, address: '' });
  const { code, address, channel } = await codeTo('pernille');
  assert.deepEqual([address, channel], ['+4740001999', 'sms']);
  const other = await (await as(here, 'peder')).post(urls.meContactProve, { kind: 'phone', code });
  assert.equal(other.status, 422);
  const wrong = code === '111111' ? '222222' : '111111';
  for (let nth = 0; nth < 5; nth += 1) await pernille.post(urls.meContactProve, { kind: 'phone', code: wrong });
  assert.equal((await pernille.post(urls.meContactProve, { kind: 'phone', code })).status, 422);
  await pernille.post(urls.meContact, { phone: '40001999', email: cast.pernille.email!, address: '' });
  const again = await codeTo('pernille');
  here.setClock('2026-12-01T09:31:00+01:00');
  const late = await pernille.post(urls.meContactProve, { kind: 'phone', code: again.code });
  here.setClock('2026-12-01T09:00:00+01:00');
  assert.equal(late.status, 422);
  assert.deepEqual(await contactsNow('pernille'), ['email', 'phone']);
});

test('nobody gives up the contact she has for one that is not proved yet', async () => {
  const peder = await as(here, 'peder');
  await rows("update people set reach_by = 'email' where id = $1", cast.peder.id);
  const answer = await peder.post(urls.meContact, { phone: '', email: 'peder-ny@example.org', address: '' });
  await rows("update people set reach_by = 'sms' where id = $1", cast.peder.id);
  assert.equal(answer.status, 422);
  const page = await answer.text();
  assert.match(page, /La det gamle stå/);
  assert.match(page, /peder-ny@example\.org/, 'what was typed is there');
});

test('a contact of a new kind is told by the one there is', async () => {
  const peder = await as(here, 'peder');
  await peder.post(urls.meContact, { phone: cast.peder.phone, email: 'peder-ny@example.org', address: '' });
  await peder.post(urls.meContactProve, { kind: 'email', code: (await codeTo('peder')).code });
  assert.deepEqual(await contactsNow('peder'), ['email proved', 'phone']);
  assert.equal((await told('peder', 'sign-in-changed')).length, 1);
});

test('nobody is left without a way to be reached', async () => {
  const pernille = await as(here, 'pernille');
  const answer = await pernille.post(urls.meContact, { phone: '', email: '', address: '' });
  assert.equal(answer.status, 422);
  assert.equal((await rows('select from contacts where person_id = $1', cast.pernille.id)).length, 2);
});

test('what is kept is said with what it is for and until when', async () => {
  const name = await group('Onsdagsgruppa', 'pia', 'peder');
  assert.ok(name);
  const text = await (await (await as(here, 'pia')).get(urls.meKept)).text();
  for (const words of ['Onsdagsgruppa', 'pia112@example.org', 'Kvifor:', 'tolv månader']) assert.ok(text.includes(words), words);
});

test('an absence that was taken back is not said to stand, and each thing has its own line of how long', async () => {
  const id = await group('Torsdagsgruppa', 'pia', 'peder');
  const meeting = newId();
  await rows(
    `insert into meetings (id, association_id, group_id, original_on, day, clock, minutes, starts_at)
     values ($1, $2, $3, '2026-12-06', '2026-12-06', '18:00', 120, '2026-12-06T18:00:00+01:00')`,
    meeting,
    houses.lyspunkt.id,
    id,
  );
  const pia = await as(here, 'pia');
  const kept = async () => (await (await pia.get(urls.meKept)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  await pia.post(to(urls.absent, { meeting }), { act: 'absent' });
  const standing = await kept();
  assert.match(standing, /Avbod 6\. desember/);
  assert.match(standing, /Kor lenge: Plass: Så lenge du er med, og i tolv månader etterpå\. Avbod: I tre månader etter møtet\./);
  await pia.post(to(urls.absent, { meeting }), { act: 'come' });
  assert.match(await kept(), /Avbod du tok tilbake 6\. desember/);
  assert.doesNotMatch(await kept(), /Avbod 6\. desember/);
});

test('a person takes out everything there is about her, from every table, and nobody else', async () => {
  const pia = await as(here, 'pia');
  const answer = await pia.get(to(urls.meExport, {}, { as: 'json' }));
  assert.match(answer.headers.get('content-disposition') ?? '', /attachment/);
  const out = (await answer.json()) as { data: Record<string, Record<string, unknown>[]> };
  for (const table of tablesAboutPeople) {
    if (Object.values(register[table]!.columns).every(({ withheld }) => withheld)) continue;
    const own = { in: out.data[table]!.length, there: await count(table, cast.pia.id) };
    assert.equal(own.in, own.there, table);
  }
  assert.equal(out.data['people']![0]!['called'], 'Pia');
  const text = JSON.stringify(out);
  for (const other of ['Peder', 'token_hash', 'wrapped', '"type":"Buffer"']) assert.ok(!text.includes(other), other);
  const page = await pia.get(to(urls.meExport, {}, { as: 'page' }));
  assert.match(await page.text(), /Onsdagsgruppa/);
  assert.ok((await rows("select from history where act = 'person.exported' and about_id = $1", cast.pia.id)).length > 0);
});

async function count(table: string, person: string): Promise<number> {
  const { by, in: through } = register[table]!.about!;
  const where = through ? `${by} in (select id from ${through} where person_id = $1)` : `${by} = $1`;
  return (await rows(`select from ${table} where ${where}`, person)).length;
}

test('taking it out needs a fresh proof', async () => {
  const pia = await as(here, 'pia', { second: false });
  const answer = await pia.get(to(urls.meExport, {}, { as: 'json' }));
  assert.equal(answer.status, 303);
  assert.match(answer.headers.get('location') ?? '', /^\/step-up/);
});

test('a person sees who of the association has looked, by first name and role', async () => {
  await rows(
    `insert into history (id, at, association_id, actor_id, actor_role, act, object_kind, object_id, about_id, request_id)
     values ($1, now(), $2, $3, 'coordinator', 'person.looked-at', 'person', $4, $4, 'x')`,
    newId(),
    houses.lyspunkt.id,
    cast.kari.id,
    cast.paal.id,
  );
  const text = await (await (await as(here, 'paal')).get(urls.meLookedAt)).text();
  assert.match(text, /Så på opplysningene dine/);
  assert.match(text, /Kari, koordinator/);
  assert.doesNotMatch(await (await (await as(here, 'peder')).get(urls.meLookedAt)).text(), /Kari/);
});

test('being erased asks once, leaves the group as anybody leaves, ends the session and gives a receipt', async () => {
  const name = await group('Fredagsgruppa', 'paal', 'peder');
  const paal = await as(here, 'paal');
  const asked = await (await paal.get(urls.meErase)).text();
  assert.match(asked, /Du mister plassen i Fredagsgruppa/);
  const done = await paal.post(urls.meErase);
  const receipt = done.headers.get('location')!;
  assert.match(receipt, /^\/receipt\/[2-9A-Z]{12}$/);
  const page = await (await visitor(here).get(receipt)).text();
  assert.match(page, /Det er slettet/);
  assert.doesNotMatch(page, /Pål|Lyspunkt|Fredagsgruppa/);
  assert.equal((await paal.get(urls.me)).status, 303);
  assert.equal((await rows('select from people where id = $1', cast.paal.id)).length, 0);
  const acts = await rows('select act, actor_role from history where about_id = $1 order by at, id', cast.paal.id);
  assert.ok(acts.some(({ act }) => act === 'seat.left'));
  assert.ok(acts.some(({ act }) => act === 'person.erased'));
  const told = await rows(
    "select person_id from messages where kind = 'seat-freed' and variables->>'page' = $1",
    to(urls.group, { group: name }),
  );
  assert.deepEqual(told.map(({ person_id }) => person_id).toSorted(), [cast.frida.id, cast.finn.id]);
  const [seated] = await rows(
    "select count(*)::int as n from seats where group_id = $1 and left_on = '2026-12-01' and person_id is null",
    name,
  );
  assert.equal(seated!['n'], 1);
});

test('the last administrator hands the role on before she is erased', async () => {
  const ada = await as(here, 'ada');
  const answer = await ada.post(urls.meErase);
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /eneste administratoren/);
  assert.equal((await rows('select from people where id = $1', cast.ada.id)).length, 1);
});

test('a number that is no receipt is nothing', async () => {
  assert.equal((await visitor(here).get(to(urls.receipt, { receipt: 'AAAABBBBCCCC' }))).status, 404);
});
