import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import type { Backup, Cluster } from './index.ts';
import { backUp, backupsIn, doctor, isClusterProblem, newKeyPair, pruneBackups, rehearseRestore, restore, startCluster } from './index.ts';

const now = () => new Date('2026-11-22T12:00:00Z');
const home = mkdtempSync(join(tmpdir(), 'verksted-test-'));
const keys = newKeyPair();
const backups = join(home, 'backups');
let cluster: Cluster;
let backup: Backup;
const acknowledged = { before: 0, after: 0 };

before(async () => {
  chmodSync(home, 0o711);
  cluster = await startCluster({ folder: join(home, 'data'), now });
  await ask(cluster, prepare);
  await underLoad(async () => {
    backup = await backUp({ cluster, folder: backups, recipients: [keys.recipient], now });
  });
});
after(async () => {
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
});

test('a backup made under write load comes back whole', async () => {
  const folder = join(home, 'restored');
  const restored = await restore({ file: backup.file, identity: keys.identity, folder, now });
  assert.equal(restored.takenAt, '2026-11-22T12:00:00.000Z');
  assert.deepEqual(
    restored.databases.map((each) => each.database),
    ['postgres', 'template1'],
  );
  const copy = await startCluster({ folder, now });
  const [row] = await ask(
    copy,
    'select count(*)::int as entries, max(id)::int as last, (select sum(balance)::int from accounts) as total from entries',
  );
  assert.equal(row!.total, 100_000, 'no transfer is half there');
  assert.equal(row!.entries, row!.last, 'no entry is missing in between');
  assert.ok(Number(row!.last) >= acknowledged.before, 'everything acknowledged before the backup is there');
  assert.ok(acknowledged.after > acknowledged.before, 'there was load');
  assert.deepEqual(await ask(copy, 'select current_user::text as who', 'verksted_app'), [{ who: 'verksted_app' }]);
  await copy.stop();
});

test('nothing in the file can be read without the key, and only its owner may read the file', async () => {
  const bytes = readFileSync(backup.file);
  assert.equal(bytes.includes('Ane Plainly'), false);
  assert.match(bytes.toString('latin1', 0, 22), /^age-encryption\.org\/v1\n/);
  await assert.rejects(rehearse({ identity: newKeyPair().identity }), because('key-wrong'));
});

test('a restore never overwrites a cluster, and looks for the marker too', async () => {
  const options = { file: backup.file, identity: keys.identity, now };
  await assert.rejects(restore({ ...options, folder: join(home, 'data') }), because('cluster-exists'));
  const unmounted = join(home, 'unmounted');
  mkdirSync(unmounted);
  writeFileSync(join(unmounted, 'postgres.json'), readFileSync(join(home, 'data/postgres.json')));
  await assert.rejects(restore({ ...options, folder: unmounted }), because('cluster-exists'));
  assert.deepEqual(readdirSync(unmounted), ['postgres.json']);
});

test('a damaged or shortened backup is refused, and nothing of it stays', async () => {
  const bytes = readFileSync(backup.file);
  const changed = Buffer.from(bytes);
  changed[bytes.length >> 1]! ^= 1;
  for (const broken of [changed, bytes.subarray(0, bytes.length >> 1), bytes.subarray(0, -1)]) {
    const file = join(home, 'broken.tar.gz.age');
    writeFileSync(file, broken);
    await assert.rejects(restore({ file, identity: keys.identity, folder: join(home, 'broken'), now }), because('backup-damaged'));
    assert.deepEqual(readdirSync(join(home, 'broken')), []);
  }
});

test('what must follow a restore is done before the cluster is the live one; when it fails there is none', async () => {
  const folder = join(home, 'hooked');
  const done: string[] = [];
  const erase = {
    name: 'erasures',
    run: async (restored: Cluster) => {
      done.push('erasures');
      await ask(restored, 'truncate entries');
    },
  };
  const fail = {
    name: 'keyring',
    run: async () => {
      throw new Error('no keyring');
    },
  };
  const options = { file: backup.file, identity: keys.identity, folder, now };
  await assert.rejects(restore({ ...options, afterRestore: [erase, fail] }), /no keyring/);
  assert.equal(existsSync(join(folder, 'postgres')), false);
  await restore({ ...options, afterRestore: [erase] });
  assert.deepEqual(done, ['erasures', 'erasures']);
  const copy = await startCluster({ folder, now });
  assert.deepEqual(await ask(copy, 'select count(*)::int as entries from entries'), [{ entries: 0 }]);
  await copy.stop();
});

test('a drill restores beside, tells what it saw, and leaves nothing', async () => {
  let folder = '';
  const look = {
    name: 'look',
    run: async (copy: Cluster) => {
      folder = copy.folder;
      assert.deepEqual(await ask(copy, 'select sum(balance)::int as total from accounts'), [{ total: 100_000 }]);
    },
  };
  const restored = await rehearse({ afterRestore: [look] });
  assert.ok(restored.databases[0]!.tables > 60 && restored.databases[0]!.indexes > 100);
  assert.equal(existsSync(folder), false);
});

test('the doctor tells how old the newest backup is', async () => {
  const at = (time: string) => doctor(join(home, 'none'), () => new Date(time), backups);
  const hours = async (time: string) => (await at(time)).find((each) => each.about === 'backup');
  assert.deepEqual(await hours('2026-11-23T13:00:00Z'), {
    about: 'backup',
    state: 'good',
    facts: { newest: '2026-11-22T12:00:00Z', hours: 25, count: 1, bytes: backup.bytes },
  });
  assert.equal((await hours('2026-11-24T13:00:00Z'))?.state, 'notice');
  assert.equal((await hours('2026-11-26T13:00:00Z'))?.state, 'bad');
});

test('old backups are removed, the newest never', () => {
  writeFileSync(join(backups, 'backup-2026-11-20T120000Z.tar.gz.age'), '');
  writeFileSync(join(backups, 'notes.txt'), '');
  assert.deepEqual(
    backupsIn(backups).map((each) => each.takenAt),
    ['2026-11-22T12:00:00Z', '2026-11-20T12:00:00Z'],
  );
  assert.equal(pruneBackups(backups, 0).length, 1);
  assert.deepEqual(readdirSync(backups).sort(), ['backup-2026-11-22T120000Z.tar.gz.age', 'notes.txt']);
});

const prepare = `
  create role verksted_app login;
  create table accounts (id int primary key, balance int not null, holder text not null default 'Ane Plainly');
  insert into accounts select id, 1000 from generate_series(1, 100) as id;
  create table entries (id int primary key, filler text not null);
  insert into entries select id, repeat('x', 400) from generate_series(1, 20000) as id;
  create function transfer(entry int) returns void language sql as $$
    update accounts set balance = balance - entry % 7 where id = entry % 100 + 1;
    update accounts set balance = balance + entry % 7 where id = (entry + 37) % 100 + 1;
    insert into entries values (entry, repeat('x', 400));
  $$`;

/** Transfers one after another while `work` runs, and does not let it begin or end without any. */
async function underLoad(work: () => Promise<void>): Promise<void> {
  const client = new pg.Client(cluster.superuser());
  await client.connect();
  const load = { entry: 20_000, enough: false };
  const writing = (async () => {
    for (; !load.enough; load.entry += 1) await client.query('select transfer($1)', [load.entry + 1]);
  })();
  while (load.entry < 20_050) await new Promise(setImmediate);
  acknowledged.before = load.entry;
  await work();
  acknowledged.after = load.entry;
  load.enough = true;
  await writing;
  await client.end();
}

function rehearse(changes: { identity?: string; afterRestore?: { name: string; run(cluster: Cluster): Promise<void> }[] }) {
  return rehearseRestore({ file: backup.file, identity: keys.identity, now, ...changes });
}

async function ask(on: Cluster, sql: string, role = 'postgres'): Promise<Record<string, number | string>[]> {
  const client = new pg.Client(on.connection(role, 'postgres'));
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, number | string>[];
  } finally {
    await client.end();
  }
}

function because(reason: string): (error: unknown) => boolean {
  return (error) => isClusterProblem(error) && error.reason === reason;
}
