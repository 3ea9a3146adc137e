import type pg from 'pg';
import { newId } from '../src/lib/ids.ts';
import type { Registered } from '../src/accounts/index.ts';
import { to, urls } from '../src/urls.ts';
import { fields, queries } from './access-table.fixture.ts';
import { as, cast, type CastName, chapters, houses, models, seat, venues } from './cast.ts';
import { arrange, behold, linkOf, waits } from './groups.ts';
import { openIds } from './offers-ground.fixture.ts';
import type { TestWorld } from './world.ts';

/** The real id of one of everything that is Lyspunkt's, by the name it has in addresses; and a private link of each kind. */
export type Ground = { ids: Record<string, string>; links: Record<string, string>; forming: string; runsItself: string; ahead: string };

export const SECRET = 'a-secret-of-sixteen-signs';
const WORDS: Record<string, string> = {
  association: 'lyspunkt',
  municipality: 'bergen',
  slug: 'kafeen',
  umbrella: 'felles',
  wants: 'group',
  kind: 'pledge',
  language: 'nb',
  paper: 'cards',
  code: 'h4xkp',
  secret: SECRET,
};

export const nameOf = ({ method, pattern }: Registered) => `${method} ${pattern}`;

/** The address with real ids: of the group that runs itself and the meeting ahead where only those are asked. */
export function addressIn(test: TestWorld, ground: Ground, route: Registered, other: Record<string, string> = {}): string {
  const { pattern } = route;
  const { links, runsItself, ahead } = ground;
  const fitting = {
    ...(pattern.includes(':role') && { person: cast.birk.id }),
    ...(pattern.endsWith('/heartbeat') && { group: runsItself }),
    ...(/absent|host/.test(pattern) && { meeting: ahead }),
  };
  const words = { ...WORDS, file: [...test.world.assets.files.keys()][0]!, token: links[pattern.split('/')[1]!] ?? links['e']! };
  return filled(ground, pattern + (queries[nameOf(route)] ?? ''), { ...words, ...fitting, ...other });
}

/** What is typed where an empty form would be answered before the question of who asks. */
export const typedFor = (ground: Ground, route: Registered): Record<string, string> =>
  Object.fromEntries(Object.entries(fields[nameOf(route)] ?? {}).map(([name, value]) => [name, filled(ground, value)]));

function filled(ground: Ground, text: string, more: Record<string, string> = {}): string {
  const known: Record<string, string> = { ...ground.ids, pia: cast.pia.id, ...more };
  return text.replace(/:(\w+)/g, (_, name: string) => known[name]!);
}

/** One group under way in Bergen with everything that can hang on it; Filip has stopped facilitating it, Pernille sits in another one. */
export async function layGround(test: TestWorld): Promise<Ground> {
  await seat(test);
  await test.superuser.query('update people set chapter_id = $1 where id = any ($2)', [
    chapters.bergen.id,
    [cast.per.id, cast.paal.id, cast.peder.id],
  ]);
  const group = await arrange(test, { sitting: ['per', 'pia', 'petra'], leads: ['frida', 'finn'] });
  await test.superuser.query(`update contacts set for_facilitators = true where person_id = $1 and kind = 'phone'`, [cast.per.id]);
  await arrange(test, { name: 'Torsdagsgruppa', sitting: ['pernille'], leads: ['finn'] });
  const forming = await arrange(test, { name: 'Fredagsgruppa', started: null, invited: ['peder'], leads: ['frida'] });
  const runsItself = await arrange(test, { name: 'Lørdagsgruppa', sitting: ['per'], contact: 'per', handedOver: '2026-11-02' });
  await put(test, 'facilitators', { group_id: group, person_id: cast.filip.id, from_day: '2026-01-05', ended_at: test.world.now() });
  const { meeting, ahead } = await meetingsOf(test, group);
  const heartbeat = await put(test, 'heartbeats', { group_id: runsItself, asked_on: '2026-11-30' });
  const enquiry = await waits(test, 'paal');
  const talk = { enquiry_id: enquiry, by_id: cast.birk.id, at: '2026-12-03T10:00:00+01:00', how: 'phone', booked_at: test.world.now() };
  const interview = await put(test, 'interviews', talk);
  const counted = { kind: 'relative', language: 'nb', postcode: '6800', max_km: 40, to_tell: true };
  const interest = await put(test, 'interests', {
    ...counted,
    person_id: cast.petra.id,
    chapter_id: chapters.bergen.id,
    counted_on: '2026-11-20',
    expires_on: '2027-11-20',
  });
  await test.superuser.query(
    `insert into logos (association_id, type, bytes, hash, width, height, set_at) values ($1, 'image/png', $2, 'h', 1, 1, $3)`,
    [houses.lyspunkt.id, Buffer.from('89504e470d0a1a0a', 'hex'), test.world.now()],
  );
  const draft = await draftWith(test, enquiry);
  const across = await agreed(test, enquiry);
  const ids = {
    ...across,
    ...(await openIds(test)),
    draft: draft.draft,
    circle: draft.circle,
    waiter: enquiry,
    leader: cast.frida.id,
    group,
    meeting,
    seat: await seatOf(test, group, 'per'),
    facilitator: await behold<string>(test, 'select id from facilitators where group_id = $1 and person_id = $2', [group, cast.frida.id]),
    theme: await put(test, 'themes', { group_id: group, title: 'Søvn', position: 1, raised_on: '2026-11-24' }),
    talk: await put(test, 'talks_wanted', { group_id: group, meeting_id: meeting, person_id: cast.finn.id, wanted_on: '2026-11-24' }),
    enquiry,
    interview,
    import: await uploaded(test),
    chapter: chapters.bergen.id,
    venue: venues.library.id,
    model: models.lpp.id,
    person: cast.paal.id,
    role: await behold<string>(test, 'select id from roles where person_id = $1', [cast.birk.id]),
    message: await behold<string>(test, 'select id from messages where person_id = $1 order by id limit 1', [cast.per.id]),
    reply: await put(test, 'inbound_sms', { person_id: cast.paal.id, gateway_id: 'g1', received_at: test.world.now() }),
    offer: await put(test, 'offers', {
      chapter_id: chapters.bergen.id,
      slug: 'kafeen',
      kind: 'open-cafe',
      texts: '{"nb":{"title":"Kafeen","summary":"","more":""}}',
      ways: ['in-person'],
      published_on: '2026-11-01',
      created_at: test.world.now(),
      changed_at: test.world.now(),
    }),
    suggestion: await suggested(test),
    receipt: await erased(test),
    passkey: await passkeyOf(test, 'per'),
    batch: await put(test, 'letter_batches', { gathered_at: test.world.now(), gathered_by: cast.kari.id }),
    run: await put(test, 'print_runs', {
      chapter_id: chapters.bergen.id,
      code: 'h4xkp',
      language: 'nb',
      place: 'Venterommet',
      made_on: '2026-11-30',
      made_by: cast.birk.id,
    }),
  };
  const link = (who: CastName, purpose: Parameters<typeof linkOf>[2], object: string) => linkOf(test, cast[who], purpose, object);
  const links = {
    e: await link('paal', 'enquiry', enquiry),
    t: await link('paal', 'interview', interview),
    i: await link('peder', 'invitation', await seatOf(test, forming, 'peder')),
    p: await link('pia', 'pledge', group),
    a: await link('per', 'absence', ahead),
    s: await link('per', 'seat', ids.seat),
    h: await link('per', 'heartbeat', heartbeat),
    c: await link('per', 'calendar', group),
    w: await link('petra', 'interest', interest),
    x: await link('paal', 'across', across.request),
  };
  return { ids, links, forming, runsItself, ahead };
}

/** From here on every change is made, answered and taken back, so that each question finds the world as it was. */
export function keepNothing({ world }: TestWorld): void {
  const known = new WeakSet<pg.PoolClient>();
  world.db.pool.on('acquire', (client) => {
    if (known.has(client)) return;
    known.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((text: unknown, ...rest: unknown[]) => query(text === 'commit' ? 'rollback' : text, ...rest)) as typeof client.query;
  });
}

const seatOf = (test: TestWorld, group: string, who: CastName) =>
  behold<string>(test, 'select id from seats where group_id = $1 and person_id = $2', [group, cast[who].id]);

/** One meeting a week ago and, through the plan, those ahead. */
async function meetingsOf(test: TestWorld, group: string): Promise<{ meeting: string; ahead: string }> {
  const plan = { starts_on: '9.12.2026', clock: '18', minutes: '120', often: 'second-week', step: 'store' };
  const { status } = await (await as(test, 'frida')).post(to(urls.meetingsPlan, { group }), plan);
  if (status !== 303) throw new Error(`the meetings could not be planned: ${status}`);
  const past = { original_on: '2026-11-24', day: '2026-11-24', clock: '18:00', minutes: 120, starts_at: '2026-11-24T18:00:00+01:00' };
  return {
    meeting: await put(test, 'meetings', { group_id: group, ...past }),
    ahead: await behold<string>(test, `select id from meetings where group_id = $1 and day > '2026-12-01' order by day limit 1`, [group]),
  };
}

/** A draft for Bergen with one group on the board, and one proposal. */
async function draftWith(test: TestWorld, enquiry: string): Promise<{ draft: string; circle: string }> {
  const now = test.world.now();
  const asked = JSON.stringify({ models: [models.lpp.id], venues: [], kinds: [], all: true });
  const draft = await put(test, 'drafts', {
    chapter_id: chapters.bergen.id,
    model_id: models.lpp.id,
    asked,
    made_by: cast.birk.id,
    made_at: now,
    changed_at: now,
    chosen_at: now,
    work: 'done',
    work_at: now,
  });
  const place = { venue_id: venues.library.id, slot: 'tue-eve', kind: 'patient', language: 'nb' };
  const circle = await put(test, 'draft_groups', { draft_id: draft, place_no: 1, ...place });
  await test.superuser.query('insert into draft_people (association_id, draft_id, enquiry_id, draft_group_id) values ($1, $2, $3, $4)', [
    houses.lyspunkt.id,
    draft,
    enquiry,
    circle,
  ]);
  const answer = JSON.stringify({ groups: [], left: [], refused: [], unmet: [] });
  await test.superuser.query(
    `insert into draft_proposals (association_id, draft_id, place_no, model_id, score, bound, ended, differs, answer) values ($1, $2, 1, $3, 0, 0, 'time', 1, $4)`,
    [houses.lyspunkt.id, draft, models.lpp.id, answer],
  );
  return { draft, circle };
}

async function uploaded(test: TestWorld): Promise<string> {
  const form = new FormData();
  form.set('file', new File(['Navn;Telefon\nSissel Eksempel;40006001\n'], 'liste.csv'));
  const response = await (await as(test, 'kari')).post(urls.importNew, form);
  return response.headers.get('location')!.split('/')[2]!;
}

/** What the umbrella would like the association to show. */
async function suggested(test: TestWorld): Promise<string> {
  const id = newId();
  await test.superuser.query(
    `insert into suggestions (id, association_id, umbrella_id, source, source_key, offer, suggested_at) values ($1, $2, $3, 'sheet', 'k', $4, $5)`,
    [id, houses.lyspunkt.id, houses.umbrella.id, JSON.stringify({ title: 'Turgruppe', kind: 'activity', contact: {} }), test.world.now()],
  );
  return id;
}

/** An agreement with an association that nobody who asks belongs to: of each the other holds a group, and Pål is asked for. */
async function agreed(test: TestWorld, enquiry: string): Promise<Record<'agreement' | 'crossing' | 'request' | 'board' | 'lot', string>> {
  const [agreement, other, now] = [newId(), newId(), test.world.now()];
  const query = (text: string, values: unknown[]) => test.superuser.query(text, values);
  await query(
    `insert into associations (id, slug, name, country, zone, languages, sender_name, created_at) values ($1, 'tredje', 'Tredje', 'NO', 'Europe/Oslo', '{nb}', 'T', $2)`,
    [other, now],
  );
  await query(`insert into agreements (id, name, started_at, started_by) values ($1, 'Sammen', $2, $3)`, [agreement, now, cast.ada.id]);
  await query(`insert into agreement_members (agreement_id, association_id, agreed_at) values ($1, $2, $4), ($1, $3, $4)`, [
    agreement,
    houses.lyspunkt.id,
    other,
    now,
  ]);
  const group = { agreement_id: agreement, made_by: cast.kari.id, made_at: now, model_id: models.lpp.id, venue_id: venues.library.id };
  const crossing = { ...group, slot: 'tue-eve', kind: 'patient', language: 'nb', own_people: [], leaders: [] };
  const theirs = await put(test, 'crossings', { ...crossing, association_id: other });
  const request = await put(test, 'crossing_requests', { crossing_id: theirs, enquiry_id: enquiry, asked_at: now, agreed_at: now });
  const asked = await put(test, 'crossings', crossing);
  return { agreement, crossing: asked, request, ...(await boardAcross(test, agreement, other)) };
}

/** A board over the agreement, with one group in which somebody of the other association sits. */
async function boardAcross(test: TestWorld, agreement: string, other: string): Promise<{ board: string; lot: string }> {
  const [now, person, enquiry, card] = [test.world.now(), newId(), newId(), newId()];
  const query = (text: string, values: unknown[]) => test.superuser.query(text, values);
  await query(`insert into people (id, association_id, called, language, reach_by, created_at) values ($1, $2, '', 'nb', 'sms', $3)`, [
    person,
    other,
    now,
  ]);
  await query(
    `insert into enquiries (id, association_id, person_id, wants, came_by, received_on, kind, languages, slots, digital_ok) values ($1, $2, $3, 'group', 'web', '2026-09-01', 'patient', '{nb}', '{tue-eve}', true)`,
    [enquiry, other, person],
  );
  await query(
    `insert into triages (id, association_id, enquiry_id, outcome, by_id, decided_at) values (gen_random_uuid(), $1, $2, 'group', $3, $4)`,
    [other, enquiry, person, now],
  );
  await query(
    `insert into shared_cards (id, agreement_id, association_id, enquiry_id, kind, mixed_ok, languages, slots, max_km, digital_ok, waited, shared_at)
     values ($1, $2, $3, $4, 'patient', false, '{nb}', '{tue-eve}', 50, true, 3, $5)`,
    [newId(), agreement, other, enquiry, now],
  );
  const asked = JSON.stringify({ models: [models.lpp.id], venues: [], kinds: [], all: true });
  const done = {
    asked,
    model_id: models.lpp.id,
    made_by: cast.kari.id,
    made_at: now,
    changed_at: now,
    chosen_at: now,
    work: 'done',
    work_at: now,
  };
  const board = await put(test, 'drafts', { agreement_id: agreement, ...done });
  const place = { venue_id: venues.library.id, slot: 'tue-eve', kind: 'patient', language: 'nb' };
  const lot = await put(test, 'draft_groups', { draft_id: board, place_no: 1, ...place });
  await put(test, 'draft_cards', { id: card, draft_id: board, place_no: 1, draft_group_id: lot });
  await query('insert into draft_card_homes (card_id, draft_id, association_id, enquiry_id) values ($1, $2, $3, $4)', [
    card,
    board,
    other,
    enquiry,
  ]);
  return { board, lot };
}

async function erased(test: TestWorld): Promise<string> {
  const receipt = 'ABCDEFGHJKMN';
  await put(test, 'erasures', { person_id: newId(), erased_at: test.world.now(), reason: 'asked', receipt });
  return receipt;
}

async function passkeyOf(test: TestWorld, who: CastName): Promise<string> {
  const row = { id: 'cGFzc2tleQ', person_id: cast[who].id, public_key: Buffer.alloc(1), counter: 0, created_at: test.world.now() };
  return await put(test, 'passkeys', row);
}

async function put(test: TestWorld, table: string, row: Record<string, unknown>): Promise<string> {
  const whole = { id: newId(), association_id: houses.lyspunkt.id, ...row };
  const names = Object.keys(whole);
  const places = names.map((_, at) => `$${at + 1}`);
  await test.superuser.query(`insert into ${table} (${names}) values (${places})`, Object.values(whole));
  return whole.id;
}
