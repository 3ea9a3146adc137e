import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { as, houses, seat, venues, visitor } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

let house: TestWorld;
before(async () => {
  house = await openTestWorld();
  await seat(house);
  await house.superuser.query('update venues set latitude = 60.393, longitude = 5.324 where id = $1', [venues.library.id]);
  await house.world.houses.refresh();
});
after(() => house.close());

const cafe = {
  'title-nb': 'Kafé Lyspunkt',
  'summary-nb': 'Kaffe, vafler og noen å prate med.',
  'title-en': 'Café Lyspunkt',
  kind: 'open-cafe',
  runBy: 'volunteers',
  languages: ['nb'],
  ways: ['in-person'],
  venue: venues.library.id,
  often: 'second-week',
  startsOn: '1.12.2026',
  clock: '12.00',
  minutes: '120',
  notIn: ['7'],
  dropIn: 'yes',
  contactName: 'Kari',
  contactPhone: '40 00 11 02',
  published: 'yes',
};
const one = async (text: string, values: unknown[] = []) => (await house.superuser.query(text, values)).rows[0];
const get = async (path: string, language = 'nb') => {
  const answer = await visitor(house, language).get(path);
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};
async function until(path: string, holds: RegExp): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { html } = await get(path);
    if (holds.test(html)) return html;
    await delay(20);
  }
  return (await get(path)).html;
}

test('a coordinator writes an offer, and everyone finds it', async () => {
  const kari = await as(house, 'kari');
  const answer = await kari.post(to(urls.offer, { offer: 'new' }), cafe);
  assert.equal(answer.status, 303, await answer.text());
  const row = await one('select id, slug, rule, confirmed_on from offers');
  assert.equal(row.slug, 'kafe-lyspunkt');
  assert.equal((await one('select act from history order by at desc, id desc limit 1')).act, 'offer.written');
  const here = to(urls.finderOf, { association: 'lyspunkt' });
  const html = await until(`${here}?place=5003&q=kafe`, /Kafé Lyspunkt/);
  assert.match(html, /Annenhver tirsdag kl\. 12, ikke i juli/);
  assert.match(html, /tirsdag 15\. desember/);
  assert.match(html, /Bare kom/);
  assert.match(html, /Under 1 km unna/);
});

test('its page says what there is to know, in the language of the reader, and to machines', async () => {
  const path = to(urls.offerShown, { association: 'lyspunkt', slug: 'kafe-lyspunkt' });
  const { html, status, headers } = await get(path, 'en');
  assert.equal(status, 200);
  assert.match(html, /<h1>Café Lyspunkt<\/h1>/);
  assert.match(html, /Every second Tuesday at 12:00, not in July/);
  assert.match(html, /Call Kari on 40 00 11 02/);
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!);
  assert.equal(data['@type'], 'Service');
  assert.equal(data.subjectOf['@type'], 'EventSeries');
  assert.equal(data.subjectOf.startDate, '2026-12-01');
  assert.deepEqual(data.subjectOf.eventSchedule.byDay, ['https://schema.org/Tuesday']);
  assert.equal(data.url, `http://localhost${path}`);
  assert.match(html, /property="og:title" content="Café Lyspunkt"/);
  assert.match(headers.get('content-security-policy')!, /script-src 'self';/);
});

test('municipality, sitemap and robots lead to it', async () => {
  assert.match((await get(to(urls.placeShown, { municipality: 'bergen' }))).html, /Kafé Lyspunkt/);
  assert.match((await get(urls.places)).html, /Bergen: ett tilbud/);
  assert.match((await get(urls.sitemap)).html, /\/lyspunkt\/offers\/kafe-lyspunkt</);
  assert.match((await get(urls.robots)).html, /Sitemap: http:\/\/localhost\/sitemap.xml/);
  assert.equal((await get(to(urls.placeShown, { municipality: 'nowhere' }))).status, 404);
});

test('the finder shows itself within other sites, and nothing else does', async () => {
  const embed = await get(`${to(urls.embed, { association: 'lyspunkt' })}?accent=aa3300&ink=red;}`);
  assert.match(embed.headers.get('content-security-policy')!, /frame-ancestors \*/);
  assert.equal(embed.headers.get('x-frame-options'), null);
  assert.match(embed.html, /--embed-accent:#aa3300/);
  assert.doesNotMatch(embed.html, /--embed-ink:/);
  assert.equal(embed.headers.get('set-cookie'), null);
  const finder = await get(urls.finder);
  assert.match(finder.headers.get('content-security-policy')!, /frame-ancestors 'none'/);
  assert.match(finder.headers.get('permissions-policy')!, /geolocation=\(self\)/);
  assert.equal((await get(urls.embedScript)).headers.get('cross-origin-resource-policy'), 'cross-origin');
});

test('what cannot be understood is said, not guessed at', async () => {
  const wrong = await get(`${urls.finder}?place=0000`);
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /Vi fant ikke postnummeret 0000/);
  const long = await get(`${urls.finder}?q=${'a'.repeat(10_000)}`);
  assert.equal(long.status, 422);
  assert.match(long.html, /for langt/);
});

test('where somebody is goes no further than the nearest town', async () => {
  const answer = await house.app.request(`http://localhost${urls.finderHere}`, {
    method: 'POST',
    headers: { origin: 'http://localhost' },
    body: new URLSearchParams({ at: '60.39,5.32' }),
  });
  assert.equal(answer.status, 303);
  assert.equal(new URL(answer.headers.get('location')!, 'http://localhost').searchParams.get('place'), 'NO-5003 Bergen');
});

test('a slip keeps what was typed, and a full name is not put before everyone', async () => {
  const kari = await as(house, 'kari');
  const answer = await kari.post(to(urls.offer, { offer: 'new' }), { ...cafe, contactName: 'Kari Eksempel', postcode: '0000' });
  const html = await answer.text();
  assert.equal(answer.status, 422);
  assert.match(html, /Skriv bare fornavnet/);
  assert.match(html, /Vi fant ikke postnummeret 0000/);
  assert.match(html, /value="Kafé Lyspunkt"/);
  assert.equal((await one('select count(*)::int as n from offers')).n, 1);
});

test('an offer that is changed keeps its times, is confirmed, and ends for good', async () => {
  const kari = await as(house, 'kari');
  const { id, rule } = await one('select id, rule from offers');
  const form = await (await kari.get(to(urls.offer, { offer: id }))).text();
  assert.match(form, /<option value="second-week" selected/);
  assert.equal((await kari.post(to(urls.offer, { offer: id }), { ...cafe, 'title-nb': 'Kafeen' })).status, 303);
  assert.equal((await one('select rule from offers')).rule, rule);
  assert.equal((await kari.post(to(urls.offerConfirm, { offer: id }))).status, 303);
  assert.equal((await kari.post(to(urls.offerEnd, { offer: id }))).status, 303);
  assert.doesNotMatch(await until(to(urls.finderOf, { association: 'lyspunkt' }), /^((?!Kafeen).)*$/s), /Kafeen/);
  assert.equal((await get(to(urls.offerShown, { association: 'lyspunkt', slug: 'kafe-lyspunkt' }))).status, 404);
});

test("another chapter's offer does not exist for its coordinator, nor for a stranger", async () => {
  const kari = await as(house, 'kari');
  await kari.post(to(urls.offer, { offer: 'new' }), { ...cafe, 'title-nb': 'Turgruppa' });
  const { id } = await one(`select id from offers where slug = 'turgruppa'`);
  for (const who of ['tuva', 'stranger', 'per'] as const)
    assert.equal((await (await as(house, who)).get(to(urls.offer, { offer: id }))).status, 404);
  assert.equal((await one('select association_id from offers where id = $1', [id])).association_id, houses.lyspunkt.id);
});
