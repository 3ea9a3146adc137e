import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { arrange, behold } from '../groups.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import { tooWide, type Walk } from './walk.ts';

// Poul has weak eyes and reads Danish: he asks for large type once, and has it on every page from then on.
let site: Site;
let walk: Walk;
let group = '';
const at = (pattern: string) => to(pattern as '/:group', { group });
const size = async () => Number.parseFloat(await walk.page.evaluate<string>(`getComputedStyle(document.querySelector('main p')).fontSize`));

before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  group = await arrange(site.test, { house: 'broen', sitting: ['poul'], leads: ['flemming'], signed: ['poul', 'flemming'] });
  const flemming = await site.walk({ as: 'flemming', javaScriptEnabled: false });
  await flemming.go(at(urls.meetingsPlan));
  await flemming.fill({ starts_on: '15.12.2026', clock: '19', minutes: '120', often: 'second-week' });
  await flemming.send({ saying: 'look' });
  await flemming.send({ saying: 'store' });
  await flemming.close();
  walk = await site.walk({ as: 'poul', speaks: 'da', viewport: { width: 320, height: 700 }, javaScriptEnabled: false });
});
after(() => site.close());

test('he asks for large type, and has it at once', async () => {
  await walk.go(urls.meSettings);
  const usual = await size();
  await walk.fill({ largeType: ['yes'] });
  await walk.send();
  await walk.go(urls.meSettings);
  assert.ok((await size()) > usual * 1.15, `${await size()} px against ${usual}`);
});

test('every page of his fits a narrow telephone in large type', async () => {
  const meeting = await behold<string>(site.test, 'select id from meetings where group_id = $1 order by starts_at limit 1', [group]);
  const pages = [
    urls.desk,
    urls.groups,
    ...[urls.group, urls.meetings, urls.programme, urls.themes, urls.expectations, urls.pledgeRead].map(at),
  ];
  for (const page of [...pages, to(urls.meeting, { meeting }), urls.me, urls.meKept, urls.meContact, urls.meErase]) {
    await walk.go(page);
    assert.deepEqual(await tooWide(walk.page), [], page);
  }
});
