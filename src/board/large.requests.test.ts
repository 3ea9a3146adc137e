import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { as, cast, chapters, houses, models, seat, type Client } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

// More people wait than are composed at a time: as with a hundred thousand where ten thousand are the most.
const [MOST, BEYOND] = [1_200, 40];
let here: TestWorld;
let kari: Client;
const rows = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;
const words = async (response: Promise<Response>) =>
  (await (await response).text())
    .replace(/<script[^]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

before(async () => {
  here = await openTestWorld(undefined, { COMPOSE_AT_MOST: String(MOST) });
  await seat(here);
  kari = await as(here, 'kari');
  await rows(
    `with made as (insert into people (id, association_id, chapter_id, called, language, reach_by, created_at)
       select gen_random_uuid(), $1, $2, '', 'nb', 'post', now() from generate_series(1, $3) returning id),
     one as (select id, row_number() over () as n from made),
     asked as (insert into enquiries (id, association_id, chapter_id, person_id, wants, came_by, received_on, kind, sex, birth_year, phase, diagnosis,
         languages, postcode, slots, max_km, digital_ok)
       select gen_random_uuid(), $1, $2, id, 'group', 'web', date '2026-01-01' + (n % 300)::int, 'patient', case when n % 2 = 0 then 'f' else 'm' end,
         1940 + (n % 40)::int, 'after', 'lung', '{nb}', '5003', array[(array['mon-eve', 'tue-eve', 'wed-eve', 'thu-eve'])[1 + n % 4]], 40, n % 3 = 0
       from one returning id, association_id)
     insert into triages (id, association_id, enquiry_id, outcome, by_id, decided_at) select gen_random_uuid(), association_id, id, 'group', $4, now() from asked`,
    [houses.lyspunkt.id, chapters.bergen.id, MOST + BEYOND, cast.kari.id],
  );
});
after(() => here.close());

test('however many wait, a thousand can be ticked one by one', async () => {
  const html = await (await kari.get(urls.draftNew)).text();
  assert.equal([...html.matchAll(/name="people"/g)].length, 1_000);
});

let draft: string;
test('those who have waited longest are composed with, and it is said how many are not among them; stopped, the best so far is told as that', async () => {
  const made = await kari.post(urls.draftNew, { chapter: chapters.bergen.id, model: models.lpp.id, who: 'all' });
  draft = made.headers.get('location')!.split('/')[2]!;
  const found = async () =>
    (await rows('select work_groups > 0 or work not in ($2, $3) as yes from drafts where id = $1', [draft, 'waiting', 'running']))[0].yes;
  while (!(await found())) await wait(200);
  await kari.post(to(urls.draftStop, { draft }));
  await here.whenIdle();
  const [{ work, score, bound }] = await rows('select work, work_score as score, work_bound as bound from drafts where id = $1', [draft]);
  assert.equal(work, 'stopped');
  assert.ok(score > 0 && bound >= score, `${score} of ${bound}`);
  const page = await words(kari.get(to(urls.draft, { draft })));
  assert.match(page, /Stoppet\. Det beste til da står her/);
  assert.match(page, /det beste til noen stoppet letingen\. Det er bevist at ingen sammensetning kan få mer enn/);
  assert.match(page, new RegExp(`${BEYOND} til venter, men er ikke med: vi regner med høyst 1200, de som har ventet lengst`));
  const [{ people, newest, left }] = await rows(
    `select count(*)::int as people, max(e.received_on)::text as newest, (select min(received_on)::text from enquiries o where o.stage = 'waiting'
       and not exists (select from draft_people q where q.draft_id = $1 and q.enquiry_id = o.id)) as left
     from draft_people p join enquiries e on e.id = p.enquiry_id where p.draft_id = $1`,
    [draft],
  );
  assert.equal(people, MOST);
  assert.ok(newest <= left, 'whoever has waited longest is among them');
});

test('a board of very many is read a page at a time', async () => {
  const [{ version }] = await rows('select version from drafts where id = $1', [draft]);
  assert.equal((await kari.post(to(urls.draftChoose, { draft }), { version: String(version), proposal: '1' })).status, 303);
  const html = await (await kari.get(`${to(urls.draft, { draft })}?left=3`)).text();
  assert.match(html, /Side 3 av/);
  assert.ok([...html.matchAll(/data-card="/g)].length < 400);
});
