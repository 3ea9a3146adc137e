import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { hashOf, SESSION_COOKIE } from '../src/accounts/session.ts';
import { addMinutes } from '../src/lib/day.ts';
import { cast, type CastName, houses } from './cast.ts';
import type { TestWorld } from './world.ts';

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, 'localhost', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

export type Site = { url: string; /** paths asked for, in order */ asked: string[]; close(): Promise<void> };

/** The app on its own address, which must be the world's PUBLIC_URL. */
export async function serveWorld(test: TestWorld): Promise<Site> {
  const url = test.world.config.PUBLIC_URL.replace(/\/$/, '');
  const asked: string[] = [];
  const fetch = (request: Request) => {
    asked.push(new URL(request.url).pathname);
    return test.app.fetch(request);
  };
  const server = serve({ fetch, port: Number(new URL(url).port), hostname: 'localhost' });
  await new Promise((done) => server.once('listening', done));
  return { url, asked, close: () => new Promise<void>((done) => server.close(() => done())) };
}

/** A browser in which one of the cast is signed in, second step taken. */
export async function signedIn(
  test: TestWorld,
  browser: Browser,
  who: CastName,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'nb', ...options });
  const token = randomBytes(32).toString('base64url');
  const now = test.world.now();
  await test.superuser.query(
    `insert into sessions (token_hash, association_id, person_id, created_at, last_seen_at, expires_at, own_device, method, second_at, step_up_at)
     values ($1,$2,$3,$4,$4,$5,true,'email-code',$4,$4)`,
    [hashOf(token), houses[cast[who].house].id, cast[who].id, now, addMinutes(now, 60 * 24 * 30)],
  );
  await context.addCookies([
    { name: SESSION_COOKIE, value: token, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
  ]);
  return context;
}
