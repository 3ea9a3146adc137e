// Copies the database while it runs and seals the copy to public keys. See --help.
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { realNow } from '../src/lib/day.ts';
import type { Cluster } from '../src/lib/postgres/index.ts';
import { attachCluster, backUp, isClusterProblem, newKeyPair, pruneBackups, startCluster } from '../src/lib/postgres/index.ts';

const help = `bin/backup.ts --new-key                makes a pair of keys: one for the settings, one for the safe
bin/backup.ts [--data FOLDER] [--to FOLDER] [--recipient age1…]… [--keep NUMBER]

  --data       the data folder                     (DATA_FOLDER, or data)
  --to         where backups are kept              (BACKUP_FOLDER, or backups)
  --recipient  public key, may be given repeatedly (BACKUP_RECIPIENTS, separated by spaces)
  --keep       how many to keep                    (30)`;

const config = readConfig(process.env);
const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    'new-key': { type: 'boolean' },
    data: { type: 'string', default: config.DATA_FOLDER },
    to: { type: 'string', default: config.BACKUP_FOLDER },
    recipient: { type: 'string', multiple: true, default: config.BACKUP_RECIPIENTS },
    keep: { type: 'string', default: '30' },
  },
});

try {
  if (values.help) console.log(help);
  else if (values['new-key']) printKeys();
  else await run();
} catch (error) {
  if (!isClusterProblem(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function printKeys(): void {
  const { recipient, identity } = newKeyPair();
  console.log(
    `# Public key: ${recipient}\n# Put the public key into BACKUP_RECIPIENTS. Keep this file away from the server, twice, on paper too:\n${identity}`,
  );
}

async function run(): Promise<void> {
  const cluster = await runningOrStarted(values.data);
  try {
    const { file, bytes } = await backUp({ cluster, folder: values.to, recipients: values.recipient, now: realNow });
    const gone = pruneBackups(values.to, Number(values.keep));
    console.log(`${file} (${(bytes / 1e6).toFixed(1)} MB); ${gone.length} older removed`);
  } finally {
    await cluster.stop();
  }
}

async function runningOrStarted(folder: string): Promise<Cluster> {
  try {
    return attachCluster(folder);
  } catch (error) {
    if (isClusterProblem(error) && error.reason === 'not-running') return await startCluster({ folder, now: realNow, onlyExisting: true });
    throw error;
  }
}
