import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, type Client, seat, venues, visitor } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { makeLink } from '../accounts/index.ts';
import { day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { to, urls } from '../urls.ts';

let world: TestWorld;
let kari: Client;
before(async () => {
  world = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(world);
  kari = await as(world, 'kari');
});
after(() => world.close());

const rows = async (text: string, values: unknown[] = []) => (await world.superuser.query(text, values)).rows;
const one = async (text: string, values: unknown[] = []) => (await rows(text, values))[0];
const mainOf = async (response: Response | Promise<Response>): Promise<string> => {
  const html = await (await response).text();
  return html.slice(html.indexOf('<main'), html.indexOf('</main'));
};

/** One who called, entered by Kari; the number tells them apart. */
async function called(name: string, fields: Record<string, string | string[]> = {}): Promise<string> {
  const phone = `400 07 ${String(100 + (await one('select count(*)::int as n from people')).n)}`;
  const response = await kari.post(urls.enquiryNew, {
    wants: 'group',
    cameBy: 'phone',
    called: name,
    phone,
    language: 'nb',
    adult: 'yes',
    consent: 'yes',
    ...fields,
  });
  assert.equal(response.status, 303, await response.clone().text());
  return response.headers.get('location')!.split('/').at(-1)!;
}

const stageOf = async (id: string): Promise<string> => (await one('select stage from enquiries where id = $1', [id])).stage;
const booking = { day: '3.12.2026', clock: '10', minutes: '30', how: 'phone' };
const book = (id: string, fields = {}, by = kari) => by.post(to(urls.interviewBook, { enquiry: id }), { ...booking, ...fields });
const triage = (id: string, fields: Record<string, string>, by = kari) => by.post(to(urls.triage, { enquiry: id }), fields);

test('one who called is entered with the consent said on the phone, and the day she called is her place in the queue', async () => {
  const id = await called('Tone', { receivedOn: '24.11.2026', fullName: 'Tone Eksempel', kind: 'relative', postcode: '0150', sex: 'f' });
  const enquiry = await one('select * from enquiries where id = $1', [id]);
  assert.deepEqual(
    [enquiry.came_by, enquiry.received_on, enquiry.kind, enquiry.sex, enquiry.place],
    ['phone', '2026-11-24', 'relative', 'f', 'Oslo'],
  );
  assert.equal((await one('select given_by from consents where person_id = $1', [enquiry.person_id])).given_by, 'phone');
  assert.equal(
    (await one(`select actor_role from history where act = 'enquiry.entered' and object_id = $1`, [id])).actor_role,
    'coordinator',
  );
  assert.equal((await one(`select kind from messages where person_id = $1`, [enquiry.person_id])).kind, 'enquiry-received');
});

test('the inbox is sentences, the oldest first, with the one act each needs', async () => {
  const older = await called('Aslaug', { receivedOn: '20.11.2026' });
  const newer = await called('Bodil', { wants: 'talk' });
  const main = await mainOf(kari.get(urls.inbox));
  assert.match(main, /Aslaug vil være med i en gruppe\./);
  assert.match(main, /Bodil vil snakke med noen\./);
  assert.ok(main.indexOf(older) < main.indexOf(newer));
  assert.match(main, new RegExp(`href="/enquiries/${older}/interview"[^>]*>Avtal samtale`));
  const talks = await mainOf(kari.get(`${urls.inbox}?wants=talk`));
  assert.doesNotMatch(talks, /Aslaug/);
  assert.ok((await rows(`select from history where act = 'list.looked-at' and object_kind = 'inbox'`)).length >= 2);
});

test('a new enquiry from somebody who is here already is noticed on the first page, and told on its own', async () => {
  const desk = () => mainOf(kari.get(urls.desk));
  const first = await called('Tova', { phone: '400 08 001', email: 'tova@example.org' });
  await called('Ulrik', { phone: '400 08 002', email: 'ulrik@example.org' });
  assert.doesNotMatch(await desk(), /kan være fra noen som allerede er her/);
  const again = await called('Tova E.', { phone: '400 08 003', email: 'TOVA@example.org' });
  const page = await desk();
  assert.match(page, /Én ny henvendelse kan være fra noen som allerede er her\./);
  assert.match(page, new RegExp(`href="/enquiries/${again}"`));
  assert.doesNotMatch(page, /Tova|example\.org/, 'without a name');
  const own = await mainOf(kari.get(`/enquiries/${again}`));
  assert.match(own, new RegExp(`href="/enquiries/${first}"`));
  const stranger = await mainOf((await as(world, 'karen')).get(urls.desk));
  assert.doesNotMatch(stranger, /allerede er her/, 'and nobody else hears of it');
  await rows(`update enquiries set withdrawn_at = now() where id = $1`, [first]);
  assert.doesNotMatch(await desk(), /kan være fra noen som allerede er her/);
});

test('looking at an enquiry is written down, and its person can see who looked', async () => {
  const id = await called('Sett', { wish: 'Nær bussen' });
  const main = await mainOf(kari.get(`/enquiries/${id}`));
  assert.match(main, /Nær bussen/);
  const { person_id } = await one('select person_id from enquiries where id = $1', [id]);
  assert.equal(
    (await rows(`select from history where act = 'person.looked-at' and object_id = $1 and about_id = $2`, [id, person_id])).length,
    1,
  );
});

test('an interview is booked, and the person is invited with a time, a link and a file for the calendar', async () => {
  const id = await called('Inger');
  assert.equal((await book(id, { how: 'in-person', venue: venues.library.id })).status, 303);
  assert.equal(await stageOf(id), 'booked');
  const talk = await one('select * from interviews where enquiry_id = $1', [id]);
  assert.equal(talk.at.toISOString(), '2026-12-03T09:00:00.000Z');
  const message = await one(`select * from messages where kind = 'interview-in-person' and link_object = $1`, [talk.id]);
  assert.deepEqual(message.variables, {
    day: '2026-12-03',
    clock: '10:00',
    minutes: 30,
    event: talk.id,
    sequence: 0,
    venue: venues.library.id,
  });
  assert.equal(message.link_purpose, 'interview');
  assert.match(await mainOf(kari.get(urls.inbox)), /Du snakker med Inger torsdag 3\. desember kl\. 10\./);
});

test('a time that has been, a place that is missing, and a day that is none are told apart', async () => {
  const id = await called('Feil');
  assert.match(await mainOf(book(id, { day: '30.11.2026' })), /Tidspunktet har vært/);
  assert.match(await mainOf(book(id, { how: 'in-person' })), /Velg hvor dere skal møtes/);
  assert.match(await mainOf(book(id, { day: '31.2.2027' })), /Skriv en dag som finnes/);
  assert.equal((await rows('select from interviews where enquiry_id = $1', [id])).length, 0);
});

test('the person says that the time does not fit, and the coordinator finds another', async () => {
  const id = await called('Opptatt');
  await book(id);
  const talk = await one('select id from interviews where enquiry_id = $1', [id]);
  const link = await linkTo('interview', talk.id, id);
  assert.match(await mainOf(visitor(world).get(link)), /torsdag 3\. desember kl\. 10/);
  assert.equal((await visitor(world).post(link)).status, 303);
  assert.match(await mainOf(visitor(world).get(link)), /Takk for at du sa fra/);
  assert.equal((await visitor(world).post(link)).status, 303);
  assert.equal(await stageOf(id), 'new');
  assert.equal((await rows(`select from history where act = 'interview.cancelled' and object_id = $1`, [talk.id])).length, 1);
  assert.match(await mainOf(kari.get(urls.inbox)), /Tiden passet ikke for Opptatt\. Finn en ny\./);
  assert.equal((await book(id, { day: '4.12.2026' })).status, 303);
  assert.equal(await stageOf(id), 'booked');
});

/** A private link such as a message holds. */
async function linkTo(purpose: string, object: string, enquiry: string): Promise<string> {
  const { person_id: person, association_id: association } = await one('select * from enquiries where id = $1', [enquiry]);
  const token = await transaction(world.world.db, { person, today: day('2026-12-01') }, (tx) =>
    makeLink(tx, world.world.now(), {
      association,
      person,
      purpose: purpose as 'interview',
      object,
      expires: new Date('2027-06-01T00:00:00Z'),
    }),
  );
  return purpose === 'interview' ? `/t/${token}` : `/e/${token}`;
}

test('a moved interview takes the place of the first, in the calendar too, and two who move it at once do not overwrite each other', async () => {
  const id = await called('Flytt');
  await book(id);
  const talk = await one('select id from interviews where enquiry_id = $1', [id]);
  assert.match(await mainOf(book(id, { day: '5.12.2026' })), /Noen har endret avtalen/);
  assert.equal((await book(id, { day: '5.12.2026', booked: talk.id })).status, 303);
  const all = await rows('select * from interviews where enquiry_id = $1', [id]);
  assert.deepEqual([all.length, all[0].sequence, all[0].at.toISOString()], [1, 1, '2026-12-05T09:00:00.000Z']);
});

test('a cancelled interview is told, and the enquiry needs a time again', async () => {
  const id = await called('Avlyst');
  await book(id);
  const talk = await one('select id from interviews where enquiry_id = $1', [id]);
  await world.superuser.query(`update messages set state = 'sent', sent_at = now() where link_object = $1`, [talk.id]);
  assert.equal((await kari.post(to(urls.interviewCancel, { enquiry: id }), { interview: talk.id })).status, 303);
  assert.equal(await stageOf(id), 'new');
  assert.equal((await one(`select kind from messages where about = $1`, [talk.id])).kind, 'interview-cancelled');
  assert.equal((await kari.post(to(urls.interviewCancel, { enquiry: id }), { interview: talk.id })).status, 422);
});

test('the guide is a list to tick, and what was answered has nowhere to be written', async () => {
  const id = await called('Prat');
  await book(id);
  const talk = await one('select id from interviews where enquiry_id = $1', [id]);
  const main = await mainOf(kari.get(to(urls.interviewHold, { enquiry: id })));
  assert.match(main, /Hva fikk deg til å ta kontakt akkurat nå\?/);
  assert.doesNotMatch(main, /<textarea|type="text"/);
  const held = await kari.post(to(urls.interviewHold, { enquiry: id }), { covered: ['0', '3'], interview: talk.id });
  assert.equal(held.headers.get('location'), to(urls.triage, { enquiry: id }));
  assert.equal(await stageOf(id), 'talked');
  assert.deepEqual((await one('select covered from interviews where id = $1', [talk.id])).covered, ['0', '3']);
});

test('a talk that nobody had booked can be held at once', async () => {
  const id = await called('Straks');
  assert.equal((await kari.post(to(urls.interviewHold, { enquiry: id }), { covered: ['1'] })).status, 303);
  assert.equal(await stageOf(id), 'talked');
});

test('whoever is triaged to a group goes on the waiting list from the day she first got in touch', async () => {
  const id = await called('Ventende', {
    receivedOn: '2.11.2026',
    kind: 'patient',
    postcode: '5003',
    evenings: ['tue'],
    languages: ['nb'],
    digitalOk: 'yes',
  });
  assert.equal((await triage(id, { outcome: 'group' })).status, 303);
  assert.equal(await stageOf(id), 'waiting');
  const main = await mainOf(kari.get(`${urls.waitingList}?kind=patient&area=50&slot=tue-eve&language=nb`));
  assert.match(main, /Ventende/);
  assert.match(main, /2\.\u00a0november/);
  assert.match(main, /5003 Bergen/);
  assert.match(main, /tirsdag kveld/);
  for (const other of ['kind=bereaved', 'area=70', 'slot=mon-day', 'language=pl', 'kind=mixed'])
    assert.doesNotMatch(await mainOf(kari.get(`${urls.waitingList}?${other}`)), /Ventende/, other);
});

test('one who needs something else first keeps the place in the queue', async () => {
  const id = await called('Først', { receivedOn: '1.10.2026' });
  for (const outcome of ['one-to-one-first', 'professional-first']) {
    const inForce = (await one('select id from triages where enquiry_id = $1 and superseded_at is null', [id]))?.id ?? '';
    assert.equal((await triage(id, { outcome, inForce })).status, 303);
    assert.equal(await stageOf(id), 'first');
  }
  const inForce = (await one('select id from triages where enquiry_id = $1 and superseded_at is null', [id])).id;
  assert.equal((await triage(id, { outcome: 'group', inForce })).status, 303);
  assert.equal((await one('select received_on from enquiries where id = $1', [id])).received_on, '2026-10-01');
  assert.equal((await rows('select from triages where enquiry_id = $1', [id])).length, 3);
});

test('later needs a day, and comes up again when the day has come', async () => {
  const id = await called('Senere');
  assert.match(await mainOf(triage(id, { outcome: 'later' })), /Velg en dag etter i dag/);
  assert.match(await mainOf(triage(id, { outcome: 'later', again: '1.12.2026' })), /Velg en dag etter i dag/);
  assert.equal((await triage(id, { outcome: 'later', again: '1.2.2027' })).status, 303);
  const main = await mainOf(kari.get(`${urls.inbox}?show=resting`));
  assert.match(main, /Senere ville vente\. Spør igjen 1\. februar 2027\./);
});

test('"not a group" is seen by the one who talked with the person, and by nobody else', async () => {
  const id = await called('Stille', { wish: 'Nær bussen' });
  await kari.post(to(urls.interviewHold, { enquiry: id }), {});
  assert.equal((await triage(id, { outcome: 'not-a-group' })).headers.get('location'), urls.inbox);
  assert.match(await mainOf(kari.get(`/enquiries/${id}`)), /Bare du ser dette/);
  const triaged = await one('select * from triages where enquiry_id = $1', [id]);
  assert.deepEqual(Object.keys(triaged).toSorted(), [
    'again_on',
    'association_id',
    'by_id',
    'decided_at',
    'enquiry_id',
    'id',
    'outcome',
    'superseded_at',
  ]);
  const other = await called('Besvart');
  await kari.post(to(urls.interviewHold, { enquiry: other }), {});
  await kari.post(to(urls.enquiryAnswered, { enquiry: other }));
  for (const name of ['ada', 'colleague'] as const) {
    const them = name === 'ada' ? await as(world, 'ada') : await colleague();
    const strip = (main: string) =>
      main
        .replaceAll(id, 'ID')
        .replaceAll(other, 'ID')
        .replaceAll('Stille', 'NAVN')
        .replaceAll('Besvart', 'NAVN')
        .replace(/<section.*$/s, '');
    const shown = await mainOf(them.get(`/enquiries/${id}`));
    assert.equal(strip(shown), strip(await mainOf(them.get(`/enquiries/${other}`))), 'reads like any enquiry that was answered');
    assert.match(shown, /Ferdig/);
    assert.equal((await triage(id, { outcome: 'group' }, them)).status, 422);
    assert.match(await mainOf(triage(id, { outcome: 'group' }, them)), /Henvendelsen er ferdig/);
    assert.deepEqual((await them.get(`/enquiries/${id}/triage`)).status, 200);
    assert.doesNotMatch(await mainOf(them.get(`/enquiries/${id}/triage`)), /ikke en gruppe|checked/);
  }
  const acts = async (about: string) =>
    (await rows('select act from history where object_id = $1 order by at, id', [about])).map((row) => row.act);
  assert.deepEqual(
    (await acts(id)).filter((act) => act !== 'person.looked-at'),
    (await acts(other)).filter((act) => act !== 'person.looked-at'),
  );
  const link = await linkTo('enquiry', id, id);
  assert.match(await mainOf(visitor(world).get(link)), /Henvendelsen er avsluttet/);
});

/** Another who coordinates the whole association. */
async function colleague(): Promise<Client> {
  await world.superuser.query(
    `insert into roles (id, association_id, person_id, role, from_day) select gen_random_uuid(), association_id, id, 'coordinator', '2026-01-05' from people where id = '00000000-0000-7000-8000-000000000116' and not exists (select from roles where person_id = people.id)`,
  );
  return as(world, 'pernille');
}

test('the one who said "not a group" may think again, and nobody is told that she did', async () => {
  const id = await called('Ombestemt');
  await triage(id, { outcome: 'not-a-group' });
  const inForce = (await one('select id from triages where enquiry_id = $1 and superseded_at is null', [id])).id;
  assert.equal((await triage(id, { outcome: 'group', inForce })).status, 303);
  assert.equal(await stageOf(id), 'waiting');
  const ada = await as(world, 'ada');
  assert.match(await mainOf(ada.get(`/enquiries/${id}`)), /Kari vurderte: en gruppe/);
});

test('of two who decide on the same enquiry at once, one decides and the other is told', async () => {
  const id = await called('Samtidig');
  const other = await colleague();
  const [first, second] = await Promise.all([triage(id, { outcome: 'group' }), triage(id, { outcome: 'professional-first' }, other)]);
  assert.deepEqual([first.status, second.status].toSorted(), [303, 422]);
  assert.match(await mainOf(first.status === 422 ? first : second), /En annen har vurdert henvendelsen/);
  assert.equal((await rows('select from triages where enquiry_id = $1', [id])).length, 1);
});

test('an answered talk is finished, and cannot be answered twice', async () => {
  const id = await called('Talt', { wants: 'talk' });
  assert.equal((await kari.post(to(urls.enquiryAnswered, { enquiry: id }))).status, 303);
  assert.equal(await stageOf(id), 'finished');
  assert.equal((await kari.post(to(urls.enquiryAnswered, { enquiry: id }))).status, 422);
  assert.equal((await triage(id, { outcome: 'group' })).status, 422);
});

test('nothing a coordinator typed is lost, and what she changes is seen by the person', async () => {
  const id = await called('Endres');
  const wrong = await kari.post(to(urls.enquiryDetails, { enquiry: id }), {
    called: 'Endret',
    phone: 'x',
    wish: 'Sitte ved døra',
    needs: ['hearing'],
    days: ['fri'],
  });
  assert.equal(wrong.status, 422);
  const main = await mainOf(wrong);
  assert.match(main, /Sitte ved døra/);
  assert.match(main, /value="hearing"[^>]*checked/);
  assert.equal(
    (await kari.post(to(urls.enquiryDetails, { enquiry: id }), { called: 'Endret', email: 'endret@example.org', wish: 'Sitte ved døra' }))
      .status,
    303,
  );
  assert.match(await mainOf(visitor(world).get(await linkTo('enquiry', id, id))), /Hei, Endret.*Sitte ved døra/s);
});

test('two with the same phone are shown beside each other, to whoever sees both', async () => {
  const first = await called('Lik', { phone: '400 09 999' });
  const second = await called('Lik to', { phone: '+47 400 09 999' });
  assert.match(await mainOf(kari.get(`/enquiries/${second}`)), new RegExp(`Er det samme person.*${first}`, 's'));
});

test('what is open to whom: coordinators of all, of the chapter it lies in, and nobody else', async () => {
  const bergen = await called('Bergensk', { postcode: '5003' });
  const trondheim = await called('Trøndersk', { postcode: '7030' });
  const nowhere = await called('Ukjent');
  await book(bergen);
  const gets = (id: string) => ['', '/details', '/interview', '/interview/hold', '/triage'].map((end) => `/enquiries/${id}${end}`);
  const posts = (id: string) =>
    ['/details', '/answered', '/interview', '/interview/cancel', '/interview/hold', '/triage'].map((end) => `/enquiries/${id}${end}`);
  const sees: Record<string, string[]> = {
    kari: [bergen, trondheim, nowhere],
    ada: [bergen, trondheim, nowhere],
    birk: [bergen],
    tuva: [trondheim],
    stranger: [],
  };
  for (const [name, seen] of Object.entries(sees)) {
    const them = await as(world, name as 'kari');
    for (const id of [bergen, trondheim, nowhere]) {
      for (const path of gets(id)) assert.equal((await them.get(path)).status, seen.includes(id) ? 200 : 404, `${name} ${path}`);
      if (!seen.includes(id))
        for (const path of posts(id))
          assert.equal((await them.post(path, { outcome: 'group', interview: id })).status, 404, `${name} ${path}`);
    }
  }
  for (const name of ['frida', 'per'] as const) {
    const them = await as(world, name);
    for (const path of [urls.inbox, urls.waitingList, urls.enquiryNew, ...gets(bergen)])
      assert.equal((await them.get(path)).status, 404, `${name} ${path}`);
    for (const path of posts(bergen)) assert.equal((await them.post(path, { outcome: 'group' })).status, 404, `${name} ${path}`);
  }
  for (const path of gets(bergen)) assert.equal((await visitor(world).get(path)).status, 303);
  assert.equal(await stageOf(bergen), 'booked');
});

test('a chapter coordinator sees and takes in her own chapter only', async () => {
  const birk = await as(world, 'birk');
  await triage(await called('Venter i Bergen', { postcode: '5003' }), { outcome: 'group' });
  await triage(await called('Venter i Trondheim', { postcode: '7030' }), { outcome: 'group' });
  const list = await mainOf(birk.get(urls.waitingList));
  assert.match(list, /Venter i Bergen/);
  assert.doesNotMatch(list, /Trondheim/);
  assert.doesNotMatch(await mainOf(birk.get(urls.inbox)), /Trøndersk|Ukjent/);
  const fields = {
    wants: 'group',
    cameBy: 'phone',
    called: 'Hos Birk',
    phone: '400 08 001',
    postcode: '7030',
    language: 'nb',
    adult: 'yes',
    consent: 'yes',
  };
  const entered = await birk.post(urls.enquiryNew, fields);
  assert.equal(entered.status, 303);
  assert.match(await mainOf(birk.get(entered.headers.get('location')!)), /Lyspunkt Bergen/);
  assert.equal((await birk.post(`${entered.headers.get('location')}/details`, { ...fields, postcode: '0150' })).status, 303);
  assert.equal((await birk.get(entered.headers.get('location')!)).status, 200);
});
