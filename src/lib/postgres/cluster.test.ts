import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Cluster } from './index.ts';
import { serverProcesses } from './lock.ts';
import { attachCluster, isClusterProblem, startCluster, startThrowawayCluster } from './index.ts';

const now = () => new Date('2026-11-22T12:00:00Z');
const home = mkdtempSync(join(tmpdir(), 'verksted-test-'));
const folder = join(home, 'data');
const events: string[] = [];
const start = (where = folder) => startCluster({ folder: where, now, lockPatience: 300, log: (event) => events.push(event) });

before(() => chmodSync(home, 0o711));
after(() => rmSync(home, { recursive: true, force: true }));

test('a cluster is made once, and found again with its rows', async () => {
  const first = await start();
  await ask(first, 'create table kept (name text)');
  await ask(first, "insert into kept values ('Ane')");
  await first.stop();
  const second = await start();
  assert.deepEqual(await ask(second, 'select name from kept'), [{ name: 'Ane' }]);
  assert.deepEqual(await ask(second, 'show data_checksums'), [{ data_checksums: 'on' }]);
  assert.deepEqual(
    await ask(second, "select datlocprovider as provider, datlocale as locale from pg_database where datname = 'postgres'"),
    [{ provider: 'b', locale: 'C.UTF-8' }],
  );
  await second.stop();
});

test('no TCP port is open', async () => {
  const cluster = await start();
  const sockets = readdirSync(`/proc/${cluster.pid}/fd`).map((fd) => readlinkSync(`/proc/${cluster.pid}/fd/${fd}`));
  const inodes = sockets.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
  const listed = (name: string) => readFileSync(`/proc/net/${name}`, 'utf8');
  assert.ok(
    inodes.some((inode) => listed('unix').includes(` ${inode} ${cluster.socketFolder}`)),
    'the Unix socket is seen',
  );
  for (const inode of inodes) assert.doesNotMatch(`${listed('tcp')}${listed('tcp6')}`, new RegExp(`\\s${inode}\\s`));
  await cluster.stop();
});

test('only the mapped role names may connect, and there is no password', async () => {
  const cluster = await start();
  await ask(cluster, 'create role verksted_app login; create role stranger login superuser');
  assert.deepEqual(await ask(cluster, 'select current_user::text as who', 'verksted_app'), [{ who: 'verksted_app' }]);
  await assert.rejects(ask(cluster, 'select 1', 'stranger'), { code: '28000' });
  for (const closed of [cluster.socketFolder, cluster.clusterFolder]) assert.equal(statSync(closed).mode & 0o777, 0o700);
  assert.deepEqual(await ask(cluster, 'select count(*)::int as passwords from pg_authid where rolpassword is not null'), [
    { passwords: 0 },
  ]);
  await cluster.stop();
});

test('a statement of the app is limited in time, one of the upkeep is not', async () => {
  const cluster = await start();
  assert.deepEqual(await ask(cluster, 'show statement_timeout', 'verksted_app'), [{ statement_timeout: '5s' }]);
  const client = new pg.Client(cluster.superuser());
  await client.connect();
  assert.deepEqual((await client.query('show statement_timeout')).rows, [{ statement_timeout: '0' }]);
  await client.end();
  await cluster.stop();
});

test('a second start over a running cluster is refused and leaves it alone; another process may attach', async () => {
  const cluster = await start();
  await assert.rejects(start(), because('in-use'));
  const attached = attachCluster(folder);
  assert.equal(attached.pid, cluster.pid);
  assert.deepEqual(await ask(attached, 'select 1 as one'), [{ one: 1 }]);
  await cluster.stop();
  assert.throws(() => attachCluster(folder), because('not-running'));
});

test('when Node is killed the server stops cleanly, and every acknowledged row is there', async () => {
  const writer = await writing();
  await writer.reached(200);
  writer.child.kill('SIGKILL');
  const acknowledged = await writer.ended;
  await serverGone();
  assert.equal(existsSync(join(folder, 'postgres/postmaster.pid')), false);
  assert.match(readFileSync(join(folder, 'postgres.log'), 'utf8'), /database system is shut down\s*$/);
  const cluster = await start();
  assert.ok((await last(cluster)) >= acknowledged);
  await cluster.stop();
});

test('when the server is killed while writing, every acknowledged row is there', async () => {
  const writer = await writing();
  const server = await writer.serverPid;
  await writer.reached(200);
  process.kill(server, 'SIGKILL');
  writer.child.kill('SIGKILL');
  const acknowledged = await writer.ended;
  const cluster = await start();
  const [row] = await ask(cluster, 'select count(*)::int as rows, max(number)::int as last from written');
  assert.ok(Number(row!.last) >= acknowledged);
  assert.equal(row!.rows, row!.last);
  await cluster.stop();
});

test('a lock left behind is not believed when its number belongs to another program', async () => {
  const other = spawn('sleep', ['60']);
  await once(other, 'spawn');
  writeFileSync(join(folder, 'postgres/postmaster.pid'), `${other.pid}\n${folder}/postgres\n1\n5432\n${folder}\n\n\nready\n`);
  const cluster = await start();
  assert.ok(events.includes('postgres.stale-lock-removed'));
  assert.deepEqual(await ask(cluster, 'select 1 as one'), [{ one: 1 }]);
  await cluster.stop();
  other.kill();
});

test('a server left without its program is stopped, and a new one started', async () => {
  const bare = join(home, 'bare');
  mkdirSync(bare);
  symlinkSync('/usr/bin/test', join(bare, 'test')); // neither setpriv nor flock: as on a system without util-linux
  const writer = await writing({ PATH: bare });
  const orphan = await writer.serverPid;
  writer.child.kill('SIGKILL');
  await writer.ended;
  process.kill(orphan, 0);
  const cluster = await start();
  assert.ok(events.includes('postgres.orphan-found'));
  assert.notEqual(cluster.pid, orphan);
  await cluster.stop();
});

test('a server that is killed is started again', async () => {
  const cluster = await start();
  const before = cluster.pid;
  process.kill(before, 'SIGKILL');
  while (cluster.pid === before) await wait(20);
  assert.deepEqual(await ask(cluster, 'select 1 as one'), [{ one: 1 }]);
  await cluster.stop();
});

test('a data folder may be moved', async () => {
  const elsewhere = join(home, 'd'.repeat(100));
  renameSync(folder, elsewhere);
  const cluster = await start(elsewhere);
  assert.ok(cluster.socketFolder.length < 80, 'a socket path holds 107 bytes');
  assert.deepEqual(await ask(cluster, 'select name from kept'), [{ name: 'Ane' }]);
  await cluster.stop();
  assert.equal(existsSync(cluster.socketFolder), false);
  renameSync(elsewhere, folder);
});

test('no cluster is made where one is missing, swapped, or something else lies', async () => {
  await assert.rejects(startCluster({ folder: join(home, 'nothing'), now, onlyExisting: true }), because('cluster-missing'));
  renameSync(join(folder, 'postgres'), join(folder, 'unmounted'));
  await assert.rejects(start(), because('cluster-missing'));
  mkdirSync(join(folder, 'postgres'));
  await assert.rejects(start(), because('cluster-missing'));
  rmSync(join(folder, 'postgres.json'));
  writeFileSync(join(folder, 'postgres/notes.txt'), 'mine');
  await assert.rejects(start(), because('folder-in-the-way'));
  assert.deepEqual(readdirSync(join(folder, 'postgres')), ['notes.txt']);
  rmSync(join(folder, 'postgres'), { recursive: true });
  renameSync(join(folder, 'unmounted'), join(folder, 'postgres'));
  writeFileSync(
    join(folder, 'postgres.json'),
    JSON.stringify({ systemIdentifier: '1', cluster: 'postgres', origin: 'bundled', major: 18, createdAt: '' }),
  );
  await assert.rejects(start(), because('cluster-swapped'));
});

test('a throwaway cluster answers, and leaves nothing behind', async () => {
  const cluster = await startThrowawayCluster();
  assert.deepEqual(await ask(cluster, 'select 1 as one'), [{ one: 1 }]);
  await cluster.stop();
  assert.equal(existsSync(cluster.folder), false);
});

type Row = Record<string, number | string>;

async function ask(cluster: Cluster, sql: string, role = 'postgres'): Promise<Row[]> {
  const client = new pg.Client(cluster.connection(role, 'postgres'));
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function last(cluster: Cluster): Promise<number> {
  const [row] = await ask(cluster, 'select max(number)::int as last from written');
  return row!.last as number;
}

function because(reason: string): (error: unknown) => boolean {
  return (error) => isClusterProblem(error) && error.reason === reason;
}

type Writer = { child: ChildProcess; serverPid: Promise<number>; reached(count: number): Promise<void>; ended: Promise<number> };

async function writing(env: Record<string, string> = {}): Promise<Writer> {
  const program = join(import.meta.dirname, 'writer.fixture.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const lines = () => text.split('\n').slice(0, -1);
  const until = async (enough: () => boolean) => {
    while (!enough()) await once(child.stdout!, 'data');
  };
  return {
    child,
    serverPid: until(() => lines().length > 0).then(() => Number(lines()[0]!.split(' ')[1])),
    reached: (count) => until(() => lines().length > count),
    ended: once(child, 'close').then(() => Number(lines().at(-1))),
  };
}

async function serverGone(): Promise<void> {
  while (serverProcesses(join(folder, 'postgres')).length > 0) await wait(10);
}
