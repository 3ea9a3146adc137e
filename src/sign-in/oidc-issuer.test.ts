import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { urls } from '../urls.ts';
import { browser } from './browser.fixture.ts';

let here: TestWorld;
let provider: Server;
let issuer = '';
let says = '';
before(async () => {
  provider = createServer((_, answer) => {
    const at = (path: string) => `${issuer}/${path}`;
    const about = { issuer: says, authorization_endpoint: at('auth'), token_endpoint: at('token'), jwks_uri: at('keys') };
    answer
      .writeHead(200, { 'content-type': 'application/json' })
      .end(
        JSON.stringify({
          ...about,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        }),
      );
  });
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  here = await openTestWorld(undefined, { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'verksted', OIDC_CLIENT_SECRET: 'a-secret-of-sixteen' });
  await seat(here);
});
after(async () => {
  await here.close();
  await new Promise((down) => provider.close(down));
});

test('a provider that says it is another one is not believed', async () => {
  says = 'https://elsewhere.example.org';
  const led = async () => (await browser(here).get(urls.signInOidc)).headers.get('location') ?? '';
  assert.match(await led(), /^\/sign-in\?.*trouble=unreachable/);
  says = issuer;
  assert.ok((await led()).startsWith(`${issuer}/auth?`), 'the same one, telling the truth, is asked');
});
