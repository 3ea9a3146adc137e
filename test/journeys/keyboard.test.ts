import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../cast.ts';
import { arrange, behold, linkOf } from '../groups.ts';
import { newId } from '../../src/lib/ids.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

// Petra reads English and has no mouse: whatever she does, she does with Tab, Space and Enter, and sees where she is.
let site: Site;
before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
});
after(() => site.close());

const FAR = 80;

/** Tabs on until the focus stands on this; every stop on the way can be seen. */
async function tabTo({ page }: Walk, selector: string): Promise<void> {
  for (let times = 0; times < FAR; times += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(`(() => {
      const one = document.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const label = one.labels?.[0] ? getComputedStyle(one.labels[0], '::before') : null;
      const seen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || (label && label.outlineStyle !== 'none');
      const { left, top, right, bottom } = (one.labels?.[0] && one.offsetWidth < 2 ? one.labels[0] : one).getBoundingClientRect();
      const points = [[(left + right) / 2, (top + bottom) / 2], [left + 2, top + 2], [right - 2, bottom - 2]];
      const isAt = (hit) => hit && hit !== document.body && (one.contains(hit) || hit.contains(one) || [...(one.labels ?? [])].some((label) => label.contains(hit)));
      const uncovered = points.some(([x, y]) => isAt(document.elementFromPoint(x, y)));
      return { uncovered, there: one.matches(${JSON.stringify(selector)}), seen, html: one.outerHTML.slice(0, 120) };
    })()`);
    const { there, seen, uncovered, html } = at as { there: boolean; seen: boolean; uncovered: boolean; html: string };
    assert.ok(seen, `the focus cannot be seen on ${html}`);
    assert.ok(uncovered, `something lies over ${html}`);
    if (there) return;
  }
  assert.fail(`${selector} cannot be reached with Tab on ${page.url()}`);
}

async function pressEnter(walk: Walk): Promise<void> {
  const moved = walk.page.waitForNavigation();
  await walk.page.keyboard.press('Enter');
  await moved;
  await walk.look();
}

test('she asks for a group with the keyboard alone', async () => {
  const walk = await site.walk({ speaks: 'en' });
  await walk.go(to(urls.association, { association: 'lyspunkt' }));
  await walk.page.keyboard.press('Tab');
  await walk.page.keyboard.press('Enter');
  assert.equal(await walk.page.evaluate('location.hash'), '#main', 'the first stop leads past the menu');
  await tabTo(walk, 'main a[href*="/enquire/group"]');
  await pressEnter(walk);
  await tabTo(walk, '[name=called]');
  await walk.page.keyboard.type('Petra');
  await tabTo(walk, '[name=phone]');
  await walk.page.keyboard.type('400 05 300');
  for (const box of ['adult', 'consent']) {
    await tabTo(walk, `[name=${box}]`);
    await walk.page.keyboard.press('Space');
  }
  await tabTo(walk, 'main form button');
  await pressEnter(walk);
  assert.equal(walk.path(), to(urls.enquirySent, { association: 'lyspunkt' }));
  assert.equal(await behold(site.test, 'select count(*)::int from enquiries'), 1);
  await walk.close();
});

test('she says that she cannot come with the keyboard alone', async () => {
  const group = await arrange(site.test, { sitting: ['per', 'petra'], leads: ['frida', 'finn'], signed: ['per', 'petra'] });
  const meeting = newId();
  await site.test.superuser.query(
    `insert into meetings (id, association_id, group_id, day, clock, minutes, starts_at, original_on)
     select $1, association_id, id, '2026-12-15', '18:00', 120, '2026-12-15T17:00:00Z', '2026-12-15' from groups where id = $2`,
    [meeting, group],
  );
  const walk = await site.walk({ speaks: 'en' });
  await walk.go(to(urls.link.absence, { token: await linkOf(site.test, cast.petra, 'absence', meeting) }));
  await tabTo(walk, 'main form button');
  await pressEnter(walk);
  assert.equal(await behold(site.test, 'select count(*)::int from absences where withdrawn_at is null'), 1);
  await walk.close();

  const signedIn = await site.walk({ as: 'petra', speaks: 'en' });
  await signedIn.go(urls.desk);
  await tabTo(signedIn, `main a[href="${to(urls.group, { group })}"]`);
  await pressEnter(signedIn);
  await tabTo(signedIn, `main form[action="${to(urls.absent, { meeting })}"] button`);
  await pressEnter(signedIn);
  assert.equal(await behold(site.test, 'select count(*)::int from absences where withdrawn_at is null'), 0, 'she comes after all');
  await signedIn.close();
});
