import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { houses } from '../cast.ts';
import { behold, waits } from '../groups.ts';
import { to, urls } from '../../src/urls.ts';
import { openSite, type Site } from './site.ts';

// Where there is no group: somebody is counted in, the coordinator sees that there are enough, and forms one of those who wait.
let site: Site;
const here = { association: houses.lyspunkt.slug };
before(async () => {
  site = await openSite('2026-12-01T09:00:00+01:00');
  for (const [who, received] of [
    ['per', '2026-10-01'],
    ['pia', '2026-10-02'],
    ['paal', '2026-10-03'],
    ['petra', '2026-11-30'],
  ] as const) {
    const told = {
      kind: 'relative',
      place: 'Førde',
      slots: ['tue-eve'],
      birth_year: 1960,
      sex: 'f',
      phase: 'after',
      received_on: received,
    };
    const id = await waits(site.test, who, told);
    await site.test.superuser.query(
      `update enquiries set postcode = '6800', latitude = 61.45, longitude = 5.86, max_km = 40, chapter_id = null, diagnosis = 'net' where id = $1`,
      [id],
    );
  }
});
after(() => site.close());

const told = [
  ['nb', 'Du er nummer fire i området'],
  ['nn', 'Du er nummer fire i området'],
  ['en', 'You are the 4th in the area'],
] as const;

for (const [speaks, says] of told)
  test(`a visitor is counted in, reads that she is the fourth, and can take it back, without script, in ${speaks}`, async () => {
    const walk = await site.walk({ speaks, javaScriptEnabled: false });
    await walk.go(to(urls.interest, here));
    await walk.send({ status: 422 });
    await walk.fill({ kind: 'relative', postcode: '6812', adult: ['yes'], consent: ['yes'] });
    await walk.send();
    assert.match(walk.path(), /^\/w\//);
    await walk.sees(says);
    const own = walk.path();
    if (speaks !== 'nb') {
      await walk.go(`${own}/withdraw`);
      await walk.send();
      assert.match(walk.path(), /^\/receipt\//);
    }
    await walk.close();
  });

test('the coordinator reads that a group could start there, and that a room is missing', async () => {
  const kari = await site.walk({ as: 'kari', javaScriptEnabled: false });
  await kari.go(urls.desk);
  await kari.sees(/Fem pårørende innen \d+ km fra Førde/);
  await kari.go(urls.signals);
  await kari.sees(
    /Fem pårørende innen \d+ km fra Førde kan møtes tirsdag kveld\. Et lokale mangler/,
    'fire på ventelista',
    'én har sagt «tell meg med»',
  );
  await kari.seesNot('Per', 'Pia', 'Petra');
  await kari.close();
});

test('with a room she forms the group from there: proposed, laid on the board, accepted, and those who wait are asked', async () => {
  await site.test.superuser.query(
    `insert into venues (id, association_id, name, place, postcode, latitude, longitude) values (gen_random_uuid(), $1, 'Prøvesalen', 'Førde', '6800', 61.45, 5.86)`,
    [houses.lyspunkt.id],
  );
  const kari = await site.walk({ as: 'kari', javaScriptEnabled: false });
  await kari.go(urls.signals);
  await kari.sees('nærmeste lokale: Prøvesalen, Førde');
  await kari.send({ to: urls.draftNew });
  const draft = kari.path().split('/')[2]!;
  await site.test.whenIdle();
  await kari.go(to(urls.draft, { draft }));
  await kari.sees('Fire personer, tirsdager om kvelden, Prøvesalen');
  await kari.send({ to: to(urls.draftChoose, { draft }) });
  const circle = await behold<string>(site.test, 'select id from draft_groups where draft_id = $1', [draft]);
  await kari.go(to(urls.draftCircleAccept, { draft, circle }));
  await kari.fill({ name: 'Førdegruppa', size: '4', first_on: '15.12.2026', first_at: '18', ask: ['yes'], at_once: '4' });
  await kari.send();
  const group = kari.path().split('/')[2]!;
  assert.equal(await behold(site.test, 'select count(*)::int from seats where group_id = $1 and invited_at is not null', [group]), 4);
  await kari.sees('Per', 'Petra');
  await kari.close();
});

test('who was only counted in is in no group, and has been told nothing she did not ask for', async () => {
  assert.equal(await behold(site.test, 'select count(*)::int from seats s join interests i on i.person_id = s.person_id'), 0);
  assert.equal(await behold(site.test, 'select count(*)::int from messages m join interests i on i.person_id = m.person_id'), 0);
});
