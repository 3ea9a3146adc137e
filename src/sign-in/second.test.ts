import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { type CastName, cast, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { browser, type Jar, recorded, signInAs } from './browser.fixture.ts';

let world: TestWorld;
before(async () => {
  world = await openTestWorld('2026-12-01T09:00:10+01:00', { TRUSTED_PROXIES: '1' });
  await seat(world);
});
after(() => world.close());

const PAGE = '/house/people';
let nth = 10;
const elsewhere = () => browser(world, 'nb', `198.51.100.${(nth += 1)}`);
const guarded = `${PAGE}/${cast.per.id}/second-step`;

/** What the person's app shows `steps` half minutes from now. */
function shown(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.world.now().getTime() + steps * 30_000 });
}

async function secretOn(jar: Jar): Promise<string> {
  const page = await (await jar.get('/second-step/set-up')).text();
  return /<code class="secret">([^<]+)</.exec(page)![1]!.replaceAll(' ', '');
}

/** Signs in and sets up an app; the clock then stands a minute later, so that the first code is behind. */
async function withApp(who: CastName): Promise<{ jar: Jar; secret: string }> {
  const jar = await signInAs(world, who, {}, elsewhere());
  const secret = await secretOn(jar);
  await jar.post('/second-step/set-up', { code: shown(secret) });
  later(60);
  return { jar, secret };
}

const later = (seconds: number) => world.setClock(new Date(world.world.now().getTime() + seconds * 1000).toISOString());

test('whoever sees others’ data is led to a second step, and her own pages stay open', async () => {
  const jar = await signInAs(world, 'ada', {}, elsewhere());
  const stopped = await jar.get(guarded);
  assert.equal(stopped.headers.get('location'), `/second-step?back=${encodeURIComponent(guarded)}`);
  const on = await jar.get(stopped.headers.get('location')!);
  assert.equal(on.headers.get('location'), `/second-step/set-up?back=${encodeURIComponent(guarded)}`);
  assert.equal((await jar.get('/me/passkeys')).status, 200);
});

test('an app is set up with the code it shows; then every sign-in asks for one', async () => {
  const jar = await signInAs(world, 'ada', {}, elsewhere());
  const secret = await secretOn(jar);
  assert.equal((await jar.post('/second-step/set-up', { code: '000000' })).status, 422);
  assert.equal(await secretOn(jar), secret, 'the page shows the same key again');
  const before = jar.cookies.get('__Host-verksted');
  const done = await jar.post('/second-step/set-up', { code: shown(secret), back: guarded });
  assert.equal(done.headers.get('location'), guarded);
  assert.notEqual(jar.cookies.get('__Host-verksted'), before, 'a new secret for a session that may do more');
  assert.equal((await jar.get(guarded)).status, 200);
  assert.deepEqual((await recorded(world, 'ada')).slice(-2), ['second-step.set-up', 'second-step.taken']);
  const { rows } = await world.superuser.query('select secret from totp_secrets where person_id = $1', [cast.ada.id]);
  assert.ok(!rows[0].secret.toString('latin1').includes(secret), 'sealed at rest');
  await world.whenIdle();
  const told = await world.superuser.query(`select 1 from messages where person_id = $1 and kind = 'sign-in-changed'`, [cast.ada.id]);
  assert.equal(told.rowCount, 1);

  later(60);
  const again = await signInAs(world, 'ada', {}, elsewhere());
  assert.match((await again.get(guarded)).headers.get('location')!, /^\/second-step\?/);
  await again.get('/second-step');
  assert.equal((await again.post('/second-step', { code: shown(secret), back: guarded })).headers.get('location'), guarded);
  assert.equal((await again.get(guarded)).status, 200);
});

test('a code is good one step before and after, not two, and never twice', async () => {
  const { secret } = await withApp('dorte');
  const jar = await signInAs(world, 'dorte', {}, elsewhere());
  const step = async (code: string) => {
    await jar.get('/second-step');
    return (await jar.post('/second-step', { code })).status;
  };
  assert.equal(await step(shown(secret, 2)), 422);
  assert.equal(await step(shown(secret, -2)), 422);
  assert.equal(await step(shown(secret, -1)), 303);
  assert.equal(await step(shown(secret, -1)), 422, 'the same code again');
  assert.equal(await step(shown(secret, 1)), 303);
  assert.equal(await step(shown(secret, 0)), 422, 'an older step than the last one used');
  later(60);
  assert.equal(await step(shown(secret)), 303);
});

test('after ten tries in an hour no more are taken', async () => {
  const { secret } = await withApp('karen');
  const jar = await signInAs(world, 'karen', {}, elsewhere());
  await jar.get('/second-step');
  for (let nth = 0; nth < 10; nth += 1) await jar.post('/second-step', { code: '000000' });
  const refused = await jar.post('/second-step', { code: shown(secret) });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Vent en time/);
});

test('a second step cannot be changed by one who has not taken it', async () => {
  await withApp('kari');
  const thief = await signInAs(world, 'kari', {}, elsewhere());
  assert.match((await thief.get('/second-step/set-up')).headers.get('location')!, /^\/step-up\?/);
  await thief.get('/step-up');
  assert.match((await thief.post('/second-step/set-up', { code: '123456' })).headers.get('location')!, /^\/step-up\?/);
});

/** Where each gets without a second step: what is everyone's, and one's own, is open; nothing of others is. */
const doors = [
  ['/sign-in', { nobody: 200, per: 303, kari: 303 }],
  ['/sign-in/paper', { nobody: 200, per: 200, kari: 200 }],
  ['/sign-in/choose', { nobody: 303, per: 303, kari: 303 }],
  ['/second-step', { nobody: 303, per: 303, kari: 303 }],
  ['/second-step/set-up', { nobody: 303, per: 200, kari: 200 }],
  ['/me/passkeys', { nobody: 303, per: 200, kari: 200 }],
  ['/step-up', { nobody: 303, per: 200, kari: 200 }],
  [`${PAGE}/${cast.per.id}/paper-codes`, { nobody: 303, per: 404, kari: 303 }],
  [guarded, { nobody: 303, per: 404, kari: 404 }],
] as const;

test('each door lets in whom it should, before any second step', async () => {
  await world.superuser.query('delete from totp_secrets');
  const [per, kari] = [await signInAs(world, 'per', {}, elsewhere()), await signInAs(world, 'kari', {}, elsewhere())];
  const found = [];
  for (const [path] of doors)
    found.push([
      path,
      { nobody: (await elsewhere().get(path)).status, per: (await per.get(path)).status, kari: (await kari.get(path)).status },
    ]);
  assert.deepEqual(found, doors);
});
