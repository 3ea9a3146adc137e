import { startCluster } from './index.ts';
import pg from 'pg';

/** Run as a program of its own by the tests, to be killed: writes numbers one by one and prints each once it is acknowledged. */
const cluster = await startCluster({ folder: process.argv[2]!, now: () => new Date('2026-11-22T12:00:00Z') });
const client = new pg.Client(cluster.superuser());
client.on('error', () => {});
await client.connect();
await client.query('create table if not exists written (number bigint primary key)');
const { rows } = await client.query('select coalesce(max(number), 0)::int as last from written');
process.stdout.write(`server ${cluster.pid}\n`);
for (let number = rows[0].last + 1; ; number += 1) {
  await client.query('insert into written values ($1)', [number]);
  process.stdout.write(`${number}\n`);
}
