import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, type CastName, type Client, seat, visitor } from '../../test/cast.ts';
import { arrange } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

/**
 * Who may open what of one group: y yes, - it does not exist. In order: coordinator of everything, of its chapter, of another chapter; facilitator
 * who has it, one who is only named, one of other groups; participant, contact person, one only asked; the stranger.
 */
const who: readonly CastName[] = ['kari', 'birk', 'tuva', 'frida', 'filip', 'flemming', 'per', 'pia', 'paal', 'stranger'];

type Row = readonly [verb: string, pattern: string, table: string];

const forming: readonly Row[] = [
  ['see', urls.group, 'yy-yy-yy--'],
  ['put people in line', urls.groupPlace, 'yy--------'],
  ['invite', urls.groupInvite, 'yy--------'],
  ['name facilitators', urls.groupFacilitators, 'yy--------'],
  ['start', urls.groupStart, 'yy-y------'],
  ['start with one', urls.groupOneFacilitator, 'yy-y------'],
  ['give up', urls.groupCancel, 'yy--------'],
  ['read the pledge', urls.pledgeRead, 'yy-yy-yy--'],
  ['change', urls.groupSettings, 'yy--------'],
  ['leave', urls.groupLeave, '------yy--'],
];

const accompanied: readonly Row[] = [
  ['see', urls.group, 'yy-yy-yy--'],
  ['decide', urls.groupDecide, 'yy-y------'],
  ['name duties', urls.duties, 'yy-y------'],
  ['hand over', urls.handover, 'yy-y------'],
  ['merge', urls.groupMerge, 'yy--------'],
  ['change', urls.groupSettings, 'yy--------'],
  ['close', urls.groupClose, 'yy-y------'],
  ['tell that it lives', urls.heartbeatAnswer, '----------'],
  ['leave', urls.groupLeave, '------yy--'],
];

const selfRun: readonly Row[] = [
  ['see', urls.group, 'yy----yy--'],
  ['decide', urls.groupDecide, '----------'],
  ['name duties', urls.duties, '-------y--'],
  ['hand over', urls.handover, '----------'],
  ['name facilitators', urls.groupFacilitators, '----------'],
  ['change', urls.groupSettings, '-------y--'],
  ['close', urls.groupClose, 'yy-----y--'],
  ['tell that it lives', urls.heartbeatAnswer, 'yy-----y--'],
  ['leave', urls.groupLeave, '------yy--'],
];

let here: TestWorld;
let clients: Client[];
before(async () => {
  here = await openTestWorld();
  await seat(here);
  clients = await Promise.all(who.map((name) => as(here, name)));
});
after(() => here.close());

const around = { sitting: ['per', 'pia'], invited: ['paal'], leads: ['frida'], named: ['filip'] } as const;
const people = { sitting: [...around.sitting], invited: [...around.invited], leads: [...around.leads], named: [...around.named] };

async function opened(pattern: string, group: string): Promise<string> {
  const replies = await Promise.all(clients.map((client) => client.get(to(pattern as '/:group', { group }))));
  return replies.map(({ status }) => (status === 200 ? 'y' : status === 404 ? '-' : String(status))).join('');
}

for (const [stage, rows, facts] of [
  ['being formed', forming, { started: null }],
  ['accompanied', accompanied, {}],
  ['that runs itself', selfRun, { handedOver: '2026-11-01', contact: 'pia' as const }],
] as const)
  test(`who may do what with a group ${stage}`, async () => {
    const group = await arrange(here, { ...people, ...facts });
    if ('handedOver' in facts)
      await here.superuser.query(
        `insert into heartbeats (id, association_id, group_id, asked_on) select gen_random_uuid(), association_id, id, '2026-12-01' from groups where id = $1`,
        [group],
      );
    const seen = await Promise.all(rows.map(async ([verb, pattern]) => [verb, await opened(pattern, group)]));
    assert.deepEqual(
      seen,
      rows.map(([verb, , table]) => [verb, table]),
    );
  });

test('who may do nothing to a group cannot do it by sending the form either', async () => {
  const group = await arrange(here, people);
  const stranger = await as(here, 'stranger');
  for (const [, pattern] of [...forming, ...accompanied])
    if (pattern !== urls.group) assert.equal((await stranger.post(to(pattern as '/:group', { group }))).status, 404, pattern);
});

test('a visitor is asked to sign in, and a listed group is no way into its page', async () => {
  const group = await arrange(here, { ...people, listed: true });
  assert.equal(
    (await visitor(here).get(to(urls.group, { group }))).headers.get('location'),
    to(urls.signIn, {}, { back: to(urls.group, { group }) }),
  );
  assert.equal((await (await as(here, 'stranger')).get(to(urls.group, { group }))).status, 404);
});

test('a professional guest sees the group until the last day, and not the day after', async () => {
  const group = await arrange(here, people);
  await here.superuser.query(
    `insert into facilitators (id, association_id, group_id, person_id, part, from_day, until_day) select gen_random_uuid(), association_id, id, '00000000-0000-7000-8000-000000000106', 'guest', '2026-11-01', '2026-12-01' from groups where id = $1`,
    [group],
  );
  const finn = await as(here, 'finn');
  assert.equal((await finn.get(to(urls.group, { group }))).status, 200);
  assert.equal((await finn.get(to(urls.groupDecide, { group }))).status, 404);
  here.setClock('2026-12-02T09:00:00+01:00');
  assert.equal((await finn.get(to(urls.group, { group }))).status, 404);
});
