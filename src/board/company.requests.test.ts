import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, houses, seat } from '../../test/cast.ts';
import { behold, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { drafted, type Waiter, waiters } from './board.fixture.ts';

// Who would like to sit with whom, and who never: noted beside the waiting list, kept on the board.
let here: TestWorld;
let people: Waiter[];
before(async () => {
  here = await openTestWorld();
  await seat(here);
  people = await waiters(here, 10);
});
after(() => here.close());

const company = (enquiry: string) => to(urls.enquiryCompany, { enquiry });
const note = async (who: CastName, one: Waiter, fields: Record<string, string>) =>
  await (await as(here, who)).post(company(one.enquiry), fields);
const page = async (who: CastName, path: string) => {
  const html = await (await (await as(here, who)).get(path)).text();
  return html.slice(html.indexOf('<main'), html.indexOf('</main'));
};
const rows = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;
const pairs = async (sort: 'together' | 'apart') =>
  (await rows(`select one_id, other_id, noted_by from ${sort}`)) as Record<string, string>[];
const nameOf = async (one: Waiter) => /<option value="[^"]*"[^>]*>([^<]+)/.exec(await optionOf(one))![1]!;
const optionOf = async (one: Waiter) => {
  const other = people.find((any) => any !== one)!;
  return new RegExp(`<option value="${one.person}"[^>]*>[^<]+`).exec(await page('kari', company(other.enquiry)))![0];
};

test('a coordinator notes that two would like to sit together, and each of them can see that it was noted', async () => {
  const [one, two] = people as [Waiter, Waiter];
  const name = await nameOf(two);
  assert.equal((await note('kari', one, { sort: 'together', person: two.person })).status, 303);
  assert.deepEqual(await pairs('together'), [{ one_id: one.person, other_id: two.person, noted_by: cast.kari.id }]);
  const told = await rows(`select about_id from history where act = 'wish.noted' and actor_id = $1 order by about_id`, [cast.kari.id]);
  assert.deepEqual(
    told.map(({ about_id: id }) => id),
    [one.person, two.person].toSorted(),
  );
  const shown = await page('kari', company(one.enquiry));
  assert.match(shown, new RegExp(`Vil gjerne sitte sammen med[^]*${name}`));
  assert.doesNotMatch(shown, new RegExp(`<option value="${two.person}"`), 'who is noted is not asked about again');
  assert.match(await page('birk', company(two.enquiry)), /Vil gjerne sitte sammen med<\/dt>/, 'it stands with the other one too');
});

test('whoever looks at it is written down, for her and for those she could be put with', async () => {
  const [one, , three] = people as [Waiter, Waiter, Waiter];
  const looked = () =>
    behold<number>(here, `select count(*)::int from history where act = 'person.looked-at' and about_id = $1 and actor_id = $2`, [
      one.person,
      cast.birk.id,
    ]);
  const before = await looked();
  await page('birk', company(one.enquiry));
  assert.equal(await looked(), before + 1);
  const [seen] = await rows(`select about_ids from history where act = 'list.looked-at' and actor_id = $1 order by id desc limit 1`, [
    cast.birk.id,
  ]);
  assert.ok(seen!['about_ids'].includes(three.person) && !seen!['about_ids'].includes(one.person));
});

test('never together takes the place of together, and taken away nothing of it is left', async () => {
  const [one, two] = people as [Waiter, Waiter];
  await note('birk', two, { sort: 'apart', person: one.person });
  assert.deepEqual(await pairs('together'), []);
  assert.deepEqual(await pairs('apart'), [{ one_id: one.person, other_id: two.person, noted_by: cast.birk.id }]);
  const end = /name="end" value="([^"]+)"/.exec(await page('kari', company(one.enquiry)))![1]!;
  assert.equal((await note('tuva', one, { end })).status, 404);
  assert.equal((await pairs('apart')).length, 1);
  assert.equal((await note('kari', one, { end })).status, 303);
  assert.deepEqual(await pairs('apart'), []);
  assert.equal((await rows(`select from history where act = 'wish.withdrawn'`)).length, 2);
  assert.equal((await note('kari', one, { end })).status, 404, 'it is there no more');
});

test('nobody chosen is said, and what was chosen is still chosen', async () => {
  const [one] = people as [Waiter];
  const reply = await note('kari', one, { sort: 'apart', person: '' });
  assert.equal(reply.status, 422);
  const html = await reply.text();
  assert.match(html, /<input[^>]*value="apart"[^>]*checked/);
});

test('nobody is paired with herself, with somebody invented, or with somebody of another association', async () => {
  const [one] = people as [Waiter];
  for (const person of [one.person, '00000000-0000-7000-8000-00000000ffff', cast.poul.id])
    assert.equal((await note('kari', one, { sort: 'together', person })).status, 404, person);
  assert.deepEqual(await pairs('together'), []);
});

test('only those who coordinate her have such a page', async () => {
  const [one, two] = people as [Waiter, Waiter];
  for (const who of ['tuva', 'stranger', 'frida', 'per', 'una'] as const) {
    assert.equal((await (await as(here, who)).get(company(one.enquiry))).status, 404, who);
    assert.equal((await note(who, one, { sort: 'together', person: two.person })).status, 404, who);
  }
});

test('somebody of another chapter is said to be that to whoever may not know her name', async () => {
  const [one] = people as [Waiter];
  const chapter = await behold<string>(here, `select id from chapters where slug = 'trondheim'`);
  await waits(here, 'per');
  await rows('update people set chapter_id = $2 where id = $1', [cast.per.id, chapter]);
  await rows('update enquiries set chapter_id = $2 where person_id = $1', [cast.per.id, chapter]);
  await note('kari', one, { sort: 'together', person: cast.per.id });
  const theirs = await behold<string>(here, 'select id from enquiries where person_id = $1', [cast.per.id]);
  assert.match(await page('kari', company(theirs)), new RegExp(`sitte sammen med</dt><dd[^>]*>\\s*${await nameOf(one)}`));
  assert.match(await page('tuva', company(theirs)), /sitte sammen med<\/dt><dd[^>]*>\s*Noen i et annet lokallag/);
  await rows('delete from together');
});

type Shown = { circles: { id: string; cards: { id: string }[] }[]; left: { id: string }[] };
const boardOf = async (draft: string): Promise<Shown> => {
  const { shown } = (await (await (await as(here, 'kari')).get(`/board/${draft}/state?version=0`)).json()) as { shown: Shown };
  return shown;
};
const circleOf = ({ circles }: Shown, one: Waiter) => circles.find(({ cards }) => cards.some(({ id }) => id === one.enquiry))?.id ?? null;
const post = async (draft: string, what: string, fields: Record<string, string>) => {
  const version = String(await behold<number>(here, 'select version from drafts where id = $1', [draft]));
  return await (await as(here, 'kari')).post(`/board/${draft}/${what}`, { version, ...fields });
};

test('proposals seat those who asked for each other together, and never two who must not meet', async () => {
  const [one, two, three] = people as [Waiter, Waiter, Waiter];
  await note('kari', one, { sort: 'together', person: two.person });
  await note('kari', one, { sort: 'apart', person: three.person });
  const draft = await drafted(here, 'kari');
  const proposals = (await rows('select answer from draft_proposals where draft_id = $1', [draft])) as {
    answer: { groups: { people: string[] }[] };
  }[];
  assert.ok(proposals.length > 0);
  for (const { answer } of proposals) {
    const seatOf = (who: Waiter) => answer.groups.findIndex((group) => group.people.includes(who.enquiry));
    assert.equal(seatOf(one), seatOf(two), 'together');
    if (seatOf(one) >= 0) assert.notEqual(seatOf(one), seatOf(three), 'apart');
  }
});

test('on the board they move together, and the two who must not meet are kept apart in plain words', async () => {
  const [one, two, three] = people as [Waiter, Waiter, Waiter];
  const draft = await drafted(here, 'kari');
  await post(draft, 'choose', { proposal: '1' });
  for (const who of [one, three]) await post(draft, 'move', { person: who.enquiry, to: 'left' });
  assert.equal(circleOf(await boardOf(draft), two), null, 'where she goes, the other goes');
  const { id: circle, cards } = (await boardOf(draft)).circles[0]!;
  for (const { id: person } of cards.slice(3)) await post(draft, 'move', { person, to: 'left' });
  const both = await post(draft, 'move', { person: two.enquiry, to: circle });
  assert.equal(both.status, 200);
  assert.equal(circleOf(await boardOf(draft), one), circle);
  const never = await post(draft, 'move', { person: three.enquiry, to: circle });
  assert.equal(never.status, 422);
  assert.match(await never.text(), /skal aldri sitte sammen/);
  assert.equal(circleOf(await boardOf(draft), three), null);
  await rows('delete from together');
  await rows('delete from apart');
});

test('who asked to sit with whom is of the association alone', async () => {
  const [one, two] = people as [Waiter, Waiter];
  await note('kari', one, { sort: 'together', person: two.person });
  const [{ association_id: house }] = (await rows('select association_id from together')) as [{ association_id: string }];
  assert.equal(house, houses.lyspunkt.id);
});
