/** How an installation stands, in plain sentences for whoever runs it. Changes nothing. */
import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Config, readConfig } from './config.ts';
import { loadKeyring } from './lib/crypto.ts';
import { type Now, today, zone } from './lib/day.ts';
import { openDb, sql, transaction, type Tx } from './lib/db.ts';
import { attachCluster, doctor, type Finding, isClusterProblem } from './lib/postgres/index.ts';
import { retentionHeldSince, retentionSilentSince } from './people/index.ts';

/** bad: something is lost, or will be. notice: worth a look. */
export type Check = { state: 'good' | 'notice' | 'bad'; say: string };

const good = (say: string): Check => ({ state: 'good', say });
const notice = (say: string): Check => ({ state: 'notice', say });
const bad = (say: string): Check => ({ state: 'bad', say });

export async function checkUp(environment: NodeJS.ProcessEnv, now: Now): Promise<Check[]> {
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => bad(`The settings are wrong. ${line}.`));
  }
  const server = config.DATABASE_URL ? [] : await doctor(config.DATA_FOLDER, now, config.BACKUP_FOLDER);
  const all = [...settings(config), ...keys(config), ...server.map(sayFinding), ...(await database(config, now))];
  return [...new Map(all.map((one) => [one.say, one])).values()]; // the clock is looked at twice
}

/** What the settings themselves tell. */
export function settings(config: Config): Check[] {
  const { hostname, protocol } = new URL(config.PUBLIC_URL);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  return [
    good('The settings can be read.'),
    ...(protocol === 'https:' || isHere ? [] : [bad(`PUBLIC_URL is ${config.PUBLIC_URL}: nobody can sign in without https.`)]),
    ...(isHere && !config.DEMO ? [notice('PUBLIC_URL is this machine alone: links in messages work for nobody else.')] : []),
    ...(config.DEMO ? [notice('DEMO is on: all people are made up, and codes are shown in the outbox.')] : []),
    config.SMTP_URL ? good(`Mail leaves from ${config.MAIL_FROM}.`) : notice('SMTP_URL is not set: mail waits in the outbox.'),
    config.SMS_URL ? good('There is an SMS gateway.') : notice('SMS_URL is not set: text messages wait in the outbox.'),
    ...(config.SMS_URL && !(config.SMS_NUMBER && config.SMS_INBOUND_SECRET)
      ? [notice('SMS_NUMBER or SMS_INBOUND_SECRET is not set: nobody can answer a text message, and nobody hears whether it came.')]
      : []),
    ...(config.BACKUP_RECIPIENTS.length > 0
      ? []
      : [bad('BACKUP_RECIPIENTS is not set: no backup can be sealed. Run bin/backup.ts --new-key.')]),
  ];
}

/** The keyring is there, is readable by nobody else, and is not beside the data that it opens. */
export function keys({ KEYS_FOLDER, DATA_FOLDER }: Config): Check[] {
  if (!existsSync(join(KEYS_FOLDER, 'keyring.json'))) return [bad(`There is no keyring in ${resolve(KEYS_FOLDER)}.`)];
  try {
    loadKeyring(KEYS_FOLDER, { mayMake: false });
  } catch (error) {
    return [bad((error as Error).message)];
  }
  const inside = relative(resolve(DATA_FOLDER), resolve(KEYS_FOLDER));
  const isInside = inside === '' || (!inside.startsWith('..') && !inside.startsWith('/'));
  const open = (statSync(KEYS_FOLDER).mode & 0o077) !== 0;
  return [
    good('The keyring can be read.'),
    ...(isInside ? [bad('KEYS_FOLDER lies in DATA_FOLDER: whoever takes the one has both. Move it.')] : []),
    ...(open ? [bad(`Others on this machine may look into ${resolve(KEYS_FOLDER)}. Run: chmod 700 ${resolve(KEYS_FOLDER)}`)] : []),
  ];
}

const days = (hours: number) => (hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`);
const gigabytes = (bytes: unknown) => (Number(bytes) / 1e9).toFixed(1);

const sentences: Record<Finding['about'], (facts: Finding['facts'], state: Finding['state']) => string> = {
  server: ({ running, made }) =>
    running ? 'The database server runs.' : made ? 'The database server does not run.' : 'No database has been made yet.',
  version: ({ version, fixesMissed, days: age }, state) =>
    state === 'good'
      ? `PostgreSQL ${version} is the newest known here.`
      : `PostgreSQL ${version} is ${age} days old and lacks ${fixesMissed} ${fixesMissed === 1 ? 'release' : 'releases'} of fixes. Upgrade Verksted, or install PostgreSQL 17 or later from Debian: it is then used for new installations.`,
  checksums: ({ on, failures }, state) =>
    state === 'good'
      ? 'Every page of the database is checked when it is read.'
      : on
        ? `${failures} pages of the database were damaged. Restore a backup onto another disk.`
        : 'Checksums are off: a damaged page would not be noticed.',
  settings: ({ wrong }, state) =>
    state === 'good' ? 'The server keeps what it has promised to keep.' : `These settings of the server are unsafe: ${wrong}.`,
  collations: ({ changed }, state) =>
    state === 'good' ? 'Names are sorted as they were.' : `${changed} sort orders have changed. Run: reindex database verksted`,
  disk: ({ free, total }) => `${gigabytes(free)} GB of ${gigabytes(total)} GB on the disk are free.`,
  clock: (_, state) =>
    state === 'good' ? 'The clock fits the database.' : 'The clock of this machine is wrong. Set it before anything else.',
  backup: ({ hours }, state) =>
    hours === null
      ? 'There is no backup.'
      : `The newest backup is ${days(Number(hours))} old${state === 'good' ? '.' : ': see why none has been made since.'}`,
};

export const sayFinding = ({ about, state, facts }: Finding): Check => ({ state, say: sentences[about](facts, state) });

async function database(config: Config, now: Now): Promise<Check[]> {
  try {
    const connection = config.DATABASE_JOBS_URL
      ? { connectionString: config.DATABASE_JOBS_URL }
      : attachCluster(config.DATA_FOLDER).connection('verksted_jobs', 'verksted');
    const jobs = openDb({ ...connection, max: 1 }, Buffer.alloc(32), () => {});
    try {
      return await transaction(jobs, { person: null, today: today(now, zone('Europe/Oslo')) }, (tx) => contents(tx, now));
    } finally {
      await jobs.pool.end();
    }
  } catch (error) {
    if (isClusterProblem(error)) return []; // the server does not run, which has been said
    return [bad(`The database does not answer as it should (${(error as Error).name}). Is it of this version? Start Verksted once.`)];
  }
}

type Row = { associations: number; waiting: number; failed: number; stuck: number; dead: number; unsealed: number };

/** What lies in the database that somebody should see to. As the jobs role. */
export async function contents(tx: Tx, now: Now): Promise<Check[]> {
  const at = now();
  const { rows } = await sql<Row>`select (select count(*)::int from associations) as associations,
    (select count(*)::int from messages where state = 'waiting' and channel in ('email', 'sms') and send_after < ${at}::timestamptz - interval '1 hour') as waiting,
    (select count(*)::int from messages where state = 'failed' and created_at > ${at}::timestamptz - interval '7 days') as failed,
    (select count(*)::int from pgboss.job_common where name <> 'dead' and (state = 'active' and started_on < clock_timestamp() - interval '2 hours'
      or state in ('created', 'retry') and start_after < clock_timestamp() - interval '1 hour')) as stuck,
    (select count(*)::int from pgboss.job_common where name = 'dead' and created_on > clock_timestamp() - interval '7 days') as dead,
    (select count(*)::int from history h where at < ${at}::timestamptz - interval '1 day' and not exists (select from history_seals s where s.entry_id = h.id)) as unsealed`.execute(
    tx,
  );
  const { associations, waiting, failed, stuck, dead, unsealed } = rows[0]!;
  const held = await retentionHeldSince(tx, at);
  const silent = await retentionSilentSince(tx, at);
  const some = (count: number, state: Check['state'], say: string): Check[] => (count > 0 ? [{ state, say: `${count} ${say}` }] : []);
  return [
    associations > 0
      ? good(`The database holds ${associations} ${associations === 1 ? 'association' : 'associations'}.`)
      : notice('Nobody has founded an association yet.'),
    ...some(stuck, 'bad', 'stuck in the queue of jobs. Start Verksted again; if that does not help, send us the log.'),
    ...some(dead, 'notice', 'of the jobs of the last week given up. The log has a reference for each.'),
    ...some(waiting, 'notice', 'of the messages should have left more than an hour ago.'),
    ...some(failed, 'notice', 'of the messages of the last week could not be sent: see the outbox.'),
    ...some(unsealed, 'bad', 'of the entries of history not sealed for more than a day.'),
    ...(held
      ? [bad('The clock has leapt, and nothing is erased until you say what day it is. Run: bin/forget.ts --today YYYY-MM-DD')]
      : []),
    ...(silent && !held ? [bad(`What is due has not been erased since ${silent.toISOString().slice(0, 10)}.`)] : []),
  ];
}
