import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cast } from '../cast.ts';
import { behold } from '../groups.ts';
import { heartbeats } from '../../src/groups/heartbeat-actions.ts';
import { day } from '../../src/lib/day.ts';
import { transaction } from '../../src/lib/db.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

// One group from a list on paper to its first heartbeat, told in order: each test goes on where the one before ended.
const list = join(import.meta.dirname, '../data/venteliste.csv');
const groupName = 'Kanarigruppa';
type One = { enquiry: string; person: string; called: string; phone: string | null; email: string | null };

let site: Site;
let kari: Walk;
let frida: Walk;
let finn: Walk;
let group = '';
let six: One[] = [];
/** the one who answers by text message, and later is the contact person */
let texting: One;

before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  [kari, frida, finn] = [
    await site.walk({ as: 'kari', viewport: { width: 1280, height: 900 } }),
    await site.walk({ as: 'frida' }),
    await site.walk({ as: 'finn' }),
  ];
});
after(() => site.close());

const at = (pattern: string, more = {}) => to(pattern as '/:group', { group, ...more });
const rows = async (text: string, values: unknown[] = []) => (await site.test.superuser.query(text, values)).rows;
const fact = <T>(text: string, values: unknown[] = [group]) => behold<T>(site.test, text, values);
const seatOf = (one: One) => fact<string>('select id from seats where group_id = $1 and person_id = $2', [group, one.person]);

const linkTo = (one: One, kind: 'i' | 'p'): Promise<string> => site.link([one.email, one.phone], kind);

test('the list of waiting people is read, looked through and stored', async () => {
  await kari.go(urls.importNew);
  await kari.fill({ file: list });
  await kari.send();
  await kari.send();
  await kari.sees('Se gjennom lista');
  assert.equal(await fact('select count(*) from enquiries', []), 0, 'nothing is stored before it has been seen');
  await kari.send();
  assert.ok((await fact<number>(`select count(*)::int from enquiries where stage = 'new'`, [])) >= 6);
});

test('six people are talked with and found to be ready for a group', async () => {
  const found = await rows(`select id, person_id from enquiries where stage = 'new' order by received_on, id`);
  for (const { id, person_id } of found) {
    await kari.go(to(urls.enquiryDetails, { enquiry: id }));
    const value = (name: string) => kari.page.locator(`main [name="${name}"]`).inputValue();
    const one = {
      enquiry: id,
      person: person_id,
      called: await value('called'),
      phone: (await value('phone')).replace(/\D/g, '') || null,
      email: (await value('email')).toLowerCase() || null,
    };
    if (!one.phone && !one.email) continue;
    six.push({ ...one, phone: one.phone && `+47${one.phone.slice(-8)}` });
  }
  // Two of them share a telephone; a reply from it would be for a person to read.
  six = six.filter(({ phone }) => six.filter((other) => other.phone === phone).length === 1).slice(0, 6);
  for (const [nth, one] of six.entries()) {
    await kari.go(to(urls.interviewBook, { enquiry: one.enquiry }));
    await kari.fill({ day: '3.12.2026', clock: String(9 + nth), how: 'phone' });
    await kari.send();
    await kari.go(to(urls.interviewHold, { enquiry: one.enquiry }));
    await kari.fill({ covered: ['0', '1'] });
    await kari.send();
    await kari.fill({ outcome: 'group' });
    await kari.send();
    await kari.go(to(urls.enquiryDetails, { enquiry: one.enquiry }));
    await kari.fill({ kind: 'patient', postcode: '5003', evenings: ['tue'], languages: ['nb'], maxKm: '30', needs: [], diagnosis: 'lung' });
    if (nth >= 2) await kari.fill({ reachBy: 'sms' });
    await kari.send();
  }
  await kari.go(urls.waitingList);
  await kari.sees(...six.map((one) => one.called));
});

test('a group is made of them, and five are asked first', async () => {
  site.pass(60);
  await kari.go(urls.groupNew);
  await kari.fill({ model: '00000000-0000-7000-8000-000000000031', name: groupName, kind: 'patient', language: 'nb', size: '5' });
  await kari.fill({ venue: '00000000-0000-7000-8000-000000000021', first_on: '15.12.2026', first_at: '18', rhythm: 'every-second-week' });
  await kari.fill({ facilitators: [cast.frida.id, cast.finn.id], people: six.map((one) => one.enquiry) });
  await kari.send({ saying: 'compose' });
  group = kari.path().split('/').at(-1)!;
  await kari.go(at(urls.groupInvite));
  await kari.fill({ at_once: '5' });
  await kari.send();
  await site.test.whenIdle();
  const order = await rows('select person_id from seats where group_id = $1 order by place_no', [group]);
  six = order.map(({ person_id }) => six.find((one) => one.person === person_id)!);
});

test('they answer: by link, by text message and on the phone, and a no goes to the next', async () => {
  for (const one of six.slice(0, 2)) {
    const walk = await site.walk();
    await walk.go(await linkTo(one, 'i'));
    await walk.send({ saying: 'accept' });
    await walk.close();
  }
  const [saysYes, saysNo, isCalled] = six.slice(2);
  texting = saysYes!;
  for (const [one, answer] of [
    [saysYes!, 'Ja takk'],
    [saysNo!, 'Nei'],
  ] as const) {
    await linkTo(one, 'i');
    await site.reply(one.phone!, answer);
  }
  await phoneAnswer(isCalled!, 'accept');
  const last = await fact<string | null>('select invited_at from seats where group_id = $1 and person_id = $2', [group, six[5]!.person]);
  if (last) await phoneAnswer(six[5]!, 'accept');
  const sitting = await rows('select person_id from seats where group_id = $1 and accepted_at is not null and left_on is null', [group]);
  six = six.filter((one) => sitting.some(({ person_id }) => person_id === one.person));
  const unread = await rows('select understood_as, person_id is not null as known, handled_at from inbound_sms order by received_at');
  assert.equal(six.length, 5, `${six.length} sit: ${JSON.stringify(unread)}`);
});

async function phoneAnswer(one: One, answer: 'accept' | 'decline'): Promise<void> {
  await kari.go(at(urls.group));
  const form = kari.page.locator(`form[action="${at(urls.seatAnswer, { seat: await seatOf(one) })}"]`);
  const moved = kari.page.waitForNavigation();
  await form
    .filter({ has: kari.page.locator(`[value=${answer}]`) })
    .locator('button')
    .click();
  await moved;
  await kari.look();
  await site.test.whenIdle();
}

test('everyone promises: behind a link, on the page, and on paper', async () => {
  for (const walk of [frida, finn]) {
    await walk.go(at(urls.group));
    await walk.send({ to: at(urls.groupAgree) });
    await walk.go(at(urls.pledgeRead));
    await walk.fill({ promise: ['yes'] });
    await walk.send();
  }
  const [byLink, onPage, ...onPaper] = six;
  const walk = await site.walk();
  await walk.go(await linkTo(byLink!, 'p'));
  await walk.fill({ promise: ['yes'] });
  await walk.send();
  await walk.close();
  const signedIn = await site.walk({ as: { id: onPage!.person, association: '00000000-0000-7000-8000-000000000002' } });
  await signedIn.go(at(urls.pledgeRead));
  await signedIn.fill({ promise: ['yes'] });
  await signedIn.send();
  await signedIn.close();
  for (const one of onPaper) {
    await kari.go(to(urls.pledgePaper, { group }, { person: one.person }));
    await kari.send();
  }
});

test('the group starts, and its meetings are planned', async () => {
  await frida.go(at(urls.groupStart));
  await frida.send();
  assert.equal(await fact('select started_on::text from groups where id = $1'), '2026-12-01');
  await frida.go(at(urls.meetingsPlan));
  await frida.fill({ starts_on: '15.12.2026', clock: '18', minutes: '120', often: 'second-week' });
  await frida.send({ saying: 'look' });
  await frida.send({ saying: 'store' });
  assert.ok((await fact<number>('select count(*)::int from meetings where group_id = $1')) >= 8);
});

test('it meets eight times; from the sixth the handover is in sight, and at the eighth the decision is due', async () => {
  const all = await rows('select id, day::text from meetings where group_id = $1 order by starts_at limit 8', [group]);
  for (const [nth, { id, day: on }] of all.entries()) {
    site.test.setClock(`${on}T20:00:00${on < '2027-03-28' ? '+01:00' : '+02:00'}`);
    const walk = await site.walk({ as: 'frida' });
    if (nth === 0) await walk.go(to(urls.card, { meeting: id }));
    await walk.go(to(urls.attendance, { meeting: id }));
    await walk.send();
    await walk.go(at(urls.group));
    await walk.sees(`${nth + 1} av 8`);
    const isInSight = /Snakk om hva som skjer etterpå/.test(await walk.reads());
    assert.equal(isInSight, nth + 1 === 6 || nth + 1 === 7, `after meeting ${nth + 1}`);
    if (nth + 1 < 8) await walk.close();
    else frida = walk;
  }
  assert.equal(await fact('select count(*)::int from meetings where group_id = $1 and held_at is not null'), 8);
});

test('the group decides to go on by itself, names who does what, and the facilitators’ access ends at once', async () => {
  await frida.go(at(urls.groupDecide));
  await frida.fill({ decision: 'self-run' });
  await frida.send();
  await frida.go(at(urls.duties));
  const [first, second] = [await seatOf(texting), await seatOf(six[1]!)];
  for (const duty of ['contact', 'keys', 'room', 'contact-list', 'coffee', 'reminders'])
    await frida.fill({ [duty]: duty === 'contact' ? [first] : [second] });
  await frida.send();
  await frida.go(at(urls.handover));
  await frida.send();
  assert.ok(await fact('select handed_over_on from groups where id = $1'));
  for (const walk of [frida, await site.walk({ as: 'finn' })]) {
    await walk.page.goto(site.url + at(urls.group));
    assert.doesNotMatch(await walk.reads(), new RegExp(groupName));
  }
});

test('half a year later its contact person is asked whether it lives, and answers by text message', async () => {
  site.test.setClock('2027-10-04T10:30:00+02:00');
  await transaction(site.test.world.db, { person: null, today: day('2027-10-04') }, (tx) => site.test.world.enqueue(tx, heartbeats, {}));
  await site.test.whenIdle();
  assert.match(await site.text(texting.phone!), /Er gruppa i gang\?/);
  await site.reply(texting.phone!, 'Ja');
  assert.match(await site.text(texting.phone!), /plass til flere/);
  await site.reply(texting.phone!, 'Ja');
  const [beat] = await rows('select alive, room_for_more from heartbeats where group_id = $1', [group]);
  assert.deepEqual(beat, { alive: true, room_for_more: 1 });
});

test('no message, address, error page or line of the log named the group, an illness or another person', () => {
  const told = [...site.mail.mails.map((one) => `${one.subject} ${one.text}`), ...site.sms.texts.map((one) => one.message), ...site.traces];
  assert.ok(told.length > 100);
  const names = six.map((one) => RegExp.escape(one.called)).join('|');
  const secret = new RegExp(`${groupName}|lungekreft|kreft\\b`, 'i');
  assert.deepEqual(
    told.filter((text) => secret.test(text)),
    [],
  );
  for (const one of site.mail.mails) {
    const own = six.find(({ email }) => email === one.to![0]!.address)?.called;
    const others = [...one.text!.matchAll(new RegExp(`(?<!\\p{L})(${names})(?!\\p{L})`, 'gu'))].filter(([name]) => name !== own);
    assert.deepEqual(others.map(String), []);
  }
  assert.deepEqual(
    [...site.sms.texts.map((one) => one.message), ...site.traces].filter((text) =>
      new RegExp(`(?<!\\p{L})(${names})(?!\\p{L})`, 'u').test(text),
    ),
    [],
  );
});
