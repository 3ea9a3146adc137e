import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type Client, seat, visitor } from '../../test/cast.ts';
import { arrange, linkOf } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { openLog } from '../lib/log.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
let group: string;
const lines: string[] = [];
before(async () => {
  here = await openTestWorld();
  here.world.log = openLog((line) => lines.push(line), here.world.now);
  await seat(here);
  group = await arrange(here, { sitting: ['per'], leads: ['frida', 'finn'] });
});
after(() => here.close());

type Line = Record<string, string | number>;
/** What the log says of what `ask` does. */
async function heard(ask: () => unknown): Promise<Line[]> {
  lines.length = 0;
  await ask();
  return lines.map((line) => JSON.parse(line) as Line);
}
const told = ({ event, reason, status, route, actor, hat }: Line) => ({ event, reason, status, route, actor, hat });

test('who is let in to see something of others, and who is not, is a line with who, what and where it was decided', async () => {
  const [kari, per, stranger]: [Client, Client, Client] = [await as(here, 'kari'), await as(here, 'per'), await as(here, 'stranger')];
  const path = to(urls.group, { group });
  const line = { route: urls.group, hat: 'coordinator' };
  const [seen] = await heard(() => kari.get(path));
  assert.deepEqual(told(seen!), { event: 'access.allowed', reason: 'rows', status: 200, actor: cast.kari.id, ...line });
  const [hidden] = await heard(() => stranger.get(path));
  assert.deepEqual(told(hidden!), { event: 'access.refused', reason: 'rows', status: 404, actor: cast.stranger.id, ...line });
  const [stopped] = await heard(() => per.get(urls.waitingList));
  assert.deepEqual(told(stopped!), {
    event: 'access.refused',
    reason: 'door',
    status: 404,
    route: urls.waitingList,
    actor: cast.per.id,
    hat: 'participant',
  });
  assert.ok([seen, hidden, stopped].every((one) => /^\d{4}-.*Z$/.test(String(one!['at'])) && one!['request'] && one!['may']));
});

test('who has not taken her second step, or sends a form that is not hers, is refused, and it is told', async () => {
  const first = await as(here, 'kari', { second: false });
  const [second] = await heard(() => first.get(urls.waitingList));
  assert.deepEqual([second!['event'], second!['reason'], second!['status']], ['access.refused', 'door', 303]);
  const forged = () =>
    here.app.request(`http://localhost${urls.signOut}`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams(),
    });
  const [other] = await heard(forged);
  assert.deepEqual([other!['event'], other!['reason']], ['access.refused', 'other-site']);
});

test('a visitor who is shown what is for everyone leaves no line; one who knocks at a door does, without an address', async () => {
  assert.deepEqual(await heard(() => visitor(here).get('/lyspunkt')), []);
  const [knocked] = await heard(() => visitor(here).get(urls.waitingList));
  assert.deepEqual([knocked!['event'], knocked!['hat'], knocked!['actor']], ['access.refused', 'visitor', undefined]);
});

test('a private link that no longer works is told of, and its token is not', async () => {
  const token = await linkOf(here, cast.per, 'seat', group);
  await here.superuser.query('update links set expires_at = $1', [new Date('2026-01-01')]);
  const [gone] = await heard(() => visitor(here).get(to(urls.link.seat, { token })));
  assert.deepEqual([gone!['event'], gone!['reason'], gone!['status']], ['access.refused', 'link', 410]);
  assert.ok(!lines.join().includes(token));
});

test('of a flood of refusals some are written, and the rest are counted', async () => {
  const many = await heard(async () => {
    for (let n = 0; n < 300; n += 1) await visitor(here).get(urls.waitingList);
  });
  assert.ok(many.length > 100 && many.length <= 200, String(many.length));
});

test('every way to sign in is told of, whether it worked, and by what', async () => {
  const wrong = await heard(() => visitor(here).post(urls.signInCode, { code: '000000' }));
  assert.ok(wrong.some((one) => one['event'] === 'sign-in.failed' && one['reason'] === 'code'));
  const paper = await heard(() => visitor(here).post(urls.signInPaper, { code: 'AAAA-BBBB-CCCC' }));
  assert.ok(paper.some((one) => one['event'] === 'sign-in.failed' && one['reason'] === 'paper-code'));
  const passkey = await heard(() => visitor(here).post(urls.signInPasskey, { response: '{}' }));
  assert.ok(passkey.some((one) => one['event'] === 'sign-in.failed' && one['reason'] === 'passkey'));
});
