import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { cast, seat } from '../../test/cast.ts';
import { openBrowser } from '../../test/browser.ts';
import { arrange } from '../../test/groups.ts';
import { freePort, serveWorld, signedIn, type Site } from '../../test/phone.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { addDays, dayOf, instantOf, clock, zone } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import { to, urls } from '../urls.ts';

// The opening card in a real browser. A browser has a clock of its own, so the meeting is tomorrow by that one.
const oslo = zone('Europe/Oslo');
const meeting = newId();
const card = to(urls.card, { meeting });
let here: TestWorld;
let browser: Browser;
let site: Site;
let group = '';
let context: BrowserContext;
let page: Page;
const faults: string[] = [];

before(async () => {
  const now = new Date();
  here = await openTestWorld(now.toISOString(), { PUBLIC_URL: `http://localhost:${await freePort()}` });
  await seat(here);
  group = await arrange(here, { sitting: ['per', 'pia', 'petra', 'peder'] });
  const on = addDays(dayOf(now, oslo), 1);
  const at = clock('18:00');
  await here.superuser.query(
    `insert into meetings (id, association_id, group_id, original_on, day, clock, minutes, starts_at) select $1, association_id, id, $3, $3, $4, 120, $5 from groups where id = $2`,
    [meeting, group, on, at, instantOf(on, at, oslo)],
  );
  await here.superuser.query(
    `insert into themes (id, association_id, group_id, title, position, raised_on) select gen_random_uuid(), association_id, id, 'Hverdagen', 1, current_date from groups where id = $1`,
    [group],
  );
  [browser, site] = [await openBrowser(), await serveWorld(here)];
  context = await signedIn(here, browser, 'per', { viewport: { width: 360, height: 740 } });
  page = await context.newPage();
  page.on('console', (line) => /Content Security|Trusted|violates/.test(line.text()) && faults.push(line.text()));
  page.on('pageerror', (error) => faults.push(error.message));
});
after(async () => {
  await browser.close();
  await site.close();
  await here.close();
});

test('the card reads well without script: the promise, the rules, today’s theme, and the time share written out', async () => {
  const plain = await signedIn(here, browser, 'pia', { javaScriptEnabled: false });
  const reader = await plain.newPage();
  await reader.goto(site.url + card);
  const text = await reader.innerText('main');
  for (const said of ['Den jeg ser her', 'Hverdagen', 'Er de fire, har kvar om lag 30 minutt']) assert.ok(text.includes(said), said);
  await plain.close();
});

test('nobody is named on it, and no one is signed in on it', async () => {
  await page.goto(site.url + card);
  const html = await page.content();
  for (const name of ['Per', 'Pia', 'Petra', 'Peder', 'Frida']) assert.doesNotMatch(html, new RegExp(`\\b${name}\\b`));
  assert.doesNotMatch(html, /csrf|sign-out|Onsdagsgruppa/);
});

test('axe finds nothing wrong with it, and the content policy is kept', async () => {
  const { violations } = await new AxeBuilder({ page }).options({ rules: { 'color-contrast-enhanced': { enabled: true } } }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
  );
  assert.deepEqual(faults, []);
});

test('once opened it works without a network, and so does the round', async () => {
  await page.locator('#offline:not([hidden])').waitFor();
  const before = site.asked.length;
  await context.setOffline(true);
  await page.reload();
  assert.match(await page.innerText('main'), /Den jeg ser her/);
  await page.getByRole('button', { name: 'Begynn runden' }).click();
  await page.getByText('Nummer 1 av 4').waitFor();
  assert.match(await page.innerText('.ring-middle'), /Omtrent 30 minutter/);
  for (const nth of [2, 3, 4]) {
    await page.getByRole('button', { name: 'Neste' }).click();
    await page.getByText(`Nummer ${nth} av 4`).waitFor();
  }
  await page.getByRole('button', { name: 'Neste' }).click();
  await page.getByText('Nå har alle hatt ordet.').waitFor();
  assert.deepEqual(site.asked.slice(before), [], 'the network was asked');
});

test('the number of people can be set before the round, and the share follows', async () => {
  await page.reload();
  await page.getByRole('button', { name: 'Én til' }).click();
  assert.match(await page.innerText('.ring-middle'), /Omtrent 24 minutter/);
  assert.equal(await page.locator('.round-ring .chair').count(), 5);
});

test('nothing but the card is kept on the phone', async () => {
  const kept = (await page.evaluate(`(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
    return all.flat();
  })()`)) as string[];
  assert.deepEqual(
    kept.filter((path) => !path.startsWith('/static/')),
    [card],
  );
  await assert.rejects(page.goto(site.url + to(urls.group, { group })));
  await context.setOffline(false);
});

test('when the seat ends, the card goes from the phone the next time it has a network', async () => {
  await here.superuser.query('update seats set left_on = current_date where group_id = $1 and person_id = $2', [group, cast.per.id]);
  const gone = await page.goto(site.url + card);
  assert.equal(gone?.status(), 404);
  await context.setOffline(true);
  await assert.rejects(page.goto(site.url + card));
  await context.setOffline(false);
  await here.superuser.query('update seats set left_on = null where group_id = $1 and person_id = $2', [group, cast.per.id]);
});

test('signing out takes it from the phone at once', async () => {
  await page.goto(site.url + card);
  await page.locator('#offline:not([hidden])').waitFor();
  await page.goto(site.url + to(urls.meeting, { meeting }));
  await page.locator('header details summary').click();
  await page.getByRole('button', { name: 'Logg ut' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/meetings'));
  await context.setOffline(true);
  await assert.rejects(page.goto(site.url + card));
  await context.setOffline(false);
});
