import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { as, houses, seat, visitor } from '../../test/cast.ts';
import { arrange } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { newId } from '../lib/ids.ts';

let world: TestWorld;
before(async () => {
  world = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(world);
});
after(() => world.close());

const path = '/lyspunkt/enquire/group';
const least = { called: 'Nora', phone: '400 05 001', adult: 'yes', consent: 'yes' };
const onceIn = (html: string): string => /name="once" value="([^"]+)"/.exec(html)?.[1] ?? '';
const rows = async (text: string, values: unknown[] = []) => (await world.superuser.query(text, values)).rows;

/** Fills in the form as a browser would, and follows to the confirmation. Gives the private link. */
async function send(fields: Record<string, string | string[]>, to = path): Promise<{ link: string; response: Response }> {
  const once = onceIn(await (await visitor(world).get(to)).text());
  const response = await visitor(world).post(to, { ...fields, once });
  const cookie = response.headers.get('set-cookie') ?? '';
  return { link: `/e/${/sent=([\w-]+)/.exec(cookie)?.[1] ?? ''}`, response };
}

test('a visitor needs a name, one way to be reached, to be of age and to say yes, and nothing else', async () => {
  const { link, response } = await send(least);
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), '/lyspunkt/enquiry-sent');
  const [enquiry] = await rows('select * from enquiries where id = (select object_id from links order by created_at desc limit 1)');
  assert.equal(enquiry.wants, 'group');
  assert.equal(enquiry.came_by, 'web');
  assert.equal(enquiry.received_on, '2026-12-01');
  assert.equal(enquiry.stage, 'new');
  const [consent] = await rows('select * from consents where person_id = $1', [enquiry.person_id]);
  assert.deepEqual([consent.text_version, consent.given_by], ['nb 1', 'self']);
  const [message] = await rows('select * from messages where person_id = $1', [enquiry.person_id]);
  assert.deepEqual([message.kind, message.link_purpose, message.link_object], ['enquiry-received', 'enquiry', enquiry.id]);
  const [entry] = await rows(`select * from history where act = 'enquiry.received' and object_id = $1`, [enquiry.id]);
  assert.deepEqual([entry.actor_id, entry.actor_role, entry.about_id], [enquiry.person_id, 'visitor', enquiry.person_id]);
  const page = await (await visitor(world).get(link)).text();
  assert.match(page, /Hei, Nora/);
  assert.match(page, /Vi har fått det du sendte/);
  assert.match(page, /href="tel:\+4740005001">40.00.50.01</);
});

test('the confirmation is neutral, and shows the private link once', async () => {
  const { link, response } = await send({ ...least, called: 'Nils' });
  const cookie = /__Host-sent=[\w-]+/.exec(response.headers.get('set-cookie') ?? '')![0];
  const shown = await world.app.request('http://localhost/lyspunkt/enquiry-sent', { headers: { cookie, 'accept-language': 'nb' } });
  const html = await shown.text();
  assert.match(html, new RegExp(`http://localhost${link}`));
  assert.match(html, /Ta vare på lenken/);
  assert.doesNotMatch(html.slice(html.indexOf('<main'), html.indexOf('</main')), /gruppe|syk|Nils/);
  assert.match(shown.headers.get('set-cookie') ?? '', /sent=;.*Max-Age=0/);
  const again = await (await visitor(world).get('/lyspunkt/enquiry-sent')).text();
  assert.doesNotMatch(again, /\/e\//);
});

test('a form sent twice is one enquiry, with the same link both times', async () => {
  const once = onceIn(await (await visitor(world).get(path)).text());
  const fields = { ...least, called: 'Tvilling', once };
  const [first, second] = await Promise.all([visitor(world).post(path, fields), visitor(world).post(path, fields)]);
  assert.deepEqual([first.status, second.status], [303, 303]);
  assert.equal(first.headers.get('set-cookie'), second.headers.get('set-cookie'));
  const [, enquiry] = once.split('.');
  assert.equal((await rows('select from enquiries where id = $1', [enquiry])).length, 1);
  assert.equal((await rows(`select from messages where about = $1`, [enquiry])).length, 1);
});

test('a form whose hidden part was changed makes a new enquiry and touches no other', async () => {
  const { link } = await send({ ...least, called: 'Eier' });
  const [{ id, person_id }] = await rows('select id, person_id from enquiries order by id desc limit 1');
  const response = await visitor(world).post(path, { ...least, called: 'Tyv', once: `${person_id}.${id}.AAAAAAAAAAAAAAAAAAAAAA` });
  assert.equal(response.status, 303);
  assert.match(await (await visitor(world).get(link)).text(), /Hei, Eier/);
});

test('nothing typed is lost when something must be put right', async () => {
  const typed = {
    called: 'Bjørn <b>Å</b>',
    phone: '12',
    email: 'ikke e-post',
    address: 'Eksempelveien 1\n5003 Bergen',
    reachBy: 'post',
    kind: 'relative',
    postcode: '0000',
    days: ['tue', 'sun'],
    evenings: ['thu'],
    maxKm: 'langt',
    digitalOk: 'yes',
    birthYear: '2015',
    languages: ['nb', 'en'],
    otherLanguage: 'pl',
    diagnosis: 'lung',
    needs: ['hearing'],
    wish: 'Gjerne et rom uten "trapper" & støy',
  };
  const { response } = await send(typed);
  assert.equal(response.status, 422);
  const html = await response.text();
  for (const text of ['Bjørn &lt;b>Å&lt;/b>', 'ikke e-post', 'Eksempelveien 1\n5003 Bergen', 'langt', '2015', 'uten "trapper" &amp; støy'])
    assert.ok(html.includes(text) || html.includes(text.replaceAll('"', '&quot;')), text);
  for (const [name, value] of Object.entries(typed).flatMap(([name, value]) => [value].flat().map((one) => [name, one])))
    if (['reachBy', 'kind', 'days', 'evenings', 'digitalOk', 'languages', 'needs'].includes(name!))
      assert.match(html, new RegExp(`<input[^>]*name="${name}"[^>]*value="${value}"[^>]*checked`), `${name} ${value}`);
  assert.match(html, /<option value="lung" selected/);
  assert.match(html, /<option value="pl" selected/);
  for (const text of [
    'Vi fant ikke postnummeret 0000. Et postnummer har fire siffer, for eksempel 5003.',
    'fylt 18 år',
    'Vi trenger et ja',
  ])
    assert.ok(html.includes(text), text);
  assert.match(html, /<details[^>]* open/);
});

test('whatever was typed stands there again, letter by letter', async () => {
  const names = ['called', 'phone', 'email', 'address', 'postcode', 'birthYear', 'maxKm', 'wish'] as const;
  const typed = fc.record(
    Object.fromEntries(names.map((name) => [name, fc.string({ unit: 'grapheme', maxLength: 30 })])) as Record<
      (typeof names)[number],
      fc.Arbitrary<string>
    >,
  );
  await fc.assert(
    fc.asyncProperty(typed, async (fields) => {
      const response = await visitor(world).post(path, fields);
      const html = (await response.text()).replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
      assert.equal(response.status, 422);
      for (const name of names) assert.ok(html.includes(fields[name].normalize('NFC')), `${name}: ${JSON.stringify(fields[name])}`);
    }),
    { numRuns: 10 },
  );
});

test('someone who cannot be reached is told so, and nothing is stored', async () => {
  const there = (await rows('select count(*) from people'))[0].count;
  const { response } = await send({ called: 'Ingen', adult: 'yes', consent: 'yes' });
  assert.equal(response.status, 422);
  assert.match(await response.text(), /Ellers når vi ikke fram/);
  assert.equal((await rows('select count(*) from people'))[0].count, there);
});

test('a postal address alone is enough, and the answer then goes by letter', async () => {
  const { response } = await send({ called: 'Brit', address: 'Eksempelveien 2\n5003 Bergen', adult: 'yes', consent: 'yes' });
  assert.equal(response.status, 303);
  const [person] = await rows('select reach_by from people order by id desc limit 1');
  assert.equal(person.reach_by, 'post');
});

test('a postal code tells the place, how far it is and which chapter', async () => {
  await send({ ...least, called: 'Berg', postcode: 'N-5003 Bergen', days: ['tue'], evenings: ['tue', 'thu'], wish: 'Nær bussen' });
  const [enquiry] = await rows('select * from enquiries order by id desc limit 1');
  assert.deepEqual([enquiry.postcode, enquiry.place], ['5003', 'Bergen']);
  assert.equal(enquiry.latitude, 60.393);
  assert.deepEqual(enquiry.slots, ['tue-day', 'tue-eve', 'thu-eve']);
  assert.equal(enquiry.chapter_id, (await rows(`select id from chapters where slug = 'bergen'`))[0].id);
  assert.doesNotMatch(enquiry.wish.toString('utf8'), /bussen/);
});

test('its sender sees it, changes it, and withdraws it with a receipt; then nothing is left but the count', async () => {
  const { link } = await send({ ...least, called: 'Vilde', email: 'vilde@example.org', wish: 'Nær bussen', birthYear: '1970' });
  const form = await (await visitor(world).get(`${link}/change`)).text();
  assert.match(form, /Nær bussen/);
  assert.match(form, /vilde@example\.org/);
  const changed = await visitor(world).post(`${link}/change`, { called: 'Vilde', email: 'ny@example.org', postcode: '7030', wish: '' });
  assert.equal(changed.headers.get('location'), link);
  const page = await (await visitor(world).get(link)).text();
  assert.match(page, /ny@example\.org/);
  assert.match(page, /7030 Trondheim/);
  assert.doesNotMatch(page, /40.00.50.01|bussen/);
  const [enquiry] = await rows('select * from enquiries order by id desc limit 1');
  assert.match(await (await visitor(world).get(`${link}/withdraw`)).text(), /Vil du trekke det tilbake/);
  const gone = await visitor(world).post(`${link}/withdraw`);
  assert.match(gone.headers.get('location') ?? '', /^\/receipt\/\w+/);
  const [left] = await rows('select * from enquiries where id = $1', [enquiry.id]);
  assert.deepEqual([left.person_id, left.stage, left.wish, left.birth_year, left.postcode], [null, 'withdrawn', null, null, null]);
  assert.deepEqual(await rows('select from people where id = $1', [enquiry.person_id]), []);
  assert.equal((await visitor(world).get(link)).status, 404);
});

test('whoever has a place signs in to be reached elsewhere: a link that lies in a mailbox is not enough, whatever else it leads to', async () => {
  const { link } = await send({ ...least, called: 'Sissel', email: 'sissel@example.org' });
  const [{ person_id: person }] = await rows('select person_id from enquiries order by id desc limit 1');
  const group = await arrange(world, { leads: ['frida', 'finn'] });
  await rows(
    `insert into seats (id, association_id, group_id, person_id, place_no, placed_at, invited_at, accepted_at) values ($1, $2, $3, $4, 7, now(), now(), now())`,
    [newId(), houses.lyspunkt.id, group, person],
  );
  const refused = await visitor(world).post(`${link}/change`, { called: 'Sissel', email: 'annen@example.org' });
  assert.equal(refused.status, 422);
  const page = await refused.text();
  assert.match(page, /Logg inn for å endre hvordan vi når deg/);
  assert.match(page, /annen@example\.org/);
  assert.equal(
    (await visitor(world).post(`${link}/change`, { called: 'Siss', email: 'sissel@example.org', phone: least.phone })).status,
    303,
  );
});

test('a coordinator changes how somebody is reached, and whoever came in by the old contact is out; one who sees others changes it herself', async () => {
  const { link } = await send({ ...least, called: 'Turid', email: 'turid@example.org' });
  assert.ok(link);
  const [{ id, person_id: person }] = await rows('select id, person_id from enquiries order by id desc limit 1');
  const told = { called: 'Turid', phone: least.phone, email: 'turid.ny@example.org', reachBy: 'email', wants: 'group' };
  const turid = await as(world, { id: person, association: houses.lyspunkt.id });
  assert.equal((await turid.get('/me')).status, 200);
  const kari = await as(world, 'kari');
  assert.equal((await kari.post(`/enquiries/${id}/details`, told)).status, 303);
  assert.match((await turid.get('/me')).headers.get('location') ?? '', /^\/sign-in/);
  await rows(`insert into roles (id, association_id, person_id, role, from_day) values ($1, $2, $3, 'administrator', '2026-01-01')`, [
    newId(),
    houses.lyspunkt.id,
    person,
  ]);
  const refused = await kari.post(`/enquiries/${id}/details`, { ...told, email: 'kari.tar@example.org' });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /bare personen selv eller en administrator/);
});

test('whoever has a role, or leads a group, signs in to be erased: an old link is not enough, least of all for the last administrator', async () => {
  const { link } = await send({ ...least, called: 'Ragna', phone: '400 05 009' });
  const [{ person_id: person }] = await rows('select person_id from enquiries order by id desc limit 1');
  await rows(`insert into roles (id, association_id, person_id, role, from_day) values ($1, $2, $3, 'facilitator', '2026-01-01')`, [
    newId(),
    houses.lyspunkt.id,
    person,
  ]);
  const asked = await (await visitor(world).get(`${link}/withdraw`)).text();
  assert.match(asked, /Du har en oppgave hos oss/);
  assert.doesNotMatch(asked, /<form[^>]*withdraw/);
  const refused = await visitor(world).post(`${link}/withdraw`);
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Du har en oppgave hos oss/);
  assert.equal((await rows('select from people where id = $1', [person])).length, 1);
  await rows('update roles set ended_at = now() where person_id = $1', [person]);
  assert.match((await visitor(world).post(`${link}/withdraw`)).headers.get('location') ?? '', /^\/receipt\//);
});

test('an enquiry stays with its association, and an unknown wish or association does not exist', async () => {
  assert.equal((await visitor(world).get('/lyspunkt/enquire/money')).status, 404);
  assert.equal((await visitor(world).get('/nowhere/enquire/group')).status, 404);
  assert.equal((await visitor(world).get(`/${houses.lyspunkt.id}/enquire/group`)).status, 404);
  const { response } = await send(
    { called: 'Dorthe', phone: '20 30 00 77', postcode: '8900', adult: 'yes', consent: 'yes' },
    '/broen/enquire/talk',
  );
  assert.equal(response.status, 303);
  const [enquiry] = await rows('select * from enquiries order by id desc limit 1');
  assert.deepEqual([enquiry.association_id, enquiry.wants, enquiry.place], [houses.broen.id, 'talk', 'Randers C']);
  assert.equal((await (await as(world, 'kari')).get(`/enquiries/${enquiry.id}`)).status, 404);
  assert.equal((await (await as(world, 'karen')).get(`/enquiries/${enquiry.id}`)).status, 200);
});

test('the form is there in every language', async () => {
  for (const [language, title] of [
    ['nb', 'Bli med i en gruppe'],
    ['nn', 'Bli med i ei gruppe'],
    ['en', 'Join a group'],
  ] as const)
    assert.match(await (await visitor(world, language).get(path)).text(), new RegExp(`<h1>${title}`));
  assert.match(await (await visitor(world, 'da').get('/broen/enquire/group')).text(), /<h1>Vær med i en gruppe/);
});

test('very many from one address are asked to wait, and nothing more is stored', async () => {
  const statuses = [];
  for (let n = 0; n < 61; n += 1) statuses.push((await visitor(world).post(path, { called: 'Ivrig' })).status);
  assert.equal(statuses.at(-1), 429);
  assert.equal((await visitor(world).get(path)).status, 200);
});
