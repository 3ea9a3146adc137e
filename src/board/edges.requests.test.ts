import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, type CastName, cast, chapters, houses, models, seat, visitor } from '../../test/cast.ts';
import { arrange, behold, linkOf, waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { languages, type Language, translator } from '../lib/language.ts';
import { newId } from '../lib/ids.ts';
import { to, urls } from '../urls.ts';
import { drafted, type Told, type Waiter, waiters } from './board.fixture.ts';

// What may happen to a draft besides what one wishes: stopped, somebody gone, nothing possible, pins that contradict.
let here: TestWorld;
before(async () => {
  here = await openTestWorld();
  await seat(here);
});
after(() => here.close());

const rows = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;
const nobodyWaits = () => rows(`update enquiries set withdrawn_at = now() where withdrawn_at is null and stage = 'waiting'`);
const anew = async (count: number, told: (n: number) => Told = () => ({})): Promise<Waiter[]> => {
  await nobodyWaits();
  return await waiters(here, count, told);
};
const text = (html: string) =>
  html
    .replace(/<script[^]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');
const read = async (who: CastName, path: string) => text(await (await (await as(here, who)).get(path)).text());
const at = (draft: string) => to(urls.draft, { draft });
const post = async (who: CastName, draft: string, what: string, fields: Record<string, string | string[]> = {}) => {
  const version = String(await behold<number>(here, 'select version from drafts where id = $1', [draft]));
  return await (await as(here, who)).post(`/board/${draft}/${what}`, { version, ...fields });
};
type State = {
  version: number;
  here: string;
  lines?: string[];
  shown?: { circles: { id: string; no: number; cards: { id: string }[] }[]; left: { id: string }[] };
};
const stateOf = async (who: CastName, draft: string, known = '') =>
  (await (await (await as(here, who)).get(`/board/${draft}/state${known}`)).json()) as State;
const cardsOf = ({ shown }: State) => [...shown!.circles.flatMap((one) => one.cards), ...shown!.left].map(({ id }) => id);
const onBoard = async (who: CastName = 'kari'): Promise<string> => {
  const draft = await drafted(here, who);
  assert.equal((await post(who, draft, 'choose', { proposal: '1' })).status, 303);
  return draft;
};

test('whoever presses stop gets the best there was so far, at once, and pressing twice stops once', async () => {
  await anew(120, (n) => ({ birth_year: 1940 + (n % 40), slots: n % 2 ? ['tue-eve'] : ['tue-eve', 'wed-eve', 'thu-eve'] }));
  const kari = await as(here, 'kari');
  const made = await kari.post(urls.draftNew, { chapter: chapters.bergen.id, model: models.lpp.id, who: 'all' });
  const draft = made.headers.get('location')!.split('/')[2]!;
  assert.match(await read('kari', at(draft)), /Stopp, og vis det beste til nå/);
  for (const who of ['tuva', 'stranger', 'frida'] as const) assert.equal((await post(who, draft, 'stop')).status, 404, who);
  assert.equal(await behold(here, 'select stop_asked from drafts where id = $1', [draft]), false);
  for (let times = 0; times < 2; times += 1) assert.equal((await post('birk', draft, 'stop')).status, 303);
  await here.whenIdle();
  assert.equal(await behold(here, 'select work from drafts where id = $1', [draft]), 'stopped');
  const page = await read('kari', at(draft));
  assert.match(page, /Stoppet\. Det beste til da står her/);
  assert.match(page, /Forslag 1/);
  assert.equal((await post('kari', draft, 'propose')).status, 303, 'and it can be proposed again');
  await here.whenIdle();
  assert.equal(await behold(here, 'select work from drafts where id = $1', [draft]), 'done');
});

test('somebody who withdraws by her own link vanishes from the board, and the other coordinator sees it', async () => {
  const people = await anew(9);
  const draft = await onBoard();
  const before = await stateOf('birk', draft, '?version=0');
  const gone = people.find(({ enquiry }) => before.shown!.circles.some(({ cards }) => cards.some(({ id }) => id === enquiry)))!;
  const token = await linkOf(here, { id: gone.person, house: 'lyspunkt' }, 'enquiry', gone.enquiry);
  assert.equal((await visitor(here).post(to(urls.link.enquiryWithdraw, { token }))).status, 303);
  const after = await stateOf('birk', draft, `?version=${before.version}&here=${before.here}`);
  assert.ok(after.shown, 'the board has changed, though nobody touched the draft');
  assert.ok(!cardsOf(after).includes(gone.enquiry));
  assert.deepEqual(after.lines, [translator('nb')('board:since.gone')]);
  assert.deepEqual(await rows('select id from people where id = $1', [gone.person]), [], 'she is erased');
  assert.equal((await (await as(here, 'birk')).get(to(urls.draftPerson, { draft, waiter: gone.enquiry }))).status, 404);
  const page = await read('kari', at(draft));
  assert.doesNotMatch(page, new RegExp(gone.enquiry));
});

test('whoever is moved at the moment she is erased is moved nowhere, and the board says why', async () => {
  const people = await anew(9);
  const draft = await onBoard();
  const { shown } = await stateOf('kari', draft, '?version=0');
  const circle = shown!.circles[0]!;
  const gone = people.find(({ enquiry }) => circle.cards.some(({ id }) => id === enquiry))!;
  await post('kari', draft, 'pin', { person: gone.enquiry, pinned: 'yes' });
  const erased = await (await as(here, 'ada')).post(to(urls.personErase, { person: gone.person }), { sure: 'yes' });
  assert.equal(erased.status, 303, await erased.text());
  assert.deepEqual(await rows('select id from people where id = $1', [gone.person]), []);
  const moved = await post('kari', draft, 'move', { person: gone.enquiry, to: 'left' });
  assert.ok(moved.status === 422 || moved.status === 404, `${moved.status}`);
  const other = circle.cards.find(({ id }) => id !== gone.enquiry)!;
  assert.equal((await post('kari', draft, 'move', { person: other.id, to: 'left' })).status, 200, 'the others move as before');
  assert.equal((await post('kari', draft, 'propose')).status, 303, 'and a pin of one who is gone holds nobody');
  await here.whenIdle();
  assert.equal(await behold(here, 'select work from drafts where id = $1', [draft]), 'done');
});

test('a group that became too small while one looked at it is not accepted, and nobody is asked', async () => {
  const people = await anew(4);
  const draft = await onBoard();
  const { shown } = await stateOf('kari', draft, '?version=0');
  const circle = shown!.circles.find(({ cards }) => cards.length === 4)!;
  await rows('update enquiries set withdrawn_at = now() where id = $1', [people[0]!.enquiry]);
  const fields = { name: 'Tirsdagsgruppa', size: '4', first_on: '15.12.2026', first_at: '18', rhythm: 'weekly' };
  const refused = await post('kari', draft, `groups/${circle.id}/accept`, fields);
  assert.equal(refused.status, 422);
  assert.match(text(await refused.text()), /Gruppa er ikke ferdig/);
  assert.equal(await behold(here, 'select count(*)::int from groups'), 0);
});

/** A group that has met for a while: what its people told when they asked is erased, all but for one. */
const underWay = async (): Promise<string> => {
  const group = await arrange(here, { name: 'Tirsdagsgruppa', size: 6, sitting: ['per', 'pia', 'petra'], leads: ['frida', 'finn'] });
  await rows(`update groups set first_on = '2026-09-15', language = 'nb' where id = $1`, [group]);
  for (const who of ['per', 'pia', 'petra'] as const) {
    const enquiry = await waits(here, who, { birth_year: 1957, sex: 'f', slots: ['tue-eve'] });
    await rows('update seats set enquiry_id = $2 where group_id = $1 and person_id = $3', [group, enquiry, cast[who].id]);
    if (who !== 'petra') await rows(`select app.clear_details($1, now())`, [enquiry]);
  }
  return group;
};
let group: string;

test('two join a group that is there already: accepted, they are asked at once, and the cards leave the board', async () => {
  group = await underWay();
  const [one, two] = (await anew(2)) as [Waiter, Waiter];
  const draft = await drafted(here, 'birk');
  assert.match(await read('birk', at(draft)), /To til Tirsdagsgruppa, tirsdager om kvelden, som da blir 5;/);
  await post('birk', draft, 'choose', { proposal: '1' });
  const { shown } = await stateOf('birk', draft, '?version=0');
  const [circle] = shown!.circles;
  assert.deepEqual(circle!.cards.map(({ id }) => id).toSorted(), [one.enquiry, two.enquiry].toSorted());
  assert.match(await read('birk', `/board/${draft}/groups/${circle!.id}/accept`), /De blir spurt om å bli med i Tirsdagsgruppa/);
  const accepted = await post('birk', draft, `groups/${circle!.id}/accept`);
  assert.equal(accepted.headers.get('location')?.split('?')[0], to(urls.group, { group }));
  const seats = await rows(
    'select person_id, invited_at is not null as asked, accepted_at from seats where group_id = $1 and place_no > 3 order by 1',
    [group],
  );
  assert.deepEqual(
    seats,
    [one.person, two.person].toSorted().map((person) => ({ person_id: person, asked: true, accepted_at: null })),
  );
  assert.equal((await rows(`select from messages where kind = 'seat-offered'`)).length, 2);
  assert.equal(
    (await rows(`select from history where act = 'seat.placed' and group_id = $1 and actor_id = $2`, [group, cast.birk.id])).length,
    2,
  );
  assert.deepEqual(cardsOf(await stateOf('birk', draft, '?version=0')), []);
  assert.equal((await post('birk', draft, `groups/${circle!.id}/accept`)).status, 404, 'once');
});

const apartFrom = async (one: Waiter, who: CastName) => {
  const [low, high] = [one.person, cast[who].id].toSorted();
  await rows('insert into apart (id, association_id, one_id, other_id, noted_by) values ($1, $2, $3, $4, $5)', [
    newId(),
    houses.lyspunkt.id,
    low,
    high,
    cast.kari.id,
  ]);
};

test('nobody is put where somebody sits whom she must never meet, also when that one’s details are long erased', async () => {
  const [one] = (await anew(1)) as [Waiter];
  const draft = await onBoard('kari');
  const [circle] = (await stateOf('kari', draft, '?version=0')).shown!.circles;
  assert.deepEqual(
    circle!.cards.map(({ id }) => id),
    [one.enquiry],
    'there is one seat left',
  );
  await apartFrom(one, 'per');
  const refused = await post('kari', draft, `groups/${circle!.id}/accept`);
  assert.equal(refused.status, 422);
  assert.equal(await behold(here, 'select count(*)::int from seats where group_id = $1 and person_id = $2', [group, one.person]), 0);
  assert.match(await read('kari', `/board/${draft}/groups/${circle!.id}`), /skal aldri sitte sammen med en som sitter der alt/);
  const again = await drafted(here, 'kari');
  assert.match(await read('kari', at(again)), /Ingen gruppe er mulig nå/);
  await rows('delete from apart');
});

test('a coordinator who puts her there by hand is told the same', async () => {
  const [one] = (await anew(1)) as [Waiter];
  await apartFrom(one, 'pia');
  const reply = await (await as(here, 'kari')).post(to(urls.groupPlace, { group }), { people: [one.enquiry] });
  assert.equal(reply.status, 422);
  assert.match(text(await reply.text()), /skal ikke sitte sammen/);
  await rows('delete from apart');
  await rows(`update groups set closed_on = '2026-11-30' where id = $1`, [group]);
});

test('pins that contradict each other are told, each with why, and the rest is proposed around them', async () => {
  const people = await anew(10);
  const draft = await onBoard();
  const { shown } = await stateOf('kari', draft, '?version=0');
  const circle = shown!.circles.toSorted((a, b) => b.cards.length - a.cards.length)[0]!;
  const [one, two] = circle.cards.map(({ id }) => people.find(({ enquiry }) => enquiry === id)!);
  await post('kari', draft, 'pin', { circle: circle.id, pinned: 'yes' });
  await (await as(here, 'kari')).post(to(urls.enquiryCompany, { enquiry: one!.enquiry }), { sort: 'apart', person: two!.person });
  assert.equal((await post('kari', draft, 'propose')).status, 303);
  await here.whenIdle();
  const page = await read('kari', to(urls.draftProposals, { draft }));
  assert.match(page, new RegExp(`Dette kunne ikke holdes fast[^]*Gruppe ${circle.no}: [^.]*skal aldri sitte sammen`));
  assert.equal(await behold(here, 'select work from drafts where id = $1', [draft]), 'done');
  const answers = (await rows('select answer from draft_proposals where draft_id = $1', [draft])) as {
    answer: { groups: { people: string[] }[] };
  }[];
  for (const { answer } of answers)
    for (const group of answer.groups)
      assert.ok(!(group.people.includes(one!.enquiry) && group.people.includes(two!.enquiry)), 'a hard rule is stronger than a pin');
  await rows('delete from apart');
});

const inWords = async (draft: string, language: Language) =>
  text(await (await (await as(here, 'kari')).get(`${at(draft)}?lang=${language}`)).text());
const holds = (page: string, said: string) => assert.ok(page.includes(text(said).trim()), `${said}\n${page.slice(0, 1500)}`);

test('with nobody who waits there is nothing to ask for, in each language; asked for anyhow, it is told', async () => {
  await nobodyWaits();
  for (const language of languages) {
    const page = text(await (await (await as(here, 'kari')).get(`${urls.draftNew}?lang=${language}`)).text());
    holds(page, translator(language)('board:new.nobody'));
  }
  const draft = await drafted(here, 'kari');
  for (const language of languages) {
    const page = await inWords(draft, language);
    holds(page, translator(language)('board:nothing.title'));
    holds(page, translator(language)('board:nothing.no-people'));
  }
});

test('with one who waits it is told how many the model needs, in each language', async () => {
  await anew(1);
  const draft = await drafted(here, 'kari');
  for (const language of languages)
    holds(await inWords(draft, language), translator(language)('board:nothing.few-people', { count: 1, min: 4 }));
});

test('with no facilitator anywhere it is told how many the model needs, in each language', async () => {
  await anew(8);
  await rows(`update roles set ended_at = now() where role = 'facilitator' and ended_at is null`);
  const draft = await drafted(here, 'kari');
  const need = await behold<number>(here, 'select facilitators_min from programme_models where id = $1', [models.lpp.id]);
  for (const language of languages)
    holds(await inWords(draft, language), translator(language)('board:nothing.no-leaders', { need, have: 0 }));
  assert.equal((await post('kari', draft, 'choose', { proposal: '1' })).status, 303, 'the board is there all the same');
  assert.equal(cardsOf(await stateOf('kari', draft, '?version=0')).length, 8);
});

test('with everybody apart from everybody nobody is seated, and it is told why', async () => {
  await rows(`update roles set ended_at = null where role = 'facilitator'`);
  const people = await anew(5);
  for (const [n, one] of people.entries())
    for (const other of people.slice(n + 1))
      await (await as(here, 'kari')).post(to(urls.enquiryCompany, { enquiry: one.enquiry }), { sort: 'apart', person: other.person });
  const draft = await drafted(here, 'kari');
  const page = await read('kari', at(draft));
  holds(page, translator('nb')('board:nothing.title'));
  assert.deepEqual(
    (await rows('select answer from draft_proposals where draft_id = $1', [draft])).flatMap(({ answer }) => answer.groups),
    [],
  );
});
