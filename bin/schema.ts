// Writes src/lib/schema.ts from a freshly migrated database; with --check only says whether it would change.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describeSchema } from '../src/lib/describe.ts';
import { migrate } from '../src/lib/migrate.ts';
import { startThrowawayCluster } from '../src/lib/postgres/index.ts';

const file = join(import.meta.dirname, '../src/lib/schema.ts');
const cluster = await startThrowawayCluster();
const client = new pg.Client(cluster.superuser('postgres'));
let changed = false;
try {
  await migrate(cluster.superuser('postgres'), Buffer.alloc(32));
  await client.connect();
  const text = await describeSchema(client);
  changed = readFileSync(file, 'utf8') !== text;
  if (changed && !process.argv.includes('--check')) writeFileSync(file, text);
} finally {
  await client.end();
  await cluster.stop();
}
if (changed && process.argv.includes('--check')) throw new Error('src/lib/schema.ts is not what the migrations make: run bin/schema.ts');
