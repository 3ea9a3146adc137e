import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast, seat, visitor } from '../../test/cast.ts';
import { arrange, behold, linkOf } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
let seatId: string;
before(async () => {
  here = await openTestWorld();
  await seat(here);
  const group = await arrange(here, { started: null, invited: ['per'], leads: ['frida', 'finn'] });
  seatId = await behold<string>(here, 'select id from seats where group_id = $1', [group]);
});
after(() => here.close());

const set = (column: string, value: string) => here.superuser.query(`update links set ${column} = $1`, [value]);
const answers = async (token: string): Promise<number[]> => {
  const path = to(urls.link.invitation, { token });
  return [(await visitor(here).get(path)).status, (await visitor(here).post(path, { answer: 'accept' })).status];
};

test('a private link that was used, replaced or has expired opens nothing, and a form sent through it changes nothing', async () => {
  const token = await linkOf(here, cast.per, 'invitation', seatId);
  assert.equal((await visitor(here).get(to(urls.link.invitation, { token }))).status, 200);
  for (const [column, past] of [
    ['used_at', '2026-12-01T08:00:00+01:00'],
    ['replaced_at', '2026-12-01T08:00:00+01:00'],
    ['expires_at', '2026-12-01T08:00:00+01:00'],
  ] as const) {
    const before = await behold<string | null>(here, `select ${column} from links`);
    await set(column, past);
    assert.deepEqual(await answers(token), [410, 410], column);
    await here.superuser.query(`update links set ${column} = $1`, [before]);
  }
  assert.equal(await behold(here, 'select accepted_at from seats where id = $1', [seatId]), null);
});

test('a link of one kind is no link of another, and one that is made up is none', async () => {
  const token = await linkOf(here, cast.per, 'calendar', null);
  for (const one of [token, 'A'.repeat(22), 'x', '%00']) assert.deepEqual(await answers(one), [404, 404], one);
});

test('whoever says yes twice by the same link sits there once', async () => {
  const token = await linkOf(here, cast.per, 'invitation', seatId);
  const path = to(urls.link.invitation, { token });
  const replies = await Promise.all([visitor(here).post(path, { answer: 'accept' }), visitor(here).post(path, { answer: 'yes' })]);
  assert.ok(
    replies.every(({ status }) => status < 500),
    replies.map(({ status }) => status).join(),
  );
  await visitor(here).post(path, { answer: 'accept' });
  assert.equal(await behold(here, `select count(*)::int from history where act = 'seat.accepted' and object_id = $1`, [seatId]), 1);
  assert.equal(await behold(here, 'select count(*)::int from seats where accepted_at is not null'), 1);
});
