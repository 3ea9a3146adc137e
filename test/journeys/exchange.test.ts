/** Out and in, walked: everything taken out, the open data read, a directory brought in with what is wrong in it, and what no file may be. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cast, houses } from '../cast.ts';
import { makeXlsx } from '../xlsx.ts';
import { urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';
import type { Walk } from './walk.ts';

let site: Site;
const folder = mkdtempSync(join(tmpdir(), 'exchange-'));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** What each language says, and nothing of the others. */
const languages = [
  {
    speaks: 'nb',
    out: 'Ta ut alt',
    open: 'Åpne data',
    bringIn: 'Hent inn tilbud',
    columns: 'Hva kolonnene betyr',
    fresh: 'To er nye',
    formula: 'er en formel',
    postcode: 'er ikke et postnummer',
    circle: 'viser i ring',
    unknown: 'Dette er et bilde',
    large: 'stor',
    done: 'Tilbudene er hentet inn',
    no: 'Velg kolonnen som har navnet på tilbudet',
  },
  {
    speaks: 'nn',
    out: 'Ta ut alt',
    open: 'Opne data',
    bringIn: 'Hent inn tilbod',
    columns: 'Kva kolonnane tyder',
    fresh: 'To er nye',
    formula: 'er ein formel',
    postcode: 'er ikkje eit postnummer',
    circle: 'i ring',
    unknown: 'Dette er eit bilete',
    large: 'stor',
    done: 'Tilboda er henta inn',
    no: 'Vel kolonnen som har namnet på tilbodet',
  },
  {
    speaks: 'da',
    out: 'Tag det hele ud',
    open: 'Åbne data',
    bringIn: 'Hent tilbud ind',
    columns: 'Hvad kolonnerne betyder',
    fresh: 'To er nye',
    formula: 'er en formel',
    postcode: 'er ikke et postnummer',
    circle: 'i ring',
    unknown: 'billede',
    large: 'stor',
    done: 'Tilbuddene er hentet ind',
    no: 'Vælg den kolonne, der har tilbuddets navn',
  },
  {
    speaks: 'en',
    out: 'Take everything out',
    open: 'Open data',
    bringIn: 'Bring in offers',
    columns: 'What the columns mean',
    fresh: 'Two are new',
    formula: 'is a formula',
    postcode: 'is not a postcode',
    circle: 'circle',
    unknown: 'picture',
    large: 'large',
    done: 'have been brought in',
    no: 'Choose the column that has the name of the offer',
  },
] as const;
type Words = (typeof languages)[number];

const count = async (what: string): Promise<number> =>
  (await site.test.superuser.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]!.n;

async function speaking(words: Words, who: 'ada' | 'una' | 'kari'): Promise<Walk> {
  await site.test.superuser.query('update people set language = $1 where id = $2', [words.speaks, cast[who].id]);
  await site.test.superuser.query('delete from rate_limits');
  return site.walk({ as: who, speaks: words.speaks });
}

/** Chooses a file on the page where directories are brought in, and reads it. */
async function choose(walk: Walk, path: string, status = 200): Promise<void> {
  await walk.go(urls.bringIn);
  await walk.fill({ file: path });
  await walk.send({ to: urls.bringIn, status });
}

for (const words of languages)
  test(`out and in again in ${words.speaks}`, async () => {
    const walk = await speaking(words, 'ada');
    await takesOut(walk, words);
    await readsOpenData(walk, words);
    await site.test.superuser.query('delete from offers');
    await bringsIn(walk, words);
    await isToldWhatIsNone(walk, words);
    await walk.close();
  });

async function takesOut(walk: Walk, words: Words): Promise<void> {
  await walk.go(urls.takeOut);
  await walk.sees(words.out);
  for (const [path, ending] of [
    [urls.takeOutWorkbook, 'xlsx'],
    [urls.takeOutArchive, 'zip'],
  ] as const) {
    const [download] = await Promise.all([walk.page.waitForEvent('download'), walk.page.locator(`main a[href="${path}"]`).click()]);
    assert.equal(download.suggestedFilename(), `lyspunkt-2026-12-01.${ending}`);
    assert.ok(statSync(await download.path()).size > 5_000);
  }
}

async function readsOpenData(walk: Walk, words: Words): Promise<void> {
  await walk.go(urls.openDataHouse);
  await walk.sees(words.open);
  await walk.go(urls.openData);
  await walk.sees(words.open, 'taxonomy_term_id');
}

async function bringsIn(walk: Walk, words: Words): Promise<void> {
  const rows = [
    ['Aktivitet', 'Hvor', 'Vekt'],
    ['Turgruppe', '5003', '1'],
    ['Kafé', '5015', '2'],
    ['=HYPERLINK("http://example.org")', '5003', '3'],
    ['Feil kode', '9999', '4'],
  ];
  await choose(walk, file('tilbud.xlsx', makeXlsx([{ name: 'Ark', rows }])));
  await walk.sees(words.columns, 'Turgruppe');
  await walk.fill({ 'column-0': 'ignore', 'column-1': 'postcode', 'column-2': 'ignore' });
  await walk.send({ status: 422 });
  await walk.sees(words.no);
  await walk.fill({ 'column-0': 'title', 'column-1': 'postcode', 'column-2': 'key' });
  await walk.send();
  await walk.sees(words.fresh, words.formula, words.postcode);
  assert.equal(await count('offers'), 0, 'nothing is stored before it has been seen');
  await walk.send();
  await walk.look();
  assert.match(await walk.page.locator('body').innerText(), new RegExp(words.done));
  assert.equal(await count('offers'), 2);
}

async function isToldWhatIsNone(walk: Walk, words: Words): Promise<void> {
  const before = [await count('offers'), await count('imports')];
  const ring = [
    { id: 'a', name: 'A', parent_organization_id: 'b', services: [{ id: '1', name: 'Kafé A', status: 'active' }] },
    { id: 'b', name: 'B', parent_organization_id: 'a', services: [] },
  ];
  await choose(walk, file('ring.json', JSON.stringify(ring)));
  await walk.sees(words.circle);
  await choose(walk, file('bilde.csv', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3])), 422);
  await walk.sees(words.unknown);
  await choose(walk, file('stor.csv', Buffer.alloc(50_000_000, 'x')), 413);
  assert.match((await walk.reads()).toLowerCase(), new RegExp(words.large));
  assert.deepEqual(
    [await count('offers'), await count('imports')],
    [before[0], before[1]! + 1],
    'the ring waits to be looked over; the rest left nothing',
  );
}

for (const words of languages)
  test(`an umbrella suggests, and the association answers, in ${words.speaks}`, async () => {
    await site.test.superuser.query('delete from suggestions; delete from offers; delete from import_mappings');
    const una = await speaking(words, 'una');
    await una.go(urls.desk);
    await una.press(words.bringIn);
    await una.fill({ file: file('alle.csv', 'Forening;Navn;Postnr\nLyspunkt;Kafé;5003\nBroen;Løb;8900\nUkjent;Sang;5003\n') });
    await una.send({ to: urls.bringIn });
    await una.send();
    await una.sees(words.fresh, houses.lyspunkt.name, houses.broen.name, 'Ukjent');
    await una.fill({ 'name-2': houses.lyspunkt.id });
    await una.send();
    await una.send({ to: una.path() + '/store' });
    assert.equal(await count('suggestions'), 3);
    await una.close();
    const kari = await speaking(words, 'kari');
    await kari.go(urls.desk);
    await kari.go(urls.suggestions);
    await kari.sees('Kafé', 'Sang');
    await kari.seesNot('Løb');
    await kari.send();
    assert.equal(await count('offers where published_on is not null'), 1);
    await kari.close();
  });

test('somebody who administers and is an officer says whom a list is for', async () => {
  await site.test.superuser.query(
    `insert into roles (id, association_id, umbrella_id, person_id, role, from_day) values (gen_random_uuid(), $1, $2, $3, 'umbrella-officer', '2026-01-01')`,
    [houses.lyspunkt.id, houses.umbrella.id, cast.ada.id],
  );
  const walk = await speaking(languages[0], 'ada');
  await walk.go(urls.bringIn);
  await walk.fill({ file: file('to.csv', 'Forening;Navn;Postnr\nLyspunkt;Kafé;5003\n') });
  await walk.send({ to: urls.bringIn, status: 422 });
  await walk.sees('Velg hvem lista gjelder');
  await walk.fill({ whom: houses.umbrella.id, file: join(folder, 'to.csv') });
  await walk.send({ to: urls.bringIn });
  await walk.sees('Forening');
  await walk.close();
});
