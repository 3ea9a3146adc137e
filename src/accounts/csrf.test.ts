import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, seat, sessionOf } from '../../test/cast.ts';
import { behold, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { csrfToken } from './csrf.ts';
import { hashOf, SESSION_COOKIE } from './session.ts';

// What a page of somebody else's could make a browser send, in which Kari is signed in.
let here: TestWorld;
let path: string;
let session: string;
before(async () => {
  here = await openTestWorld();
  await seat(here);
  const enquiry = await waits(here, 'per');
  await waits(here, 'pia');
  path = to(urls.enquiryCompany, { enquiry });
  session = await sessionOf(here, 'kari');
});
after(() => here.close());

const origin = 'http://localhost';
const tokenOf = (of: string) => csrfToken(here.world, { session: hashOf(of) } as never);
const noted = () => behold<number>(here, 'select count(*)::int from together');
async function send(csrf: string | null, headers: Record<string, string> = { origin }): Promise<number> {
  const body = new URLSearchParams({ sort: 'together', person: cast.pia.id, ...(csrf !== null && { csrf }) });
  const cookie = `${SESSION_COOKIE}=${session}`;
  return (await here.app.request(origin + path, { method: 'POST', body, headers: { cookie, ...headers } })).status;
}

test('a form that is sent without its token, or with one that is made up, changes nothing', async () => {
  const right = tokenOf(session);
  for (const wrong of [null, '', 'x', right.slice(1), `${right}x`, right.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')), 'å'.repeat(16)])
    assert.equal(await send(wrong), 403, `${wrong}`);
  assert.equal(await noted(), 0);
});

test('the token of another browser, also one’s own, does not fit', async () => {
  for (const who of ['kari', 'birk', 'stranger'] as const) assert.equal(await send(tokenOf(await sessionOf(here, who))), 403, who);
  assert.equal(await noted(), 0);
});

test('a form that comes from another site is refused, whatever token it has', async () => {
  const right = tokenOf(session);
  const others: Record<string, string>[] = [
    { origin: 'https://example.org' },
    { origin: 'null' },
    { origin: 'http://localhost.example.org' },
    {},
  ];
  for (const headers of others) assert.equal(await send(right, headers), 403, JSON.stringify(headers));
  assert.equal(await noted(), 0);
});

test('the same form from one’s own page is taken', async () => {
  assert.equal(await send(tokenOf(session)), 303);
  assert.equal(await noted(), 1);
});

test('every form that a signed-in person can send asks for the token', async () => {
  const open: string[] = [];
  const cookie = `${SESSION_COOKIE}=${session}`;
  const routes = here.routes.filter((route) => route.method === 'POST' && !route.pattern.startsWith('/sms/'));
  assert.ok(routes.length > 100);
  for (const { pattern } of routes) {
    const address = origin + pattern.replace(/:(\w+)/g, '00000000-0000-7000-8000-000000000999');
    const reply = await here.app.request(address, {
      method: 'POST',
      body: new URLSearchParams({ csrf: 'x' }),
      headers: { cookie, origin },
    });
    if (reply.status < 400 && !/sign-in|second-step|step-up|language/.test(reply.headers.get('location') ?? pattern))
      open.push(`${pattern} ${reply.status}`);
  }
  assert.deepEqual(open, []);
  assert.equal((await (await as(here, 'kari')).get(urls.desk)).status, 200, 'and she is still signed in');
});
