import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Site } from './site.ts';
import { to, urls } from '../../src/urls.ts';

// The way out is always in sight, and for that very reason it must never lie on what somebody wants to press.
let site: Site;
let enquiry = '';
const here = { association: 'lyspunkt' };

before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  const walk = await site.walk({ javaScriptEnabled: false });
  await walk.go(to(urls.enquire, { ...here, wants: 'group' }));
  await walk.fill({ called: 'Nora', email: 'nora@example.org', reachBy: 'email', adult: ['yes'], consent: ['yes'] });
  await walk.send();
  enquiry = await site.link('nora@example.org', 'e');
  await walk.close();
});
after(() => site.close());

/** What can be pressed and has something else lying on its middle: as the page opens, and when one has come to it. */
const covered = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const seen = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
      .filter((one) => one.checkVisibility() && !one.matches('.skip'));
    const isFree = (one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      if (y < 0 || y >= innerHeight) return null;
      const there = document.elementFromPoint(x, y);
      return one.contains(there) || there?.contains(one) || [...(one.labels ?? [])].some((label) => label.contains(there));
    };
    const atOnce = seen.filter((one) => isFree(one) === false);
    const later = ['nearest', 'center'].flatMap((block) => seen.filter((one) => (one.scrollIntoView({ block }), isFree(one) !== true)));
    return [...new Set([...atOnce, ...later])].map((one) => one.outerHTML.slice(0, 120));
  })()`);

const pages = [
  ['the start page', () => to(urls.association, here)],
  ['an enquiry form', () => to(urls.enquire, { ...here, wants: 'group' })],
  ['the page of a private link', () => enquiry],
  ['the finder', () => urls.finder],
  ['a sign-in', () => urls.signIn],
] as const;

for (const size of ['usual', 'larger'])
  for (const [name, path] of pages)
    test(`nothing lies on what one can press on ${name}, in ${size} type on a small telephone`, async () => {
      const walk = await site.walk({ viewport: { width: 320, height: 640 } });
      await walk.go(`/text-size/${size}?back=${encodeURIComponent(path())}`);
      assert.equal(await walk.page.locator('html.large-type').count(), size === 'larger' ? 1 : 0);
      assert.deepEqual(await covered(walk.page), []);
      const exit = await walk.page.locator('[data-quick-exit]').boundingBox();
      assert.ok(exit && exit.y >= 0 && exit.y + exit.height < 640, 'and the way out is still in sight');
      await walk.close();
    });

test('whoever holds a private link asks for larger type there, without script, and has it on that page at once', async () => {
  const walk = await site.walk({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  await walk.go(enquiry);
  const size = () => walk.page.evaluate<number>(`Number.parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)`);
  const usual = await size();
  await walk.press('Større skrift');
  assert.equal(walk.path(), enquiry);
  assert.ok((await size()) > usual * 1.15);
  await walk.press('Vanlig skrift');
  assert.equal(await size(), usual);
  await walk.close();
});
