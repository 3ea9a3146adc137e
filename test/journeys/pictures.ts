// Makes the pictures of the README anew, always the same people on the same day: node --import tsx test/journeys/pictures.ts
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { arrange, behold, waits } from '../groups.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type WalkOptions } from './site.ts';

const folder = join(import.meta.dirname, '../../docs/pictures');
mkdirSync(folder, { recursive: true });
const site = await openSite('2026-12-01T09:00:00+01:00');
const sitting = ['per', 'pia', 'paal', 'petra'] as const;
const signed = [...sitting, 'frida', 'finn'] as const;
const group = await arrange(site.test, { name: 'Tirsdagsgruppa', sitting: [...sitting], leads: ['frida', 'finn'], signed: [...signed] });
await waits(site.test, 'peder', { slots: ['tue-eve', 'thu-eve'], received_on: '2026-09-14', phase: 'treatment', birth_year: 1961 });
await waits(site.test, 'pernille', { slots: ['tue-eve'], received_on: '2026-10-05', kind: 'relative', birth_year: 1974 });

for (const called of ['Nora', 'Tor']) {
  const visitor = await site.walk();
  await visitor.go(to(urls.enquire, { association: 'lyspunkt', wants: called === 'Nora' ? 'group' : 'talk' }));
  await visitor.fill({ called, phone: called === 'Nora' ? '400 05 001' : '400 05 002', adult: ['yes'], consent: ['yes'] });
  await visitor.send();
  await visitor.close();
}
const frida = await site.walk({ as: 'frida' });
await frida.go(to(urls.meetingsPlan, { group }));
await frida.fill({ starts_on: '1.12.2026', clock: '18', minutes: '120', often: 'second-week' });
await frida.send({ saying: 'look' });
await frida.send({ saying: 'store' });
const meeting = await behold<string>(site.test, 'select id from meetings where group_id = $1 order by starts_at limit 1', [group]);

const desktop = { viewport: { width: 1100, height: 720 } };
const phone = { viewport: { width: 390, height: 760 } };
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
