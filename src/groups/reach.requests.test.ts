import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, cast, type CastName, seat, visitor } from '../../test/cast.ts';
import { arrange, behold } from '../../test/groups.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
let group: string;
before(async () => {
  here = await openTestWorld();
  await seat(here);
  group = await arrange(here, { sitting: ['per', 'pia'], invited: ['paal'], leads: ['frida'], named: ['filip'] });
  await shows('per', 'phone');
});
after(() => here.close());

/** Through the page where a person chooses it. */
async function shows(who: CastName, forFacilitators: string): Promise<void> {
  const chosen = { called: 'Per', fullName: '', language: 'nb', largeType: '', reachBy: 'email', forFacilitators };
  assert.equal((await (await as(here, who)).post(urls.meSettings, chosen)).status, 303);
}
const pageOf = async (who: CastName, in_ = group): Promise<string> => {
  const seatId = await behold<string>(here, 'select id from seats where group_id = $1 and person_id = $2', [in_, cast[who].id]);
  return to(urls.seatReach, { group: in_, seat: seatId });
};
const looks = () =>
  behold<number>(
    here,
    `select count(*)::int from history where act = 'person.looked-at' and about_id = $1 and actor_id = $2 and group_id = $3`,
    [cast.per.id, cast.frida.id, group],
  );
const main = async (reply: Promise<Response>): Promise<string> => {
  const html = await (await reply).text();
  return html.slice(html.indexOf('<main'), html.indexOf('</main'));
};

test('whoever holds the group finds the one contact a participant chose, and the participant sees who looked', async () => {
  const frida = await as(here, 'frida');
  const path = await pageOf('per');
  const roster = await main(frida.get(to(urls.group, { group })));
  assert.ok(roster.includes(`href="${path}"`));
  assert.ok(!roster.includes(await pageOf('pia')), 'Pia chose nothing');
  assert.doesNotMatch(roster, /tel:|example\.org/);
  assert.equal(await looks(), 0);
  const page = await main(frida.get(path));
  assert.match(page, /href="tel:\+47\d{8}"/);
  assert.doesNotMatch(page, /@/);
  assert.equal(await looks(), 1);
  assert.match(await main((await as(here, 'per')).get(urls.meLookedAt)), /Så på opplysningene dine.*Frida/s);
});

test('an e-mail can be what is shown, and a choice taken back counts at once', async () => {
  const frida = await as(here, 'frida');
  await shows('per', 'email');
  const page = await main(frida.get(await pageOf('per')));
  assert.match(page, /href="mailto:per111@example\.org"/);
  assert.doesNotMatch(page, /tel:/);
  await shows('per', 'none');
  assert.equal((await frida.get(await pageOf('per'))).status, 404);
  assert.ok(!(await main(frida.get(to(urls.group, { group })))).includes('/contact"'));
  await shows('per', 'phone');
});

test('to everyone else, of everyone else, and of another group it does not exist', async () => {
  for (const who of ['kari', 'ada', 'birk', 'tuva', 'filip', 'flemming', 'per', 'pia', 'paal', 'stranger'] as const)
    assert.equal((await (await as(here, who)).get(await pageOf('per'))).status, 404, who);
  assert.equal((await visitor(here).get(await pageOf('per'))).status, 303);
  const frida = await as(here, 'frida');
  for (const who of ['pia', 'paal'] as const) assert.equal((await frida.get(await pageOf(who))).status, 404, who);
  const other = await arrange(here, { name: 'Torsdagsgruppa', sitting: ['per'], leads: ['flemming'] });
  assert.equal((await frida.get(await pageOf('per', other))).status, 404);
  assert.equal((await frida.get((await pageOf('per', other)).replace(other, group))).status, 404);
});

test('who holds a group and looks at who is in it, is written down as a coordinator is', async () => {
  const seen = (who: CastName) =>
    behold<number>(here, `select count(*)::int from history where act = 'list.looked-at' and object_id = $1 and actor_id = $2`, [
      group,
      cast[who].id,
    ]);
  for (const who of ['kari', 'filip', 'per'] as const) {
    const before = await seen(who);
    assert.equal((await (await as(here, who)).get(to(urls.group, { group }))).status, 200);
    assert.equal((await seen(who)) - before, who === 'per' ? 0 : 1, who);
  }
});

test('after the handover nobody finds it any more', async () => {
  const path = await pageOf('per');
  await here.superuser.query(`update groups set handed_over_on = '2026-11-30' where id = $1`, [group]);
  for (const who of ['frida', 'kari', 'per'] as const) assert.equal((await (await as(here, who)).get(path)).status, 404, who);
});
