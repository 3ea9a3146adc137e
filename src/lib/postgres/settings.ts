import { chownSync, existsSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';

export const superuser = 'postgres';
export const port = 5432; // only the name of the socket file: no TCP port is opened

export type Durability = 'durable' | 'throwaway';

/** What must hold whatever a configuration file says; given on the command line, which no file and no ALTER SYSTEM can outvote. */
export function demandedSettings(durability: Durability, socketFolder: string): Record<string, string> {
  const safe = durability === 'durable' ? 'on' : 'off';
  return {
    listen_addresses: '',
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    fsync: safe,
    synchronous_commit: safe,
    full_page_writes: safe,
    allow_alter_system: 'off',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  };
}

/** Limits that a session may lift for itself; only migrations and upkeep do. */
export const sessionLimits: Record<string, string> = {
  statement_timeout: '5s',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '10s',
};

export const liftedLimits = Object.keys(sessionLimits)
  .map((name) => `-c ${name}=0`)
  .join(' ');

export type Access = { account: Account; roles: readonly string[] };

/** Written anew at each start, so that an upgrade brings its settings along. */
export function writeSettings(cluster: string, durability: Durability, access: Access): void {
  const files = {
    'postgresql.conf': configuration(durability, existsSync(join(cluster, 'local.conf'))),
    'pg_hba.conf': 'local all all peer map=node\n',
    'pg_ident.conf': identMap(access.roles),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(cluster, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (!access.account.own) chownSync(path, access.account.uid, access.account.gid);
  }
}

/** Only the account that runs Node, and only as the roles named. Nobody has a password. */
function identMap(roles: readonly string[]): string {
  const me = quoted(userInfo().username);
  return [superuser, ...roles].map((role) => `node ${me} ${quoted(role)}\n`).join('');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function configuration(durability: Durability, hasOwn: boolean): string {
  const settings: Record<string, string> = {
    port: String(port),
    ...sessionLimits,
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    default_text_search_config: 'pg_catalog.simple',
    jit: 'off',
    shared_buffers: '128MB',
    max_connections: '200',
    wal_level: 'replica',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    log_checkpoints: 'off',
    ...(durability === 'throwaway' ? { max_wal_size: '4GB' } : {}),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  const own = hasOwn ? ["include 'local.conf'"] : [];
  return ['# Written at each start. Put your own settings in local.conf beside this file.', ...lines, ...own, ''].join('\n');
}
