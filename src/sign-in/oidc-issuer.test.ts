import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { urls } from '../urls.ts';
import { browser } from './browser.fixture.ts';

// A provider that says what it is told to say.
const CLIENT = 'verksted';
const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
let here: TestWorld;
let provider: Server;
let issuer = '';
let says: { issuer?: string; audience?: string; algorithm?: 'none' | 'RS256'; key?: typeof own; subject?: string } = {};
let nonce = '';

before(async () => {
  provider = createServer((asked, answer) => void reply(asked, answer));
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  here = await openTestWorld(undefined, { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT, OIDC_CLIENT_SECRET: 'a-secret-of-sixteen' });
  await seat(here);
});
after(async () => {
  await here.close();
  provider.closeAllConnections();
  await new Promise((down) => provider.close(down));
});

async function reply({ url }: IncomingMessage, answer: ServerResponse): Promise<void> {
  const body =
    url === '/token'
      ? await tokens()
      : url === '/keys'
        ? { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'a', alg: 'RS256' }] }
        : about();
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const at = (path: string) => `${issuer}/${path}`;
const about = () => ({
  issuer: says.issuer ?? issuer,
  authorization_endpoint: at('auth'),
  token_endpoint: at('token'),
  jwks_uri: at('keys'),
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
});

async function tokens(): Promise<object> {
  const claims = { nonce, email: 'nobody@example.org', email_verified: true };
  const signed = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'a' })
    .setIssuer(issuer)
    .setAudience(says.audience ?? CLIENT)
    .setSubject('somebody')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign((says.key ?? own).privateKey);
  const [, payload] = signed.split('.');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  return { access_token: 'x', token_type: 'Bearer', id_token: says.algorithm === 'none' ? unsigned : signed };
}

const begun = async () => {
  const jar = browser(here);
  const location = (await jar.get(urls.signInOidc)).headers.get('location') ?? '';
  return { jar, location };
};

/** Where somebody is led who comes back from a provider that says so. */
async function cameBack(as: typeof says): Promise<string> {
  says = as;
  const { jar, location } = await begun();
  const asked = new URL(location).searchParams;
  nonce = asked.get('nonce')!;
  const back = await jar.get(`${urls.signInOidcReturn}?code=c&state=${asked.get('state')}`);
  return /trouble=([\w-]+)/.exec(back.headers.get('location') ?? '')?.[1] ?? 'in';
}

test('a provider that says it is another one is not believed', async () => {
  says = { issuer: 'https://elsewhere.example.org' };
  assert.match((await begun()).location, /^\/sign-in\?.*trouble=unreachable/);
  says = {};
  assert.ok((await begun()).location.startsWith(`${issuer}/auth?`), 'the same one, telling the truth, is asked');
});

test('what a provider says is believed when it has signed it, for us; nobody is known by that address', async () => {
  assert.equal(await cameBack({}), 'unknown');
});

test('what nobody has signed, somebody else has signed, or was meant for others is not believed', async () => {
  assert.equal(await cameBack({ key: foreign }), 'unreachable');
  assert.equal(await cameBack({ algorithm: 'none' }), 'unreachable');
  assert.equal(await cameBack({ audience: 'another-client' }), 'unreachable');
});
