import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, houses, seat, visitor } from '../../test/cast.ts';
import { waits } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { urls } from '../urls.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
  for (const who of ['per', 'pia'] as const) {
    const id = await waits(here, who, { kind: 'relative', place: 'Førde', slots: ['tue-eve'], received_on: '2026-10-01' });
    await rows('update enquiries set postcode = $2, latitude = 61.45, longitude = 5.86, max_km = 40, chapter_id = null where id = $1', [
      id,
      '6800',
    ]);
  }
  const all: Record<string, string>[] = [
    {},
    { tell: 'yes', phone: '400 09 001' },
    { tell: 'yes', email: 'sogn@example.org', evenings: 'tue' },
  ];
  for (const more of all) await countIn(more);
});
after(() => here.close());

const rows = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;
async function countIn(more: Record<string, string>): Promise<void> {
  const path = '/lyspunkt/count-me-in';
  const once = /name="once" value="([^"]+)"/.exec(await (await visitor(here).get(path)).text())?.[1] ?? '';
  const { status } = await visitor(here).post(path, { kind: 'relative', postcode: '6812', adult: 'yes', consent: 'yes', once, ...more });
  assert.equal(status, 303);
}
const page = async (who: Parameters<typeof as>[1], path: string) => (await (await as(here, who)).get(path)).text();

test('the coordinator reads where a group could start, and what is missing, without a name', async () => {
  const html = await page('kari', urls.signals);
  assert.match(html, /Fem pårørende innen \d+ km fra Førde kan møtes tirsdag kveld\. Et lokale mangler\./);
  assert.match(html, /to på ventelista/);
  assert.match(html, /tre har sagt «tell meg med»/);
  assert.match(html, /Finn et lokale/);
  assert.doesNotMatch(html.slice(html.indexOf('<main'), html.indexOf('</main')), /Per|Pia|400|@/);
  const [entry] = await rows(`select * from history where act = 'list.looked-at' and object_kind = 'signals'`);
  assert.equal(entry.actor_id, cast.kari.id);
});

test('it stands on her first page with its one act', async () => {
  const html = await page('kari', urls.desk);
  assert.match(html, /Fem pårørende innen \d+ km fra Førde/);
  assert.match(html, new RegExp(`href="${urls.venues}"[^>]*>\\s*Finn et lokale`));
});

test('with a room near, a group is proposed with one press: those who wait become a draft', async () => {
  await rows(
    `insert into venues (id, association_id, name, place, postcode, latitude, longitude) values (gen_random_uuid(), $1, 'Prøvesalen', 'Førde', '6800', 61.45, 5.86)`,
    [houses.lyspunkt.id],
  );
  const html = await page('kari', urls.signals);
  assert.match(html, /Lokale og igangsettere finnes\./);
  assert.match(html, /nærmeste lokale: Prøvesalen, Førde/);
  const people = [...html.matchAll(/name="people" value="([^"]+)"/g)].map(([, id]) => id!);
  assert.equal(people.length, 2);
  const model = /name="model" value="([^"]+)"/.exec(html)![1]!;
  const made = await (await as(here, 'kari')).post(urls.draftNew, { who: 'chosen', people, model, chapter: '' });
  assert.equal(made.status, 303);
  assert.match(made.headers.get('location')!, /^\/board\//);
});

test('those who asked to be told are told once, in their own words, and the others never', async () => {
  const kari = await as(here, 'kari');
  const html = await (await kari.get(urls.signals)).text();
  assert.match(html, /Si fra til to som ba om det/);
  const signal = /name="signal" value="([^"]+)"/.exec(html)![1]!;
  assert.equal((await kari.post(urls.signalTell, { signal })).status, 303);
  const sent = await rows(`select m.kind, m.link_purpose, i.to_tell from messages m join interests i on i.person_id = m.person_id`);
  assert.deepEqual(sent, Array(2).fill({ kind: 'group-near', link_purpose: 'interest', to_tell: true }));
  assert.equal((await rows(`select from history where act = 'interest.told'`)).length, 2);
  await kari.post(urls.signalTell, { signal });
  assert.equal((await rows(`select from messages where kind = 'group-near'`)).length, 2);
  assert.doesNotMatch(await page('kari', urls.signals), /Si fra til/);
});

test('a coordinator of another chapter or association hears of none of it, and nobody else has such a page', async () => {
  for (const who of ['tuva', 'stranger', 'karen'] as const) {
    assert.doesNotMatch(await page(who, urls.signals), /Førde/);
    assert.doesNotMatch(await page(who, urls.desk), /Førde/);
  }
  for (const who of ['frida', 'per', 'una'] as const) assert.equal((await (await as(here, who)).get(urls.signals)).status, 404, who);
});
