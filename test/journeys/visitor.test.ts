import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite, type Site } from './site.ts';
import { to, urls } from '../../src/urls.ts';

let site: Site;
before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
});
after(() => site.close());

const journeys = [
  { language: 'nb', association: 'lyspunkt', postcode: '5003', phone: '400 05 101', evening: 'tirsdag kveld' },
  { language: 'nn', association: 'lyspunkt', postcode: '5003', phone: '400 05 102', evening: 'tysdag kveld' },
  { language: 'en', association: 'lyspunkt', postcode: '5003', phone: '400 05 103', evening: 'Tuesday' },
  { language: 'da', association: 'broen', postcode: '8900', phone: '20 30 01 04', evening: 'tirsdag aften' },
] as const;

for (const { language, association, postcode, phone, evening } of journeys) {
  test(`a visitor finds out, asks for a group, changes it and takes it back, without script, in ${language}`, async () => {
    const walk = await site.walk({ speaks: language, javaScriptEnabled: false });
    const here = { association };
    for (const page of [urls.start, to(urls.association, here), to(urls.about, here), to(urls.privacy, here), to(urls.listedGroups, here)])
      await walk.go(page);

    await walk.go(to(urls.association, here));
    const ask = to(urls.enquire, { ...here, wants: 'group' });
    await walk.page.locator(`main a[href="${ask}"]`).first().click();
    await walk.page.waitForURL(`**${ask}`);
    await walk.look();
    await walk.fill({ called: 'Nora', phone: '12' });
    await walk.send({ status: 422 });
    assert.equal(await walk.page.locator('[name=called]').inputValue(), 'Nora', 'what was typed is still there');
    await walk.fill({
      phone,
      reachBy: 'email',
      email: `nora.${language}@example.org`,
      postcode,
      evenings: ['tue'],
      adult: ['yes'],
      consent: ['yes'],
    });
    await walk.send();
    assert.equal(walk.path(), to(urls.enquirySent, here));
    const link = new URL((await walk.page.locator('.private-link a').getAttribute('href'))!, site.url).pathname;

    const letter = await site.letter(`nora.${language}@example.org`);
    await walk.go(new RegExp(`${site.url}(/e/[\\w-]+)`).exec(letter.text!)![1]!);
    await walk.sees('Nora', evening);
    await walk.go(link);
    await walk.sees('Nora', evening);
    await walk.go(`${link}/change`);
    await walk.fill({ wish: 'Nær bussen', evenings: ['wed'] });
    await walk.send();
    await walk.sees('Nær bussen');
    await walk.seesNot(evening);

    await walk.go(`${link}/withdraw`);
    await walk.send();
    assert.match(walk.path(), /^\/receipt\//);
    await walk.seesNot('Nora');
    await walk.page.goto(site.url + link);
    assert.equal(await walk.page.locator('text=Nora').count(), 0, 'the private link leads nowhere any more');
    const { rows } = await site.test.superuser.query('select person_id, wish, postcode from enquiries order by id desc limit 1');
    assert.deepEqual(rows, [{ person_id: null, wish: null, postcode: null }]);
    await walk.close();
  });
}

test('a visitor who wants to talk, and one who wants to help, find their way', async () => {
  const walk = await site.walk();
  for (const wants of ['talk', 'help', 'represent']) await walk.go(to(urls.enquire, { association: 'lyspunkt', wants }));
  await walk.go(to(urls.enquire, { association: 'lyspunkt', wants: 'talk' }));
  await walk.fill({ called: 'Tor', phone: '400 05 200', adult: ['yes'], consent: ['yes'] });
  await walk.send();
  await walk.close();
});

test('one press leaves the site for the weather, and Back does not lead to it again', async () => {
  const walk = await site.walk();
  await walk.go(to(urls.association, { association: 'lyspunkt' }));
  await walk.page.route('https://www.yr.no/**', (route) => route.fulfill({ contentType: 'text/html', body: 'regn' }));
  await walk.page.locator('[data-quick-exit]').click();
  await walk.page.waitForURL('https://www.yr.no/');
  assert.equal(await walk.page.evaluate('history.length'), 2);
  await walk.close();
});

test('what is not there says so, in the language of whoever asks', async () => {
  for (const [speaks, said] of [
    ['nb', /finn/i],
    ['nn', /finn/i],
    ['da', /find/i],
    ['en', /find/i],
  ] as const) {
    const walk = await site.walk({ speaks });
    await walk.page.goto(`${site.url}/lyspunkt/nothing`);
    assert.match(await walk.reads(), said);
    await walk.close();
  }
});
