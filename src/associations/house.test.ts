import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, chapters, houses, models, seat, venues } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

let house: TestWorld;
before(async () => {
  house = await openTestWorld();
  await seat(house);
});
after(() => house.close());

const one = async (text: string, values: unknown[] = []) => (await house.superuser.query(text, values)).rows[0];
const model = {
  name: 'Vår egen',
  description: '',
  facilitatorsMin: '1',
  facilitatorsMax: '2',
  sizeMin: '3',
  sizeMax: '6',
  accompaniedMax: '',
  guestMeetings: '0',
  minutesMax: '90',
  firstMinutesMax: '120',
  rhythm: 'weekly',
  afterwards: ['self-run'],
  ageSpan: '20',
};

const pages: [string, CastName[]][] = [
  [urls.house, ['ada']],
  [urls.houseAssociation, ['ada']],
  [urls.chapters, ['ada']],
  [to(urls.chapter, { chapter: chapters.bergen.id }), ['ada']],
  [to(urls.chapter, { chapter: 'new' }), ['ada']],
  [urls.venues, ['ada', 'kari', 'birk']],
  [to(urls.venue, { venue: venues.library.id }), ['ada', 'kari', 'birk']],
  [urls.models, ['ada']],
  [to(urls.model, { model: models.lpp.id }), ['ada']],
  [urls.texts, ['ada']],
  [to(urls.text, { kind: 'pledge', language: 'nb' }), ['ada']],
  [to(urls.words, { language: 'nb' }), ['ada']],
];

for (const [path, allowed] of pages) {
  test(`${path.replace(/0{8}[-0-9]+/, '…')} is for ${allowed.join(', ')} and does not exist for others`, async () => {
    const everyone: CastName[] = ['ada', 'kari', 'birk', 'frida', 'per', 'stranger', 'dorte'];
    for (const who of everyone) {
      const { status } = await (await as(house, who)).get(path);
      const own = ['dorte', 'stranger'].includes(who) && !/[0-9a-f]{8}-/.test(path) && !path.endsWith('/nb');
      const expected = allowed.includes(who) || (own && (who === 'dorte' || allowed.includes('kari'))) ? 200 : 404;
      assert.equal(status, expected, `${who} got ${status}`);
    }
  });
}

test('the administrator changes who people can call, and every page says so at once', async () => {
  const ada = await as(house, 'ada');
  const answer = await ada.post(urls.houseAssociation, {
    name: 'Foreningen Lyspunkt',
    languages: ['nb', 'nn', 'en', 'da'],
    senderName: 'Lyspunkt',
    contactName: 'Kari',
    phone: '40 00 12 34',
    email: '',
    postalAddress: 'Eksempelveien 1\n5003 Bergen',
    senderEmail: '',
    smsSender: '',
  });
  assert.equal(answer.status, 303);
  assert.equal((await one('select phone from associations where id = $1', [houses.lyspunkt.id])).phone, '+4740001234');
  assert.equal(
    (await one(`select count(*)::int as n from texts where association_id = $1 and language = 'da'`, [houses.lyspunkt.id])).n,
    8,
  );
  assert.equal((await one('select act, actor_id from history order by at desc, id desc limit 1')).actor_id, cast.ada.id);
});

test('a slip keeps what was typed and stores nothing', async () => {
  const ada = await as(house, 'ada');
  const answer = await ada.post(urls.houseAssociation, {
    name: '',
    languages: ['nb'],
    senderName: 'Nytt navn',
    phone: '12',
    smsSender: 'to ord',
  });
  const html = await answer.text();
  assert.equal(answer.status, 422);
  assert.match(html, /value="Nytt navn"/);
  assert.equal((await one('select sender_name from associations where id = $1', [houses.lyspunkt.id])).sender_name, 'Lyspunkt');
});

test('a model that contradicts itself is refused with the reason', async () => {
  const ada = await as(house, 'ada');
  const address = to(urls.model, { model: 'new' });
  assert.match(await (await ada.post(address, { ...model, sizeMax: '2' })).text(), /minst like stort/);
  assert.match(await (await ada.post(address, { ...model, firstMinutesMax: '60' })).text(), /ikke være kortere/);
  assert.equal((await ada.post(address, model)).status, 303);
  assert.equal((await one(`select accompanied_max from programme_models where name = 'Vår egen'`)).accompanied_max, null);
});

test('a changed pledge is a new version and the signed one stays', async () => {
  const ada = await as(house, 'ada');
  assert.equal((await ada.post(to(urls.text, { kind: 'pledge', language: 'nb' }), { lines: 'Det blir her.\n\nAlltid.' })).status, 303);
  const versions = (
    await house.superuser.query(
      `select version, lines from texts where association_id = $1 and kind = 'pledge' and language = 'nb' order by version`,
      [houses.lyspunkt.id],
    )
  ).rows;
  assert.deepEqual(
    versions.map((row) => row.version),
    [1, 2],
  );
  assert.deepEqual(versions[1].lines, ['Det blir her.', 'Alltid.']);
});

test("the association's own word takes the place of the usual one", async () => {
  const ada = await as(house, 'ada');
  await ada.post(to(urls.words, { language: 'nb' }), {
    'facilitator.one': 'vert',
    'facilitator.a': 'en vert',
    'facilitator.the': 'verten',
    'facilitator.many': 'verter',
    'facilitator.theMany': 'vertene',
  });
  await house.world.houses.refresh();
  house.world.pages.clear();
  const html = await (
    await house.app.request(`http://localhost${to(urls.association, { association: 'lyspunkt' })}`, {
      headers: { 'accept-language': 'nb' },
    })
  ).text();
  assert.match(html, /følge av verter/);
});

test('a venue in a place that is not there is refused; a known one gets its point', async () => {
  const kari = await as(house, 'kari');
  const venue = { name: 'Prøverommet', postcode: '0000', slots: ['tue-eve'] };
  assert.match(await (await kari.post(to(urls.venue, { venue: 'new' }), venue)).text(), /Vi fant ikke postnummeret 0000/);
  assert.equal((await kari.post(to(urls.venue, { venue: 'new' }), { ...venue, postcode: '5003' })).status, 303);
  const kept = await one(`select place, latitude from venues where name = 'Prøverommet'`);
  assert.equal(kept.place.toLowerCase(), 'bergen');
  assert.ok(Math.abs(kept.latitude - 60.39) < 0.2);
});

test("a chapter's coordinator keeps venues of the own chapter only", async () => {
  const birk = await as(house, 'birk');
  await birk.post(to(urls.venue, { venue: venues.library.id }), { name: 'Biblioteket', chapter: chapters.bergen.id });
  assert.equal((await one('select name from venues where id = $1', [venues.library.id])).name, 'Biblioteket');
  const refused = await birk.post(to(urls.venue, { venue: 'new' }), { name: 'I Oslo', chapter: chapters.oslo.id });
  assert.notEqual(refused.status, 303);
  assert.equal((await one(`select count(*)::int as n from venues where name = 'I Oslo'`)).n, 0);
});

test('two who write at the same moment both do: two versions of a text, and the words of two languages', async () => {
  const [ada, too] = [await as(house, 'ada'), await as(house, 'ada')];
  const path = to(urls.text, { kind: 'welcome', language: 'nb' });
  const statuses = await Promise.all(
    [ada, too, ada, too].map(async (one, at) => (await one.post(path, { lines: `Velkommen ${at}` })).status),
  );
  assert.deepEqual(statuses, [303, 303, 303, 303]);
  for (const word of ['leder', 'støtte', 'vert'])
    await Promise.all(
      (['nb', 'nn', 'en'] as const).map((language) => ada.post(to(urls.words, { language }), { 'facilitator.one': `${word} ${language}` })),
    );
  const { words } = await one('select words from associations where id = $1', [houses.lyspunkt.id]);
  for (const language of ['nb', 'nn', 'en']) assert.equal(words[language].facilitator.one, `vert ${language}`);
});
