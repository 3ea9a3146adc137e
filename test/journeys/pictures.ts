// Makes the pictures of the README anew, always the same people on the same day: bin/node --import tsx test/journeys/pictures.ts
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { behold } from '../groups.ts';
import { makeDemonstration } from '../../demo/world.ts';
import { day } from '../../src/lib/day.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type WalkOptions } from './site.ts';

const folder = join(import.meta.dirname, '../../docs/pictures');
mkdirSync(folder, { recursive: true });
const today = '2026-12-01';
const site = await openSite(`${today}T09:00:00+01:00`, { empty: true });
await makeDemonstration(site.test, day(today));
await site.test.world.houses.refresh();
const group = await behold<string>(site.test, `select id from groups where name = 'Biblioteksgruppa'`);
const meeting = await behold<string>(
  site.test,
  'select id from meetings where group_id = $1 and held_at is null and cancelled_at is null order by starts_at limit 1',
  [group],
);

const desktop = { viewport: { width: 1100, height: 860 } };
const phone = { viewport: { width: 390, height: 900 } };
const pictures: [string, string, WalkOptions][] = [
  ['start', to(urls.association, { association: 'lyspunkt' }), desktop],
  ['desk', urls.desk, { ...desktop, as: 'kari' }],
  ['group', to(urls.group, { group }), { ...phone, as: 'per' }],
  ['opening-card', to(urls.card, { meeting }), { ...phone, as: 'frida' }],
  ['waiting-list', urls.waitingList, { viewport: { width: 1100, height: 960 }, as: 'kari' }],
];
for (const [name, path, options] of pictures) {
  const walk = await site.walk(options);
  await walk.go(path);
  await walk.page.evaluate('document.fonts.ready');
  await walk.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  await walk.close();
}
await site.close();
