// Brings a backup back into a data folder that holds nothing, or only tries it. See --help.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { afterRestore } from '../src/after-restore.ts';
import { realNow } from '../src/lib/day.ts';
import { isClusterProblem, rehearseRestore, restore } from '../src/lib/postgres/index.ts';

const help = `bin/restore.ts --file BACKUP --identity KEYFILE [--data FOLDER | --drill]

  --file      the backup
  --identity  the file with the private key
  --data      the data folder; must hold no database yet   (DATA_FOLDER, or data)
  --keys      the newest folder of keys, with the list of whoever has been erased   (KEYS_FOLDER, or keys)
  --drill     restore into a temporary folder, examine, and remove it again`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    file: { type: 'string' },
    identity: { type: 'string' },
    data: { type: 'string', default: process.env['DATA_FOLDER'] || 'data' },
    keys: { type: 'string', default: process.env['KEYS_FOLDER'] || 'keys' },
    drill: { type: 'boolean' },
  },
});

try {
  if (values.help || !values.file || !values.identity) console.log(help);
  else await run(values.file, readFileSync(values.identity, 'utf8'));
} catch (error) {
  if (!isClusterProblem(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(file: string, identity: string): Promise<void> {
  const options = { file, identity, now: realNow, afterRestore: afterRestore(values.keys, realNow) };
  const { takenAt, version, databases } = values.drill
    ? await rehearseRestore(options)
    : await restore({ ...options, folder: values.data });
  for (const { database, tables, indexes } of databases)
    console.log(`${database}: ${tables} tables and ${indexes} indexes examined, all whole`);
  console.log(`${values.drill ? 'Could be restored' : `Restored into ${values.data}`}: taken ${takenAt}, PostgreSQL ${version}`);
  if (!values.drill) console.log('Messages that waited then are in the outbox as not sent: look at each, and send it or let it be.');
}
