// Proves everything: types, lint, format, texts, then every test on one throw-away PostgreSQL, rules and requests first, journeys after.
//   npm test                  all of it
//   npm test -- groups        only test files whose path contains a word; the checks are left out
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { loadKeyring } from '../src/lib/crypto.ts';
import { jobTables } from '../src/lib/job-tables.ts';
import { migrate } from '../src/lib/migrate.ts';
import { type Cluster, startThrowawayCluster } from '../src/lib/postgres/index.ts';
import { queues } from '../src/queues.ts';
import { once } from '../test/world.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);
const counted = { passed: 0, failed: 0 };

if (words.length === 0) {
  check('types', 'tsc', '-p', '.');
  check('lint', 'oxlint', '--deny-warnings', 'src', 'test', 'bin', 'bench', 'demo');
  check('format', 'prettier', '--check', '--log-level', 'warn', 'src', 'test', 'bin', 'bench', 'demo');
  check('texts', 'node', '--import', 'tsx', 'bin/texts.ts');
  check('tables', 'node', '--import', 'tsx', 'bin/schema.ts', '--check');
  check('privacy', 'node', '--import', 'tsx', 'bin/privacy.ts', '--check');
}
const keys = mkdtempSync(join(tmpdir(), 'verksted-keys-'));
const cluster = await startThrowawayCluster();
try {
  await makeTemplate(cluster);
  process.env['VERKSTED_TEST_CLUSTER'] = cluster.folder;
  process.env['VERKSTED_TEST_KEYS'] = keys;
  const files = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'], { cwd: root })
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
  const isJourney = (file: string) => file.startsWith('test/journeys/');
  await runAll(files.filter((file) => !isJourney(file)));
  await runAll(files.filter(isJourney));
} finally {
  await cluster.stop();
  rmSync(keys, { recursive: true, force: true });
}
console.log(`${counted.passed} passed, ${counted.failed} failed`);
process.exitCode = counted.failed === 0 && counted.passed > 0 ? 0 : 1;

function check(name: string, command: string, ...args: string[]): void {
  const { status } = spawnSync(command === 'node' ? process.execPath : join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
  });
  console.log(`${status === 0 ? '✔' : '✖'} ${name}`);
  if (status === 0) counted.passed += 1;
  else counted.failed += 1;
}

async function makeTemplate(server: Cluster): Promise<void> {
  await once(server.superuser('postgres'), 'create database verksted_template');
  const roles = { app: 'verksted_app', jobs: 'verksted_jobs' };
  await migrate(server.superuser('verksted_template'), loadKeyring(keys).context, [jobTables(queues, roles)]);
}

async function runAll(files: string[]): Promise<void> {
  if (files.length === 0) return;
  const events = run({ files: files.map((file) => join(root, file)), concurrency: 2, execArgv: ['--import', 'tsx'], cwd: root });
  events.on('test:pass', (event) => {
    if (event.details.type !== 'suite' && event.nesting >= 0 && !event.skip) counted.passed += 1;
  });
  events.on('test:fail', (event) => {
    if (event.details.type !== 'suite') counted.failed += 1;
  });
  for await (const line of events.compose(spec)) process.stdout.write(line);
}
