import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast, houses } from '../cast.ts';
import { arrange, behold, linkOf } from '../groups.ts';
import { transaction } from '../../src/lib/db.ts';
import { day } from '../../src/lib/day.ts';
import { send } from '../../src/messages/index.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

// Pernille from the invitation to the receipt, told in order, on a telephone.
let site: Site;
let walk: Walk;
let group = '';
const at = (pattern: string, more = {}) => to(pattern as '/:group', { group, ...more });
const email = cast.pernille.email!;

before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  const signed = ['per', 'pia', 'frida', 'finn'] as const;
  group = await arrange(site.test, { sitting: ['per', 'pia'], invited: ['pernille'], leads: ['frida', 'finn'], signed: [...signed] });
  const frida = await site.walk({ as: 'frida' });
  await frida.go(at(urls.meetingsPlan));
  await frida.fill({ starts_on: '15.12.2026', clock: '18', minutes: '120', often: 'second-week' });
  await frida.page.locator('main button[value=look]').click();
  await frida.page.locator('main button[value=store]').click();
  await frida.page.waitForURL((url) => !url.pathname.endsWith('/plan'));
  await frida.close();
  walk = await site.walk();
});
after(() => site.close());

test('she follows the link in the message, says yes, and promises', async () => {
  const { world, superuser } = site.test;
  const seat = await behold<string>(site.test, 'select id from seats where person_id = $1', [cast.pernille.id]);
  await transaction(world.db, { person: cast.kari.id, today: day('2026-12-01') }, (tx) =>
    send({ world, tx, now: world.now() }, houses.lyspunkt.id, {
      to: cast.pernille.id,
      kind: 'seat-invited',
      variables: { day: '2026-12-15', clock: '18:00', untilDay: '2026-12-04' },
      link: { purpose: 'invitation', object: seat },
    }),
  );
  await walk.go(await site.link(email, 'i'));
  await walk.press('Ja, jeg blir med');
  await walk.go(await site.link(email, 'p'));
  await walk.send({ status: 422 });
  await walk.fill({ promise: ['yes'] });
  await walk.send();
  const { rows } = await superuser.query('select how from pledges where person_id = $1', [cast.pernille.id]);
  assert.deepEqual(rows, [{ how: 'page' }]);
});

test('she signs in with the code from the message, and her group is there', async () => {
  await walk.go(urls.desk);
  assert.equal(walk.path(), urls.signIn);
  await walk.fill({ contact: email });
  await walk.send();
  const code = /\b(\d{3} ?\d{3})\b/.exec((await site.letter(email)).text!)![1]!;
  await walk.fill({ code });
  await walk.send();
  await walk.go(at(urls.group));
  await walk.sees('tirsdag 15. desember kl. 18', 'Per', 'Pia');
  for (const page of [urls.meetings, urls.programme, urls.themes, urls.pledgeRead, urls.expectations, urls.groupLeave])
    await walk.go(at(page));
});

test('she says that she cannot come, by one press behind a link', async () => {
  const meeting = await behold<string>(site.test, `select id from meetings where group_id = $1 and day = '2026-12-15'`, [group]);
  await walk.go(to(urls.meeting, { meeting }));
  const anybody = await site.walk();
  await anybody.go(to(urls.link.absence, { token: await linkOf(site.test, cast.pernille, 'absence', meeting) }));
  await anybody.send();
  await anybody.close();
  assert.equal(await behold(site.test, 'select count(*)::int from absences'), 1);
});

test('her own calendar follows the meetings, and says nothing of what they are', async () => {
  await walk.go(at(urls.calendarLink));
  await walk.send();
  const address = new RegExp(`${site.url}(/c/[\\w-]+)`).exec(await walk.page.content())![0];
  const calendar = await (await fetch(address)).text();
  assert.match(calendar, /SUMMARY:Møte\r\n/);
  assert.doesNotMatch(calendar, /Onsdagsgruppa|Lyspunkt|Per/);
});

test('she sees what is kept, takes it out, and has it erased; then there is a receipt and nothing else', async () => {
  for (const page of [urls.me, urls.meKept, urls.meContact, urls.meSettings, urls.meLookedAt, urls.passkeys]) await walk.go(page);
  await walk.go(urls.meKept);
  const kept = (await walk.page.evaluate(`fetch('${urls.meExport}').then((reply) => reply.text())`)) as string;
  assert.match(kept, /Pernille/);
  await walk.go(urls.meErase);
  if (walk.path() === urls.stepUp) await provesHerself();
  await walk.send();
  assert.match(walk.path(), /^\/receipt\//);
  assert.equal(await behold(site.test, 'select count(*)::int from people where id = $1', [cast.pernille.id]), 0);
  assert.match((await site.letter(email)).text!, /slettet|kvittering/i);
  await walk.go(urls.me);
  assert.equal(walk.path(), urls.signIn, 'she is nobody here any more');
});

/** A code once more, before something that cannot be undone. */
async function provesHerself(): Promise<void> {
  await walk.send();
  const code = /\b(\d{3} ?\d{3})\b/.exec((await site.letter(email)).text!)![1]!;
  await walk.fill({ code });
  await walk.send();
}
