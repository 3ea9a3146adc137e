import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { addMinutes } from '../lib/day.ts';
import { urls } from '../urls.ts';
import { browser, codeOf, type Jar, recorded, signInAs } from './browser.fixture.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld();
  await seat(here);
});
after(() => here.close());

const isIn = async (jar: Jar): Promise<boolean> => (await jar.get(urls.me)).status === 200;
const keysOn = (page: string): string[] => [...page.matchAll(/name="session" value="([0-9a-f]{32})"/g)].map(([, key]) => key!);

test('one sees where one is signed in, and ends one of them after a fresh proof', async () => {
  const [phone, library] = [await signInAs(here, 'per', { own: 'yes' }), await signInAs(here, 'per')];
  const page = await (await phone.get(urls.passkeys)).text();
  assert.match(page, /Der du er logget inn/);
  assert.match(page, /Her, i denne nettleseren/);
  assert.match(page, /På en lånt enhet/);
  const [key] = keysOn(page);
  assert.equal(keysOn(page).length, 1, 'only the other one can be ended');
  const signedIn = here.world.now();
  here.setClock(addMinutes(signedIn, 11).toISOString());
  assert.match((await phone.post(urls.sessionsEnd, { session: key! })).headers.get('location')!, /^\/step-up/);
  assert.ok(await isIn(library), 'nothing ends from a screen left open');
  here.setClock(signedIn.toISOString());
  assert.equal((await phone.post(urls.sessionsEnd, { session: key! })).status, 303);
  assert.ok(!(await isIn(library)));
  assert.ok(await isIn(phone));
  assert.ok((await recorded(here, 'per')).includes('session.ended'));
});

test('everywhere else can be signed out at once, and is told where a way of signing in has changed', async () => {
  const [one, two, three] = [await signInAs(here, 'pia'), await signInAs(here, 'pia'), await signInAs(here, 'pia', { own: 'yes' })];
  assert.match(await (await three.get(urls.passkeys)).text(), /Logg ut alle andre stader/);
  await three.post(urls.sessionsEnd);
  assert.deepEqual([await isIn(one), await isIn(two), await isIn(three)], [false, false, true]);
});

test('nobody ends a session of somebody else', async () => {
  const [per, petra] = [await signInAs(here, 'per'), await signInAs(here, 'petra')];
  const found = await here.superuser.query(`select encode(token_hash, 'hex') as hash from sessions where person_id = $1`, [cast.petra.id]);
  await per.post(urls.sessionsEnd, { session: (found.rows[0] as { hash: string }).hash.slice(0, 32) });
  await per.post(urls.sessionsEnd);
  assert.ok(await isIn(petra));
});

test('showing again who one is makes the token of before worthless', async () => {
  const jar = await signInAs(here, 'pernille');
  const before = jar.cookies.get('__Host-verksted')!;
  await jar.get(urls.stepUp);
  await jar.post('/step-up/code', { by: 'sms', back: urls.me });
  assert.equal((await jar.post(urls.stepUp, { code: await codeOf(here, 'pernille'), back: urls.me })).status, 303);
  assert.notEqual(jar.cookies.get('__Host-verksted'), before);
  const old = browser(here);
  old.cookies.set('__Host-verksted', before);
  assert.ok(!(await isIn(old)));
  assert.ok(await isIn(jar));
});

test('what codes by text message are worth is said where there is something better', async () => {
  const page = await (await (await signInAs(here, 'per')).get(urls.passkeys)).text();
  assert.match(page, /En kode er bare så trygg som telefonen/);
  assert.match(page, /passnøkkel/i);
});

test('every page of somebody signed in has a way out', async () => {
  const jar = await signInAs(here, 'per');
  for (const path of [urls.desk, urls.me, urls.meKept, urls.passkeys, urls.groups, urls.stepUp, '/lyspunkt'])
    assert.match(await (await jar.get(path)).text(), /<form action="\/sign-out" method="post">/, path);
});
