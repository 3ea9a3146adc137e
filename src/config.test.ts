import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from './config.ts';

const home = mkdtempSync(join(tmpdir(), 'verksted-settings-'));
after(() => rmSync(home, { recursive: true, force: true }));

const elsewhere = (more: string) => ({
  DATABASE_URL: `postgresql://app@db.example.org/verksted${more}`,
  DATABASE_OWNER_URL: 'postgresql:///verksted?host=/run/postgresql',
  DATABASE_JOBS_URL: 'postgresql://jobs@localhost/verksted',
});

test('another database is spoken to by a socket, on this machine, or over TLS with a certificate that is checked', () => {
  assert.throws(() => readConfig(elsewhere('')), /^Error: DATABASE_URL: away from this machine it needs sslmode=verify-full$/);
  assert.throws(() => readConfig(elsewhere('?sslmode=require')), /verify-full/);
  assert.throws(() => readConfig(elsewhere('?sslmode=disable')), /verify-full/);
  assert.ok(readConfig(elsewhere('?sslmode=verify-full')).DATABASE_URL);
});

test('a secret may lie in a file instead of the environment, and not in both', () => {
  const file = join(home, 'sms');
  writeFileSync(file, 'a-secret-of-sixteen-signs\n');
  assert.equal(readConfig({ SMS_INBOUND_SECRET_FILE: file }).SMS_INBOUND_SECRET, 'a-secret-of-sixteen-signs');
  assert.throws(() => readConfig({ SMS_INBOUND_SECRET_FILE: file, SMS_INBOUND_SECRET: 'x'.repeat(20) }), /SMS_INBOUND_SECRET: set both/);
  assert.throws(() => readConfig({ SMS_INBOUND_SECRET_FILE: join(home, 'none') }), /none/);
});

test('what is set wrong stops the start and is named, and a secret is never quoted', () => {
  const wrong = { SMS_INBOUND_SECRET: 'short-secret', PORT: 'x' };
  const said = (() => {
    try {
      readConfig(wrong);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  })();
  assert.match(said, /PORT/);
  assert.match(said, /SMS_INBOUND_SECRET/);
  assert.doesNotMatch(said, /short-secret/);
});
