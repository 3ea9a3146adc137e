import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { as, chapters, type Client, houses, seat, visitor } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { newId } from '../lib/ids.ts';
import { to, urls } from '../urls.ts';
import { paperAt, plainPng } from './papers.fixture.ts';
import { newCode, papers, told } from './run.ts';

let here: TestWorld;
let kari: Client;
let run = '';
let code = '';

before(async () => {
  here = await openTestWorld();
  await seat(here);
  kari = await as(here, 'kari');
});
after(() => here.close());

test('fewer than five are not told apart, and more are rounded to five', () => {
  assert.deepEqual([0, 1, 4, 5, 7, 8, 12, 13].map(told), ['few', 'few', 'few', 5, 5, 10, 10, 15]);
});

test('a short address is five signs that nobody takes for others', () => {
  fc.assert(fc.property(fc.constant(null), () => /^[abcdefghjkmnpqrstuvwxyz2-9]{5}$/.test(newCode())));
});

test('a coordinator makes a run for one place', async () => {
  assert.match(await (await kari.get(urls.runNew)).text(), /Hele Foreningen Lyspunkt/);
  const fields = { subject: houses.lyspunkt.id, language: 'nb', place: 'Haukeland, venterommet', copies: '200' };
  const made = await kari.post(urls.runNew, fields);
  assert.equal(made.status, 303, await made.clone().text());
  run = made.headers.get('location')!.split('/').at(-1)!;
  code = await behold<string>(here, 'select code from print_runs where id = $1', [run]);
  assert.match(await (await kari.get(to(urls.run, { run }))).text(), new RegExp(`/k/${code}`));
  assert.equal(await behold(here, "select count(*)::int from history where act = 'print-run.made' and object_id = $1", [run]), 1);
});

test('a place must be named, and nothing that was typed is lost', async () => {
  const slip = await kari.post(urls.runNew, { subject: houses.lyspunkt.id, language: 'da', place: '', copies: '50' });
  assert.equal(slip.status, 422);
  assert.match(await slip.text(), /value="50"/);
});

test('every paper is tagged, in one piece, and has the short address in words and as a code', async () => {
  const sizes = { folded: [297, 210], a5: [148, 210], poster: [297, 420], cards: [210, 297] };
  for (const paper of papers) {
    const read = await paperAt(kari, to(urls.runPaper, { run, paper }));
    assert.equal(read.pages, paper === 'folded' ? 2 : 1, paper);
    assert.deepEqual(read.size, sizes[paper], paper);
    assert.equal(read.language, 'nb');
    assert.ok(read.text.includes(`localhost/k/${code}`), paper);
    assert.match(read.text.replace(/\s+/g, ' '), /Noen som vet hvordan det er/);
    assert.ok(read.roles.has('H1') && read.roles.has('Figure'), paper);
  }
});

test('in each language the paper is in that language', async () => {
  const says = { nn: 'Peik kameraet på telefonen hit', da: 'Hold telefonens kamera hen over koden', en: 'Point your phone’s camera here' };
  for (const [language, text] of Object.entries(says)) {
    const made = await kari.post(urls.runNew, { subject: houses.lyspunkt.id, language, place: language });
    const other = made.headers.get('location')!.split('/').at(-1)!;
    const read = await paperAt(kari, to(urls.runPaper, { run: other, paper: 'folded' }));
    assert.equal(read.language, language);
    assert.ok(read.text.replace(/\s+/g, ' ').includes(text), language);
    assert.equal(read.pages, 2);
  }
});

test('a listed group has papers of its own, without its door and without names', async () => {
  const group = await arrange(here, { name: 'Onsdagsgruppa', sitting: ['per', 'pia'], leads: ['frida', 'finn'], listed: true });
  const made = await kari.post(urls.runNew, { subject: group, language: 'nb', place: 'Biblioteket' });
  assert.equal(made.status, 303, await made.clone().text());
  const read = await paperAt(kari, `${made.headers.get('location')!}/a5`);
  assert.match(read.text, /Onsdagsgruppa/);
  assert.match(read.text, /Selvhjelpsgruppe/);
  assert.doesNotMatch(read.text, /Frida|Finn|Eksempelbiblioteket/);
  const short = await behold<string>(here, 'select code from print_runs where offer_id = $1', [group]);
  const led = (await visitor(here).get(to(urls.short, { code: short }))).headers.get('location')!;
  assert.match(led, new RegExp(`^/lyspunkt/offers/onsdagsgruppa-g[0-9a-f]{6}\\?lang=nb&k=${short}$`));
  const page = await visitor(here).get(led);
  assert.match(await page.text(), new RegExp(`enquire/group\\?lang=nb&amp;k=${short}`));
});

test('a contact phone asks nothing of whoever rings, so its brochure does not either', async () => {
  const offer = newId();
  const texts = JSON.stringify({ nb: { title: '#Ring oss* hver tirsdag', summary: 'Noen tar telefonen.', more: '' } });
  await here.superuser.query(
    `insert into offers (id, association_id, slug, kind, texts, ways, drop_in, published_on, created_at, changed_at)
     values ($1, $2, 'ring', 'contact-phone', $3, '{phone}', true, '2026-11-01', now(), now())`,
    [offer, houses.lyspunkt.id, texts],
  );
  const made = await kari.post(urls.runNew, { subject: offer, language: 'nb', place: 'Apoteket' });
  assert.equal(made.status, 303);
  const read = await paperAt(kari, `${made.headers.get('location')!}/folded`);
  assert.match(read.text.replace(/\s+/g, ' '), /#Ring oss\* hver/);
  assert.match(read.text, /Bare ring\./);
  assert.doesNotMatch(read.text, /Skriv under/);
  assert.equal(read.pages, 2);
});

test('what few have done is shown as few', async () => {
  const page = await (await kari.get(to(urls.run, { run }))).text();
  assert.match(page, /færre enn fem/);
  await visitor(here).get(to(urls.short, { code }));
  await here.superuser.query('update run_counts set opened = 23 where run_id = $1', [run]);
  assert.match(await (await kari.get(urls.papers)).text(), />25</);
});

test('another association finds nothing of it, and a chapter makes papers only for itself', async () => {
  const stranger = await as(here, 'stranger');
  assert.equal((await stranger.get(to(urls.run, { run }))).status, 404);
  assert.equal((await stranger.get(to(urls.runPaper, { run, paper: 'a5' }))).status, 404);
  assert.equal((await stranger.post(urls.runNew, { subject: houses.lyspunkt.id, language: 'nb', place: 'x' })).status, 404);
  assert.equal((await (await as(here, 'per')).get(urls.runNew)).status, 404);
  const birk = await as(here, 'birk');
  assert.equal((await birk.get(to(urls.run, { run }))).status, 404);
  assert.equal((await birk.post(urls.runNew, { subject: houses.lyspunkt.id, language: 'nb', place: 'x' })).status, 404);
  assert.equal((await birk.post(urls.runNew, { subject: chapters.trondheim.id, language: 'nb', place: 'x' })).status, 404);
  const own = await birk.post(urls.runNew, { subject: chapters.bergen.id, language: 'nn', place: 'Apoteket' });
  assert.match((await paperAt(birk, `${own.headers.get('location')!}/cards`)).text, /Lyspunkt Bergen/);
  assert.equal((await kari.get(own.headers.get('location')!)).status, 200);
});

test('a paper for one municipality lists what is there, the nearest first, and leads to its page', async () => {
  const bergen = 'NO-4601';
  const form = await (await kari.get(urls.runNew)).text();
  assert.match(form, /<optgroup label="Kommuner">.*<option value="NO-4601">Bergen<\/option>/);
  const made = await kari.post(urls.runNew, { subject: bergen, language: 'nn', place: 'Biblioteket' });
  assert.equal(made.status, 303, await made.clone().text());
  const id = made.headers.get('location')!.split('/').at(-1)!;
  for (const paper of papers) {
    const read = await paperAt(kari, to(urls.runPaper, { run: id, paper }));
    assert.equal(read.pages, paper === 'folded' ? 2 : 1, paper);
    assert.match(read.text.replace(/\s+/g, ' '), /Nokon å snakke med nær Bergen/, paper);
    assert.match(read.text, /Onsdagsgruppa/, paper);
  }
  const row = await here.superuser.query('select code, chapter_id, municipality from print_runs where id = $1', [id]);
  assert.deepEqual([row.rows[0].chapter_id, row.rows[0].municipality], [chapters.bergen.id, bergen]);
  const led = (await visitor(here).get(to(urls.short, { code: row.rows[0].code }))).headers.get('location');
  assert.equal(led, `/places/bergen?lang=nn&k=${row.rows[0].code}`);
});

test('a chapter makes papers for the municipalities it covers, and for no other', async () => {
  const birk = await as(here, 'birk');
  const subject = async (place: string) => (await birk.post(urls.runNew, { subject: place, language: 'nb', place: 'x' })).status;
  assert.deepEqual(
    [await subject('NO-4601'), await subject('NO-0301'), await subject('NO-9999'), await subject('DK-730')],
    [303, 404, 404, 404],
  );
});

test('the logo stands on the paper, with words for whoever does not see it; a broken one does not stop it', async () => {
  const print = async (bytes: Buffer) => {
    await here.superuser.query(
      `insert into logos (association_id, type, bytes, hash, width, height, set_at) values ($1, 'image/png', $2, 'x', 2, 1, now())
       on conflict (association_id) do update set bytes = excluded.bytes`,
      [houses.lyspunkt.id, bytes],
    );
    return await paperAt(kari, to(urls.runPaper, { run, paper: 'a5' }));
  };
  const broken = await print(Buffer.from('89504e470d0a1a0a00000000', 'hex'));
  assert.doesNotMatch(broken.alts.join(), /Logo/);
  assert.match(broken.text, /Foreningen Lyspunkt/);
  assert.ok((await print(plainPng(120, 40))).alts.includes('Logoen til Foreningen Lyspunkt'));
  await here.superuser.query('delete from logos');
});
