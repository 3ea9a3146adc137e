import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { cast, houses, seat, visitor } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { signContext } from '../lib/context.ts';
import { addDays, day, type Day } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import { forgetWhatIsDue } from '../people/index.ts';
import { openDb } from '../lib/db.ts';
import { AREA_FIGURES, LEAST_BEFORE } from './interest.ts';

const TODAY = day('2026-12-01');
let here: TestWorld;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
});
after(() => here.close());

const path = '/lyspunkt/count-me-in';
const least = { kind: 'relative', postcode: '6800', adult: 'yes', consent: 'yes' };
const rows = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;
const onceIn = (html: string): string => /name="once" value="([^"]+)"/.exec(html)?.[1] ?? '';

async function countIn(fields: Record<string, string | string[]>, language = 'nb') {
  const once = onceIn(await (await visitor(here, language).get(path)).text());
  const response = await visitor(here, language).post(path, { ...fields, once });
  return { response, link: response.headers.get('location') ?? '', once };
}
const read = async (link: string, language = 'nb') => (await visitor(here, language).get(link)).text();

test('a visitor is counted in by what it is about and where, and nothing else is kept of her', async () => {
  const { response, link } = await countIn({ ...least, evenings: ['tue'] });
  assert.equal(response.status, 303);
  assert.match(link, /^\/w\/[\w-]{22}/);
  const [kept] = await rows('select * from interests');
  assert.deepEqual([kept.kind, kept.postcode, kept.place, kept.slots, kept.to_tell], ['relative', '6800', 'Førde', ['tue-eve'], false]);
  assert.deepEqual([kept.counted_on, kept.expires_on], ['2026-12-01', '2027-12-01']);
  assert.deepEqual(await rows('select id from contacts where person_id = $1', [kept.person_id]), []);
  assert.deepEqual(await rows('select id from enquiries where person_id = $1', [kept.person_id]), [], 'she is no case');
  const [consent] = await rows('select * from consents where person_id = $1', [kept.person_id]);
  assert.deepEqual([consent.text_version, consent.given_by], ['interest 1 nb', 'self']);
  const [entry] = await rows(`select * from history where act = 'interest.counted'`);
  assert.deepEqual([entry.actor_id, entry.actor_role, entry.object_id], [kept.person_id, 'visitor', kept.id]);
  assert.match(await read(link), /Du er talt med/);
  assert.deepEqual(await rows(`select id from messages where person_id = $1`, [kept.person_id]), []);
});

test('whoever wants to be told leaves one way, and says so', async () => {
  const { response } = await countIn({ ...least, phone: '400 07 001' });
  assert.equal(response.status, 422);
  const html = await response.text();
  assert.match(html, /Kryss av her hvis du vil høre fra oss/);
  assert.match(html, /400 07 001/);
  assert.equal((await countIn({ ...least, tell: 'yes' })).response.status, 422);
  assert.equal((await countIn({ ...least, tell: 'yes', phone: '400 07 001' })).response.status, 303);
  const [{ kind, to_tell }] = await rows('select c.kind, i.to_tell from interests i join contacts c on c.person_id = i.person_id');
  assert.deepEqual([kind, to_tell], ['phone', true]);
});

test('what is missing or no postal code is said where it is, and nothing typed is lost', async () => {
  const { response } = await countIn({ kind: 'relative', postcode: '0000', days: ['mon'] });
  assert.equal(response.status, 422);
  const html = await response.text();
  for (const text of ['Vi fant ikke postnummeret 0000', 'fylt 18 år', 'Vi trenger et ja']) assert.ok(html.includes(text), text);
  assert.match(html, /<input[^>]*name="days"[^>]*value="mon"[^>]*checked/);
});

test('a form sent twice counts once, with the same page both times', async () => {
  const { link, once } = await countIn({ ...least, postcode: '6900' });
  const again = await visitor(here).post(path, { ...least, postcode: '6900', once });
  assert.equal(again.headers.get('location'), link);
  assert.equal((await rows(`select id from interests where postcode = '6900'`)).length, 1);
});

test('a form drawn for an enquiry counts nobody in twice', async () => {
  const once = onceIn(await (await visitor(here).get('/lyspunkt/enquire/group')).text());
  await visitor(here).post('/lyspunkt/enquire/group', { called: 'Nora', phone: '400 07 050', adult: 'yes', consent: 'yes', once });
  assert.equal((await visitor(here).post(path, { ...least, postcode: '6700', once })).status, 303);
});

test('she takes it back on her private page, and nothing of it stays but a receipt', async () => {
  const { link } = await countIn({ ...least, postcode: '9950', tell: 'yes', email: 'vardo@example.org' });
  const [{ id, person_id }] = await rows(`select id, person_id from interests where postcode = '9950'`);
  const withdraw = link.replace(/\?.*/, '') + '/withdraw';
  assert.match(await read(withdraw), /Vil du ta det tilbake/);
  const done = await visitor(here).post(withdraw);
  assert.match(done.headers.get('location') ?? '', /^\/receipt\//);
  assert.deepEqual(await rows('select id from interests where id = $1', [id]), []);
  assert.deepEqual(await rows('select id from people where id = $1', [person_id]), []);
  assert.equal((await rows(`select act from history where act = 'interest.withdrawn' and object_id = $1`, [id])).length, 1);
  assert.equal((await visitor(here).get(link)).status, 404);
});

test('after a year nobody is counted any more, and who it was is gone', async () => {
  await countIn({ ...least, postcode: '9990' });
  const jobs = openDb({ ...here.superuser.options, max: 2 }, here.world.keys.context, () => {});
  await rows(`insert into retention_runs (id, started_at, finished_at) values ($1, $2, $2)`, [newId(), '2027-11-30T03:00:00+01:00']);
  const forgotten = async (at: string) => {
    here.setClock(at);
    await forgetWhatIsDue(here.world, jobs, 'test');
    return (await rows(`select id from interests where postcode = '9990'`)).length;
  };
  assert.equal(await forgotten('2027-12-01T03:00:00+01:00'), 1);
  assert.equal(await forgotten('2027-12-02T03:00:00+01:00'), 0);
  here.setClock('2026-12-01T09:00:00+01:00');
  await jobs.pool.end();
});

test('an association that is not there has no such page, and somebody else’s link leads nowhere', async () => {
  assert.equal((await visitor(here).get('/nowhere/count-me-in')).status, 404);
  assert.equal((await visitor(here).get('/w/AAAAAAAAAAAAAAAAAAAAAA')).status, 404);
});

test('the page is there in every language', async () => {
  for (const [language, words] of Object.entries({ nb: 'Bli talt med', nn: 'Tel meg med', da: 'Bliv talt med', en: 'Be counted in' }))
    assert.ok((await read(path, language)).includes(words), language);
});

test('the list of groups leads to it', async () => {
  assert.ok((await read('/lyspunkt/groups')).includes(path));
});

/** Puts somebody into the row, past all rights. */
async function stood(client: pg.ClientBase, one: Other): Promise<void> {
  const person = newId();
  const association = one.elsewhere ? houses.broen.id : houses.lyspunkt.id;
  await client.query(
    `insert into people (id, association_id, called, language, reach_by, created_at) values ($1, $2, '', 'nb', 'email', now())`,
    [person, association],
  );
  if (one.waits)
    await client.query(
      `with e as (insert into enquiries (id, association_id, person_id, wants, came_by, received_on, kind, postcode, slots, diagnosis)
         values ($1, $2, $3, 'group', 'web', $4, $5, $6, $7, $8) returning *)
       insert into triages (id, association_id, enquiry_id, outcome, by_id, decided_at) select gen_random_uuid(), association_id, id, 'group', $3, now() from e`,
      [newId(), association, person, one.on, one.kind, one.postcode, one.slots, one.diagnosis],
    );
  else
    await client.query(
      `insert into interests (id, association_id, person_id, kind, language, postcode, max_km, slots, to_tell, counted_on, expires_on)
       values ($1, $2, $3, $4, 'nb', $5, 40, $6, false, $7, $8)`,
      [newId(), association, person, one.kind, one.postcode, one.slots, one.on, addDays(one.on, 365)],
    );
}

type Other = { waits: boolean; elsewhere: boolean; kind: string; postcode: string; slots: string[]; diagnosis: string; on: Day };
const others = fc.array(
  fc.record<Other>({
    waits: fc.boolean(),
    elsewhere: fc.constantFrom(false, false, false, true),
    kind: fc.constantFrom('relative', 'relative', 'patient'),
    postcode: fc.constantFrom('6800', '6812', '6856', '5003'),
    slots: fc.constantFrom([], ['tue-eve'], ['fri-day']),
    diagnosis: fc.constantFrom('lung', 'net'),
    on: fc.constantFrom(addDays(TODAY, -300), addDays(TODAY, -40), addDays(TODAY, -7), addDays(TODAY, -1), TODAY),
  }),
  { maxLength: 9 },
);

/** What a relative who comes today to a postal code is told, among these others. */
async function toldAmong(client: pg.ClientBase, all: readonly Other[], postcode: string, kind = 'relative'): Promise<number | null> {
  await client.query('begin');
  try {
    for (const one of all) await stood(client, one);
    const [person, interest] = [newId(), newId()];
    await client.query(
      `insert into people (id, association_id, called, language, reach_by, created_at) values ($1, $2, '', 'nb', 'email', now())`,
      [person, houses.lyspunkt.id],
    );
    await client.query(
      `insert into interests (id, association_id, person_id, kind, language, postcode, max_km, to_tell, counted_on, expires_on)
       values ($1, $2, $3, $4, 'nb', $5, 40, false, $6, $7)`,
      [interest, houses.lyspunkt.id, person, kind, postcode, TODAY, addDays(TODAY, 365)],
    );
    const context = signContext(here.world.keys.context, { person, today: TODAY });
    await client.query(`set local role verksted_app; select set_config('app.ctx', '${context}', true)`);
    return (await client.query('select app.my_number($1) as n', [interest])).rows[0].n;
  } finally {
    await client.query('rollback');
  }
}

test('small numbers reveal nobody', async () => {
  await rows('delete from interests');
  const client = new pg.Client(here.superuser.options);
  await client.connect();
  const told = (all: readonly Other[], postcode = '6800') => toldAmong(client, all, postcode);
  const monday = addDays(TODAY, -1); // 1 December 2026 is a Tuesday
  await fc.assert(
    fc.asyncProperty(others, fc.nat(8), async (all, at) => {
      const number = await told(all);
      const before = all.filter((one) => !one.elsewhere && one.kind === 'relative' && one.on < monday);
      const near = before.filter((one) => one.postcode.slice(0, AREA_FIGURES) === '68').length;
      assert.equal(number, near < LEAST_BEFORE ? null : near + 1, 'from the fourth on, or nothing');
      assert.equal(await told(all, '6856'), number, 'from everywhere in the area the same');
      const other = all[at % Math.max(1, all.length)];
      if (!other) return;
      const moved = { ...other, postcode: other.postcode === '5003' ? '5031' : '6823', slots: [], diagnosis: 'skin', waits: !other.waits };
      assert.equal(await told(all.map((one) => (one === other ? moved : one))), number, 'where in the area, when, what: it shows nowhere');
      assert.equal(await told([...all, { ...other, on: TODAY }]), number, 'nobody is seen coming');
      if (number === null) assert.equal(await told(all.filter((one) => one !== other)), null, 'below it all are told the same');
    }),
    { numRuns: 30 },
  );
  await client.end();
});

test('a number is told only of one’s own', async () => {
  const client = new pg.Client(here.superuser.options);
  await client.connect();
  const some: Other[] = Array.from({ length: 4 }, () => ({
    waits: false,
    elsewhere: false,
    kind: 'relative',
    postcode: '6800',
    slots: [],
    diagnosis: 'net',
    on: day('2026-11-01'),
  }));
  await client.query('begin');
  for (const one of some) await stood(client, one);
  for (const person of [null, cast.kari.id, cast.per.id, cast.stranger.id]) {
    const context = signContext(here.world.keys.context, { person, today: TODAY });
    await client.query(`set local role verksted_app; select set_config('app.ctx', '${context}', true)`);
    const { rows: told } = await client.query('select app.my_number(id) as n from interests');
    assert.ok(told.every(({ n }) => n === null));
    await client.query('reset role');
  }
  const context = signContext(here.world.keys.context, { person: cast.kari.id, today: TODAY });
  await client.query(`set local role verksted_app; select set_config('app.ctx', '${context}', true)`);
  await assert.rejects(
    client.query(`select app.stood_before($1, 'relative', '6800', '2026-12-01', $2)`, [houses.lyspunkt.id, newId()]),
    /denied/,
  );
  await client.query('rollback');
  await client.end();
});

test('her page says that she is the fourth, and one who asked for a group reads it on hers', async () => {
  const client = await here.superuser.connect();
  for (let n = 0; n < 3; n += 1)
    await stood(client, {
      waits: n > 1,
      elsewhere: false,
      kind: 'relative',
      postcode: '6812',
      slots: [],
      diagnosis: 'net',
      on: day('2026-11-02'),
    });
  client.release();
  const { link } = await countIn(least);
  assert.match(await read(link), /Du er nummer fire i området/);
  assert.match(await read(`${link.replace(/\?.*/, '')}?lang=en`), /You are the 4th in the area/);
  const ask = '/lyspunkt/enquire/group';
  const once = onceIn(await (await visitor(here).get(ask)).text());
  const fields = { called: 'Nina', phone: '400 07 002', kind: 'relative', postcode: '6800', adult: 'yes', consent: 'yes', once };
  const sent = await visitor(here).post(ask, fields);
  const token = /sent=([\w-]+)/.exec(sent.headers.get('set-cookie') ?? '')?.[1];
  assert.match(await read(`/e/${token}`), /Du er nummer fire i området/);
  const none = await countIn({ ...least, postcode: '7010' });
  assert.match(await read(none.link), /blant de første i området/);
});

test('those who coordinate see who is counted in where they do, and nobody else', async () => {
  const seen = async (who: keyof typeof cast) => {
    const client = await here.superuser.connect();
    await client.query('begin');
    const context = signContext(here.world.keys.context, { person: cast[who].id, today: TODAY });
    await client.query(`set local role verksted_app; select set_config('app.ctx', '${context}', true)`);
    const { rows: all } = await client.query('select id from interests');
    await client.query('rollback');
    client.release();
    return all.length;
  };
  assert.ok((await seen('kari')) > 0);
  assert.equal(await seen('tuva'), 1); // the one in Trondheim
  for (const who of ['frida', 'per', 'karen', 'stranger', 'una'] as const) assert.equal(await seen(who), 0, who);
});
