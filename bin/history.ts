// Proves that history is whole: bin/node --import tsx bin/history.ts verify [--head SEQ:HASH]
// Prints the head to note down outside this machine; a later run with --head also finds a tail that was cut off.
import { readConfig } from '../src/config.ts';
import { sayHash, verifyHistory } from '../src/history/index.ts';
import { loadKeyring } from '../src/lib/crypto.ts';
import { day, realNow } from '../src/lib/day.ts';
import { openDb, transaction } from '../src/lib/db.ts';
import { attachCluster, isClusterProblem } from '../src/lib/postgres/index.ts';

const [command, option, written] = process.argv.slice(2);
const noted = written?.replaceAll('-', '');
if (command !== 'verify' || (option !== undefined && (option !== '--head' || !/^\d+:[0-9a-f]{64}$/.test(noted ?? '')))) {
  console.error('usage: bin/history.ts verify [--head SEQ:HASH]');
  process.exit(2);
}
const config = readConfig(process.env);
const connection = config.DATABASE_JOBS_URL ? { connectionString: config.DATABASE_JOBS_URL } : connectionOfCluster(config.DATA_FOLDER);
const db = openDb(connection, loadKeyring(config.KEYS_FOLDER).context, () => {});
const [seq, hash] = (noted ?? '').split(':');
const anchor = noted ? { seq: Number(seq), hash: Buffer.from(hash!, 'hex') } : undefined;
const verdict = await transaction(db, { person: null, today: day(realNow().toISOString().slice(0, 10)) }, (tx) =>
  verifyHistory(tx, anchor),
);
await db.pool.end();

console.log(`${verdict.entries} entries sealed, ${verdict.unsealed} not yet`);
console.log(`head ${verdict.head.seq}:${sayHash(verdict.head.hash)}`);
for (const fault of verdict.faults) console.error(`entry ${fault.seq}: ${fault.kind}`);
process.exitCode = verdict.faults.length === 0 ? 0 : 1;

function connectionOfCluster(folder: string) {
  try {
    return attachCluster(folder).connection('verksted_jobs', 'verksted');
  } catch (error) {
    if (!isClusterProblem(error)) throw error;
    console.error(`${error.message} Start Verksted first.`);
    process.exit(2);
  }
}
