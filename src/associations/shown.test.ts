import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { as, houses, seat, visitor } from '../../test/cast.ts';
import { putOffer } from '../../test/offers-ground.fixture.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { readPicture } from './picture.ts';

let house: TestWorld;
before(async () => {
  house = await openTestWorld();
  await seat(house);
});
after(() => house.close());

/** One black point, with a word in it that nobody asked for. */
const point = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const chunk = (name: string, text: string) => {
  const body = Buffer.from(text);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(4)]);
};
const talkative = Buffer.concat([
  point.subarray(0, 33),
  chunk('tEXt', 'Author\0Kari Eksempel'),
  point.subarray(33),
  Buffer.from('<script>alert(1)</script>'),
]);

test('a picture is kept without what it tells, and what is no picture is none', () => {
  const read = readPicture(talkative);
  assert.equal(read?.type, 'image/png');
  assert.deepEqual([read?.width, read?.height], [1, 1]);
  assert.ok(read?.bytes.equals(point));
  assert.equal(readPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')), undefined);
  assert.equal(readPicture(Buffer.concat([point.subarray(0, 40)])), undefined);
  assert.equal(readPicture(Buffer.alloc(500_000, 'RIFF')), undefined);
  for (let length = 0; length < point.length; length += 1) readPicture(point.subarray(0, length));
});

async function send(bytes: Buffer, type: string, fields: Record<string, string> = {}) {
  const body = new FormData();
  body.set('picture', new File([new Uint8Array(bytes)], 'logo', { type }));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return await (await as(house, 'ada')).post(urls.houseShown, body);
}

test('a logo that is a script in SVG is answered clearly, and nothing is kept', async () => {
  const answer = await send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/png', {
    website: 'https://example.org',
  });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /SVG tar vi ikke imot/);
  assert.equal((await house.superuser.query('select from logos')).rowCount, 0);
  assert.equal((await house.superuser.query('select from associations where website is not null')).rowCount, 0);
});

test('the umbrella shows logo, words, contact, offers and members, each figure with its day', async () => {
  const answer = await send(talkative, 'image/png', { members: '1200', countedOn: '1.11.2026', website: 'https://example.org' });
  assert.equal(answer.status, 303);
  const logo = await visitor(house).get(to(urls.logo, { association: houses.lyspunkt.slug }));
  assert.equal(logo.headers.get('content-type'), 'image/png');
  assert.ok(Buffer.from(await logo.arrayBuffer()).equals(point));
  const html = await (await visitor(house).get(to(urls.umbrella, { umbrella: houses.umbrella.slug }))).text();
  assert.match(html, /alt="Logoen til Foreningen Lyspunkt"/);
  assert.match(html, /1200 den 1\. november 2026/);
  assert.match(html, /0 på lista 1\. desember 2026/);
  assert.match(html, /Ikke oppgitt/);
  assert.equal((await visitor(house).get(to(urls.logo, { association: houses.broen.slug }))).status, 404);
});

test('what an association works with holds for what it lists, and the finder finds it by that', async () => {
  const offer = await putOffer(house, { areas: [] });
  const ada = await as(house, 'ada');
  assert.equal((await ada.post(urls.houseShown, { areas: 'no-such' })).status, 422);
  assert.equal((await ada.post(urls.houseShown, { areas: ['rare', 'pain'] })).status, 303);
  assert.deepEqual((await house.superuser.query('select areas from associations where id = $1', [houses.lyspunkt.id])).rows[0].areas, [
    'pain',
    'rare',
  ]);
  assert.match(await (await ada.get(urls.houseShown)).text(), /value="rare"[^>]*checked|checked[^>]*value="rare"/);
  for (let tries = 0; tries < 100 && !(await finds('rare', offer)); tries += 1) await delay(20);
  assert.equal(await finds('rare', offer), true);
  assert.equal(await finds('heart', offer), false);
});

const finds = async (area: string, offer: string): Promise<boolean> => {
  const slug = (await house.superuser.query('select slug from offers where id = $1', [offer])).rows[0].slug as string;
  const html = await (await visitor(house).get(`${to(urls.finderOf, { association: houses.lyspunkt.slug })}?area=${area}`)).text();
  return html.includes(`/offers/${slug}`);
};
