import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeDemonstration } from '../../demo/world.ts';
import { as, type CastName, houses, visitor } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { day } from '../lib/day.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await makeDemonstration(here, day('2026-12-01'));
  await here.whenIdle();
});
after(() => here.close());

/** The page as it is read: words only, one line. */
const desk = async (who: CastName): Promise<string> => {
  const answer = await (await as(here, who)).get(urls.desk);
  assert.equal(answer.status, 200);
  return wordsOf(await answer.text());
};
const wordsOf = (html: string) =>
  html
    .slice(html.indexOf('<main'), html.indexOf('</main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('a coordinator sees what waits, each with its one act, the oldest first', async () => {
  const page = await desk('kari');
  for (const line of [
    'Ni venter på forsamtale.',
    'Torggruppa skal bestemme veien videre.',
    'Parkgruppa mangler tre underskrifter på løftet.',
    'Kanalgruppa venter på tre svar.',
    'Bakkegruppa mangler igangsettere.',
    'Bakkegruppa mangler et sted å møtes.',
    'Elvegruppa er klar til å starte.',
    'Nidgruppa er spurt hvordan det går, men har ikke svart.',
    'Finn vil snakke med noen etter et møte.',
    'To ville bli spurt igjen nå.',
    'Ett svar må leses av et menneske.',
  ])
    assert.ok(page.includes(line), line);
  const [now, later] = page.split('ting kan vente');
  assert.match(now!, /Avtalt i dag .* Henvendelser .* Grupper .* Meldinger /, 'what needs somebody today, by what it is about');
  assert.ok(now!.indexOf('siden 19. november') < now!.indexOf('siden lørdag'), 'the oldest first');
  assert.match(
    later!,
    /siden 23\. november .*Bakkegruppa mangler igangsettere\. siden fredag/,
    'and after it what can wait, the oldest first',
  );
  assert.doesNotMatch(now!, /Bakkegruppa/);
  assert.match(later!, /Gruppene .*Biblioteksgruppa/);
});

test('a chapter’s coordinator sees the chapter and nothing of the others', async () => {
  const page = await desk('birk');
  assert.match(page, /Biblioteksgruppa/);
  assert.doesNotMatch(page, /Torggruppa|Elvegruppa|Mandegruppen/);
  assert.doesNotMatch(await desk('karen'), /Biblioteksgruppa/);
});

test('those who coordinate see the names of groups, not of people', async () => {
  assert.doesNotMatch(await desk('kari'), /\bPer\b|\bPia\b|Eksempel\b/);
});

test('an administrator is told when nothing has been forgotten for two days', async () => {
  assert.doesNotMatch(await desk('ada'), /ikke slettet på mer enn to døgn/);
  here.setClock('2026-12-04T09:00:00+01:00');
  assert.match(await desk('ada'), /ikke slettet på mer enn to døgn/);
  assert.doesNotMatch(await desk('kari'), /ikke slettet på mer enn to døgn/);
  here.setClock('2026-12-01T09:00:00+01:00');
});

test('a facilitator sees the next meeting, who came last, the group to agree to and what is not signed', async () => {
  const page = await desk('frida');
  assert.match(page, /Biblioteksgruppa 3 av 8 møter er holdt Neste møte tirsdag 1\. desember kl\. 18 til 20/);
  assert.match(page, /Åpne kortet til møtet/);
  assert.match(page, /Bryggegruppa .*6 av 8 møter er holdt.*Hvem kom mandag 30\. november kl\. 18\?/);
  assert.match(page, /Kanalgruppa .*Du er spurt om å holde denne gruppa\./);
  assert.match(page, /Parkgruppa .*Du har ikke skrevet under på taushetsløftet\./);
  assert.match(await desk('finn'), /Torggruppa/);
});

test('a participant sees the next meeting and says that she cannot come', async () => {
  const per = await as(here, 'per');
  const page = await desk('per');
  assert.match(page, /Neste møte tirsdag 1\. desember kl\. 18 til 20.*Jeg kan ikke komme/);
  assert.doesNotMatch(page, /venter på forsamtale|Gruppene/);
  const [, meeting] = /action="\/meetings\/([\w-]+)\/absent"/.exec(await (await per.get(urls.desk)).text())!;
  await per.post(to(urls.absent, { meeting: meeting! }), { act: 'absent' });
  assert.match(await desk('per'), /Jeg kan komme likevel/);
});

test('a participant who has not signed is asked to, in her own language', async () => {
  assert.match(await desk('petra'), /You have not signed/);
});

test('the contact person of a group that runs itself answers how it is doing', async () => {
  assert.match(await desk('peder'), /Foreningen spør: Er gruppa i gang\? Svar/);
});

test('somebody who waits sees where it stands', async () => {
  const { rows } = await here.superuser.query(
    `select person_id as id, association_id as association from enquiries where stage = 'waiting' and association_id = $1 limit 1`,
    [houses.lyspunkt.id],
  );
  const answer = await (await as(here, rows[0], { second: false })).get(urls.desk);
  assert.match(wordsOf(await answer.text()), /Du står på ventelista/);
});

test('an umbrella officer sees sums, rounded to five, and no total that gives away what is left out', async () => {
  const page = await desk('una');
  assert.match(page, /Foreningen Broen for få til å vises for få til å vises Foreningen Lyspunkt 5 15/);
  assert.match(page, /Til sammen for få til å vises for få til å vises/);
  const everyone = wordsOf(await (await visitor(here).get(to(urls.umbrella, { umbrella: houses.umbrella.slug }))).text());
  assert.match(everyone, /Tallene gjelder 30\. juni 2026/);
  assert.match(everyone, /Ring Karen, 20 30 00 32 Her finnes .* \d+ på lista 1\. desember 2026 Medlemmer Ikke oppgitt/);
  assert.equal((await visitor(here).get(to(urls.umbrella, { umbrella: 'none' }))).status, 404);
});

test('the desk is nobody’s who is not signed in, and needs the second step of those who see others’ data', async () => {
  assert.equal((await visitor(here).get(urls.desk)).headers.get('location')?.startsWith(urls.signIn), true);
  const answer = await (await as(here, 'kari', { second: false })).get(urls.desk);
  assert.equal(answer.headers.get('location')?.startsWith(urls.secondStep), true);
});

test('a wish for a talk is gone when the talk has been had', async () => {
  const kari = await as(here, 'kari');
  const [, talk] = /action="\/talks\/([\w-]+)\/had"/.exec(await (await kari.get(urls.desk)).text())!;
  await kari.post(to(urls.talkHad, { talk: talk! }));
  assert.doesNotMatch(await desk('kari'), /vil snakke med noen etter/);
});
