import { readFileSync } from 'node:fs';
import { z } from 'zod';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const url = z.url().optional();

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** what is written to standard error: every decision on access as well, or only what went wrong */
  LOG: z.enum(['all', 'faults']).default('all'),
  /** where people reach it; links in messages begin with it */
  PUBLIC_URL: z
    .url()
    .default('http://localhost:3000')
    .transform((text) => text.replace(/\/$/, '')),
  DATA_FOLDER: z.string().default('data'),
  KEYS_FOLDER: z.string().default('keys'),
  /** any other server: a role that may create roles and act as verksted_owner, used for migrations only */
  DATABASE_OWNER_URL: z.string().optional(),
  /** any other server: the app's own login, which owns nothing and bypasses nothing */
  DATABASE_URL: z.string().optional(),
  DATABASE_JOBS_URL: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.email().optional(),
  SMS_URL: url,
  SMS_USER: z.string().optional(),
  SMS_PASSWORD: z.string().optional(),
  /** the number at the gateway that people can answer; without it messages come from the association's name and cannot be answered */
  SMS_NUMBER: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'is written with its country, as +4790000001')
    .optional(),
  /** part of the address the gateway posts replies to; without it replies are refused */
  SMS_INBOUND_SECRET: z.string().min(16).optional(),
  /** where bin/backup.ts puts backups and the doctor looks for them */
  BACKUP_FOLDER: z.string().default('backups'),
  /** public keys (age1…) that backups are sealed to, separated by spaces */
  BACKUP_RECIPIENTS: z
    .string()
    .default('')
    .transform((text) => text.split(/\s+/).filter(Boolean))
    .refine(
      (keys) => keys.every((key) => /^age1[0-9a-z]{50,}$/.test(key)),
      'are public keys as bin/backup.ts --new-key prints them, age1…',
    ),
  OIDC_ISSUER: url,
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('OpenID'),
  /** must bring a verified e-mail or telephone the first time */
  OIDC_SCOPE: z.string().default('openid email phone'),
  /** behind a proxy that sets X-Forwarded-For: how many hops to trust */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** how many who wait are composed with at a time, those who have waited longest; a gigabyte serves the usual number */
  COMPOSE_AT_MOST: z.coerce.number().int().min(10).max(100_000).default(10_000),
  DEMO: flag,
});

export type Config = z.infer<typeof schema>;

/** The environment, parsed once. Throws a sentence naming every mistake; nothing starts on a wrong setting. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const read = schema.safeParse(withFiles(environment));
  if (!read.success) throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const config = read.data;
  if (config.DATABASE_URL && !config.DATABASE_OWNER_URL) throw new Error('DATABASE_OWNER_URL: needed beside DATABASE_URL, for migrations');
  if (config.DATABASE_URL && !config.DATABASE_JOBS_URL) throw new Error('DATABASE_JOBS_URL: needed beside DATABASE_URL, for the jobs');
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_JOBS_URL'] as const)
    if (config[name] && !isPrivate(config[name])) throw new Error(`${name}: away from this machine it needs sslmode=verify-full`);
  if (Boolean(config.SMTP_URL) !== Boolean(config.MAIL_FROM)) throw new Error('SMTP_URL, MAIL_FROM: one needs the other');
  const sms = [config.SMS_URL, config.SMS_USER, config.SMS_PASSWORD].filter(Boolean).length;
  if (sms !== 0 && sms !== 3) throw new Error('SMS_URL, SMS_USER, SMS_PASSWORD: each needs the others');
  return config;
}

/** A setting may lie in a file that the same name and _FILE leads to: then it is in no environment, where others on the machine may find it. */
function withFiles(environment: Record<string, string | undefined>): Record<string, string | undefined> {
  const filled = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '') as [string, string][];
  const inFiles = filled.filter(([name]) => name.endsWith('_FILE') && name.slice(0, -5) in schema.shape);
  const read = inFiles.map(([name, path]) => [name.slice(0, -5), readFileSync(path, 'utf8').trim()]);
  const twice = read.find(([name]) => environment[name!]);
  if (twice) throw new Error(`${twice[0]}: set both as it is and as a file`);
  return Object.fromEntries([...filled, ...read]);
}

/** A socket, this machine, or TLS with a certificate that is checked. */
function isPrivate(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  const isHere = host === '' || host.startsWith('/') || ['localhost', '127.0.0.1', '[::1]', '::1'].includes(host);
  return isHere || searchParams.get('sslmode') === 'verify-full';
}
