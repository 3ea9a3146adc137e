import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type Eyes, lookAt, openEyes, sorted } from './rls-eyes.fixture.ts';
import { lookFrom, rest } from './rls-rest.fixture.ts';
import { tables } from './rls-rules.fixture.ts';
import { insertInto, put, type World, worlds } from './rls-world.fixture.ts';
import { openTestWorld, type TestWorld } from './world.ts';

let here: TestWorld;
let eyes: Eyes;
before(async () => {
  here = await openTestWorld();
  eyes = await openEyes(here);
});
after(async () => {
  await eyes.close();
  await here.close();
});

const LOOK = lookAt(Object.entries(rest).map(([name, { key }]) => [name, key]));

const agree = (world: World, change?: string) =>
  eyes.passing(async () => {
    await put(eyes.client, world);
    for (const [name, { rows }] of Object.entries(rest)) await insertInto(eyes.client, name, rows?.(world) ?? []);
    if (change) await eyes.client.query(change);
    for (const person of [null, ...world.people.map(({ id }) => id)]) {
      const at = lookFrom(world, person);
      const expected = Object.fromEntries(Object.entries(rest).map(([name, { seen }]) => [name, seen(world, at)]));
      assert.deepEqual(sorted(await eyes.seenBy(person, LOOK)), sorted(expected), `seen by ${person}`);
    }
  });

test('in any world, each person reads of everything else exactly what the rules say', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, (world) => agree(world)),
    { numRuns: 30 },
  );
});

test('every table with an association is in the random worlds', async () => {
  const { rows } = await here.superuser.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'association_id'`,
  );
  const known = new Set<string>([...tables, ...Object.keys(rest)]);
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => !known.has(name)),
    [],
  );
});

const whole = 'association_id = any (array(select app.coordinated()))';
/** Each takes one condition out of the policies, or puts one in: the comparison must notice. */
const mutants: Record<string, string> = {
  'who can start a group is read by everybody in the association': `alter policy coordinators_read on readiness using (association_id = (select app.my_association()))`,
  'who wants to sit with whom is read by the whole association': `alter policy coordinators on together using (association_id = (select app.my_association()))`,
  'who must never meet is read by the two': `create policy self on apart for select to verksted_app using (one_id = (select app.actor()) or other_id = (select app.actor()))`,
  'proposals are read by the whole association': `alter policy of_draft on draft_proposals using (association_id = (select app.my_association()))`,
  'whose a card of another association is, is read by whoever composes': `create policy of_draft on draft_card_homes for select to verksted_app using (draft_id = any (array(select id from drafts)))`,
  'what was done to a draft is read by everyone': `alter policy of_draft on draft_changes using (true)`,
  'an offer is seen before it is published': `alter policy anyone on offers using (ended_on is null and (valid_until is null or valid_until >= (select app.today())))`,
  'an offer is seen after its last day': `alter policy anyone on offers using (published_on is not null and ended_on is null)`,
  'a chapter sees what the others have written but not published': `alter policy coordinators on offers
     using (association_id = (select app.my_association()) and exists (select app.coordinated() union select app.coordinated_chapters()))`,
  'a coordinator of a chapter sees all print runs': `alter policy coordinators on print_runs
     using (association_id = (select app.my_association()) and exists (select app.coordinated() union select app.coordinated_chapters()))`,
  'a coordinator of a chapter sees what an umbrella suggests to the whole association': `alter policy coordinators_see on suggestions
     using (association_id = (select app.my_association()) and exists (select app.coordinated() union select app.coordinated_chapters()))`,
  'how many followed a paper is counted before everyone': `alter policy of_run on run_counts using (true)`,
  'letters gathered are seen by the whole association': `alter policy coordinators on letter_batches using (association_id = (select app.my_association()))`,
  'who agreed is seen by associations of no agreement, and by each of their people': `alter policy members on agreement_members using (true)`,
  'group mates read who came': `create policy group_mates on attendance for select to verksted_app using (group_id = any (array(select app.seated())))`,
  'the association reads who could not come': `create policy coordinators on absences for select to verksted_app using (${whole})`,
  'the association reads what a group expects of itself': `create policy coordinators on expectations for select to verksted_app using (${whole})`,
  'whoever leads a group reads that another one needs to talk': `create policy colleagues on talks_wanted for select to verksted_app using (group_id = any (array(select app.facilitated())))`,
  'a coordinator reads the codes on paper': `create policy coordinators on paper_codes for select to verksted_app using (${whole})`,
  'an administrator reads what somebody has typed and not sent': `create policy administrators on form_drafts for select to verksted_app using (association_id = any (array(select app.administered())))`,
  'a colleague reads a list that is being read in': `alter policy own on imports using (${whole})`,
  'the history is open to those who coordinate': `create policy coordinators on history for select to verksted_app using (${whole})`,
};

for (const [name, change] of Object.entries(mutants))
  test(`it is noticed when ${name}`, async () => {
    await eyes.passing(() => eyes.client.query(change)); // a mistake in it would be noticed for the wrong reason
    const { failed } = await fc.check(
      fc.asyncProperty(worlds, (world) => agree(world, change)),
      { numRuns: 200, seed: 7, endOnFailure: true },
    );
    assert.ok(failed, 'nobody noticed');
  });
