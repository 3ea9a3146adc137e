import { randomBytes } from 'node:crypto';
import { type CastName, cast, houses } from '../demo/cast.ts';
import { csrfToken } from '../src/accounts/csrf.ts';
import { hashOf, SESSION_COOKIE } from '../src/accounts/session.ts';
import { addMinutes } from '../src/lib/day.ts';
import type { TestWorld } from './world.ts';

/** The cast is the same in tests, demo and screenshots; here is how one of them uses a browser. */
export * from '../demo/cast.ts';

export type Client = {
  get(path: string): Promise<Response>;
  post(path: string, fields?: Fields | FormData): Promise<Response>;
};
type Fields = Record<string, string | string[]>;

type Who = CastName | { id: string; association: string };
type Options = { second?: boolean };

/** A signed-in browser of one of the cast, second step taken unless said. */
export async function as(test: TestWorld, who: Who, options: Options = {}): Promise<Client> {
  const token = await sessionOf(test, who, options);
  return client(test, { cookie: `${SESSION_COOKIE}=${token}` }, csrfToken(test.world, { session: hashOf(token) } as never));
}

/** The token of a session that has just begun. */
export async function sessionOf(test: TestWorld, who: Who, options: Options = {}): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const person = typeof who === 'string' ? { id: cast[who].id, association: houses[cast[who].house].id } : who;
  const now = test.world.now();
  await test.superuser.query(
    `insert into sessions (token_hash, association_id, person_id, created_at, last_seen_at, expires_at, own_device, method, second_at, step_up_at) values ($1,$2,$3,$4,$5,$5,true,'email-code',$6,$6)`,
    [hashOf(token), person.association, person.id, now, addMinutes(now, 60 * 24 * 365), options.second === false ? null : now],
  );
  return token;
}

/** A browser that is not signed in. */
export const visitor = (test: TestWorld, language = 'nb'): Client => client(test, { 'accept-language': language }, undefined);

function client(test: TestWorld, headers: Record<string, string>, csrf: string | undefined): Client {
  const origin = test.world.config.PUBLIC_URL;
  return {
    get: async (path) => await test.app.request(origin + path, { headers }),
    post: async (path, fields = {}) => {
      const body = fields instanceof FormData ? fields : encoded(fields);
      if (csrf) body.set('csrf', csrf);
      return await test.app.request(origin + path, { method: 'POST', body, headers: { ...headers, origin } });
    },
  };
}

function encoded(fields: Fields): URLSearchParams {
  return new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])));
}
