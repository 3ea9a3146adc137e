import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { addOffers } from '../../demo/offers.ts';
import { day } from '../../src/lib/day.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  await addOffers(site.test.superuser, day('2026-12-01'), site.test.world.now());
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await (await site.test.app.request(`${site.url}${urls.sitemap}`)).text()).includes('silkeborg')) break;
    await delay(25);
  }
});
after(() => site.close());

const journeys = [
  {
    language: 'nb',
    find: 'Finn',
    association: 'lyspunkt',
    place: 'begren',
    words: 'kaffe',
    finds: 'Kafé Lyspunkt',
    says: 'Annenhver tirsdag kl. 12, ikke i juli',
  },
  { language: 'nn', find: 'Finn', association: 'lyspunkt', place: '5003', words: 'kafe', finds: 'Kafé Lyspunkt', says: 'ikkje i juli' },
  {
    language: 'en',
    find: 'Find',
    association: 'lyspunkt',
    place: 'Oslo',
    words: 'greif',
    finds: 'Grief group for adults',
    says: 'Every Thursday at 18:00',
  },
  {
    language: 'da',
    find: 'Find',
    association: 'broen',
    place: '8900',
    words: 'vaerksted',
    finds: 'Det fælles tredje: værksted for mænd',
    says: 'ikke i juli',
  },
] as const;

for (const { language, find, association, place, words, finds, says } of journeys) {
  test(`a visitor finds what there is near her, misspelt and without script, in ${language}`, async () => {
    const walk = await site.walk({ speaks: language, javaScriptEnabled: false });
    await walk.go(to(urls.finderOf, { association }));
    await walk.fill({ place, q: words });
    await walk.press(find);
    await walk.sees(finds, says);
    await walk.page.locator('.found a').first().click();
    await walk.page.waitForURL('**/offers/**');
    await walk.look();
    await walk.sees(finds);
    await walk.go(urls.finder);
    await walk.go(urls.places);
    await walk.page.locator('.columns a').first().click();
    await walk.page.waitForURL('**/places/**');
    await walk.look();
    await walk.close();
  });
}

test('where there is nothing near, she is shown the nearest, what is on a screen, somebody to talk with, and how to be counted', async () => {
  const walk = await site.walk({ speaks: 'nb' });
  await walk.go(`${to(urls.finderOf, { association: 'lyspunkt' })}?place=Hammerfest`);
  await walk.sees(
    'Ikke noe helt nær Hammerfest ennå',
    'Snakk med en likeperson',
    'Tell meg med',
    'Uansett hvor du bor',
    'Kontakttelefonen',
  );
  const count = walk.page.locator(`a[href="${to(urls.interest, { association: 'lyspunkt' })}"]`);
  assert.equal(await count.count(), 1);
  await walk.close();
});

test('where she is is asked for when she presses the button, and only the town goes on', async () => {
  const walk = await site.walk({ speaks: 'nb', geolocation: { latitude: 60.39, longitude: 5.32 }, permissions: ['geolocation'] });
  await walk.go(to(urls.finderOf, { association: 'lyspunkt' }));
  await walk.press('Bruk stedet der jeg er');
  assert.equal(new URL(walk.page.url()).searchParams.get('place'), 'NO-5003 Bergen');
  await walk.sees('Kafé Lyspunkt');
  assert.ok(!site.traces.some((one) => one.includes('60.39')));
  await walk.close();
});

test('the map is walked by keyboard, and each point says its name', async () => {
  const walk = await site.walk({ speaks: 'nb' });
  await walk.go(to(urls.finderOf, { association: 'lyspunkt' }));
  const point = walk.page.locator('svg.map a').first();
  await point.focus();
  assert.match((await point.getAttribute('aria-label'))!, /tilbud/);
  await walk.page.keyboard.press('Enter');
  await walk.page.waitForURL('**/places/**');
  await walk.look();
  await walk.close();
});

test('a page of the association’s own holds the finder in a frame, by one line of script, without a cookie', async () => {
  const walk = await site.walk({ speaks: 'nb' });
  const answer = await walk.page.request.get(`${site.url}${to(urls.embed, { association: 'lyspunkt' })}?accent=7a1f5c`);
  assert.equal(answer.headers()['set-cookie'], undefined);
  await walk.go(`${to(urls.embed, { association: 'lyspunkt' })}?accent=7a1f5c`);
  await walk.fill({ place: 'Bergen' });
  await walk.press('Finn');
  await walk.sees('Kafé Lyspunkt');
  assert.deepEqual(await walk.context.cookies(), []);
  await walk.close();
});

test('a coordinator writes an offer, and it is found', async () => {
  const walk = await site.walk({ speaks: 'nb', as: 'kari' });
  await walk.go(urls.offers);
  await walk.go(to(urls.offer, { offer: 'new' }));
  await walk.fill({ 'title-nb': 'Strikkekafé', kind: 'open-cafe', ways: ['in-person'], postcode: '5003', often: 'agreed' });
  await walk.send();
  await walk.sees('Strikkekafé');
  await walk.close();
  const visitor = await site.walk({ speaks: 'nb' });
  await delay(200);
  await visitor.go(`${urls.finder}?q=strikekafe`);
  await visitor.sees('Strikkekafé');
  await visitor.close();
});
