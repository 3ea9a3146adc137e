import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { personOf, type SessionRow } from '../src/accounts/actor.ts';
import { type Eyes, openEyes } from './rls-eyes.fixture.ts';
import { heldBy } from './rls-rules.fixture.ts';
import { put, TODAY, type World, worlds } from './rls-world.fixture.ts';
import { openTestWorld, type TestWorld } from './world.ts';

// One question is answered in three places: by the policies, for a signed-in person, and in the list of those who lead a group.
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

const ASK = `select json_build_object('policies', array(select app.facilitated()), 'session', app.find_session($token$, now()),
  'list', array(select group_id from facilitators where person_id = app.actor() and app.leads_today(id))) as seen`;
type Answers = { policies: string[]; session: SessionRow; list: string[] };

async function answers(person: { id: string; association: string }): Promise<Answers> {
  const token = Buffer.from(person.id);
  await eyes.client.query(
    `insert into sessions (token_hash, association_id, person_id, created_at, last_seen_at, expires_at, own_device, method)
     values ($1, $2, $3, now(), now(), now() + interval '1 day', true, 'passkey')`,
    [token, person.association, person.id],
  );
  return await eyes.seenBy<Answers>(person.id, ASK.replace('$token$', `'\\x${token.toString('hex')}'`));
}

const agree = (world: World) =>
  eyes.passing(async () => {
    await put(eyes.client, world);
    const runsItself = (group: string) => world.groups.find(({ id }) => id === group)!.handedOver;
    for (const person of world.people) {
      const { policies, session, list } = await answers(person);
      const wanted = heldBy(world, person.id).toSorted();
      assert.deepEqual(policies.toSorted(), wanted, 'the policies');
      assert.deepEqual(personOf(session, Buffer.from(''), TODAY).facilitates.toSorted(), wanted, 'the session');
      assert.deepEqual(list.filter((group) => !runsItself(group)).toSorted(), wanted, 'the list');
    }
  });

test('in any world, who holds which group today is the same to the policies, to a session and to the list of those who lead', async () => {
  await fc.assert(fc.asyncProperty(worlds, agree), { numRuns: 60 });
});
