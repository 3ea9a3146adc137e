import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Context } from './db.ts';

const LIFE = 60; // seconds: no request lives longer

/**
 * The sentence that tells the database who asks: person|today|expiry|hmac, verified there (migrations/0001_context.sql).
 * Its expiry follows the machine's clock, not the one passed in: it guards against replay, it is no rule of the domain.
 */
export function signContext(key: Buffer, context: Context): string {
  if (context.person !== null && !/^[0-9a-f-]{36}$/.test(context.person)) throw new Error('a person is named by a uuid');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(context.today)) throw new Error('today is a day');
  const message = `${context.person ?? ''}|${context.today}|${Math.floor(performance.timeOrigin / 1000 + performance.now() / 1000) + LIFE}`;
  return `${message}|${createHmac('sha256', prepared(key)).update(message).digest('hex')}`;
}

// A key object is made once: every transaction signs.
const keys = new WeakMap<Buffer, KeyObject>();
function prepared(key: Buffer): KeyObject {
  const known = keys.get(key) ?? createSecretKey(key);
  keys.set(key, known);
  return known;
}

/** The two padded keys of RFC 2104 (64 bytes each), for the database's own half of the check. The key must be at most 64 bytes. */
export function padsOf(key: Buffer): { inner: Buffer; outer: Buffer } {
  const block = Buffer.alloc(64);
  key.copy(block);
  return { inner: Buffer.from(block.map((b) => b ^ 0x36)), outer: Buffer.from(block.map((b) => b ^ 0x5c)) };
}
