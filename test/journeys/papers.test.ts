import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { houses } from '../cast.ts';
import { onPaper, plainPng, told } from '../../src/papers/papers.fixture.ts';
import { newId } from '../../src/lib/ids.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

// Kari brings everything that goes by post and by phone, and lays out brochures; somebody comes in by one of them.
let site: Site;
let kari: Walk;
before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  await onPaper(site.test, 'paal');
  const variables = { day: '2026-12-15', clock: '18:00', untilDay: '2026-12-11' };
  await told(site.test, 'paal', {
    kind: 'seat-invited',
    about: newId(),
    variables,
    link: { purpose: 'invitation', object: newId(), days: 14 },
  });
  kari = await site.walk({ as: 'kari', viewport: { width: 1280, height: 900 } });
});
after(() => site.close());

test('letters that wait are gathered, printed and noted as posted in one press', async () => {
  await kari.go(urls.papers);
  await kari.press('Samle til utskrift');
  await kari.sees('Ett brev til utskrift', 'Åpne brevene', 'Åpne etikettene');
  await kari.press('Alle er postet');
  await kari.sees('Notert. Alle brevene er postet.');
  await kari.press('Ikke skrevet ut likevel');
  await kari.sees('Brevene venter igjen');
});

test('a run is made for a municipality and for one place, and a slip of the thumb loses nothing', async () => {
  await kari.go(urls.runNew);
  await kari.fill({ subject: 'NO-4601', language: 'nn', place: '' });
  await kari.send({ status: 422 });
  await kari.fill({ place: 'Biblioteket, skranken', copies: '50' });
  await kari.send();
  await kari.sees('Biblioteket, skranken', 'Bergen', 'Kort til venterommet', 'tell meg med', 'færre enn fem');
});

test('whoever comes in by it asks from a phone, in the language of the paper, and only a number grows', async () => {
  await kari.go(urls.papers);
  const row = await site.test.superuser.query('select id, code from print_runs');
  const tora = await site.walk({ speaks: 'da', javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  await tora.go(to(urls.short, { code: row.rows[0].code }));
  await tora.sees('Tilbod i og nær Bergen');
  assert.match(tora.page.url(), new RegExp(`k=${row.rows[0].code}`));
  await tora.go(`${to(urls.enquire, { association: 'lyspunkt', wants: 'group' })}?k=${row.rows[0].code}`);
  await tora.fill({ called: 'Tora', phone: '40 00 77 77', adult: 'yes', consent: 'yes' });
  await tora.send();
  const counts = await site.test.superuser.query('select opened, enquired, interested from run_counts');
  assert.deepEqual(counts.rows, [{ opened: 1, enquired: 1, interested: 0 }]);
  assert.deepEqual(
    (await tora.context.cookies()).filter(({ value }) => value.includes(row.rows[0].code)),
    [],
  );
  await tora.close();
});

test('the umbrella shows each association with logo, words, contact, offers and members, and reads well on a phone', async () => {
  await site.test.superuser.query(
    `insert into logos (association_id, type, bytes, hash, width, height, set_at) values ($1, 'image/png', $2, 'x', 240, 80, now())`,
    [houses.lyspunkt.id, plainPng(240, 80)],
  );
  await site.test.superuser.query(
    "insert into member_counts (id, association_id, members, counted_on, noted_at) values ($1, $2, 1200, '2026-11-01', now())",
    [newId(), houses.lyspunkt.id],
  );
  for (const width of [320, 768, 1280]) {
    const anyone = await site.walk({ viewport: { width, height: 800 } });
    await anyone.go(to(urls.umbrella, { umbrella: 'felles' }));
    await anyone.sees('Foreningen Lyspunkt', /1\s?200/, '1. november 2026', 'Foreningen Broen');
    await anyone.close();
  }
});
