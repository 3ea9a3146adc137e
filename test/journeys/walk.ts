import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { BrowserContext, Locator, Page } from 'playwright-core';

/** One browser on its way through the site. Every page it comes to is looked over before it goes on. */
export type Walk = {
  page: Page;
  context: BrowserContext;
  go(path: string): Promise<void>;
  /** follows a link or presses a button, by the words on it */
  press(words: string | RegExp, options?: Expected): Promise<void>;
  /** fills in fields by their name; a list ticks or chooses */
  fill(fields: Record<string, string | readonly string[]>): Promise<void>;
  /** presses the main button of the first form on the page, or of the one that sends to this address, or the button of this value */
  send(options?: Expected & { to?: string; saying?: string }): Promise<void>;
  /** what stands on the page */
  reads(): Promise<string>;
  sees(...words: (string | RegExp)[]): Promise<void>;
  seesNot(...words: (string | RegExp)[]): Promise<void>;
  /** where it is */
  path(): string;
  /** looks the page over again, after something on it has changed */
  look(status?: number): Promise<void>;
  close(): Promise<void>;
};
type Expected = { status?: number };

const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
/** Pages that have been looked over at a width, by pattern, language, answer and how much one can do on them: the same page needs it once. */
const lookedOver = new Set<string>();

export async function walkOn(context: BrowserContext, url: string, traces: string[]): Promise<Walk> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  let status = 200;
  context.on('request', (request) => void (request.url().startsWith(url) || faults.push(`asked ${request.url()}`)));
  page.on('pageerror', (error) => void faults.push(error.message));
  page.on('console', (line) => void (isFault(line.type(), line.text()) && faults.push(line.text())));
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) status = response.status();
  });

  const look = async (expected?: number) => {
    const text = await page.locator('body').innerText();
    if (status >= 400) traces.push(text);
    assert.equal(status, expected ?? 200, `${page.url()}\n${text.slice(0, 1500)}`);
    await lookOver(page, status);
    assert.deepEqual(faults, [], page.url());
  };
  const after = async (act: () => Promise<unknown>, expected: Expected = {}) => {
    const moved = page.waitForNavigation({ waitUntil: 'load' });
    await Promise.all([moved, act()]);
    await look(expected.status);
  };
  const reads = () => page.locator('main').innerText();
  return {
    page,
    context,
    go: async (path) => {
      await page.goto(path.startsWith('http') ? path : url + path);
      await look();
    },
    press: async (words, expected) => {
      const named = { name: words, ...(typeof words === 'string' && { exact: true }) };
      await after(() => page.getByRole('link', named).or(page.getByRole('button', named)).first().click(), expected);
    },
    fill: async (fields) => {
      for (const [name, value] of Object.entries(fields)) await fillOne(page.locator(`main [name="${name}"]:not([type=hidden])`), value);
    },
    send: async ({ to, saying, ...expected } = {}) => {
      const form = page.locator(to ? `main form[action="${to}"]` : 'main form[method=post]').first();
      await after(
        () =>
          form
            .locator(saying ? `button[value="${saying}"]` : 'button:not([type=button])')
            .first()
            .click(),
        expected,
      );
    },
    reads,
    sees: async (...words) => {
      const text = await reads();
      for (const word of words) assert.match(text, typeof word === 'string' ? new RegExp(RegExp.escape(word)) : word);
    },
    seesNot: async (...words) => {
      const text = await reads();
      for (const word of words) assert.doesNotMatch(text, typeof word === 'string' ? new RegExp(RegExp.escape(word)) : word);
    },
    path: () => new URL(page.url()).pathname,
    look,
    close: () => context.close(),
  };
}

/** An answer of 422 or 404 is the page that says so; the browser's own line about it is no fault. */
const isFault = (type: string, text: string) =>
  !/^Failed to load resource: the server responded with a status of 4\d\d/.test(text) &&
  (type === 'error' || /Content Security|Trusted|violates/.test(text));

/** A box is ticked where a finger lands: its label lies over part of it, so `force` lets either take the press. */
async function fillOne(field: Locator, value: string | readonly string[]): Promise<void> {
  const first = field.first();
  if (!(await first.isVisible())) await first.evaluate((one) => one.closest('details')?.setAttribute('open', ''));
  const kind = await first.evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.tagName));
  const wanted = [value].flat();
  if (kind === 'SELECT') await first.selectOption(wanted as string[]);
  else if (kind === 'file') await first.setInputFiles(wanted as string[]);
  else if (kind === 'radio') await field.and(field.page().locator(`[value="${wanted[0]}"]`)).check({ force: true });
  else if (kind === 'checkbox')
    for (const box of await field.all()) await box.setChecked(wanted.includes((await box.getAttribute('value')) ?? 'on'), { force: true });
  else await first.fill(wanted[0]!);
}

/** Nothing for axe to say, and nothing wider than a telephone of 320 px. */
async function lookOver(page: Page, status: number): Promise<void> {
  const size = page.viewportSize()!;
  const language = await page.locator('html').getAttribute('lang');
  const forms = await page.locator('main form').count();
  const key = [patternOf(page), status, size.width, language, Math.min(forms, 2)].join(' ');
  if (lookedOver.has(key)) return;
  lookedOver.add(key);
  await keepPicture(page, key);
  const { violations } = await askAxe(page);
  const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]);
  assert.deepEqual(found, [], page.url());
  if (size.width !== 320) await page.setViewportSize({ width: 320, height: 700 });
  assert.deepEqual(await tooWide(page), [], `${page.url()} is wider than 320 px`);
  if (size.width !== 320) await page.setViewportSize(size);
}

/** Axe is a script itself: where the walk has none, it looks at the same page in a browser that has. */
async function askAxe(page: Page): Promise<axe.AxeResults> {
  const isScripted = await page.evaluate("matchMedia('(scripting: enabled)').matches");
  if (isScripted) return await axeOn(page);
  const context = await page.context().browser()!.newContext({ viewport: page.viewportSize() });
  const same = await context.newPage();
  const body = await page.content();
  await same.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await same.goto(page.url());
  const results = await axeOn(same);
  await context.close();
  return results;
}

async function axeOn(page: Page): Promise<axe.AxeResults> {
  await page.evaluate(axe.source);
  return (await page.evaluate(`axe.run(document, ${JSON.stringify(rules)})`)) as axe.AxeResults;
}

/** The address without what is one group's or one person's own. */
function patternOf(page: Page): string {
  const { pathname } = new URL(page.url());
  return pathname.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, ':id').replace(/[\w-]{22,}/g, ':token');
}

/** What reaches outside the window to the right. */
export async function tooWide(page: Page): Promise<string[]> {
  if (await page.evaluate('document.documentElement.scrollWidth <= innerWidth')) return [];
  return await page
    .locator('body *')
    .evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 160)),
    );
}

/** For whoever wants to see with their own eyes: WALK_PICTURES=folder. */
async function keepPicture(page: Page, key: string): Promise<void> {
  const folder = process.env['WALK_PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const name = `${String(lookedOver.size).padStart(3, '0')}-${key.replace(/[^\wæøåÆØÅ]+/g, '-').slice(0, 90)}.png`;
  await page.screenshot({ path: join(folder, name), fullPage: true });
}
