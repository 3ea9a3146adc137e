import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { serve } from '@hono/node-server';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { type CastName, cast, seat } from '../../test/cast.ts';
import { openBrowser } from '../../test/ui/browser.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { codeOf, recorded } from './browser.fixture.ts';

const start = '2026-12-01T09:00:00+01:00';
let world: TestWorld;
let server: ReturnType<typeof serve>;
let chromium: Browser;
let url: string;

before(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  world = await openTestWorld(start, { PUBLIC_URL: url });
  await seat(world);
  server = serve({ fetch: world.app.fetch, port, hostname: 'localhost' });
  chromium = await openBrowser();
});
after(async () => {
  await chromium.close();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

type Device = { context: BrowserContext; page: Page; cdp: CDPSession; key: string; faults: string[] };

/** A telephone with a finger on it: Chromium's own authenticator. */
async function device(verified = true): Promise<Device> {
  const context = await chromium.newContext({ locale: 'nb', extraHTTPHeaders: { 'accept-language': 'nb' } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => /Content Security|Trusted|violates/.test(message.text()) && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: verified,
  } as const;
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return { context, page, cdp, key: authenticatorId, faults };
}

async function signIn({ page }: Device, who: CastName): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Telefonnummer eller e-post').fill(cast[who].email ?? cast[who].phone);
  await page.getByRole('button', { name: 'Send meg en kode' }).click();
  await page.getByLabel('Koden', { exact: true }).fill(await codeOf(world, who));
  await page.getByRole('button', { name: 'Logg inn' }).click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
}

async function withPasskey(who: CastName): Promise<Device> {
  const phone = await device();
  await signIn(phone, who);
  await phone.page.goto(`${url}/second-step/set-up?back=/me/passkeys`);
  await phone.page.getByRole('button', { name: 'Lag en passnøkkel' }).click();
  await phone.page.waitForURL(`${url}/me/passkeys`);
  return phone;
}

const signOut = ({ context }: Device) => context.clearCookies();
const session = async (who: CastName) =>
  (
    await world.superuser.query(
      'select method, second_at, own_device from sessions where person_id = $1 order by created_at desc, last_seen_at desc',
      [cast[who].id],
    )
  ).rows;

test('a passkey is made in the browser, and is then enough by itself for somebody who sees others’ data', async () => {
  const phone = await withPasskey('kari');
  assert.match((await phone.page.textContent('main')) ?? '', /Passnøkkelen er laget/);
  assert.match((await phone.page.textContent('main')) ?? '', /Passnøkkel 1/);
  assert.deepEqual(phone.faults, [], 'nothing was refused by the content policy');
  assert.deepEqual((await recorded(world, 'kari')).slice(-2), ['passkey.added', 'second-step.taken']);
  await world.superuser.query('delete from sessions where person_id = $1', [cast.kari.id]);
  await signOut(phone);

  await phone.page.goto(`${url}/sign-in?back=/house/people/${cast.per.id}/paper-codes`);
  await phone.page.getByText('Dette er min egen').click();
  await phone.page.getByRole('button', { name: 'Bruk passnøkkel' }).click();
  await phone.page.waitForURL(`${url}/house/people/${cast.per.id}/paper-codes`);
  const [begun] = await session('kari');
  assert.deepEqual([begun.method, begun.own_device, begun.second_at !== null], ['passkey', true, true]);
  await phone.context.close();
});

test('a passkey is the second step after a code', async () => {
  const phone = await withPasskey('birk');
  await signOut(phone);
  await signIn(phone, 'birk');
  await phone.page.goto(`${url}/second-step?back=/me/passkeys`);
  await phone.page.getByRole('button', { name: 'Bruk passnøkkel' }).click();
  await phone.page.waitForURL(`${url}/me/passkeys`);
  assert.match((await phone.page.textContent('main')) ?? '', /sist brukt/);
  await phone.context.close();
});

test('an answer that was sent before, or to another browser’s challenge, is refused', async () => {
  const phone = await withPasskey('tuva');
  await signOut(phone);
  await phone.page.goto(`${url}/sign-in`);
  const sent = phone.page.waitForRequest((request) => request.url() === `${url}/sign-in/passkey`);
  await phone.page.getByRole('button', { name: 'Bruk passnøkkel' }).click();
  const answer = new URLSearchParams((await sent).postData()!).get('response')!;
  await phone.page.waitForURL((at) => at.pathname !== '/sign-in');
  const replay = async (cookie: string) => {
    const body = new URLSearchParams({ response: answer });
    const refused = await world.app.request(`${url}/sign-in/passkey`, { method: 'POST', body, headers: { origin: url, cookie } });
    return refused.headers.get('location');
  };
  const options = await world.app.request(`${url}/sign-in/passkey/options`, { method: 'POST', headers: { origin: url } });
  const other = options.headers
    .getSetCookie()
    .find((line) => line.startsWith('__Host-verksted-asks='))!
    .split(';')[0]!;
  assert.equal(await replay(''), '/sign-in?back=%2Fdesk&trouble=passkey');
  assert.equal(await replay(other), '/sign-in?back=%2Fdesk&trouble=passkey');
  await phone.context.close();
});

test('a passkey without face, finger or PIN is not taken', async () => {
  const phone = await device(false);
  await signIn(phone, 'ada');
  await phone.page.goto(`${url}/second-step/set-up?back=/me/passkeys`);
  await phone.page.getByRole('button', { name: 'Lag en passnøkkel' }).click();
  await phone.page.locator('[data-failed]:visible').waitFor();
  const { rowCount } = await world.superuser.query('select 1 from passkeys where person_id = $1', [cast.ada.id]);
  assert.equal(rowCount, 0);
  await phone.context.close();
});

test('a passkey that was removed no longer signs in, and its owner is told', async () => {
  const phone = await withPasskey('una');
  await phone.page.getByRole('button', { name: /^Fjern/ }).click();
  await phone.page.waitForSelector('text=Passnøkkelen er fjernet');
  await signOut(phone);
  await phone.page.goto(`${url}/sign-in`);
  await phone.page.getByRole('button', { name: 'Bruk passnøkkel' }).click();
  await phone.page.waitForURL(/trouble=passkey/);
  assert.deepEqual((await recorded(world, 'una')).slice(-1), ['passkey.removed']);
  await world.whenIdle();
  const told = await world.superuser.query(`select 1 from messages where person_id = $1 and kind = 'sign-in-changed'`, [cast.una.id]);
  assert.equal(told.rowCount, 2);
  await phone.context.close();
});

test('without script the passkey button is not there, and a code still signs in', async () => {
  const context = await chromium.newContext({ javaScriptEnabled: false, locale: 'nb', extraHTTPHeaders: { 'accept-language': 'nb' } });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  assert.equal(await page.getByRole('button', { name: 'Bruk passnøkkel' }).isVisible(), false);
  await signIn({ page } as Device, 'per');
  assert.ok((await context.cookies()).some(({ name, httpOnly, secure }) => name === '__Host-verksted' && httpOnly && secure));
  await context.close();
});
