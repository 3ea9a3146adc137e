import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { as, chapters, type Client, houses, seat, visitor } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { runIn } from '../associations/index.ts';
import { newId } from '../lib/ids.ts';
import { to, urls } from '../urls.ts';
import { paperAt } from './papers.fixture.ts';
import { newCode, papers, told } from './run.ts';

let here: TestWorld;
let kari: Client;
let run = '';
let code = '';
const counted = async () =>
  (await here.superuser.query('select opened, enquired from run_counts where run_id = $1', [run])).rows[0] ?? { opened: 0, enquired: 0 };

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
  assert.equal(runIn('/lyspunkt?lang=nb&k=h4xkp'), 'h4xkp');
  for (const path of ['/lyspunkt', '/lyspunkt?k=H4XKP', '/lyspunkt?k=h4xkp2', '/k=h4xkp', '/x?k=%27--'])
    assert.equal(runIn(path), undefined);
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
  assert.match(await page.text(), new RegExp(`enquire/group\\?k=${short}`));
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

test('the short address leads on in the language of the paper, counts one, and leaves nothing with whoever came', async () => {
  const reply = await visitor(here).get(to(urls.short, { code }));
  assert.equal(reply.status, 303);
  assert.equal(reply.headers.get('location'), `/lyspunkt?lang=nb&k=${code}`);
  assert.equal(reply.headers.get('set-cookie'), null);
  assert.deepEqual(await counted(), { opened: 1, enquired: 0 });
  await here.app.request(`http://localhost/k/${code}`, { method: 'HEAD' });
  assert.deepEqual(await counted(), { opened: 1, enquired: 0 });
  const columns = await here.superuser.query(
    "select column_name from information_schema.columns where table_name = 'run_counts' order by 1",
  );
  assert.deepEqual(
    columns.rows.map((row) => row.column_name),
    ['association_id', 'enquired', 'month', 'opened', 'run_id'],
  );
});

test('an enquiry that came by it is counted, and does not say by what it came', async () => {
  const start = await (await visitor(here).get(`/lyspunkt?lang=nb&k=${code}`)).text();
  assert.match(start, new RegExp(`/lyspunkt/enquire/group\\?k=${code}`));
  const path = `${to(urls.enquire, { association: 'lyspunkt', wants: 'group' })}?k=${code}`;
  const form = await (await visitor(here).get(path)).text();
  assert.match(form, new RegExp(`action="[^"]*\\?k=${code}"`));
  const once = /name="once" value="([^"]+)"/.exec(form)![1]!;
  const fields = { once, called: 'Tora', phone: '40 00 77 77', adult: 'yes', consent: 'yes' };
  const sent = await visitor(here).post(path, fields);
  assert.equal(sent.status, 303, await sent.clone().text());
  assert.deepEqual(await counted(), { opened: 1, enquired: 1 });
});

test('what few have done is shown as few', async () => {
  const page = await (await kari.get(to(urls.run, { run }))).text();
  assert.match(page, /færre enn fem/);
  await here.superuser.query('update run_counts set opened = 23 where run_id = $1', [run]);
  assert.match(await (await kari.get(urls.papers)).text(), />25</);
});

test('a code that nobody gave is not there', async () => {
  for (const wrong of ['zzzzz', 'H4XKP', "a'b", '1'.repeat(300)])
    assert.equal((await visitor(here).get(to(urls.short, { code: wrong }))).status, 404, wrong);
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
