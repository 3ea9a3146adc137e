import {
  allowInsecureRequests,
  authorizationCodeGrant,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Before, Visit, World } from '../accounts/index.ts';
import { hashCode } from '../lib/crypto.ts';
import { email, phone } from '../lib/forms.ts';
import { urls } from '../urls.ts';
import { takeCeremony } from './ceremony.ts';
import type { Contact } from './code.ts';
import type { Trouble } from './pages.tsx';

/** What the provider is called here; undefined where there is none. */
export const oidcName = ({ world: { config } }: Pick<Visit, 'world'>): string | undefined =>
  config.OIDC_ISSUER && config.OIDC_CLIENT_ID ? config.OIDC_NAME : undefined;

/** What must come back to this browser as it went out. */
export type Asked = { state: string; nonce: string; verifier: string; back: string };
export type Start = { url: string; asked: Omit<Asked, 'back'> } | { trouble: Trouble };
/** Who somebody is to the provider. Its tokens and whatever else it told end here. */
export type Told =
  { issuer: string; subject: string; contacts: Contact[]; both: boolean; back: string } | { trouble: Trouble; back?: string };

const SECONDS = 5;
const found = new WeakMap<World['config'], Promise<Configuration>>();
const returnTo = ({ config }: World) => config.PUBLIC_URL + urls.signInOidcReturn;

/** Where to send the browser. */
export async function startOidc(before: Before): Promise<Start> {
  const { world } = before;
  if (!oidcName(before)) return { trouble: 'unreachable' };
  try {
    const provider = await providerOf(world);
    const asked = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: returnTo(world),
      scope: world.config.OIDC_SCOPE,
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, asked };
  } catch (error) {
    world.log.error('oidc.unreachable', error as Error, { request: before.requestId });
    return { trouble: 'unreachable' };
  }
}

/** What the provider says of whoever has come back from it, if it was asked by this browser just now. */
export async function hearOidc(before: Before): Promise<Told> {
  const { world, query } = before;
  const asked = await takeCeremony<Asked>({ ...before, tx: world.db.query }, 'oidc');
  if (!asked || query.get('state') !== asked.state) return { trouble: 'stale' };
  if (query.has('error')) return { trouble: query.get('error') === 'access_denied' ? 'cancelled' : 'unreachable', back: asked.back };
  try {
    return { ...(await hear(world, query, asked)), back: asked.back };
  } catch (error) {
    world.log.error('oidc.refused', error as Error, { request: before.requestId });
    return { trouble: 'unreachable', back: asked.back };
  }
}

async function hear(world: World, query: URLSearchParams, asked: Asked) {
  const provider = await providerOf(world);
  const url = new URL(`${returnTo(world)}?${query}`);
  const tokens = await authorizationCodeGrant(provider, url, {
    pkceCodeVerifier: asked.verifier,
    expectedState: asked.state,
    expectedNonce: asked.nonce,
    idTokenExpected: true,
  });
  const token = tokens.claims()!;
  const more = provider.serverMetadata().userinfo_endpoint ? await fetchUserInfo(provider, tokens.access_token, token.sub) : {};
  const claims: Claims = { ...more, ...token };
  return {
    issuer: token.iss,
    subject: hashCode(world.keys.codes, `oidc ${token.iss}`, token.sub).toString('hex'),
    contacts: contactsIn(claims),
    // RFC 8176: the provider has asked for more than one thing itself.
    both: Array.isArray(claims['amr']) && claims['amr'].includes('mfa'),
  };
}

type Claims = Record<string, unknown>;

/** Only what the provider has verified: anybody may write an address into a profile. */
function contactsIn(claims: Claims): Contact[] {
  const read = {
    email: email().safeParse(String(claims['email'] ?? '')).data,
    phone: phone('NO').safeParse(String(claims['phone_number'] ?? '')).data,
  };
  return [
    ...(claims['email_verified'] === true && read.email ? [{ kind: 'email' as const, value: read.email }] : []),
    ...(claims['phone_number_verified'] === true && read.phone ? [{ kind: 'phone' as const, value: read.phone }] : []),
  ];
}

/** The provider's addresses and keys, asked for once; again after a failure. */
function providerOf({ config }: World): Promise<Configuration> {
  const known = found.get(config);
  if (known) return known;
  const issuer = new URL(config.OIDC_ISSUER!);
  const loopback = issuer.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(issuer.hostname);
  // Its signature is looked at although it came over TLS: whoever stands between is not believed.
  const options = { timeout: SECONDS, execute: [enableNonRepudiationChecks, ...(loopback ? [allowInsecureRequests] : [])] };
  const asked = discovery(issuer, config.OIDC_CLIENT_ID!, undefined, authOf(config.OIDC_CLIENT_SECRET), options);
  found.set(config, asked);
  asked.catch(() => found.delete(config));
  return asked;
}

/** As the provider prefers; without a secret PKCE alone protects the code. */
function authOf(secret: string | undefined): ClientAuth {
  if (!secret) return None();
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (ways.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost)(secret)(server, ...rest);
  };
}
