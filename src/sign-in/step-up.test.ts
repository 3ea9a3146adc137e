import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { browser, codeOf, recorded, signInAs } from './browser.fixture.ts';

const start = '2026-12-01T09:00:00+01:00';
let world: TestWorld;
before(async () => {
  world = await openTestWorld(start, { TRUSTED_PROXIES: '1' });
  await seat(world);
});
after(() => world.close());

let nth = 10;
const elsewhere = () => browser(world, 'nb', `198.18.0.${(nth += 1)}`);
const guarded = '/second-step/set-up';
const asksAgain = async (jar: ReturnType<typeof elsewhere>) =>
  (await jar.get(guarded)).headers.get('location')?.startsWith('/step-up') ?? false;

test('what was proved at signing in holds for ten minutes; then a fresh code is asked for', async () => {
  const jar = await signInAs(world, 'per', {}, elsewhere());
  assert.equal(await asksAgain(jar), false);
  world.setClock('2026-12-01T09:10:01+01:00');
  assert.equal(await asksAgain(jar), true);
  await jar.get('/step-up');
  const before = jar.cookies.get('__Host-verksted');
  const sent = await jar.post('/step-up/code', { by: 'email', back: guarded });
  assert.equal(sent.headers.get('location'), '/step-up?back=%2Fsecond-step%2Fset-up&sent=yes');
  const code = await codeOf(world, 'per');
  assert.equal((await elsewhere().post('/sign-in/code', { code })).status, 422, 'of no use in another browser');
  assert.equal((await jar.post('/step-up', { code: code === '111111' ? '222222' : '111111' })).status, 422);
  const proved = await jar.post('/step-up', { code, back: guarded });
  assert.equal(proved.headers.get('location'), guarded);
  assert.notEqual(jar.cookies.get('__Host-verksted'), before);
  assert.equal(await asksAgain(jar), false);
  assert.deepEqual((await recorded(world, 'per')).slice(-1), ['session.proved']);
});

test('a code for somebody else’s address proves nothing about oneself', async () => {
  world.setClock(start);
  const jar = await signInAs(world, 'pernille', {}, elsewhere());
  world.setClock('2026-12-01T09:20:00+01:00');
  await jar.get('/step-up');
  await jar.post('/sign-in', { contact: cast.petra.email! });
  assert.equal((await jar.post('/step-up', { code: await codeOf(world, 'petra') })).status, 422);
  assert.equal(await asksAgain(jar), true);
});

test('one can only be asked in a way one is reached', async () => {
  world.setClock(start);
  const jar = await signInAs(world, 'paal', {}, elsewhere());
  const page = await (await jar.get('/step-up')).text();
  assert.match(page, /Send kode på SMS/);
  assert.doesNotMatch(page, /Send kode på e-post/);
  assert.equal((await jar.post('/step-up/code', { by: 'email' })).status, 404);
});
