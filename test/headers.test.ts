import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { frontDoor } from '../src/accounts/index.ts';
import { addressIn, type Ground, keepNothing, layGround, nameOf, SECRET, typedFor } from './access-ground.fixture.ts';
import { as, type Client, visitor } from './cast.ts';
import { openTestWorld, type TestWorld } from './world.ts';

type Answer = { asked: string; status: number; headers: Headers; signedIn: boolean; body: string };

let here: TestWorld;
let ground: Ground;
const answers: Answer[] = [];
before(async () => {
  here = await openTestWorld(undefined, { SMS_INBOUND_SECRET: SECRET });
  ground = await layGround(here);
  keepNothing(here);
  const clients: [string, Client][] = [
    ['a visitor', visitor(here)],
    ['a participant', await as(here, 'per')],
    ['a facilitator', await as(here, 'frida')],
    ['an administrator', await as(here, 'kari')],
    ['an umbrella officer', await as(here, 'una')],
  ];
  for (const [who, client] of clients) {
    for (const route of here.routes) {
      const path = addressIn(here, ground, route);
      const response = await (route.method === 'GET' ? client.get(path) : client.post(path, typedFor(ground, route)));
      await keep(`${nameOf(route)} by ${who}`, response, who !== 'a visitor');
    }
    for (const path of ['/icon.svg', '/not/there/at/all', '/desk/', '/desk.css', '/me/x.css'])
      await keep(path, await client.get(path), who !== 'a visitor');
    await here.superuser.query('delete from rate_limits');
  }
});
after(() => here.close());

async function keep(asked: string, response: Response, signedIn: boolean): Promise<void> {
  answers.push({ asked, status: response.status, headers: response.headers, signedIn, body: await response.text() });
}

/** Those of which something does not hold. */
const wrong = (holds: (answer: Answer) => boolean, of: (answer: Answer) => boolean = () => true): string[] =>
  answers.filter((answer) => of(answer) && !holds(answer)).map(({ asked, status }) => `${asked}: ${status}`);
const said = (answer: Answer, name: string): string => answer.headers.get(name) ?? '';
const within = (answer: Answer, name: string, ...parts: string[]): boolean =>
  parts.every((part) => said(answer, name).split('; ').includes(part));
const hasBody = ({ body }: Answer): boolean => body !== '';

test('every answer there is keeps browsers to TLS for two years, subdomains included', () => {
  assert.ok(answers.length > 500, String(answers.length));
  assert.deepEqual(
    wrong((answer) => said(answer, 'strict-transport-security') === 'max-age=63072000; includeSubDomains'),
    [],
  );
});

test('every answer has a policy that lets in no foreign script, object, base or frame', () => {
  const strict = ["default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"];
  assert.deepEqual(
    wrong((answer) => within(answer, 'content-security-policy', ...strict)),
    [],
  );
  assert.deepEqual(
    wrong((answer) => !/unsafe|https?:|\*/.test(said(answer, 'content-security-policy').replace('frame-ancestors *', ''))),
    [],
  );
  // The finder is the one page that other sites may show within theirs.
  const framed = answers.filter((answer) => !within(answer, 'content-security-policy', "frame-ancestors 'none'"));
  assert.deepEqual([...new Set(framed.map(({ asked }) => asked.replace(/ by .*/, '')))], ['GET /:association/embed']);
});

test('every answer says what it is and that it is nothing else, with its letters', () => {
  assert.deepEqual(
    wrong((answer) => said(answer, 'x-content-type-options') === 'nosniff'),
    [],
  );
  assert.deepEqual(
    wrong((answer) => said(answer, 'content-type') !== '', hasBody),
    [],
  );
  assert.deepEqual(
    wrong(
      (answer) => /charset=utf-8/i.test(said(answer, 'content-type')),
      (answer) => hasBody(answer) && /^text\/|\+xml|\/xml/.test(said(answer, 'content-type')) && !/svg/.test(said(answer, 'content-type')),
    ),
    [],
  );
});

test('no answer tells the next site where one came from, or shares its window or its contents', () => {
  assert.deepEqual(
    wrong((answer) => said(answer, 'referrer-policy') === 'no-referrer' && said(answer, 'cross-origin-opener-policy') === 'same-origin'),
    [],
  );
  const shared = answers.filter((answer) => said(answer, 'cross-origin-resource-policy') !== 'same-origin');
  const names = [...new Set(shared.map(({ asked }) => asked.replace(/ by .*/, '')))].filter((name) => !/^GET \/open\b/.test(name));
  assert.deepEqual(names, ['GET /embed.js']);
});

test('only open data may be read by other websites, by all of them, and by none with a cookie', () => {
  assert.deepEqual(
    wrong(
      (answer) =>
        ['', '*'].includes(said(answer, 'access-control-allow-origin')) && said(answer, 'access-control-allow-credentials') === '',
    ),
    [],
  );
});

test('what somebody who is signed in sees is stored by nobody', () => {
  // A calendar program asks every hour, and is told that nothing has changed.
  const isAsset = ({ asked }: Answer) =>
    /^\/icon\.svg$|^GET \/health|^GET \/c\/:token|^GET \/static\/|^GET \/embed\.js|^GET \/open\/|logo|\.xml|robots|worker/.test(asked);
  assert.deepEqual(
    wrong(
      (answer) => /no-store/.test(said(answer, 'cache-control')),
      (answer) => answer.signedIn && answer.status < 300 && hasBody(answer) && !isAsset(answer),
    ),
    [],
  );
});

test('every cookie is for this host alone, over TLS, out of the reach of scripts, and short', () => {
  const lines = answers.flatMap(({ headers }) => headers.getSetCookie());
  assert.ok(lines.length > 5, String(lines.length));
  const loose = lines.filter(
    (line) => !/^__Host-[^=]+=/.test(line) || !/; Secure/.test(line) || !/; HttpOnly/.test(line) || !/; SameSite=(Lax|Strict)/.test(line),
  );
  assert.deepEqual([...new Set(loose.map((line) => line.split('=')[0]))], []);
  assert.deepEqual(
    lines.filter((line) => line.split(';')[0]!.length > 4096),
    [],
  );
});

test('no answer tells which program gave it, nor in which version', () => {
  assert.deepEqual(
    wrong((answer) => !answer.headers.has('server') && !answer.headers.has('x-powered-by')),
    [],
  );
});

test('a method that nobody uses is refused on the line, TRACE among them', async () => {
  const server = createServer(frontDoor(here.world, here.app));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  try {
    for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'CONNECT']) {
      const { status, echoed } = await onTheLine(port, method);
      assert.ok(status >= 400 && status < 500, `${method}: ${status}`);
      assert.ok(!echoed, method);
    }
  } finally {
    server.closeAllConnections();
    await new Promise((down) => server.close(down));
  }
});

function onTheLine(port: number, method: string): Promise<{ status: number; echoed: boolean }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method, path: '/desk', headers: { 'x-planted': 'seen' } }, (answer) => {
      const parts: string[] = [];
      answer.on('data', (part) => parts.push(String(part)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, echoed: parts.join('').includes('x-planted') }));
    });
    asked.on('connect', (answer) => resolve({ status: answer.statusCode ?? 0, echoed: false }));
    asked.on('error', (error) => (method === 'CONNECT' ? resolve({ status: 400, echoed: false }) : reject(error)));
    asked.end();
  });
}
