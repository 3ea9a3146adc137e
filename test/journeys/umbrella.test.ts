import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../cast.ts';
import { arrange, waits } from '../groups.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

// Una looks after the umbrella: she sees how much there is, and never who.
let site: Site;
let una: Walk;
let group = '';
let enquiry = '';
const people = ['per', 'pia', 'paal', 'petra', 'peder', 'pernille'] as const;

before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  group = await arrange(site.test, { sitting: people.slice(0, 5), leads: ['frida', 'finn'] });
  enquiry = await waits(site.test, 'pernille');
  una = await site.walk({ as: 'una', javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
});
after(() => site.close());

test('her desk shows sums beside each association', async () => {
  await una.go(urls.desk);
  await una.sees('Foreningen Lyspunkt', 'Foreningen Broen');
  await una.go(to(urls.umbrella, { umbrella: 'felles' }));
  await una.sees('Foreningen Lyspunkt', 'Foreningen Broen');
});

test('no page of hers names a person or a group', async () => {
  const names = new RegExp(`Onsdagsgruppa|\\b(${([...people, 'frida', 'finn'] as const).map((who) => cast[who].called).join('|')})\\b`);
  for (const page of [urls.desk, to(urls.umbrella, { umbrella: 'felles' }), urls.me]) {
    await una.go(page);
    assert.doesNotMatch(await una.reads(), names, page);
  }
});

test('what belongs to people is not there for her', async () => {
  const closed = [
    to(urls.group, { group }),
    to(urls.meetings, { group }),
    to(urls.enquiry, { enquiry }),
    to(urls.person, { person: cast.per.id }),
    urls.inbox,
    urls.waitingList,
    urls.groupNew,
    urls.imports,
    urls.house,
    urls.people,
    urls.outbox,
    urls.history,
  ];
  for (const path of closed) {
    const answer = await una.page.goto(site.url + path);
    assert.equal(answer!.status(), 404, path);
    await una.look(404);
  }
});
