import { createHash } from 'node:crypto';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import pgBoss from 'pg-boss/package.json' with { type: 'json' };
import { deadQueue } from './queue.ts';
import type { Queue } from './queue.ts';

export const jobSchema = 'pgboss';

/** The queue pg-boss hands the ticks of its own clock through. */
const clockQueue = '__pgboss__send-it';

/**
 * The tables of the job queue as one step of migration, to be run as their owner inside a transaction: the schema, the queues with their
 * settings, and who may do what. It can be repeated; its name changes when anything in it does, so that it then runs again.
 */
export function jobTables(queues: readonly Queue<object>[], roles: { app: string; jobs: string }): { name: string; sql: string } {
  const sql = [schemaSql(pgBoss.pgboss.schema), queuesSql(queues), grantsSql(jobSchema, roles)].join('\n');
  return { name: `jobs_${createHash('sha256').update(sql).digest('hex').slice(0, 12)}`, sql };
}

function schemaSql(version: number): string {
  const older = [version - 3, version - 2, version - 1];
  return `
do $jobs$
declare installed int;
begin
  if to_regclass('${jobSchema}.version') is not null then
    select version into installed from ${jobSchema}.version;
  end if;
  if installed is null then
    execute $plan$${withoutTransaction(getConstructionPlans(jobSchema))}$plan$;
  ${older.map((from) => `elsif installed = ${from} then execute $plan$${withoutTransaction(getMigrationPlans(jobSchema, from))}$plan$;`).join('\n  ')}
  elsif installed <> ${version} then
    raise exception 'the tables of the job queue have version %, this program knows ${version}', installed;
  end if;
end $jobs$;`;
}

/** The step runs inside the transaction of the migration, together with the record that it ran; an index is then built under a lock. */
function withoutTransaction(plan: string): string {
  const inner = plan
    .replace(/^\s*BEGIN;(\s*SET LOCAL \w+ = \d+;)*/, '')
    .replace(/^\s*COMMIT;/m, '')
    .replaceAll('CREATE INDEX CONCURRENTLY', 'CREATE INDEX');
  if (/\b(BEGIN|COMMIT|SET LOCAL .*|CONCURRENTLY .*);/.test(inner)) throw new Error('pg-boss writes its plans in another way than before');
  return inner;
}

function queuesSql(queues: readonly Queue<object>[]): string {
  const year = 365 * 86_400;
  const wanted = queues.map(({ name, settings }) => ({
    name,
    retry_limit: settings.retries,
    retry_delay: settings.retryAfterSeconds,
    retry_delay_max: settings.retryAfterAtMostSeconds,
    dead_letter: deadQueue,
    expire_seconds: settings.timeoutSeconds,
    retention_seconds: year,
    deletion_seconds: settings.keepDays * 86_400,
  }));
  return `
select ${jobSchema}.create_queue(name, '{"policy":"standard"}') from unnest(array[${[clockQueue, deadQueue, ...queues.map((queue) => queue.name)].map(quoted).join(', ')}]) as name;
update ${jobSchema}.queue set retention_seconds = ${year}, deletion_seconds = ${year} where name = ${quoted(deadQueue)};
update ${jobSchema}.queue q set retry_limit = w.retry_limit, retry_delay = w.retry_delay, retry_delay_max = w.retry_delay_max, retry_backoff = true,
  dead_letter = w.dead_letter, expire_seconds = w.expire_seconds, retention_seconds = w.retention_seconds, deletion_seconds = w.deletion_seconds, notify = true
  from json_populate_recordset(null::${jobSchema}.queue, ${quoted(JSON.stringify(wanted))}) w where w.name = q.name;`;
}

/**
 * What each role may do. The app may put a job in and count what is there; what a job carries, and how it went, only the jobs role reads.
 * The functions of pg-boss run with the caller's rights, so that nothing has to be taken away from them.
 */
export function grantsSql(schema: string, { app, jobs }: { app: string; jobs: string }): string {
  return `
grant usage on schema ${schema} to ${app}, ${jobs};
grant select on ${schema}.version, ${schema}.queue to ${app};
grant insert, select (id, name, state, start_after, created_on, started_on, completed_on, retry_count) on ${schema}.job_common to ${app};
grant select, insert, update, delete on all tables in schema ${schema} to ${jobs};`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
