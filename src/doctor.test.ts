import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cast, houses, seat } from '../test/cast.ts';
import { openTestWorld, type TestWorld } from '../test/world.ts';
import { readConfig } from './config.ts';
import { type Check, checkUp, contents, keys, sayFinding, settings } from './doctor.ts';
import { loadKeyring } from './lib/crypto.ts';
import { day } from './lib/day.ts';
import { type Db, openDb, transaction } from './lib/db.ts';
import { newId } from './lib/ids.ts';

let here: TestWorld;
let jobs: Db;
const home = mkdtempSync(join(tmpdir(), 'verksted-doctor-'));
before(async () => {
  here = await openTestWorld();
  await seat(here);
  jobs = openDb({ ...here.superuser.options, max: 1 }, Buffer.alloc(32), () => {});
});
after(async () => {
  await jobs.pool.end();
  await here.close();
  rmSync(home, { recursive: true });
});

const said = (checks: Check[], state: Check['state']) => checks.filter((one) => one.state === state).map(({ say }) => say);
const look = () => transaction(jobs, { person: null, today: day('2026-12-01') }, (tx) => contents(tx, here.world.now));

test('a setting that is wrong is named, and nothing else is looked at', async () => {
  const checks = await checkUp({ PORT: 'many', MAIL_FROM: 'nobody' }, here.world.now);
  assert.deepEqual(
    checks.map(({ state }) => state),
    ['bad', 'bad'],
  );
  assert.match(checks[0]!.say, /^The settings are wrong\. PORT: /);
});

test('an installation of which nothing has been said says what it lacks', () => {
  const bare = settings(readConfig({ PUBLIC_URL: 'http://verksted.example.org' }));
  assert.deepEqual(said(bare, 'bad'), [
    'PUBLIC_URL is http://verksted.example.org: nobody can sign in without https.',
    'BACKUP_RECIPIENTS is not set: no backup can be sealed. Run bin/backup.ts --new-key.',
  ]);
  assert.deepEqual(said(bare, 'notice'), [
    'SMTP_URL is not set: mail waits in the outbox.',
    'SMS_URL is not set: text messages wait in the outbox.',
  ]);
  const whole = settings(
    readConfig({
      PUBLIC_URL: 'https://verksted.example.org',
      SMTP_URL: 'smtps://host',
      MAIL_FROM: 'post@verksted.example.org',
      SMS_URL: 'https://sms.example.org',
      SMS_USER: 'u',
      SMS_PASSWORD: 'p',
      SMS_NUMBER: '+4759440000',
      SMS_INBOUND_SECRET: 'a-secret-of-its-own',
      BACKUP_RECIPIENTS: `age1${'q'.repeat(58)}`,
    }),
  );
  assert.deepEqual([said(whole, 'bad'), said(whole, 'notice')], [[], []]);
});

test('a backup is sealed to nothing that is no key', () => {
  assert.throws(() => readConfig({ BACKUP_RECIPIENTS: 'AGE-SECRET-KEY-1XYZ' }), /BACKUP_RECIPIENTS/);
});

test('the keyring is there, is its owner’s alone, and does not lie beside what it opens', () => {
  const at = (folder: string) => keys(readConfig({ KEYS_FOLDER: folder, DATA_FOLDER: join(home, 'data') }));
  assert.match(said(at(join(home, 'nowhere')), 'bad').join(), /There is no keyring/);
  const folder = join(home, 'keys');
  loadKeyring(folder);
  assert.deepEqual(said(at(folder), 'bad'), []);
  chmodSync(join(folder, 'keyring.json'), 0o644);
  assert.match(said(at(folder), 'bad').join(), /chmod 600/);
  mkdirSync(join(home, 'data'));
  loadKeyring(join(home, 'data/keys'));
  assert.match(said(at(join(home, 'data/keys')), 'bad').join(), /lies in DATA_FOLDER/);
});

test('what the server tells is said in sentences', () => {
  assert.deepEqual(sayFinding({ about: 'disk', state: 'good', facts: { free: 5e9, total: 20e9 } }), {
    state: 'good',
    say: '5.0 GB of 20.0 GB on the disk are free.',
  });
  const backup = { newest: 'x', hours: 80, count: 3, bytes: 1 };
  assert.equal(
    sayFinding({ about: 'backup', state: 'bad', facts: backup }).say,
    'The newest backup is 3 days old: see why none has been made since.',
  );
});

test('jobs that are stuck, messages that wait and nights in which nothing was forgotten are told', async () => {
  const run = async (text: string, values: unknown[] = []) => (await here.superuser.query(text, values)).rows;
  await here.whenIdle();
  await run(`insert into retention_runs (id, started_at, finished_at) values ($1, '2026-12-01T03:23+01', '2026-12-01T03:24+01')`, [
    newId(),
  ]);
  assert.deepEqual(await look(), [{ state: 'good', say: 'The database holds 2 associations.' }]);
  await run(
    `insert into messages (id, association_id, person_id, kind, channel, state, created_at, send_after) select gen_random_uuid(), $1, $2, 'trial', 'email', state, '2026-11-30', '2026-11-30'
     from unnest(array['waiting', 'failed']) as state`,
    [houses.lyspunkt.id, cast.per.id],
  );
  await run(
    `insert into pgboss.job_common (name, state, started_on, start_after) values ('people.forget', 'active', now() - interval '3 hours', now() - interval '3 hours')`,
  );
  here.setClock('2026-12-04T09:00:00+01:00');
  const checks = await look();
  assert.deepEqual(said(checks, 'bad'), [
    '1 stuck in the queue of jobs. Start Verksted again; if that does not help, send us the log.',
    'What is due has not been erased since 2026-12-01.',
  ]);
  assert.deepEqual(said(checks, 'notice'), [
    '1 of the messages should have left more than an hour ago.',
    '1 of the messages of the last week could not be sent: see the outbox.',
  ]);
});
