import { createHash } from 'node:crypto';

export type QueueSettings = {
  /** Attempts after the first one. */
  retries: number;
  /** Before the second attempt; about doubled, with some chance in it, for each one after that. */
  retryAfterSeconds: number;
  retryAfterAtMostSeconds: number;
  /** How long one attempt may take. Whatever a process was doing when it died is tried again after this time. */
  timeoutSeconds: number;
  /** How long a finished job is remembered, and with it the key it was enqueued under. */
  keepDays: number;
};

/** A kind of work to be done later. The type is what a job of it carries: ids and the like, never a person's data. */
export type Queue<Data extends object> = { readonly name: string; readonly settings: QueueSettings; readonly carries?: Data };

/** Twelve attempts over about a day: a mail server that is down overnight costs nobody a message. */
const usual: QueueSettings = { retries: 11, retryAfterSeconds: 30, retryAfterAtMostSeconds: 4 * 3600, timeoutSeconds: 60, keepDays: 30 };

export function queue<Data extends object>(name: string, settings: Partial<QueueSettings> = {}): Queue<Data> {
  if (!/^[a-z][a-z0-9.-]{0,60}$/.test(name) || name === deadQueue) throw new TypeError(`Not a name for a queue: ${name}`);
  return { name, settings: { ...usual, ...settings } };
}

/** Where a job goes that was tried in vain, whatever its queue. */
export const deadQueue = 'dead';

/**
 * The id of the job that stands for `key` on the queue, always the same one. The key of a table is the one thing two transactions can
 * never both insert: a UUID of version 8 (RFC 9562), made from a hash.
 */
export function jobIdFor(queueName: string, key: string): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([queueName, key]))
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
