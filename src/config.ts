import { z } from 'zod';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const url = z.url().optional();

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
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
  DEMO: flag,
});

export type Config = z.infer<typeof schema>;

/** The environment, parsed once. Throws a sentence naming every mistake; nothing starts on a wrong setting. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = schema.safeParse(filled);
  if (!read.success) throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const config = read.data;
  if (config.DATABASE_URL && !config.DATABASE_OWNER_URL) throw new Error('DATABASE_OWNER_URL: needed beside DATABASE_URL, for migrations');
  if (config.DATABASE_URL && !config.DATABASE_JOBS_URL) throw new Error('DATABASE_JOBS_URL: needed beside DATABASE_URL, for the jobs');
  if (Boolean(config.SMTP_URL) !== Boolean(config.MAIL_FROM)) throw new Error('SMTP_URL, MAIL_FROM: one needs the other');
  const sms = [config.SMS_URL, config.SMS_USER, config.SMS_PASSWORD].filter(Boolean).length;
  if (sms !== 0 && sms !== 3) throw new Error('SMS_URL, SMS_USER, SMS_PASSWORD: each needs the others');
  return config;
}
