import { type CastName, cast, houses } from '../../test/cast.ts';
import type { TestWorld } from '../../test/world.ts';
import { secretPlace } from '../messages/send.ts';
import type { Secret } from '../messages/index.ts';
import { open } from '../lib/crypto.ts';

type Fields = Record<string, string>;
export type Jar = {
  cookies: Map<string, string>;
  get(path: string, method?: 'GET' | 'HEAD'): Promise<Response>;
  /** fills in the token that the forms of a page it has seen hold */
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Response>;
};

/** A browser with cookies and no script: it keeps what it is given, and knows the token of the last form it saw. */
export function browser(test: TestWorld, language = 'nb', address = '192.0.2.1'): Jar {
  const origin = test.world.config.PUBLIC_URL;
  const cookies = new Map<string, string>();
  let csrf: string | undefined;
  const headers = () => ({
    'accept-language': language,
    'x-forwarded-for': address,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  const keep = async (response: Response): Promise<Response> => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const page = await response.clone().text();
    csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? csrf;
    return response;
  };
  return {
    cookies,
    get: async (path, method = 'GET') => await keep(await test.app.request(origin + path, { method, headers: headers() })),
    post: async (path, fields = {}, more = {}) => {
      const body = new URLSearchParams({ ...(csrf && { csrf }), ...fields });
      return await keep(await test.app.request(origin + path, { method: 'POST', body, headers: { ...headers(), origin, ...more } }));
    },
  };
}

/** What was last sent to one of the cast that signs in: read past all rights, as the telephone would show it. */
export async function lastSecret(test: TestWorld, who: CastName): Promise<Secret | undefined> {
  await test.whenIdle();
  const found = await test.superuser.query(
    `select id, sealed from messages where person_id = $1 and kind in ('sign-in-code', 'sign-in-link') order by created_at desc, id desc limit 1`,
    [cast[who].id],
  );
  const row = found.rows[0] as { id: string; sealed: Buffer } | undefined;
  return row && (JSON.parse(open(test.world.keys.outbox, secretPlace(row.id, cast[who].id), row.sealed)) as Secret);
}

export async function codeOf(test: TestWorld, who: CastName): Promise<string> {
  return (await lastSecret(test, who))!.code!;
}

/** Signs one of the cast in with a code, as she would. */
export async function signInAs(test: TestWorld, who: CastName, fields: Fields = {}, jar = browser(test)): Promise<Jar> {
  await jar.post('/sign-in', { contact: cast[who].email ?? cast[who].phone, ...fields });
  await jar.post('/sign-in/code', { code: await codeOf(test, who) });
  return jar;
}

export const houseOf = (who: CastName) => houses[cast[who].house].id;
export async function recorded(test: TestWorld, who: CastName): Promise<string[]> {
  const found = await test.superuser.query('select act from history where actor_id = $1 order by at, id', [cast[who].id]);
  return found.rows.map((row: { act: string }) => row.act);
}
