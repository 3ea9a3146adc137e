import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, serveExamples } from './browser.ts';
import { examples } from './showcase.tsx';

let browser: Browser;
let site: { url: string; close: () => void };

before(async () => {
  [browser, site] = await Promise.all([openBrowser(), serveExamples()]);
});

after(async () => {
  await browser.close();
  site.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing wrong on any page, ${colorScheme}, and texts have AAA contrast`, async () => {
    await onEach({ viewport: { width: 1280, height: 900 }, colorScheme }, async (page, name) => {
      const { violations } = await new AxeBuilder({ page }).options({ rules: { 'color-contrast-enhanced': { enabled: true } } }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => [name, id, nodes[0]?.html]),
        [],
      );
    });
  });
}

test('axe finds nothing wrong on a phone, where tables are cards', async () => {
  await onPage('list', { viewport: { width: 320, height: 700 } }, async (page) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
    );
  });
});

test('no page is wider than a phone of 320 px', async () => {
  await onEach({ viewport: { width: 320, height: 700 } }, async (page, name) => assert.deepEqual(await tooWide(page), [], name));
});

test('no page is wider than its window when the reader doubles the type', async () => {
  await onEach({ viewport: { width: 640, height: 700 } }, async (page, name) => {
    await page.evaluate("document.documentElement.style.fontSize = '32px'");
    assert.deepEqual(await tooWide(page), [], name);
  });
});

test('no page is wider than a phone, and nothing is cut off, when letters, words and lines are set further apart', async () => {
  await onEach({ viewport: { width: 320, height: 700 } }, async (page, name) => {
    // The measures of WCAG 2.2, 1.4.12.
    const cut = await page.evaluate<string[]>(`(() => {
      for (const one of document.querySelectorAll('body *')) {
        one.style.lineHeight = '1.5';
        one.style.letterSpacing = '0.12em';
        one.style.wordSpacing = '0.16em';
        if (one.tagName === 'P') one.style.marginBlockEnd = '2em';
      }
      return [...document.querySelectorAll('body *')]
        .filter((one) => !one.closest('.ds-sr-only') && getComputedStyle(one).overflowY === 'hidden' && one.clientHeight > 4 && one.scrollHeight > one.clientHeight + 4)
        .map((one) => one.outerHTML.slice(0, 100));
    })()`);
    assert.deepEqual(cut, [], name);
    assert.deepEqual(await tooWide(page), [], name);
  });
});

test('no page breaks the content policy', async () => {
  const said: string[] = [];
  await onEach(
    {},
    async () => {},
    (page) => page.on('console', (line) => said.push(line.text())),
  );
  assert.deepEqual(said, []);
});

test('everything one can press is at least 24 px in both directions', async () => {
  await onEach({ viewport: { width: 320, height: 700 } }, async (page, name) => {
    const small = await page
      .locator('main :is(button, .ds-button, input:not([type=hidden], [aria-hidden]), select, summary):visible')
      .evaluateAll((all) =>
        all
          .filter((one) => one.getBoundingClientRect().height < 24 || one.getBoundingClientRect().width < 24)
          .map((one) => one.outerHTML.slice(0, 80)),
      );
    assert.deepEqual(small, [], name);
  });
});

test('after a slip the summary has the focus, and its links lead to the fields', async () => {
  await onPage('form', {}, async (page) => {
    assert.equal(await page.evaluate('document.activeElement.className'), 'ds-error-summary');
    for (const link of await page.locator('.ds-error-summary a').all()) {
      await link.click();
      assert.match(await page.evaluate('document.activeElement.tagName'), /INPUT/);
    }
  });
});

test('without script the quick exit is a link, and the language and person menus open', async () => {
  await onPage('next', { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator('.quick-exit').getAttribute('href'), 'https://www.yr.no/');
    await page.locator('.drop summary').click();
    assert.equal(await page.getByRole('button', { name: 'Logg ut' }).isVisible(), true);
  });
});

test('Esc three times leaves, and the page is not in the history', async () => {
  await onPage('next', {}, async (page) => {
    await page.route('https://www.yr.no/', (route) => route.fulfill({ contentType: 'text/html', body: 'regn' }));
    for (let press = 0; press < 3; press++) await page.keyboard.press('Escape');
    await page.waitForURL('https://www.yr.no/');
    assert.equal(await page.evaluate('history.length'), 2);
  });
});

test('a day can be picked in a calendar where there is script', async () => {
  await onPage('form', {}, async (page) => {
    await page.locator('.day-calendar').evaluate((calendar: HTMLInputElement) => {
      calendar.value = '2027-02-03';
      calendar.dispatchEvent(new Event('change'));
    });
    assert.equal(await page.getByLabel('Fra hvilken dag?').inputValue(), '3.2.2027');
  });
});

test('a printed letter is black on white, without navigation, its address in the window of the envelope', async () => {
  await onPage('letter', { viewport: { width: 635, height: 900 }, colorScheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.locator(':is(header.site, footer, .back, h1, .print-button):visible').count(), 0);
    assert.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
    const address = await page.locator('.window address').boundingBox();
    const fromTop = millimetres(address!.y) + 20;
    assert.ok(fromTop > 45 && fromTop + millimetres(address!.height) < 74, `${fromTop} mm from the top`);
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector(".sheet .prose p")).fontSize'), '16px');
  });
});

test('a table is printed as a table, not as cards', async () => {
  await onPage('list', { viewport: { width: 635, height: 900 } }, async (page) => {
    assert.equal(
      await page
        .locator('.table td')
        .first()
        .evaluate((cell) => getComputedStyle(cell).display),
      'grid',
    );
    await page.emulateMedia({ media: 'print' });
    assert.equal(
      await page
        .locator('.table td')
        .first()
        .evaluate((cell) => getComputedStyle(cell).display),
      'table-cell',
    );
  });
});

/** What reaches outside the window to the right. */
async function tooWide(page: Page): Promise<string[]> {
  if (await page.evaluate('document.documentElement.scrollWidth <= innerWidth')) return [];
  return page
    .locator('body *')
    .evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 120)),
    );
}

function millimetres(pixels: number): number {
  return (pixels * 25.4) / 96;
}

async function onEach(options: BrowserContextOptions, look: (page: Page, name: string) => Promise<void>, prepare?: (page: Page) => void) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  prepare?.(page);
  for (const { name } of examples) {
    await page.goto(`${site.url}/${name}`);
    await look(page, name);
  }
  await context.close();
}

async function onPage(name: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${site.url}/${name}`);
  await look(page);
  await context.close();
}
