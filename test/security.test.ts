import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Registered } from '../src/accounts/index.ts';
import { newId } from '../src/lib/ids.ts';
import { urls } from '../src/urls.ts';
import { addressIn, type Ground, keepNothing, layGround, nameOf, SECRET, typedFor } from './access-ground.fixture.ts';
import { access, actors, type Letter, people } from './access-table.fixture.ts';
import { as, type Client, visitor } from './cast.ts';
import { openTestWorld, type TestWorld } from './world.ts';

let here: TestWorld;
let ground: Ground;
const clients = new Map<Letter, Client>();
before(async () => {
  here = await openTestWorld(undefined, { SMS_INBOUND_SECRET: SECRET });
  ground = await layGround(here);
  clients.set('v', visitor(here));
  for (const [letter, who] of Object.entries(people)) clients.set(letter as Letter, await as(here, who));
  keepNothing(here);
});
after(() => here.close());

const addressOf = (route: Registered, other?: Record<string, string>) => addressIn(here, ground, route, other);

const ask = (client: Client, route: Registered, path = addressOf(route)) =>
  route.method === 'GET' ? client.get(path) : client.post(path, typedFor(ground, route));

/** let in, asked to sign in, told that there is no such thing; anything else is named as it is */
function verdictOf(response: Response): string {
  const { status, headers } = response;
  if (status === 404) return 'not there';
  if (status === 303 && headers.get('location')!.startsWith('/sign-in?')) return 'not there';
  return [200, 204, 303, 422].includes(status) ? 'in' : String(status);
}

/** Who holds a link is all that is asked; its limit is shared by all who sit behind one address. */
const isByLink = ({ limit }: Registered) => limit === 'link';

test('every route is in the access table, and nothing else is', () => {
  const served = here.routes.map(nameOf);
  assert.deepEqual(
    served.filter((name) => access[name] === undefined),
    [],
  );
  const known = JSON.stringify(urls);
  assert.deepEqual(
    Object.keys(access).filter((name) => !served.includes(name) && !known.includes(`"${name.split(' ')[1]}"`)),
    [],
  );
});

for (const letter of Object.keys(actors) as Letter[])
  test(`${actors[letter]} gets in where the table says, and finds nothing elsewhere`, async () => {
    const wrong: string[] = [];
    for (const route of here.routes) {
      if (isByLink(route) && !'vpos'.includes(letter)) continue;
      const verdict = verdictOf(await ask(clients.get(letter)!, route));
      const expected = access[nameOf(route)]?.includes(letter) ? 'in' : 'not there';
      if (verdict !== expected) wrong.push(`${nameOf(route)}: ${verdict}, expected ${expected}`);
    }
    assert.deepEqual(wrong, []);
  });

const idsIn = ({ pattern }: Registered) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!).filter((name) => name in ground.ids);

/** What begins at an address of its own. */
const isMade = ({ pattern }: Registered, name: string): boolean =>
  ['chapter', 'venue', 'model', 'offer'].includes(name) || here.routes.some((one) => one.pattern === pattern.replace(`:${name}`, 'new'));

for (const [what, wrong] of [
  ['that nobody has', newId()],
  ['that is none', '------------------------------------'],
  ['of another kind', 'new'],
] as const)
  test(`an id ${what} leads nowhere, whoever asks`, async () => {
    const found: string[] = [];
    // A gateway that knows the secret hears the same whatever message it names.
    for (const route of here.routes.filter(({ machine }) => !machine)) {
      await here.superuser.query('delete from rate_limits'); // the same few ask for everything there is
      for (const name of idsIn(route)) {
        if (wrong === 'new' && isMade(route, name)) continue;
        const who = access[nameOf(route)]?.at(-1);
        const client = clients.get(who === undefined || who === 's' ? 'a' : (who as Letter))!;
        const { status } = await ask(client, route, addressOf(route, { [name]: wrong }));
        if (status !== 404) found.push(`${nameOf(route)} with ${name}: ${status}`);
      }
    }
    assert.deepEqual(found, []);
  });

test('whoever sees data of others meets nothing of it before her second step', async () => {
  const kari = await as(here, 'kari', { second: false });
  const open: string[] = [];
  for (const route of here.routes.filter((one) => access[nameOf(one)]?.includes('c') && !one.machine && !isByLink(one))) {
    const own = access[nameOf(route)]!.includes('o') && !['GET /desk', 'GET /groups'].includes(nameOf(route));
    const location = (await ask(kari, route)).headers.get('location') ?? '';
    if (location.startsWith('/second-step') === own && !nameOf(route).includes('second-step')) open.push(`${nameOf(route)}: ${location}`);
  }
  assert.deepEqual(open, []);
});

test('a form that is no form is told so, and nothing breaks', async () => {
  const origin = here.world.config.PUBLIC_URL;
  const broken: string[] = [];
  for (const route of here.routes.filter(({ method, may }) => method === 'POST' && (may === 'session.begin' || may === 'enquiry.send')))
    for (const type of ['application/json', 'multipart/form-data', 'text/plain']) {
      const { status } = await here.app.request(origin + addressOf(route), {
        method: 'POST',
        body: '{"a":',
        headers: { origin, 'content-type': type },
      });
      if (status >= 500) broken.push(`${nameOf(route)} as ${type}: ${status}`);
    }
  assert.deepEqual(broken, []);
});

test('a page number beyond all pages is an empty page', async () => {
  for (const path of ['/me/looked-at', '/enquiries', '/waiting-list', '/house/outbox'])
    for (const page of ['1e300', '99999999999', '-1', 'x', '1.5']) {
      const { status } = await clients.get('c')!.get(`${path}?page=${page}`);
      assert.equal(status, 200, `${path} ${page}`);
    }
});
