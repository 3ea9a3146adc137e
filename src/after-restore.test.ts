import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cast, houses, seat } from '../test/cast.ts';
import { openTestWorld, type TestWorld } from '../test/world.ts';
import { afterRestore } from './after-restore.ts';
import { loadKeyring } from './lib/crypto.ts';
import { openKeyring } from './people/index.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld();
  await seat(here);
});
after(() => here.close());

const rows = async (text: string, ...values: unknown[]) => (await here.superuser.query<Record<string, unknown>>(text, values)).rows;

test('a restore erases again whoever was erased since, and sends nothing by itself', async () => {
  const list = {
    at: '2026-11-01T10:00:00Z',
    association: houses.lyspunkt.id,
    person: cast.per.id,
    reason: 'asked',
    receipt: 'ABCDEFGHJKMN',
  };
  writeFileSync(join(here.world.config.KEYS_FOLDER, 'erased.log'), `\n${JSON.stringify(list)}\n`, { flag: 'a' });
  for (const [state, channel] of [
    ['waiting', 'sms'],
    ['held', 'email'],
    ['waiting', 'letter'],
    ['sent', 'sms'],
  ])
    await rows(
      `insert into messages (id, association_id, person_id, kind, state, channel, created_at, send_after) values (gen_random_uuid(), $1, $2, 'trial', $3, $4, now(), now())`,
      houses.lyspunkt.id,
      cast.pia.id,
      state,
      channel,
    );
  const cluster = { superuser: () => here.superuser.options } as never;
  for (const { run } of afterRestore(here.world.config.KEYS_FOLDER, here.world.now)) await run(cluster);
  assert.deepEqual(await rows('select id from people where id = $1', cast.per.id), []);
  const states = await rows('select state, channel, last_error from messages where person_id = $1 order by state, channel', cast.pia.id);
  assert.deepEqual(
    states.map((one) => `${one['channel']} ${one['state']} ${one['last_error'] ?? ''}`.trim()),
    ['email failed interrupted', 'sms failed interrupted', 'sms sent', 'letter waiting'],
  );
});

test('somebody who came back is erased at the start, too', async () => {
  const line = {
    at: '2026-11-01T10:00:00Z',
    association: houses.lyspunkt.id,
    person: cast.petra.id,
    reason: 'asked',
    receipt: 'BBCDEFGHJKMN',
  };
  writeFileSync(join(here.world.config.KEYS_FOLDER, 'erased.log'), `\n${JSON.stringify(line)}\n`, { flag: 'a' });
  here = await here.reopen();
  assert.deepEqual(await rows('select id from people where id = $1', cast.petra.id), []);
});

test('the app does not start with a keyring that is missing or another one', async () => {
  const other = mkdtempSync(join(tmpdir(), 'verksted-other-keys-'));
  await assert.rejects(openKeyring(here.superuser.options, other), /keyring\.json is missing/);
  loadKeyring(other);
  await assert.rejects(openKeyring(here.superuser.options, other), /holds another keyring/);
  assert.equal((await openKeyring(here.superuser.options, here.world.config.KEYS_FOLDER)).mark, here.world.keys.mark);
});
