import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type Client, seat } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';
import { onPaper, paperAt, told } from './papers.fixture.ts';

// It is Tuesday 1 December 2026. Paul Pål and Pia and Petra have no e-mail: they are written to, told in order.
let here: TestWorld;
let kari: Client;
let group = '';
let batch = '';
const at = (pattern: string) => to(pattern as '/:batch', { batch });
const states = async () =>
  (await here.superuser.query(`select state, count(*)::int as n from messages where channel = 'letter' group by state order by state`))
    .rows;
const recorded = (act: string) => behold<number>(here, 'select count(*)::int from history where act = $1', [act]);

before(async () => {
  here = await openTestWorld();
  await seat(here);
  kari = await as(here, 'kari');
  group = await arrange(here, { sitting: ['per'], leads: ['frida', 'finn'] });
  await here.superuser.query("update associations set postal_address = E'Eksempelveien 1\n5003 Bergen'");
});
after(() => here.close());

test('with nobody to write to, the page says so', async () => {
  const page = await (await kari.get(urls.papers)).text();
  assert.match(page, /Ingen brev venter/);
  const none = await kari.post(urls.letters);
  assert.equal(none.headers.get('location'), urls.papers);
  assert.equal(await behold(here, 'select count(*)::int from letter_batches'), 0);
});

test('letters that wait are gathered in one batch, and a letter that comes later is not in it', async () => {
  for (const who of ['paal', 'pia', 'petra', 'poul'] as const) await onPaper(here, who);
  const invitation = { kind: 'seat-invited', variables: { day: '2026-12-15', clock: '18:00', untilDay: '2026-12-11' } } as const;
  for (const who of ['paal', 'petra'] as const)
    await told(here, who, { ...invitation, link: { purpose: 'invitation', object: group }, about: who });
  await told(here, 'pia', { kind: 'pledge-to-sign', link: { purpose: 'pledge', object: group } });
  await told(here, 'poul', { kind: 'trial' });
  assert.match(await (await kari.get(urls.papers)).text(), /Tre brev skal skrives ut og postes/);
  const gathered = await kari.post(urls.letters);
  batch = gathered.headers.get('location')!.split('/').at(-1)!;
  await told(here, 'paal', { kind: 'trial', about: 'later' });
  assert.match(await (await kari.get(at(urls.letterBatch))).text(), /Tre brev til utskrift/);
  assert.equal(await recorded('letters.gathered'), 1);
});

test('one file holds every letter, each in its reader’s language and in the window of the envelope', async () => {
  const letters = await paperAt(kari, at(urls.letterBatchPaper));
  // Pål's, Petra's, Pia's and the promise that goes with hers
  assert.equal(letters.pages, 4);
  for (const text of ['Pål Eksempel', 'Eksempelveien 7', 'Vi har en plass til deg', 'tirsdag 15. desember kl. 18', 'Svarlapp'])
    assert.ok(letters.text.includes(text), text);
  assert.match(letters.text, /We have a seat for you|a place for you/i);
  assert.match(letters.text, /Tuesday 15 December/);
  assert.match(letters.text, /Teieløfte/);
  assert.match(letters.text, /40 ?00 ?11 ?02/);
  assert.doesNotMatch(letters.text, /Onsdagsgruppa/);
  // what is between 15 and 110 mm from the left, and 44 and 69 mm from the top, is seen through every Norwegian window
  const { left, top } = letters.placeOf('Pål Eksempel')!;
  assert.ok(left >= 18 && left <= 25 && top >= 46 && top <= 60, `${left} ${top}`);
  assert.ok(letters.placeOf('5003 Bergen')!.top <= 70);
  assert.ok(letters.placeOf('1. desember 2026')!.top > 80);
  assert.ok(letters.roles.has('H1') && letters.roles.has('Figure'));
});

test('whoever was written to sees who has seen the letter', async () => {
  const looks = 'select count(*)::int from history where act = $1 and about_ids @> array[$2::uuid] and actor_id = $3';
  assert.equal(await behold(here, looks, ['list.looked-at', cast.paal.id, cast.kari.id]), 1);
  assert.equal(await recorded('paper.printed'), 1);
});

test('labels have the same names and addresses', async () => {
  const labels = await paperAt(kari, at(urls.letterBatchLabels));
  assert.equal(labels.pages, 1);
  assert.equal(labels.text.match(/5003 Bergen/g)?.length, 3);
});

test('nobody but those who coordinate finds the batch', async () => {
  for (const who of ['stranger', 'per', 'frida', 'tuva'] as const) {
    const client = await as(here, who);
    for (const pattern of [urls.letterBatch, urls.letterBatchPaper, urls.letterBatchLabels])
      assert.equal((await client.get(at(pattern))).status, 404, who);
    for (const pattern of [urls.letterBatchPosted, urls.letterBatchBack]) assert.equal((await client.post(at(pattern))).status, 404, who);
  }
});

test('posted in one press; not posted twice', async () => {
  assert.equal((await kari.post(at(urls.letterBatchPosted))).status, 303);
  assert.deepEqual(await states(), [
    { state: 'done', n: 3 },
    { state: 'waiting', n: 2 },
  ]);
  assert.equal(await recorded('message.posted'), 3);
  const again = await kari.post(at(urls.letterBatchPosted));
  assert.equal(again.status, 422);
  assert.match(await again.text(), /allerede postet/);
});

test('not printed after all: they wait as before, with what they said', async () => {
  assert.equal((await kari.post(at(urls.letterBatchBack))).status, 303);
  assert.deepEqual(await states(), [{ state: 'waiting', n: 5 }]);
  assert.match(await (await kari.get(at(urls.letterBatch))).text(), /lagt tilbake/);
  const gathered = await kari.post(urls.letters);
  batch = gathered.headers.get('location')!.split('/').at(-1)!;
  const letters = await paperAt(kari, at(urls.letterBatchPaper));
  assert.equal(letters.pages, 5);
  assert.match(letters.text, /Svarlapp/);
});

test('a long name and a long address stay in the window, and markup is only text', async () => {
  await onPaper(here, 'peder', `c/o #Eksempel *Wilhelmine* Charlotte Ødegård-Åsmundsen\n${'Langeveien '.repeat(8)}\n5003 Bergen`);
  await told(here, 'peder', { kind: 'trial', about: 'long' });
  const gathered = await kari.post(urls.letters);
  batch = gathered.headers.get('location')!.split('/').at(-1)!;
  const letter = await paperAt(kari, at(urls.letterBatchPaper));
  assert.equal(letter.pages, 1);
  assert.match(letter.text, /c\/o #Eksempel \*Wilhelmine\*/);
  assert.ok(letter.placeOf('5003 Bergen')!.top <= 76);
});

test('the call list says whom to call and what to say, without an address nobody can say', async () => {
  await here.superuser.query("update people set reach_by = 'phone' where id = $1", [cast.pernille.id]);
  const variables = { day: '2026-12-15', clock: '18:00', untilDay: '2026-12-11' };
  await told(here, 'pernille', { kind: 'seat-invited', variables, link: { purpose: 'invitation', object: group } });
  const list = await paperAt(kari, urls.callList);
  for (const text of ['Pernille Eksempel', 'Vi har en plass til deg', 'Tok ikke telefonen']) assert.ok(list.text.includes(text), text);
  assert.doesNotMatch(list.text, /http|\/i\//);
  const stranger = await as(here, 'stranger');
  assert.equal((await stranger.get(urls.callList)).status, 303);
});

test('a coordinator of a chapter gathers the letters of those she may see, and no others', async () => {
  await told(here, 'paal', { kind: 'trial', about: 'chapter' });
  await told(here, 'petra', { kind: 'trial', about: 'chapter' });
  await here.superuser.query("update people set chapter_id = (select id from chapters where slug = 'bergen') where id = $1", [
    cast.paal.id,
  ]);
  const birk = await as(here, 'birk');
  const gathered = await birk.post(urls.letters);
  batch = gathered.headers.get('location')!.split('/').at(-1)!;
  assert.match((await paperAt(birk, at(urls.letterBatchPaper))).text, /Pål Eksempel/);
  assert.equal(await behold(here, 'select count(*)::int from messages where batch_id = $1', [batch]), 1);
});
