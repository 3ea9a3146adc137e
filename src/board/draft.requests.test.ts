import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, chapters, houses, models, seat } from '../../test/cast.ts';
import { behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { drafted, type Waiter, waiters } from './board.fixture.ts';

let here: TestWorld;
let people: Waiter[];
before(async () => {
  here = await openTestWorld();
  await seat(here);
  people = await waiters(here, 14);
});
after(() => here.close());

const text = async (response: Response) => {
  const html = await response.text();
  return html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
};
const version = (draft: string) => behold<number>(here, 'select version from drafts where id = $1', [draft]);
const inCircles = (draft: string) =>
  behold<number>(here, 'select count(*)::int from draft_people where draft_id = $1 and draft_group_id is not null', [draft]);

let draft: string;
test('a coordinator asks for proposals and reads them as sentences', async () => {
  draft = await drafted(here, 'kari');
  const page = await text(await (await as(here, 'kari')).get(`/board/${draft}`));
  assert.match(page, /Forslag 1/);
  assert.match(page, /personer, (tirsdag|onsdag)er om kvelden, Eksempelbiblioteket/);
  assert.match(page, /ingen reiser over \d+ km|alle bor like ved/);
  assert.match(page, /av det beste som kan tenkes|det beste som går an/);
  assert.doesNotMatch(page, /nonymsen/);
  assert.equal(await behold(here, `select count(*)::int from history where act = 'draft.made' and actor_id = $1`, [cast.kari.id]), 1);
});

test('a proposal is taken to the board, where people are initials', async () => {
  const kari = await as(here, 'kari');
  const response = await kari.post(`/board/${draft}/choose`, { version: String(await version(draft)), proposal: '1' });
  assert.equal(response.status, 303);
  assert.ok((await inCircles(draft)) >= 8);
  const page = await text(await kari.get(`/board/${draft}`));
  assert.match(page, /Gruppe 1/);
  assert.match(page, /Venter fortsatt/);
  assert.match(page, /født på 1950-tallet/);
  assert.doesNotMatch(page, /nonymsen/);
});

type Seated = { person: string; circle: string };
const seated = (): Promise<[Seated, Seated]> =>
  here.superuser
    .query<Seated>(
      'select enquiry_id as person, draft_group_id as circle from draft_people where draft_id = $1 and draft_group_id is not null order by 1',
      [draft],
    )
    .then(({ rows }) => rows as [Seated, Seated]);

test('a move is judged in the words of the score table, and done', async () => {
  const kari = await as(here, 'kari');
  const [{ person }] = await seated();
  const card = await text(await kari.get(`/board/${draft}/people/${person}`));
  assert.match(card, /mister plassen, og har ventet 91 dager/);
  const moved = await kari.post(`/board/${draft}/move`, { version: String(await version(draft)), person, to: 'left' });
  assert.equal(moved.status, 200);
  assert.match(await text(moved), /er flyttet til ventelista|flyttet til/);
  assert.equal(
    await behold(here, 'select draft_group_id from draft_people where draft_id = $1 and enquiry_id = $2', [draft, person]),
    null,
  );
  const owner = people.find((one) => one.enquiry === person)!.person;
  assert.equal(await behold(here, `select count(*)::int from history where act = 'draft.moved' and about_id = $1`, [owner]), 1);
});

test('a move that breaks a hard rule is refused, with why', async () => {
  const kari = await as(here, 'kari');
  const [{ circle }] = await seated();
  const [busy] = await waiters(here, 1, () => ({ slots: ['sun-day'] }));
  await here.superuser.query('insert into draft_people (association_id, draft_id, enquiry_id) values ($1, $2, $3)', [
    houses.lyspunkt.id,
    draft,
    busy!.enquiry,
  ]);
  const refused = await kari.post(`/board/${draft}/move`, { version: String(await version(draft)), person: busy!.enquiry, to: circle });
  assert.equal(refused.status, 422);
  assert.match(await text(refused), /kan ikke da/);
  assert.equal(await behold(here, 'select draft_group_id from draft_people where enquiry_id = $1', [busy!.enquiry]), null);
});

test('two coordinators never write over each other: the second is told what happened', async () => {
  const [kari, birk] = [await as(here, 'kari'), await as(here, 'birk')];
  const old = String(await version(draft));
  const [one, two] = await seated();
  assert.equal((await birk.post(`/board/${draft}/move`, { version: old, person: one.person, to: 'left' })).status, 200);
  const stale = await kari.post(`/board/${draft}/move`, { version: old, person: two.person, to: 'left' });
  assert.equal(stale.status, 409);
  assert.match(await text(stale), /Noen andre har endret utkastet.*Birk flyttet/);
  assert.notEqual(
    await behold(here, 'select draft_group_id from draft_people where draft_id = $1 and enquiry_id = $2', [draft, two.person]),
    null,
  );
});

test('the browser asks for what is new and gets it in its own words', async () => {
  const kari = await as(here, 'kari');
  const state = (await (await kari.get(`/board/${draft}/state?version=1`)).json()) as {
    version: number;
    shown: { circles: unknown[] };
    lines: string[];
  };
  assert.equal(state.version, await version(draft));
  assert.ok(state.shown.circles.length > 0);
  assert.ok(state.lines.some((line) => line.includes('Birk flyttet')));
  const same = (await (await kari.get(`/board/${draft}/state?version=${state.version}`)).json()) as { shown?: unknown };
  assert.equal(same.shown, undefined);
});

test('whoever is held stays where she is when it is proposed again', async () => {
  const kari = await as(here, 'kari');
  const [held] = await seated();
  await kari.post(`/board/${draft}/pin`, { version: String(await version(draft)), person: held.person, pinned: 'yes' });
  const where = await behold(here, 'select slot from draft_groups where id = $1', [held.circle]);
  assert.equal((await kari.post(`/board/${draft}/propose`, { version: String(await version(draft)) })).status, 303);
  await here.whenIdle();
  assert.equal(await behold(here, 'select work from drafts where id = $1', [draft]), 'done');
  await kari.post(`/board/${draft}/choose`, { version: String(await version(draft)), proposal: '1' });
  const now = await behold(
    here,
    'select g.slot from draft_people p join draft_groups g on g.id = p.draft_group_id where p.draft_id = $1 and p.enquiry_id = $2',
    [draft, held.person],
  );
  assert.equal(now, where);
});

test('a name is shown on demand, and the look is written down', async () => {
  const kari = await as(here, 'kari');
  const [{ person }] = await seated();
  const page = await kari.post(`/board/${draft}/people/${person}/name`);
  assert.match(await text(page), /nonymsen/);
  const owner = people.find((one) => one.enquiry === person)!.person;
  assert.equal(
    await behold(here, `select count(*)::int from history where act = 'person.looked-at' and about_id = $1 and actor_id = $2`, [
      owner,
      cast.kari.id,
    ]),
    1,
  );
});

test('an accepted group becomes a group with invitations, and its people leave the board', async () => {
  const kari = await as(here, 'kari');
  const circle = await behold<string>(
    here,
    'select draft_group_id from draft_people where draft_id = $1 and draft_group_id is not null group by 1 order by count(*) desc limit 1',
    [draft],
  );
  const people = await behold<number>(here, 'select count(*)::int from draft_people where draft_group_id = $1', [circle]);
  const form = await text(await kari.get(`/board/${draft}/groups/${circle}/accept`));
  assert.match(form, /blir til en planlagt gruppe/);
  const fields = {
    version: String(await version(draft)),
    name: 'Tirsdagsgruppa',
    size: '4',
    first_on: '15.12.2026',
    first_at: '18',
    rhythm: 'every-second-week',
    ask: 'yes',
    at_once: String(people),
  };
  const response = await kari.post(`/board/${draft}/groups/${circle}/accept`, fields);
  assert.equal(response.status, 303, await response.clone().text());
  const group = response.headers.get('location')!.split('/')[2]!;
  assert.equal(await behold(here, 'select count(*)::int from seats where group_id = $1 and invited_at is not null', [group]), people);
  assert.equal(await behold(here, 'select count(*)::int from facilitators where group_id = $1', [group]), 2);
  const page = await text(await kari.get(`/board/${draft}`));
  assert.match(page, /Gruppe \d+ er laget/);
  const shown = (await (await kari.get(`/board/${draft}/state?version=1`)).json()) as { shown: { circles: { id: string }[] } };
  assert.ok(!shown.shown.circles.some((one) => one.id === circle));
});

test('whoever withdraws while on a board vanishes from it', async () => {
  const again = await drafted(here, 'kari');
  const kari = await as(here, 'kari');
  await kari.post(`/board/${again}/choose`, { version: String(await version(again)), proposal: '1' });
  const state = async () =>
    (await (await kari.get(`/board/${again}/state?version=0`)).json()) as {
      shown: { circles: { cards: { id: string }[] }[]; left: { id: string }[] };
    };
  const all = async () => {
    const { shown } = await state();
    return [...shown.circles.flatMap((one) => one.cards), ...shown.left].map((one) => one.id);
  };
  const [gone] = await all();
  await here.superuser.query('update enquiries set withdrawn_at = now() where id = $1', [gone]);
  assert.ok(!(await all()).includes(gone!));
  assert.equal((await kari.get(`/board/${again}/people/${gone}`)).status, 404);
});

test('a coordinator of another chapter or association finds no such draft', async () => {
  for (const who of ['tuva', 'stranger', 'per'] as const)
    assert.equal((await (await as(here, who)).get(`/board/${draft}`)).status, 404, who);
  assert.equal((await (await as(here, 'birk')).get(`/board/${draft}`)).status, 200);
  const elsewhere = await (await as(here, 'birk')).post('/board/new', { chapter: chapters.oslo.id, model: models.lpp.id, who: 'all' });
  assert.equal(elsewhere.status, 404);
});

test('nothing possible is said, with the reason', async () => {
  await here.superuser.query(`update roles set ended_at = now() where role = 'facilitator'`);
  const none = await drafted(here, 'kari');
  const page = await text(await (await as(here, 'kari')).get(`/board/${none}`));
  assert.match(page, /Ingen gruppe er mulig nå/);
  assert.match(page, /trenger 2 som starter gruppa, og det er 0/);
});
