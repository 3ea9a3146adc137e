/** The finder on an association's own website: a plain page of another origin, with rules of its own for what may be in it. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import axe from 'axe-core';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { addOffers } from '../../demo/offers.ts';
import { snippetsOf } from '../../src/offers/embed.tsx';
import { day } from '../../src/lib/day.ts';
import { urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import { tooWide } from './walk.ts';

let site: Site;
let foreign: Server;
let home: string;
const pages = new Map<string, string>();
/** What a page of a careful site says: nothing but its own styles, and us. */
const styles = '#here { --verksted-accent: rgb(170, 0, 0); --verksted-paper: #ffe; --verksted-ink: #222 } body { margin: 1rem }';
before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  await addOffers(site.test.superuser, day('2026-12-01'), site.test.world.now());
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await (await site.test.app.request(`${site.url}${urls.sitemap}`)).text()).includes('silkeborg')) break;
    await delay(25);
  }
  foreign = createServer((request, response) => {
    const isStyle = request.url === '/own.css';
    const csp = `default-src 'none'; img-src data:; style-src 'self'; script-src ${site.url}; frame-src ${site.url}`;
    response.writeHead(200, { 'content-type': isStyle ? 'text/css' : 'text/html; charset=utf-8', 'content-security-policy': csp });
    response.end(isStyle ? styles : (pages.get(request.url ?? '') ?? ''));
  });
  await new Promise<void>((up) => foreign.listen(0, '127.0.0.1', up));
  home = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
});
after(async () => {
  await site.close();
  foreign.closeAllConnections();
  await new Promise((down) => foreign.close(down));
});

const plain = (body: string, lang = 'no') =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
   <title>Foreningens egen side</title><link rel="stylesheet" href="/own.css"><link rel="icon" href="data:,"></head>
   <body><main><h1>Foreningens egen side</h1><div id="here">${body}</div></main></body></html>`;

type Seen = { page: Page; context: BrowserContext; frame: Frame; asked: string[]; faults: string[] };

/** Opens a page of the other site, and waits until the finder stands in it. */
async function open(body: string, size = { width: 1024, height: 800 }, lang = 'no'): Promise<Seen> {
  pages.set('/', plain(body, lang));
  const walk = await site.walk({ viewport: size, speaks: 'nb' });
  const { context, page } = walk;
  const [asked, faults]: [string[], string[]] = [[], []];
  context.on('request', (request) => void asked.push(request.url()));
  page.on('console', (line) => void (line.type() === 'error' && faults.push(line.text())));
  page.on('pageerror', (error) => void faults.push(error.message));
  await page.goto(home);
  const element = await page.waitForSelector('iframe');
  const frame = (await element.contentFrame())!;
  await frame.waitForSelector('.found li');
  return { page, context, frame, asked, faults };
}

async function isQuiet({ context, asked, faults }: Seen): Promise<void> {
  const others = asked.filter((url) => ![site.url, home, 'data:'].some((one) => url.startsWith(one)));
  assert.deepEqual(others, [], 'nobody else is asked anything');
  assert.deepEqual(await context.cookies(), [], 'no cookie');
  assert.deepEqual(faults, []);
}

/** Nothing is scrolled within the frame: it is as high as what is in it. */
async function fits({ page, frame }: Seen): Promise<void> {
  const inside = () => frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
  const outside = () => page.locator('iframe').evaluate((one) => one.clientHeight);
  for (let tries = 0; tries < 100 && Math.abs((await inside()) - (await outside())) > 1; tries += 1) await delay(20);
  assert.ok(Math.abs((await inside()) - (await outside())) <= 1, `${await inside()} in ${await outside()}`);
  assert.ok(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1), 'nothing is scrolled within');
}

const picture = async ({ page }: Seen, name: string) => {
  const folder = process.env['WALK_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/embed-${name}.png`, fullPage: true });
};

for (const width of [1024, 320])
  test(`one script tag becomes the finder, ${width} px wide, in the colours of the page, and searches by keyboard`, async () => {
    const seen = await open(snippetsOf(site.url, 'lyspunkt', 'Finn noe').script, { width, height: 800 });
    const { page, frame, context } = seen;
    assert.match(frame.url(), /lang=nb/, 'a Norwegian page gets a Norwegian finder');
    assert.equal(await page.locator('iframe').getAttribute('title'), 'Finn noe');
    await fits(seen);
    const colour = (what: string) =>
      frame
        .locator('.ds-button')
        .first()
        .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), what);
    assert.deepEqual([await colour('background-color'), await colour('color')], ['rgb(170, 0, 0)', 'rgb(255, 255, 255)']);
    assert.equal(await frame.locator('body').evaluate((one) => getComputedStyle(one).backgroundColor), 'rgb(255, 255, 238)');
    const before = await frame.locator('.found li').count();
    await page.locator('h1').click();
    for (let presses = 0; presses < 10 && !(await frame.evaluate(() => document.activeElement?.getAttribute('name') === 'q')); presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.type('kaffe');
    await Promise.all([frame.waitForURL(/q=kaffe/), page.keyboard.press('Enter')]);
    await frame.waitForSelector('.found li');
    const after = await frame.locator('.found li').count();
    assert.ok(after > 0 && after < before, `${after} of ${before}`);
    assert.equal(page.url(), `${home}/`, 'the page around it stays');
    assert.equal(await colour('background-color'), 'rgb(170, 0, 0)', 'the colours stay when one searches');
    await fits(seen);
    assert.deepEqual(await tooWide(page), []);
    assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing reaches outside the frame');
    await picture(seen, `script-${width}`);
    await isQuiet(seen);
    await context.close();
  });

for (const kind of ['frame', 'wordpress'] as const)
  test(`the ${kind} snippet shows the finder where no script may run`, async () => {
    for (const width of [1024, 320]) {
      const seen = await open(snippetsOf(site.url, 'lyspunkt', 'Finn «noe»')[kind], { width, height: 800 });
      const box = (await seen.page.locator('iframe').boundingBox())!;
      assert.ok(box.height >= 900 && box.width <= width && box.width > width - 60);
      assert.ok(await seen.frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.deepEqual(await tooWide(seen.page), []);
      await picture(seen, `${kind}-${width}`);
      await isQuiet(seen);
      await seen.context.close();
    }
  });

test('nothing on it is hard to use, and a light colour gets dark words', async () => {
  const seen = await open(snippetsOf(site.url, 'lyspunkt', 'Finn noe').script);
  // The rules of the careful site keep axe out: it looks at the same finder on a page without any.
  await seen.context.close();
  const walk = await site.walk({ speaks: 'nb' });
  for (const colours of ['', '?accent=ffee00&paper=ffffff&ink=222222', '?accent=102030&paper=111111&ink=eeeeee']) {
    await walk.page.goto(`${site.url}/lyspunkt/embed${colours}`);
    await walk.page.evaluate(axe.source);
    const found = (await walk.page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })`,
    )) as axe.AxeResults;
    assert.deepEqual(
      found.violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
      [],
      colours,
    );
    if (process.env['WALK_PICTURES'])
      await walk.page.screenshot({ path: `${process.env['WALK_PICTURES']}/embed-colours-${colours.length}.png` });
  }
  await walk.close();
});

test('a link in it opens the offer in place of the page, not within the frame', async () => {
  const seen = await open(snippetsOf(site.url, 'lyspunkt', 'Finn noe').script);
  await Promise.all([seen.page.waitForURL(`${site.url}/**`), seen.frame.locator('.found a').first().click()]);
  assert.match(new URL(seen.page.url()).pathname, /^\/lyspunkt\/offers\//);
  await seen.context.close();
});

test('the page of offers has all three, and says what the rules of a site must let in', async () => {
  const walk = await site.walk({ as: 'kari' });
  await walk.go(urls.offers);
  const { script, frame, wordpress } = snippetsOf(site.url, 'lyspunkt', 'Finn en gruppe');
  const text = await walk.reads();
  for (const part of [script.slice(0, 40), frame.slice(0, 40), wordpress.slice(0, 17), 'frame-src']) assert.ok(text.includes(part), part);
  await walk.close();
});
