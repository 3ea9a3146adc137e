import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Email } from 'postal-mime';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { type CastName, seat, sessionOf } from '../cast.ts';
import { type MailServer, mailServer, type SmsServer, smsServer, wayOut } from '../outside.ts';
import { openTestWorld, type TestWorld } from '../world.ts';
import { addMinutes } from '../../src/lib/day.ts';
import { SESSION_COOKIE } from '../../src/accounts/session.ts';
import { type Walk, walkOn } from './walk.ts';

export type WalkOptions = BrowserContextOptions & {
  /** the language of the browser; bokmål unless said */
  speaks?: 'nb' | 'nn' | 'da' | 'en';
  /** signed in already */
  as?: CastName | { id: string; association: string };
};

/** The whole program behind a real address, with a mail server and an SMS gateway of its own, and browsers to walk in. */
export type Site = {
  test: TestWorld;
  url: string;
  mail: MailServer;
  sms: SmsServer;
  /** everything that left a trace outside the database: addresses asked for, error pages, lines of the log */
  traces: string[];
  walk(options?: WalkOptions): Promise<Walk>;
  /** the newest message to this address, once nothing waits */
  letter(to: string): Promise<Email>;
  /** where the newest private link of this kind leads that came to one of these addresses and numbers: two messages may come in either order */
  link(to: string | readonly (string | null)[], kind: 'a' | 'e' | 'h' | 'i' | 'p' | 's' | 't'): Promise<string>;
  /** the newest text message to this number, once nothing waits */
  text(to: string): Promise<string>;
  /** what the gateway does when somebody answers */
  reply(from: string, message: string): Promise<void>;
  /** some minutes pass */
  pass(minutes: number): void;
  close(): Promise<void>;
};

export async function openSite(at: string, { empty = false } = {}): Promise<Site> {
  const [mail, sms, browser] = await Promise.all([mailServer(), smsServer(), openBrowser()]);
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const server = createAdaptorServer({ fetch: (request) => answer(request) }) as Server;
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const traces: string[] = [];
  const stopListening = overhear(traces);
  const test = await openTestWorld(at, { PUBLIC_URL: url, ...wayOut(mail, sms) });
  answer = (request) => {
    const token = request.headers.get('x-walks-in');
    if (token)
      return new Response(null, { headers: { 'set-cookie': `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; Secure; SameSite=Lax` } });
    traces.push(`${request.method} ${request.url}`);
    return test.app.fetch(request);
  };
  if (!empty) await seat(test);
  const lately = async <T>(all: readonly T[], isTo: (one: T) => boolean): Promise<T> => {
    await test.whenIdle();
    const found = all.findLast(isTo);
    if (!found) throw new Error('nothing came');
    return found;
  };
  let told = 0;
  return {
    test,
    url,
    mail,
    sms,
    traces,
    walk: (options = {}) => startWalk(browser, test, url, traces, options),
    letter: (to) => lately(mail.mails, (one) => one.to?.[0]?.address === to),
    link: async (to, kind) => {
      await test.whenIdle();
      const mails = mail.mails.filter((one) => [to].flat().includes(one.to?.[0]?.address ?? '')).map((one) => one.text!);
      const texts = sms.texts.filter((one) => [to].flat().includes(one.to)).map((one) => one.message);
      const found = [...mails, ...texts].map((text) => new RegExp(`${url}(/${kind}/[\\w-]+)`).exec(text)).findLast((match) => match);
      if (!found) throw new Error(`no link of this kind came: ${JSON.stringify([mails, texts])}`);
      return found[1]!;
    },
    text: async (to) => (await lately(sms.texts, (one) => one.to === to)).message,
    reply: async (from, message) => {
      const created = test.world.now().toISOString().replace('Z', '000');
      const body = new URLSearchParams({ id: `m${(told += 1)}`, from, to: '+4759440000', message, direction: 'incoming', created });
      const { status } = await fetch(`${url}/sms/inbound/a-secret-of-its-own`, { method: 'POST', body });
      if (status !== 204) throw new Error(`the gateway was answered ${status}`);
      await test.whenIdle();
    },
    pass: (minutes) => test.setClock(addMinutes(test.world.now(), minutes).toISOString()),
    close: async () => {
      await browser.close();
      stopListening();
      server.closeAllConnections();
      await new Promise((down) => server.close(down));
      await Promise.all([test.close(), mail.close(), sms.close()]);
    },
  };
}

async function startWalk(browser: Browser, test: TestWorld, url: string, traces: string[], options: WalkOptions): Promise<Walk> {
  const { speaks = 'nb', as, ...more } = options;
  const context = await browser.newContext({ locale: speaks, reducedMotion: 'reduce', viewport: { width: 390, height: 844 }, ...more });
  if (as) await walkIn(context, url, await sessionOf(test, as));
  return await walkOn(context, url, traces);
}

/** A cookie for this host alone is only taken from its server, so the server hands it over. */
async function walkIn(context: BrowserContext, url: string, token: string): Promise<void> {
  const door = await context.newPage();
  await door.setExtraHTTPHeaders({ 'x-walks-in': token });
  await door.goto(url);
  await door.close();
}

/** What the program writes while it runs. */
function overhear(lines: string[]): () => void {
  const write = process.stderr.write;
  process.stderr.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
    lines.push(String(chunk));
    return write.call(process.stderr, chunk, ...rest);
  }) as typeof write;
  return () => void (process.stderr.write = write);
}
