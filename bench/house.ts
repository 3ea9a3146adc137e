import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { hashOf, makeLink, SESSION_COOKIE, type World } from '../src/accounts/index.ts';
import { fill } from '../demo/many.ts';
import { cast, houses, seat } from '../test/cast.ts';
import { filled } from './load.ts';
import { openTestWorld } from '../test/world.ts';
import { addMinutes, day } from '../src/lib/day.ts';
import { type Db, transaction } from '../src/lib/db.ts';
import { to, urls } from '../src/urls.ts';

export type Ask = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string };
/** cached: the same for every visitor, held to a bare server; own: drawn for one person, held to its own SQL */
export type Subject = { name: string; kind: 'cached' | 'own'; requests: Ask[]; status: number[] };
export type BenchHouse = {
  world: World;
  app: Hono;
  db: Db;
  people: number;
  groups: number;
  subjects: Subject[];
  ask(one: Ask): Promise<Response>;
  close(): Promise<void>;
};

const NOW = '2026-12-01T09:00:00+01:00';
const TODAY = day('2026-12-01');

/** The cast's house with `times` × 450 people and 50 groups in it, and what is asked of it. Links are limited by address, hence the proxy. */
export async function openBenchHouse(times: number): Promise<BenchHouse> {
  const test = await openTestWorld(NOW, { TRUSTED_PROXIES: '1' });
  await seat(test);
  const many = await fill(test.superuser, test.world, times, TODAY);
  await test.world.houses.refresh();
  const { app, world } = test;
  const ask = async (one: Ask) => {
    const { method, path, headers, body } = JSON.parse(filled(JSON.stringify(one))) as Ask;
    return await app.request(world.config.PUBLIC_URL + path, {
      method,
      headers: { 'accept-language': 'nb', ...headers, ...(body && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(body && { body }),
    });
  };
  return { world, app, db: world.db, ...many, subjects: await subjectsOf(test), ask, close: () => test.close() };
}

async function subjectsOf(test: Awaited<ReturnType<typeof openTestWorld>>): Promise<Subject[]> {
  const one = async <T>(text: string, values: unknown[] = []): Promise<T> => (await test.superuser.query(text, values)).rows[0] as T;
  const here = { association: houses.lyspunkt.slug };
  const member = await one<{ person_id: string; group_id: string; seat: string; meeting: string }>(
    `select s.person_id, s.group_id, s.id as seat, (select m.id from meetings m where m.group_id = s.group_id and m.day > $2 order by m.day limit 1) as meeting
     from seats s where s.association_id = $1 limit 1`,
    [houses.lyspunkt.id, TODAY],
  );
  const token = await transaction(test.world.db, { person: member.person_id, today: TODAY }, (tx) =>
    makeLink(tx, test.world.now(), {
      association: houses.lyspunkt.id,
      person: member.person_id,
      purpose: 'absence',
      object: member.meeting,
      expires: addMinutes(test.world.now(), 60 * 24),
    }),
  );
  const kari = { cookie: await signIn(test, cast.kari.id) };
  const participant = { cookie: await signIn(test, member.person_id) };
  const anywhere = { 'x-forwarded-for': '{ip}' };
  const enquiry = new URLSearchParams({
    called: 'Person {n}',
    email: 'bench{n}@example.org',
    reachBy: 'email',
    adult: 'yes',
    consent: 'yes',
    postcode: '5003',
  })
    .toString()
    .replaceAll('%7B', '{')
    .replaceAll('%7D', '}');
  const get = (name: string, kind: Subject['kind'], path: string, headers: Record<string, string> = {}): Subject => ({
    name,
    kind,
    requests: [{ method: 'GET', path, headers }],
    status: [200],
  });
  return [
    get('start page', 'cached', to(urls.association, here)),
    get('finder of groups', 'cached', to(urls.listedGroups, here)),
    get('group page', 'own', to(urls.group, { group: member.group_id }), participant),
    get('waiting list', 'own', urls.waitingList, kari),
    {
      name: 'sending an enquiry',
      kind: 'own',
      requests: [
        {
          method: 'POST',
          path: to(urls.enquire, { ...here, wants: 'group' }),
          headers: { ...anywhere, origin: test.world.config.PUBLIC_URL },
          body: enquiry,
        },
      ],
      status: [303],
    },
    get('absence link', 'own', to(urls.link.absence, { token }), anywhere),
  ];
}

async function signIn(test: Awaited<ReturnType<typeof openTestWorld>>, person: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const now = test.world.now();
  await test.superuser.query(
    `insert into sessions (token_hash, association_id, person_id, created_at, last_seen_at, expires_at, own_device, method, second_at, step_up_at) values ($1,$2,$3,$4,$4,$5,true,'passkey',$4,$4)`,
    [hashOf(secret), houses.lyspunkt.id, person, now, addMinutes(now, 60 * 24 * 20)],
  );
  return `${SESSION_COOKIE}=${secret}`;
}
