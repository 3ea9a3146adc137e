/** A house of some size: its database, who asks for what in it, what each is answered, and the statements that answer takes. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import pg, { type ClientConfig, type PoolConfig } from 'pg';
import type { Hono } from 'hono';
import { hashOf, makeLink, SESSION_COOKIE, type World } from '../src/accounts/index.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { cast, houses, seat } from '../demo/cast.ts';
import { fill } from '../demo/many.ts';
import { addMinutes, type Day, realNow, today as dayToday, zone } from '../src/lib/day.ts';
import { transaction } from '../src/lib/db.ts';
import type { Cluster } from '../src/lib/postgres/index.ts';
import { openWorld } from '../src/open.ts';
import { to, urls } from '../src/urls.ts';
import { filled } from './load.ts';
import { type Heard, statementsOf } from './replay.ts';

export type Ask = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string };
/** cached: the same for every visitor, held to a bare server; own: drawn for one person, held to its own SQL */
export type Subject = { name: string; kind: 'cached' | 'own'; asks: Ask[]; status: number };
export type Answered = Subject & { answer: { status: number; headers: Record<string, string>; body: Buffer }; heard: Heard[] };
export type BenchHouse = {
  times: number;
  people: number;
  groups: number;
  port: number;
  contextKey: Buffer;
  /** the same database once more, for running the statements alone */
  alone: PoolConfig;
  /** what a server of this house is started with */
  environment: Record<string, string>;
  subjects: Answered[];
};

const PEOPLE = 40; // who ask, for each of up to eight times: no page stays warm because it is the only one
const OVERHEARD = 12; // of whose requests the statements are written down

/** Makes a house with `times` × 450 people and 50 groups beside the cast. Its server will answer on `port`. */
export async function makeHouse(cluster: Cluster, folder: string, times: number, port: number): Promise<BenchHouse> {
  const name = `house_${times}`;
  await run(cluster.superuser('postgres'), `create database ${name}`);
  const connections = {
    superuser: cluster.superuser(name),
    app: cluster.connection('verksted_app', name),
    jobs: cluster.connection('verksted_jobs', name),
    stop: async () => {},
  };
  const environment = {
    PUBLIC_URL: `http://localhost:${port}`,
    PORT: String(port),
    TRUSTED_PROXIES: '1', // links and enquiries are limited by address, so each request has one of its own
    DATA_FOLDER: join(folder, name),
    KEYS_FOLDER: mkdtempSync(join(folder, 'keys-')),
  };
  const { world, close } = await openWorld(readConfig(environment), realNow, connections);
  const superuser = new pg.Pool({ ...connections.superuser, max: 2 });
  const today = dayToday(realNow, zone('Europe/Oslo'));
  await seat({ superuser, world });
  const many = await fill(superuser, world, times, today);
  await world.houses.refresh();
  const { app } = createApp(world);
  const subjects: Answered[] = [];
  for (const subject of await subjectsOf(world, superuser, times, today)) subjects.push(await answered(world, app, subject));
  await superuser.end();
  await close();
  await run(cluster.superuser('postgres'), `create database ${name}_alone template ${name}`);
  const url = (config: PoolConfig) => urlOf(config, cluster);
  return {
    times,
    ...many,
    port,
    contextKey: world.keys.context,
    alone: { ...connections.app, database: `${name}_alone` },
    environment: {
      ...environment,
      DATABASE_URL: url(connections.app),
      DATABASE_OWNER_URL: url(connections.superuser),
      DATABASE_JOBS_URL: url(connections.jobs),
    },
    subjects,
  };
}

function urlOf({ user, database, options }: PoolConfig, { socketFolder, port }: Cluster): string {
  const at = new URLSearchParams({ host: socketFolder, port: String(port), user: user!, ...(options && { options }) });
  return `postgresql:///${database}?${at}`;
}

async function run(connection: ClientConfig, text: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(text);
  await client.end();
}

/** Asks some of them once in this process: to see that they are answered, with how many bytes, and what is sent to the database for it. */
async function answered(world: World, app: Hono, subject: Subject): Promise<Answered> {
  const ask = async (one: Ask) => {
    const { method, path, headers, body } = JSON.parse(filled(JSON.stringify(one))) as Ask;
    return await app.request(world.config.PUBLIC_URL + path, {
      method,
      headers: { 'accept-language': 'nb', ...headers, ...(body && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(body && { body }),
    });
  };
  const first = await ask(subject.asks[0]!);
  if (first.status !== subject.status) throw new Error(`${subject.name} was answered with ${first.status}`);
  const headers = Object.fromEntries([...first.headers].filter(([name]) => name !== 'transfer-encoding'));
  const answer = { status: first.status, headers, body: Buffer.from(await first.arrayBuffer()) };
  const heard: Heard[] = [];
  if (subject.kind === 'own')
    for (let n = 0; n < OVERHEARD; n += 1)
      heard.push(await statementsOf(world.db, async () => (await ask(subject.asks[n % subject.asks.length]!)).text()));
  return { ...subject, answer, heard };
}

type Member = { person: string; group: string; meeting: string };

async function subjectsOf(world: World, superuser: pg.Pool, times: number, today: Day): Promise<Subject[]> {
  const here = { association: houses.lyspunkt.slug };
  const { rows: members } = await superuser.query<Member>(
    `select s.person_id as person, s.group_id as "group", (select m.id from meetings m where m.group_id = s.group_id and m.day > $2 order by m.day limit 1) as meeting
     from seats s where s.association_id = $1 order by sha256(s.id::text::bytea) limit $3`,
    [houses.lyspunkt.id, today, PEOPLE * Math.min(times, 8)],
  );
  const anywhere = { 'x-forwarded-for': '{ip}' };
  const get = (path: string, headers: Record<string, string> = {}): Ask => ({ method: 'GET', path, headers });
  const own: { page: Ask; absence: Ask }[] = [];
  for (const member of members)
    own.push({
      page: get(to(urls.group, { group: member.group }), { cookie: await signIn(world, superuser, member.person) }),
      absence: get(to(urls.link.absence, { token: await absenceLink(world, member, today) }), anywhere),
    });
  const kari = { cookie: await signIn(world, superuser, cast.kari.id) };
  return [
    { name: 'start page', kind: 'cached', asks: [get(to(urls.association, here))], status: 200 },
    { name: 'finder of groups', kind: 'cached', asks: [get(to(urls.listedGroups, here))], status: 200 },
    { name: 'group page', kind: 'own', asks: own.map((one) => one.page), status: 200 },
    { name: 'waiting list', kind: 'own', asks: [get(urls.waitingList, kari)], status: 200 },
    { name: 'absence link', kind: 'own', asks: own.map((one) => one.absence), status: 200 },
    {
      name: 'sending an enquiry',
      kind: 'own',
      asks: [enquiry(world, to(urls.enquire, { ...here, wants: 'group' }), anywhere)],
      status: 303,
    },
  ];
}

const absenceLink = (world: World, { person, meeting }: Member, today: Day): Promise<string> =>
  transaction(world.db, { person, today }, (tx) =>
    makeLink(tx, world.now(), {
      association: houses.lyspunkt.id,
      person,
      purpose: 'absence',
      object: meeting,
      expires: addMinutes(world.now(), 60 * 24),
    }),
  );

function enquiry(world: World, path: string, headers: Record<string, string>): Ask {
  const fields = { called: 'Person {n}', email: 'bench{n}@example.org', reachBy: 'email', adult: 'yes', consent: 'yes', postcode: '5003' };
  const body = new URLSearchParams(fields).toString().replaceAll('%7B', '{').replaceAll('%7D', '}');
  return { method: 'POST', path, headers: { ...headers, origin: world.config.PUBLIC_URL }, body };
}

async function signIn(world: World, superuser: pg.Pool, person: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const now = world.now();
  await superuser.query(
    `insert into sessions (token_hash, association_id, person_id, created_at, last_seen_at, expires_at, own_device, method, second_at, step_up_at) values ($1,$2,$3,$4,$4,$5,true,'passkey',$4,$4)`,
    [hashOf(secret), houses.lyspunkt.id, person, now, addMinutes(now, 60 * 24 * 20)],
  );
  return `${SESSION_COOKIE}=${secret}`;
}
