import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, houses, seat, visitor } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { today, zone } from '../lib/day.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
let run = '';
let code = '';
before(async () => {
  here = await openTestWorld();
  await seat(here);
  await arrange(here, { name: 'Onsdagsgruppa', sitting: ['per', 'pia'], leads: ['frida', 'finn'], listed: true });
  const kari = await as(here, 'kari');
  const made = await kari.post(urls.runNew, { subject: houses.lyspunkt.id, language: 'nn', place: 'Apoteket' });
  run = made.headers.get('location')!.split('/').at(-1)!;
  code = await behold<string>(here, 'select code from print_runs where id = $1', [run]);
  await here.whenIdle();
});
after(() => here.close());

const counted = async () => {
  const { rows } = await here.superuser.query('select opened, enquired, interested from run_counts where run_id = $1', [run]);
  return rows[0] ?? { opened: 0, enquired: 0, interested: 0 };
};
const led = async (path: string) => (await visitor(here).get(path)).headers.get('location') ?? '';
const linksIn = (html: string) => [...html.matchAll(/<a\s[^>]*?href="(\/[^"]*)"/g)].map(([, path]) => path!.replaceAll('&amp;', '&'));
const leadsOut = (path: string) => /^\/(?:language|text-size|sign-in|static|open)(?:\/|\?|$)/.test(path);
const kindOf = (path: string) =>
  path
    .replace(/\?.*/, '')
    .replace(/^\/places\/[^/]+/, '/places/x')
    .replace(/\/offers\/[^/]+/, '/offers/x');

test('the short address leads on in the language of the paper, counts one, and leaves nothing with whoever came', async () => {
  const reply = await visitor(here).get(to(urls.short, { code }));
  assert.equal(reply.status, 303);
  assert.equal(reply.headers.get('location'), `/lyspunkt?lang=nn&k=${code}`);
  assert.equal(reply.headers.get('set-cookie'), null);
  assert.deepEqual(await counted(), { opened: 1, enquired: 0, interested: 0 });
  await here.app.request(`http://localhost/k/${code}`, { method: 'HEAD' });
  assert.deepEqual(await counted(), { opened: 1, enquired: 0, interested: 0 });
  const columns = await here.superuser.query(
    "select column_name from information_schema.columns where table_name = 'run_counts' order by 1",
  );
  assert.deepEqual(
    columns.rows.map((row) => row.column_name),
    ['association_id', 'enquired', 'interested', 'month', 'opened', 'run_id'],
  );
});

test('wherever she goes from there the code goes with her, in the language of the paper, and no cookie is set', async () => {
  const start = await led(to(urls.short, { code }));
  const other = ['/find', '/places', '/places/bergen', '/lyspunkt/groups'].map((path) => `${path}?lang=nn&k=${code}`);
  const [seen, waiting] = [new Set<string>(), [start, ...other]];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(kindOf(path))) continue;
    seen.add(kindOf(path));
    const reply = await visitor(here, 'da').get(path);
    const at = reply.status === 303 ? [reply.headers.get('location')!] : linksIn(await reply.text());
    assert.equal(reply.headers.get('set-cookie'), null, path);
    assert.ok(at.length > 0, path);
    for (const next of at.filter((one) => !leadsOut(one) && !one.startsWith('/#'))) {
      assert.match(next, new RegExp(`[?&]lang=nn&k=${code}(?:#|$)`), `${path} leads to ${next}`);
      waiting.push(next);
    }
  }
  for (const page of [
    '/lyspunkt',
    '/lyspunkt/about-groups',
    '/lyspunkt/privacy',
    '/lyspunkt/find',
    '/lyspunkt/offers/x',
    '/lyspunkt/enquire/group',
    '/lyspunkt/enquire/talk',
    '/lyspunkt/groups',
    '/lyspunkt/count-me-in',
    '/places/x',
    '/places',
    '/find',
  ])
    assert.ok(seen.has(page), `${page} is reached: ${[...seen].join(' ')}`);
});

test('a search goes on with it: typed, by the position, and where there is nothing near', async () => {
  const finder = await (await visitor(here).get(`/lyspunkt/find?k=${code}`)).text();
  assert.match(finder, new RegExp(`<form[^>]*method="get"[^>]*><input type="hidden" name="k" value="${code}"/>`));
  assert.match(finder, new RegExp(`action="/lyspunkt/find/here\\?k=${code}"`));
  const moved = await visitor(here).post(`/lyspunkt/find/here?k=${code}`, { at: '69.65,18.96' });
  const there = moved.headers.get('location')!;
  assert.match(there, new RegExp(`place=.*&k=${code}$`));
  assert.match(await (await visitor(here).get(there)).text(), new RegExp(`/lyspunkt/count-me-in\\?k=${code}`));
});

test('a page with a code is kept as every page is, and one without has none', async () => {
  const path = `/lyspunkt?k=${code}`;
  for (const round of [1, 2]) {
    const page = await visitor(here).get(path);
    assert.match(page.headers.get('cache-control') ?? '', /^(?!.*no-store)/, String(round));
    assert.equal(here.world.pages.find(`${today(here.world.now, zone('Europe/Oslo'))} nb ${path}`) !== undefined, true);
  }
  assert.doesNotMatch(await (await visitor(here).get('/lyspunkt')).text(), /[?&]k=/);
});

test('whoever chooses another language has it, and the code still', async () => {
  const page = await (await visitor(here).get(`/lyspunkt?lang=nn&k=${code}`)).text();
  const choose = linksIn(page).find((path) => path.startsWith('/language/en'))!;
  const chosen = await visitor(here).get(choose);
  assert.equal(chosen.headers.get('location'), `/lyspunkt?k=${code}`);
  assert.match(chosen.headers.get('set-cookie') ?? '', /lang=en/);
});

test('whoever works here carries nothing', async () => {
  const kari = await as(here, 'kari');
  assert.doesNotMatch(await (await kari.get(`/lyspunkt?k=${code}`)).text(), /href="[^"]*[?&]k=/);
});

const sendTo = async (association: string, fields: Record<string, string>, times = 1) => {
  const path = `${to(urls.enquire, { association, wants: 'group' })}?k=${code}`;
  const form = await (await visitor(here).get(path)).text();
  const action = /<form class="form" action="([^"]*)"/.exec(form)![1]!;
  const once = /name="once" value="([^"]+)"/.exec(form)![1]!;
  for (let n = 0; n < times; n += 1) {
    const sent = await visitor(here).post(action.replaceAll('&amp;', '&'), { once, adult: 'yes', consent: 'yes', ...fields });
    assert.equal(sent.status, 303, await sent.clone().text());
    assert.doesNotMatch(sent.headers.get('location')!, /k=/, 'what she does next is no enquiry of the paper');
  }
};

test('an enquiry that came by it is counted once, however often it is sent, and does not say by what it came', async () => {
  const before = await counted();
  await sendTo('lyspunkt', { called: 'Tora', phone: '40 00 77 77' }, 2);
  assert.deepEqual(await counted(), { ...before, enquired: 1 });
  const { rows } = await here.superuser.query('select to_jsonb(e) as e from enquiries e order by received_on desc, id desc limit 1');
  assert.ok(!JSON.stringify(rows[0]).includes(code));
});

test('an enquiry to another association is not told to the one whose paper it was', async () => {
  const before = await counted();
  await sendTo('broen', { called: 'Tora', phone: '40 00 77 78' });
  assert.deepEqual(await counted(), before);
});

test('whoever is counted in is counted with the paper too', async () => {
  const path = `/lyspunkt/count-me-in?k=${code}`;
  const form = await (await visitor(here).get(path)).text();
  const fields = { once: /name="once" value="([^"]+)"/.exec(form)![1]!, kind: 'relative', postcode: '6800', adult: 'yes', consent: 'yes' };
  assert.match(form, new RegExp(`action="/lyspunkt/count-me-in\\?k=${code}"`));
  const slip = await visitor(here).post(path, { ...fields, postcode: '0000' });
  assert.match(await slip.text(), new RegExp(`action="/lyspunkt/count-me-in\\?k=${code}"`), 'nor is it lost by a slip');
  const before = await counted();
  for (const round of [1, 2]) assert.equal((await visitor(here).post(path, fields)).status, 303, String(round));
  assert.deepEqual(await counted(), { ...before, interested: 1 });
});

test('a code that nobody gave counts nothing and breaks nothing', async () => {
  const before = await here.superuser.query('select count(*)::int as n from run_counts');
  for (const wrong of ['zzzzz', 'H4XKP', "a'b", '"><script>', '1'.repeat(300)]) {
    assert.equal((await visitor(here).get(to(urls.short, { code: wrong }))).status, 404, wrong);
    const page = await visitor(here).get(to(urls.association, { association: 'lyspunkt' }, { k: wrong }));
    assert.equal(page.status, 200);
    if (wrong !== 'zzzzz') assert.doesNotMatch(await page.text(), /href="[^"#]*[?&]k=/);
  }
  const after = await here.superuser.query('select count(*)::int as n from run_counts');
  assert.deepEqual(after.rows, before.rows);
});
