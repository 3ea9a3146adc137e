import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, type Client, seat, visitor } from '../../test/cast.ts';
import { arrange, behold, linkOf } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

// Who may do what with a group's meetings, as tables: role by verb. Everyone is signed in; Stella belongs elsewhere.
const everyone = ['per', 'petra', 'frida', 'kari', 'tuva', 'ada', 'filip', 'stranger'] as const satisfies readonly CastName[];
const who = {
  per: 'sits',
  petra: 'sat',
  frida: 'leads',
  kari: 'coordinates',
  tuva: 'coordinates another chapter',
  ada: 'administers',
  filip: 'leads another group',
  stranger: 'stranger',
};
type Who = (typeof everyone)[number];

let here: TestWorld;
let clients: Record<Who, Client>;
const meetingOf = (group: string, nth = 0) =>
  behold<string>(here, 'select id from meetings where group_id = $1 order by starts_at limit 1 offset $2', [group, nth]);

/** Accompanied by Frida and Finn, begun today; Petra has left, so has nothing to do here any more. */
async function accompanied(): Promise<{ group: string; meeting: string }> {
  const group = await arrange(here, { sitting: ['per', 'petra', 'pia'], leads: ['frida', 'finn'] });
  const frida = await as(here, 'frida');
  const planned = await frida.post(to(urls.meetingsPlan, { group }), {
    starts_on: '1.12.2026',
    clock: '18',
    minutes: '90',
    often: 'week',
    step: 'store',
  });
  assert.equal(planned.status, 303);
  await here.superuser.query('update seats set left_on = $3 where group_id = $1 and person_id = $2', [group, cast.petra.id, '2026-11-30']);
  return { group, meeting: await meetingOf(group) };
}

before(async () => {
  here = await openTestWorld();
  await seat(here);
  await arrange(here, { sitting: ['peder'], leads: ['filip'], name: 'Mandagsgruppa' });
  clients = Object.fromEntries(await Promise.all(everyone.map(async (one) => [one, await as(here, one)]))) as typeof clients;
});
after(() => here.close());

type Verb = [name: string, ask: (client: Client, at: { group: string; meeting: string }) => Promise<Response>];
const get = (name: string, pattern: string): Verb => [name, (client, at) => client.get(to(pattern as '/:group/:meeting', at))];
const post = (name: string, pattern: string, fields: Record<string, string | string[]> = {}): Verb => [
  name,
  (client, at) => client.post(to(pattern as '/:group/:meeting', at), fields),
];

const looks: Verb[] = [
  get('meetings', urls.meetings),
  get('meeting', urls.meeting),
  get('programme', urls.programme),
  get('themes', urls.themes),
  get('expectations', urls.expectations),
  get('card', urls.card),
  get('calendar', urls.calendarLink),
  get('plan', urls.meetingsPlan),
  get('pause', urls.pause),
  get('add', urls.meetingAdd),
  get('move', urls.meetingMove),
  get('cancel', urls.meetingCancel),
  get('place', urls.meetingPlace),
  get('attendance', urls.attendance),
  get('theme for a meeting', urls.meetingTheme),
];
const acts: Verb[] = [
  post('tell absence', urls.absent, { act: 'absent' }),
  post('raise theme', urls.themes, { title: 'Hvile' }),
  post('ask for reminders', urls.reminders, { wanted: 'yes' }),
  post('subscribe', urls.calendarLink),
  post('confirm', urls.meetingConfirm),
  post('choose theme', urls.meetingTheme, { theme: '' }),
  post('note expectations', urls.expectations, { lines: 'Ro' }),
  post('want a talk', urls.talkWanted, { wanted: 'yes' }),
  post('note attendance', urls.attendance, { present: [], heads: '2' }),
  post('pause', urls.pause, { from: '1.7.2027', to: '31.7.2027' }),
  post('end the pause', urls.pauseEnd, { from: '2027-07-01' }),
  post('add', urls.meetingAdd, { day: '3.12.2026', clock: '12', minutes: '60' }),
  post('plan', urls.meetingsPlan, { starts_on: '10.12.2026', clock: '17', minutes: '60', often: 'week', step: 'store' }),
];

/** For each verb, those who get through; everyone else finds nothing there. */
async function table(verbs: readonly Verb[], at: { group: string; meeting: string }): Promise<Record<string, string[]>> {
  const allowed: Record<string, string[]> = {};
  for (const [name, ask] of verbs) {
    allowed[name] = [];
    for (const one of everyone) {
      const { status } = await ask(clients[one], at);
      assert.ok([200, 303, 404, 422].includes(status), `${name} by ${one} answered ${status}`);
      if (status !== 404) allowed[name].push(who[one]);
    }
  }
  return allowed;
}

const all = (verbs: readonly Verb[], more: Record<string, string[]>, otherwise: string[]) =>
  Object.fromEntries(verbs.map(([name]) => [name, more[name] ?? otherwise]));
const inside = ['sits', 'leads'];
const seesDays = ['sits', 'leads', 'coordinates', 'administers'];

test('in an accompanied group the facilitators run the meetings, the group sees them, and the association sees days', async () => {
  const at = await accompanied();
  const open = {
    meetings: seesDays,
    meeting: seesDays,
    programme: seesDays,
    themes: inside,
    expectations: inside,
    card: inside,
    calendar: inside,
  };
  assert.deepEqual(await table(looks, at), all(looks, open, ['leads']));
  const done = { 'tell absence': ['sits'], 'raise theme': inside, 'ask for reminders': ['sits'], subscribe: inside };
  // Per, whose turn it was with the coffee, has just said that he cannot come: it is no longer for him to say that it is on.
  assert.deepEqual(await table(acts, at), all(acts, done, ['leads']));
});

test('from the handover on the facilitators find nothing, and everyone who sits runs the meetings', async () => {
  const at = await accompanied();
  await here.superuser.query(`update groups set handed_over_on = '2026-12-01' where id = $1`, [at.group]);
  assert.deepEqual(await table(looks, at), all(looks, {}, ['sits']));
  assert.deepEqual(await table(acts, at), all(acts, { 'want a talk': [] }, ['sits']));
});

test('a group that runs itself counts heads and keeps no names', async () => {
  const at = await accompanied();
  await here.superuser.query(`update groups set handed_over_on = '2026-12-01' where id = $1`, [at.group]);
  const page = await (await clients.per.get(to(urls.attendance, at))).text();
  assert.match(page, /Skriv bare hvor mange dere er/);
  assert.equal((await clients.per.post(to(urls.attendance, at), { heads: '4' })).status, 303);
  assert.equal(await behold(here, 'select accompanied from meetings where id = $1', [at.meeting]), false);
  assert.equal(await behold(here, 'select count(*) from attendance where meeting_id = $1', [at.meeting]), 0);
});

test('a private link for one meeting opens nothing when its holder no longer sits there', async () => {
  const at = await accompanied();
  const token = await linkOf(here, cast.petra, 'absence', at.meeting);
  const link = to(urls.link.absence, { token });
  assert.equal((await visitor(here).get(link)).status, 404);
  assert.equal((await visitor(here).post(link, { act: 'absent' })).status, 404);
});

test('the database itself tells a group mate how many, and never who', async () => {
  const at = await accompanied();
  assert.equal((await clients.per.post(to(urls.absent, at), { act: 'absent' })).status, 303);
  const seen = await (await as(here, 'pia')).get(to(urls.meeting, at));
  assert.match(await seen.text(), /Éin kan ikkje kome|Én kan ikke komme/);
  const rows = await here.superuser.query(`select polname from pg_policy where polrelid = 'absences'::regclass order by polname`);
  assert.deepEqual(
    rows.rows.map(({ polname }) => polname),
    ['facilitators', 'jobs_all', 'own', 'owner_all'],
  );
});
