import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { addressOf } from './address.ts';

/** Whom a request that says this of its way is counted as, behind so many trusted fronts. */
async function counted(forwarded: string | undefined, proxies: number): Promise<string> {
  const app = new Hono().get('/', (http) => http.text(addressOf(http, proxies)));
  return await (await app.request('/', { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } })).text();
}

test('of what a request says of its way, only what the trusted fronts have added is believed', async () => {
  assert.equal(await counted('203.0.113.9', 0), 'local', 'without a front nothing is believed');
  assert.equal(await counted('198.51.100.1, 203.0.113.9', 1), '203.0.113.9', 'what was there before the front is made up');
  assert.equal(await counted('198.51.100.1, 203.0.113.9, 192.0.2.5', 2), '203.0.113.9');
  assert.equal(await counted('203.0.113.9', 2), 'local', 'a way shorter than the fronts is none');
  assert.equal(await counted(undefined, 1), 'local');
  assert.equal(await counted('198.51.100.1, 2001:db8:1:2:3:4:5:6', 1), '2001:db8:1:2::/64');
});
