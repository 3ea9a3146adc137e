import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import Provider from 'oidc-provider';
import { cast, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { browser, type Jar, recorded, signInAs } from './browser.fixture.ts';

/** Whom the provider knows, by its own name for them. */
const accounts: Record<string, object> = {
  'subject-per': { email: cast.per.email?.toUpperCase(), email_verified: true, amr: ['mfa'] },
  'subject-paal': { phone_number: cast.paal.phone, phone_number_verified: true, 'national-number': '01010112345' },
  'subject-pia': { email: cast.pia.email, email_verified: false },
  'subject-elsewhere': { email: 'elsewhere@example.org', email_verified: true },
  'subject-petra': { email: 'not-hers@example.org', email_verified: false },
};

let server: Server;
let issuer: string;
let world: TestWorld;
let who = '';

before(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await openTestWorld('2026-12-01T09:00:00+01:00', {
    TRUSTED_PROXIES: '1',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'verksted',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-test-only-0123456789',
    OIDC_NAME: 'Eksempel-ID',
  });
  await seat(world);
  serveProvider();
});
after(async () => {
  if (server.listening) await shut();
  await world.close();
});

async function shut(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A real provider that asks nobody for anything: whoever comes is `who`. */
function serveProvider(): void {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'verksted',
        client_secret: 'a-secret-of-the-test-only-0123456789',
        redirect_uris: [`${world.world.config.PUBLIC_URL}/sign-in/oidc/return`],
      },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], phone: ['phone_number', 'phone_number_verified'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['made-up'] },
    loadExistingGrant: async (context) => {
      const grant = new provider.Grant({ clientId: 'verksted', accountId: context.oidc.session!.accountId! });
      grant.addOIDCScope('openid email phone');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    const result =
      who === '' ? { error: 'access_denied' } : { login: { accountId: who, amr: (accounts[who] as { amr?: string[] }).amr ?? ['pwd'] } };
    void provider.interactionFinished(request, response, result);
  });
}

/** Follows the provider's redirects as a browser would, until they lead back; the path and query there. */
async function throughProvider(jar: Jar, from = '/sign-in/oidc?back=/me'): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = (await jar.get(from)).headers.get('location')!;
  while (at.startsWith(issuer) || at.startsWith('/')) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(at, issuer), { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) cookies.set(line.split('=')[0]!, line.split(';')[0]!.slice(line.indexOf('=') + 1));
    at = response.headers.get('location') ?? assert.fail(`${at} answered ${response.status}`);
  }
  return new URL(at);
}

let nth = 10;
const elsewhere = () => browser(world, 'nb', `198.18.1.${(nth += 1)}`);
const back = (jar: Jar, url: URL) => jar.get(url.pathname + url.search);
const trouble = (response: Response) => new URL(response.headers.get('location')!, 'http://x').searchParams.get('trouble');

test('somebody comes in by a verified address the first time, and by the provider’s word afterwards', async () => {
  who = 'subject-per';
  const jar = elsewhere();
  const inside = await back(jar, await throughProvider(jar));
  assert.equal(inside.headers.get('location'), '/me');
  assert.deepEqual(await recorded(world, 'per'), ['session.begun', 'identity.linked']);
  accounts['subject-per'] = { email: 'another@example.org', email_verified: false };
  const later = elsewhere();
  assert.equal((await back(later, await throughProvider(later))).headers.get('location'), '/me');
  const { rows } = await world.superuser.query('select method, second_at from sessions where person_id = $1 order by created_at', [
    cast.per.id,
  ]);
  assert.deepEqual([rows[0].method, rows[0].second_at !== null], ['oidc', true], 'the provider asked for more than one thing');
});

test('a verified telephone is as good, and no token and no number is kept', async () => {
  who = 'subject-paal';
  const jar = elsewhere();
  assert.equal((await back(jar, await throughProvider(jar))).headers.get('location'), '/me');
  const { rows } = await world.superuser.query('select * from oidc_identities where person_id = $1', [cast.paal.id]);
  const kept = JSON.stringify(rows);
  assert.deepEqual(Object.keys(rows[0]).toSorted(), ['association_id', 'created_at', 'issuer', 'person_id', 'subject_hash']);
  assert.ok(!kept.includes('subject-paal') && !kept.includes('01010112345'));
  const open = await world.superuser.query(`select 1 from ceremonies where kind = 'oidc'`);
  assert.equal(open.rowCount, 0);
});

test('an address the provider has not verified opens nothing', async () => {
  who = 'subject-pia';
  const jar = elsewhere();
  assert.equal(trouble(await back(jar, await throughProvider(jar))), 'not-verified');
  who = 'subject-elsewhere';
  assert.equal(trouble(await back(jar, await throughProvider(jar))), 'unknown');
  assert.match(await (await jar.get('/sign-in?trouble=not-verified')).text(), /Logg inn med en kode denne gangen/);
});

test('a wrong state, another browser, a wrong nonce, a wrong verifier and a second time are refused', async () => {
  who = 'subject-per';
  const jar = elsewhere();
  const url = await throughProvider(jar);
  const forged = new URL(url);
  forged.searchParams.set('state', 'forged');
  assert.equal(trouble(await back(jar, forged)), 'stale');
  assert.equal(trouble(await back(elsewhere(), await throughProvider(jar))), 'stale');
  for (const part of ['nonce', 'verifier']) {
    const other = elsewhere();
    const answer = await throughProvider(other);
    await world.superuser.query(`update ceremonies set payload = jsonb_set(payload, $1, '"${'x'.repeat(43)}"') where kind = 'oidc'`, [
      [part],
    ]);
    assert.equal(trouble(await back(other, answer)), 'unreachable', part);
  }
  const twice = elsewhere();
  const answer = await throughProvider(twice);
  assert.equal((await back(twice, answer)).headers.get('location'), '/me');
  const again = elsewhere();
  again.cookies.set('__Host-verksted-asks', 'a'.repeat(43));
  assert.equal(trouble(await back(again, answer)), 'stale');
});

test('saying no at the provider comes back as plain words', async () => {
  who = '';
  const jar = elsewhere();
  const answer = await back(jar, await throughProvider(jar));
  assert.equal(trouble(answer), 'cancelled');
  assert.match(await (await jar.get(answer.headers.get('location')!)).text(), /Du ble ikke logget inn/);
});

test('somebody signed in ties the provider to herself, having just shown who she is', async () => {
  who = 'subject-petra';
  const jar = await signInAs(world, 'petra', {}, elsewhere());
  world.setClock('2026-12-01T09:11:00+01:00');
  assert.match((await jar.get('/sign-in/oidc')).headers.get('location')!, /^\/step-up/);
  world.setClock('2026-12-01T09:00:00+01:00');
  const tied = await back(jar, await throughProvider(jar, '/sign-in/oidc?back=/me/passkeys'));
  assert.equal(tied.headers.get('location'), '/me/passkeys');
  assert.deepEqual((await recorded(world, 'petra')).slice(-1), ['identity.linked']);
  const later = elsewhere();
  assert.equal((await back(later, await throughProvider(later))).headers.get('location'), '/me');
});

test('a provider that is down is said to be, and a code still works', async () => {
  who = 'subject-per';
  const jar = elsewhere();
  const url = await throughProvider(jar);
  await shut();
  assert.equal(trouble(await back(jar, url)), 'unreachable');
  assert.ok((await signInAs(world, 'per', {}, jar)).cookies.has('__Host-verksted'));
});
