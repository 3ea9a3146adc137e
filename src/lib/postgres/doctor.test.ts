import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { realNow } from '../day.ts';
import type { Finding, Subject } from './doctor.ts';
import type { Cluster } from './index.ts';
import { doctor, startThrowawayCluster } from './index.ts';
import { ageOf } from './releases.ts';

let cluster: Cluster;

before(async () => {
  cluster = await startThrowawayCluster({ now: realNow });
});
after(() => cluster.stop());

test('the doctor sees a running server with its checksums and collations', async () => {
  const findings = await doctor(cluster, realNow);
  assert.deepEqual(about(findings, 'server').facts.running, true);
  assert.deepEqual(about(findings, 'checksums'), { about: 'checksums', state: 'good', facts: { on: true, failures: 0 } });
  assert.equal(about(findings, 'collations').state, 'good');
  assert.equal(about(findings, 'version').facts.version, cluster.version);
  assert.deepEqual(
    findings.filter((each) => each.about === 'clock').map((each) => each.state),
    ['good', 'good'],
  );
});

test('the doctor finds that a throwaway cluster could lose data, and a role that has turned safety off', async () => {
  const client = new pg.Client(cluster.superuser());
  await client.connect();
  await client.query('create role verksted_app login; alter role verksted_app set zero_damaged_pages = on');
  await client.end();
  const settings = about(await doctor(cluster, realNow), 'settings');
  assert.equal(settings.state, 'bad');
  assert.equal(settings.facts.wrong, 'fsync, full_page_writes, synchronous_commit, zero_damaged_pages');
});

test('the doctor finds a clock that is wrong', async () => {
  const findings = await doctor(cluster, () => new Date('2020-01-01T00:00:00Z'));
  assert.deepEqual(
    findings.filter((each) => each.about === 'clock').map((each) => each.state),
    ['bad', 'bad'],
  );
});

test('the doctor looks at a folder with no cluster without making one', async () => {
  const findings = await doctor(`${cluster.folder}/empty`, realNow);
  assert.equal(about(findings, 'server').facts.made, false);
  assert.equal(existsSync(`${cluster.folder}/empty`), false);
});

test('a server has the age of its release, and misses the fixes that came since', () => {
  assert.deepEqual(ageOf('18.4', new Date('2026-05-20T00:00:00Z')), { releasedOn: '2026-05-14', days: 6, missed: 0 });
  assert.deepEqual(ageOf('18.4', new Date('2026-11-22T00:00:00Z')), { releasedOn: '2026-05-14', days: 192, missed: 2 });
  assert.equal(ageOf('99.0', new Date('2026-11-22T00:00:00Z')), undefined);
});

function about(findings: Finding[], subject: Subject): Finding {
  return findings.find((each) => each.about === subject)!;
}
