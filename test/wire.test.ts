import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, before, test } from 'node:test';
import { frontDoor } from '../src/accounts/index.ts';
import { PATIENCE } from '../src/server.ts';
import { openTestWorld, type TestWorld } from './world.ts';

let here: TestWorld;
let server: Server;
before(async () => {
  here = await openTestWorld();
  server = createServer(PATIENCE, frontDoor(here.world, here.app));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
after(async () => {
  server.closeAllConnections();
  await new Promise((down) => server.close(down));
  await here.close();
});

/** The first line of the answer to these very bytes. */
function answerTo(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const line = connect((server.address() as AddressInfo).port, '127.0.0.1', () => line.write(bytes));
    let heard = '';
    line.on('data', (part) => {
      heard += part.toString();
      if (heard.includes('\r\n')) line.end();
    });
    line.on('close', () => resolve(heard.split('\r\n')[0]!));
    line.on('error', reject);
  });
}

const head = (first: string, ...more: string[]) => [first, 'Host: localhost', 'Connection: close', ...more, '', ''].join('\r\n');

test('a request that says its length in two ways is refused on the line', async () => {
  const post = 'POST /sign-in HTTP/1.1';
  for (const [what, ...lines] of [
    ['a length and pieces', 'Content-Length: 4', 'Transfer-Encoding: chunked'],
    ['two lengths', 'Content-Length: 4', 'Content-Length: 40'],
    ['a length that is none', 'Content-Length: +4'],
    ['pieces spelt otherwise', 'Transfer-Encoding: xchunked'],
    ['a folded line', 'X-One: a\r\n b', 'Content-Length : 4'],
  ] as const)
    assert.match(await answerTo(`${head(post, ...lines)}0\r\n\r\n`), / 400 /, what);
  assert.match(await answerTo(head('GET /', 'X-Long: ' + 'a'.repeat(20_000))), / 4(00|31) /);
  assert.match(await answerTo(head('GET / HTTP/1.1', `X-Long: ${'a'.repeat(20_000)}`)), / 431 /);
});

test('no file of the program, its history or its folders is to be had', async () => {
  const paths = [
    '/.git/config',
    '/.git/HEAD',
    '/.env',
    '/package.json',
    '/package-lock.json',
    '/src/server.ts',
    '/keys/keyring.json',
    '/data/postgres/PG_VERSION',
    '/node_modules/hono/package.json',
    '/static/',
    '/static',
    '/public/',
    '/static/../package.json',
    '/static/%2e%2e/package.json',
    '/static/..%2f..%2fpackage.json',
    '/..%5c..%5cetc/passwd',
    '/styles/main.css',
  ];
  for (const path of paths) assert.match(await answerTo(head(`GET ${path} HTTP/1.1`)), / (404|400|30\d) /, path);
});
