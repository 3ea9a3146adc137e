import { join } from 'node:path';
import { type Now, realNow } from './day.ts';
import { newId } from './ids.ts';

export type Log = {
  info(event: string, facts?: Facts): void;
  /** Writes the kind of error and where it arose, never its message: that may quote a person. Returns the reference number. */
  error(event: string, error: unknown, facts?: Facts): string;
};

/** Everything a line may tell beside when, how bad and what. Whoever needs another fact puts it on this list, and thinks about it here. */
const allowed = [
  'request',
  'method',
  'route',
  'status',
  'ms',
  'queue',
  'job',
  'attempt',
  'reason',
  'count',
  'head',
  'port',
  'version',
  'actor',
  'hat',
  'may',
] as const;

export type Facts = Partial<Record<(typeof allowed)[number], string | number>>;

type Write = (line: string) => void;

/** One line of JSON an event, only with facts on the list, and of those only what looks like a name of the program's own. */
export function openLog(
  write: Write = (line) => void process.stderr.write(`${line}\n`),
  now: Now = realNow,
  what: 'all' | 'faults' = 'all',
): Log {
  const line = (level: string, event: string, facts: Facts, more: object = {}) =>
    write(JSON.stringify({ at: now().toISOString(), level, event: plain(event) ?? 'unnamed', ...kept(facts), ...more }));
  return {
    info: (event, facts = {}) => void (what === 'all' && line('info', event, facts)),
    error: (event, error, facts = {}) => {
      const reference = plain(facts.request) ?? newId();
      line('error', event, { ...facts, request: reference }, describe(error));
      return String(reference);
    },
  };
}

function kept(facts: Facts): object {
  return Object.fromEntries(allowed.flatMap((name) => (plain(facts[name]) === undefined ? [] : [[name, facts[name]]])));
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A number, or a word without spaces that could be neither an address nor a phone number. */
function plain(value: unknown): string | number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^[\w.:/*{}?+[\]-]{1,120}$/.test(value)) return undefined;
  return /\d{6}/.test(value.replace(uuid, '')) ? undefined : value;
}

function describe(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { name, cause, stack = '', message } = error;
  // What PostgreSQL and the transports name beside their message.
  const known = ['code', 'reason', 'status', 'table', 'column', 'constraint'] as const;
  const named = known.flatMap((field) => {
    const value = plain((error as unknown as Record<string, unknown>)[field]);
    return value === undefined ? [] : [[field, value] as const];
  });
  const within = error instanceof AggregateError ? error.errors.slice(0, 3) : [];
  return {
    kind: plain(name) ?? 'Error',
    ...Object.fromEntries(named),
    at: frames(stack.slice(stack.indexOf(message) + message.length)),
    ...(cause !== undefined && depth < 4 && { cause: describe(cause, depth + 1) }),
    ...(within.length > 0 && depth < 4 && { errors: within.map((one) => describe(one, depth + 1)) }),
  };
}

const home = new RegExp(`(file://)?${RegExp.escape(join(import.meta.dirname, '../..'))}/`, 'g');

/** The innermost places, without the folder the program lies in: that may be named after somebody. */
function frames(stack: string): string[] {
  const lines = stack.split('\n').map((line) => line.replace(home, '').trim());
  return lines.filter((line) => /^at ([\w.<>$[\] #]+ \()?(async )?[\w./@:-]+:\d+:\d+\)?$/.test(line)).slice(0, 8);
}
