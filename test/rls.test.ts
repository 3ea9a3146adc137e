import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type pg from 'pg';
import { signContext } from '../src/lib/context.ts';
import { cast, houses, seat } from './cast.ts';
import { type Eyes, lookAt, openEyes, sorted } from './rls-eyes.fixture.ts';
import { type Seen, tables, whatIsSeen } from './rls-rules.fixture.ts';
import { agreement, put, TODAY, type World, worlds } from './rls-world.fixture.ts';
import { openTestWorld, type TestWorld } from './world.ts';

let here: TestWorld;
let eyes: Eyes;
let client: pg.Client;
before(async () => {
  here = await openTestWorld();
  eyes = await openEyes(here);
  ({ client } = eyes);
});
after(async () => {
  await eyes.close();
  await here.close();
});
const passing = <T>(work: () => Promise<T>): Promise<T> => eyes.passing(work);

const KEY: Record<string, string> = { rooms: 'group_id', draft_people: 'draft_id' };
const FROM: Record<string, string> = { cards_for: `app.cards_for('${agreement}')` };
const LOOK = lookAt(tables.map((name) => [name, KEY[name] ?? 'id', FROM[name] ?? name]));

const agree = (world: World, change?: string) =>
  passing(async () => {
    await put(client, world);
    if (change) await client.query(change);
    for (const person of [null, ...world.people.map(({ id }) => id)])
      assert.deepEqual(sorted(await eyes.seenBy<Seen>(person, LOOK)), sorted(whatIsSeen(world, person)), `seen by ${person}`);
  });

test('in any world, the database lets each person read exactly what the rules say', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, (world) => agree(world)),
    { numRuns: 40 },
  );
});

/** Each takes one condition out of the policies: the comparison must notice. */
const mutants: Record<string, string> = {
  'everyone who coordinates sees who is not for a group': `alter policy coordinators on triages using (enquiry_id in (select id from enquiries
     where association_id = any (array(select app.coordinated())) or chapter_id = any (array(select app.coordinated_chapters()))))`,
  'those who lead see every contact': `alter policy facilitators on contacts using (person_id = any (array(select app.people_i_facilitate())))`,
  'the association sees who sits in a group that runs itself': `alter policy coordinators on seats
     using (association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))`,
  'the association sees the room of a group that runs itself': `alter policy coordinators on rooms
     using (association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))`,
  'the association sees when a group that runs itself meets': `alter policy coordinators on meetings
     using (association_id = any (array(select app.coordinated())) or group_id = any (array(select app.coordinated_groups())))`,
  'the association sees themes': `create policy coordinators on themes using (association_id = any (array(select app.coordinated())))`,
  'whoever has left still sees the seats': `create or replace function app.seated() returns setof uuid language sql stable security definer set search_path = ''
     as $$ select group_id from public.seats where person_id = app.actor() and accepted_at is not null $$`,
  'whoever led a group keeps it after the handover': `create or replace function app.facilitated() returns setof uuid language sql stable security definer set search_path = ''
     as $$ select group_id from public.facilitators where person_id = app.actor() and app.leads_today(id) $$`,
  'whoever led a group keeps it without the role': `create or replace function app.facilitated() returns setof uuid language sql stable security definer set search_path = ''
     as $$ select f.group_id from public.facilitators f join public.groups g on g.id = f.group_id where f.person_id = app.actor() and f.ended_at is null and g.handed_over_on is null
       and f.from_day <= app.today() and (f.until_day is null or f.until_day >= app.today()) $$`,
  'a role of a facilitator outlives its last day': `create or replace function app.facilitated() returns setof uuid language sql stable security definer set search_path = ''
     as $$ select f.group_id from public.facilitators f join public.groups g on g.id = f.group_id where f.person_id = app.actor() and f.ended_at is null and g.handed_over_on is null
       and f.from_day <= app.today() and (f.until_day is null or f.until_day >= app.today()) and exists (select from public.roles r
         where r.person_id = f.person_id and r.association_id = f.association_id and r.role = 'facilitator' and r.ended_at is null and r.from_day <= app.today()) $$`,
  'a role outlives its last day': `create or replace function app.coordinated() returns setof uuid language sql stable security definer set search_path = ''
     as $$ select association_id from public.roles where person_id = app.actor() and role in ('administrator', 'coordinator') and chapter_id is null and ended_at is null and from_day <= app.today() $$`,
  'a coordinator of a chapter sees all of the association': `create or replace function app.coordinated() returns setof uuid language sql stable security definer set search_path = ''
     as $$ select association_id from public.roles where person_id = app.actor() and role in ('administrator', 'coordinator') and ended_at is null
           and from_day <= app.today() and (until_day is null or until_day >= app.today()) $$`,
  'a group that has closed is still listed': `alter policy listed on groups using (listed and cancelled_at is null)`,
  'those who coordinate see the cards of another association as they lie': `alter policy own on shared_cards using (true)`,
  'a card is read without an agreement in force': `create or replace function app.takes_part(which uuid) returns boolean language sql stable security definer set search_path = ''
     as $$ select exists (select app.coordinated()) $$;
     create or replace function app.partners(which uuid) returns setof uuid language sql stable security definer set search_path = ''
     as $$ select association_id from public.agreement_members where agreement_id = which $$`,
  'the host sees who was asked for': `alter policy home on crossing_requests using (association_id = any (array(select app.coordinated()))
     or crossing_id in (select id from crossings))`,
  'a coordinator of a chapter sees who is counted in elsewhere': `alter policy coordinators on interests using (association_id = (select app.my_association())
     and exists (select app.coordinated() union select app.coordinated_chapters()))`,
  'a chapter sees the drafts of the others': `alter policy coordinators on drafts
     using (association_id = app.my_association() and exists (select app.coordinated() union select app.coordinated_chapters()))`,
  'who is on a draft is seen by everybody': `create policy open on draft_people for select to verksted_app using (true)`,
  'everybody in the association sees everybody': `create policy all_of_us on people for select using (association_id = app.my_association())`,
};

for (const [name, change] of Object.entries(mutants))
  test(`it is noticed when ${name}`, async () => {
    await passing(() => client.query(change)); // a mistake in it would be noticed for the wrong reason
    const { failed } = await fc.check(
      fc.asyncProperty(worlds, (world) => agree(world, change)),
      { numRuns: 300, seed: 7, endOnFailure: true },
    );
    assert.ok(failed, 'nobody noticed');
  });

const asSuperuser = async (text: string, ...values: unknown[]) => (await here.superuser.query<Record<string, string>>(text, values)).rows;

test('every table has row-level security, also for its owner, and a policy for nobody but the named roles', async () => {
  const open = await asSuperuser(`select c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'migrations' and not (c.relrowsecurity and c.relforcerowsecurity)`);
  assert.deepEqual(open, []);
  const views = await asSuperuser(`select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and (relkind = 'm' or (relkind = 'v' and not coalesce(reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']))`);
  assert.deepEqual(views, []);
  const toAll = await asSuperuser(
    `select tablename || '.' || policyname as p from pg_policies where schemaname = 'public' and roles = '{public}'`,
  );
  assert.deepEqual(toAll, []);
});

test('every function that sees past row-level security looks nowhere but where it is told', async () => {
  const loose = await asSuperuser(`select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('app', 'public') and p.prosecdef and not coalesce(array_to_string(p.proconfig, ','), '') like '%search_path=""%'`);
  assert.deepEqual(loose, []);
});

test('the app cannot change tables, become somebody mightier or read the secrets', async () => {
  for (const text of [
    'create table x (y int)',
    'alter table people disable row level security',
    'drop policy self on people',
    'create policy x on people using (true)',
    'truncate people',
    'select * from app.secrets',
    'select * from app.keyring',
    'create temp table x (y int)',
    'create temp view people as select 1',
    'set role verksted_owner',
    'set session authorization verksted_jobs',
    'alter role verksted_app bypassrls',
    'update history set act = act',
    'delete from history',
    'delete from erasures',
    "insert into erasures (id, association_id, person_id, erased_at, reason, receipt) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), 'asked', 'x')",
    "copy people to '/tmp/people'",
  ])
    await assert.rejects(
      here.world.db.pool.query(text),
      /permission denied|must be owner|must be able|row-level security|Only roles/,
      text,
    );
});

test('a context that is forged, altered or too old is nobody', async () => {
  await passing(async () => {
    const person = '00000000-0000-7000-8000-000000000101';
    const good = signContext(here.world.keys.context, { person, today: TODAY });
    const [, today, expiry, mac] = good.split('|') as [string, string, string, string];
    const stranger = '00000000-0000-7000-8000-000000000102';
    const who = async (context: string) => {
      await client.query('set local role verksted_app');
      await client.query("select set_config('app.ctx', $1, true)", [context]);
      return (await client.query<{ actor: string | null }>('select app.actor() as actor')).rows[0]!.actor;
    };
    assert.equal(await who(good), person);
    for (const bad of [
      [stranger, today, expiry, mac].join('|'),
      [person, '2020-01-01', expiry, mac].join('|'),
      [person, today, String(Number(expiry) + 1), mac].join('|'),
      [person, today, expiry, '00'.repeat(32)].join('|'),
      [person, today, expiry, ''].join('|'),
      `${good}|`,
      'x',
      '',
    ])
      assert.equal(await who(bad), null, bad);
    const old = `${person}|${today}|1`;
    assert.equal(await who(`${old}|${createHmac('sha256', here.world.keys.context).update(old).digest('hex')}`), null);
  });
});

test('a refused row does not tell that a hidden one is there', async () => {
  await passing(async () => {
    await client.query('commit');
    await seat(here);
    const [model] = await asSuperuser('select id from programme_models where association_id = $1 limit 1', houses.lyspunkt.id);
    const group = '00000000-0000-7000-8000-00000000aaaa';
    await asSuperuser(
      `insert into groups (id, association_id, model_id, name, kind, language, size_min, size_max, facilitators_min, minutes_max, first_minutes_max, composed_at, started_on, handed_over_on)
       values ($1, $2, $3, 'G', 'mixed', 'nb', 4, 8, 2, 120, 120, '2026-01-01', '2026-01-01', '2026-06-01')`,
      group,
      houses.lyspunkt.id,
      model!['id'],
    );
    const sit = `insert into seats (id, association_id, group_id, person_id, place_no, placed_at, accepted_at, released_at) values (gen_random_uuid(), '${houses.lyspunkt.id}', '${group}', $1, 1, '2026-01-01', '2026-01-01', $2)`;
    await asSuperuser(sit, cast.per.id, '2026-06-01');
    await client.query('begin');
    const answers = [];
    for (const person of [cast.per.id, cast.pia.id]) {
      await client.query('savepoint s');
      await eyes.become(cast.kari.id);
      answers.push(await client.query(sit, [person, null]).catch((error: pg.DatabaseError) => `${error.code} ${error.message}`));
      await client.query('rollback to s');
    }
    assert.equal(answers[0], answers[1]);
    assert.match(String(answers[0]), /^42501/);
  });
});

/** Every rule of uniqueness can tell whoever may insert that a row is there. Each was thought about; a new one must be. */
test('what must be unique is random, public, or seen by whoever may add it', async () => {
  const found = await asSuperuser(`select c.relname || ' (' || string_agg(a.attname, ', ' order by a.attname) || ')' as u
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where n.nspname = 'public' and i.indisunique and c.relname <> 'migrations' group by i.indexrelid, c.relname`);
  const random =
    /\((id|association_id, id|token_hash|receipt|entry_id|seq|person_id|gateway_id|key|group_id|seat_id|meeting_id, seat_id)\)$/;
  const reviewed = [
    'apart (one_id, other_id)', // whoever coordinates the one sees the row
    'associations (slug)', // public
    'chapters (association_id, slug)', // public
    'shared_cards (agreement_id, enquiry_id)', // whoever shows them sees them
    'agreement_members (agreement_id, association_id)', // written by functions only
    'crossing_requests (enquiry_id)', // written by functions only, which ask nobody who has been asked for
    'duties (duty, group_id, seat_id)', // whoever names duties sees them
    'facilitators (group_id, person_id)', // whoever names them sees them
    'groups (association_id, id)',
    'heartbeats (asked_on, group_id)', // the jobs ask
    'import_mappings (association_id, fingerprint)', // the association's own
    'meetings (group_id, original_on)', // whoever plans sees them
    'messages (about, kind, person_id)', // sending twice is no error: nobody is told
    'oidc_identities (issuer, person_id, subject_hash)', // one's own
    'pledges (group_id, person_id, text_id)', // whoever registers sees them; in a group that runs itself only its own
    'print_runs (code)', // made at random; a taken one is drawn again
    'programme_models (association_id, key)', // public
    'seats (group_id, person_id)', // the test above
    'talks_wanted (meeting_id, person_id)', // one's own
    'texts (association_id, kind, language, version)', // public
    'run_counts (month, run_id)', // nobody may add it: app.count_run does
    'triages (enquiry_id)', // whoever triages learns that somebody has, and no more: the page says "finished"
    'umbrellas (slug)', // public
    'new_contacts (kind, person_id)', // one's own
    'form_drafts (form, person_id)', // one's own
    'together (one_id, other_id)', // whoever coordinates the one sees the row
    'draft_groups (draft_id, place_no)', // whoever composes on the draft sees all of it
    'draft_groups (draft_id, id)',
    'draft_people (draft_id, enquiry_id)',
    'draft_cards (draft_id, place_no)',
    'draft_card_homes (card_id)', // written by functions only, and read by nobody
    'draft_card_homes (draft_id, enquiry_id)',
    'draft_proposals (draft_id, place_no)',
    'draft_changes (draft_id, version)',
    'offers (association_id, slug)', // an address everyone may see
    'offers (association_id, source, source_key)', // the association's own directory
    'logos (association_id)', // public
    'member_counts (association_id, counted_on)', // public
    'suggestions (association_id, source, source_key, umbrella_id)', // an officer sees what she has suggested
  ];
  assert.deepEqual(
    found.map(({ u }) => u!).filter((one) => !random.test(one) && !reviewed.includes(one)),
    [],
  );
});
