import type { Visit } from '../accounts/index.ts';
import { hashCode, hashToken, lookupIndex, oneTimeCode, sameBytes, seal, token } from '../lib/crypto.ts';
import { addMinutes, type Instant } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { queue } from '../lib/queue.ts';
import { takeRate } from '../lib/rate.ts';
import type { Account } from './session.ts';

export type Contact = { kind: 'phone' | 'email'; value: string };
export type Asked = { contact: Contact; ownDevice: boolean; back: string };
/** A code that may still be used in this browser. */
export type Code = {
  id: string;
  lookup: Buffer;
  channel: 'email' | 'sms';
  code_hash: Buffer;
  link_hash: Buffer;
  own_device: boolean;
  back: string;
  tries: number;
};

export const MINUTES = 10;
const TRIES = 5;
/** After so many in a day somebody may be guessing; longer codes stop that, and lock nobody out. */
const MANY = 10;
const MOST = { limit: 10, seconds: 3_600 };

type Scene = Pick<Visit, 'world' | 'tx' | 'now'>;
export const codeQueue = queue<{ code: string }>('sign-in.code', { retries: 3, retryAfterSeconds: 5, keepDays: 1 });
export const codePlace = (id: string) => ({ table: 'sign_in_codes', column: 'sealed', row: id, person: '' });

/**
 * Makes a code for a contact. Whether anybody has it is not looked up here but by a job, so that this does the same and takes as
 * long for everyone. False when too many were asked for this contact within the hour.
 */
export async function ask(scene: Scene, browser: Buffer, { contact, ownDevice, back }: Asked): Promise<boolean> {
  const { world, tx, now } = scene;
  const lookup = lookupIndex(world.keys.index, contact.kind, contact.value);
  const turn = await takeRate(world.db.query, `code ${lookup.toString('hex')}`, MOST, world.keys.rates);
  if (!turn.allowed) return false;
  const code = oneTimeCode((await askedToday(scene, lookup)) < MANY ? 6 : 9);
  const link = token(16);
  const id = newId();
  await tx
    .insertInto('sign_in_codes')
    .values({
      id,
      browser_hash: browser,
      lookup,
      channel: contact.kind === 'email' ? 'email' : 'sms',
      code_hash: hashCode(world.keys.codes, id, code),
      link_hash: hashToken(link),
      sealed: seal(world.keys.outbox, codePlace(id), JSON.stringify({ code, link })),
      own_device: ownDevice,
      back,
      created_at: now,
      expires_at: addMinutes(now, MINUTES),
    })
    .execute();
  await world.enqueue(tx, codeQueue, { code: id });
  return true;
}

async function askedToday({ tx, now }: Scene, lookup: Buffer): Promise<number> {
  const since: Instant = addMinutes(now, -24 * 60);
  const { rows } = await sql<{ asked: number }>`select app.codes_asked(${lookup}, ${since}) as asked`.execute(tx);
  return rows[0]?.asked ?? 0;
}

export type Tried = { code: Code } | { left: number };

/** Judges what was typed; the try is counted first. `left`: how many tries there still are, 0 where a new code is needed. */
export async function tryCode({ world, tx, now }: Scene, browser: Buffer | undefined, typed: string): Promise<Tried> {
  if (!browser) return { left: 0 };
  const { rows } = await sql<Code>`select * from app.take_sign_in_try(${browser}, ${now})`.execute(tx);
  const code = rows.find((row) => sameBytes(row.code_hash, hashCode(world.keys.codes, row.id, typed)));
  if (code && (await spend({ tx, now }, code))) return { code };
  return { left: Math.max(0, ...rows.map((row) => TRIES - row.tries)) };
}

/** The code a link stands for, in the browser that asked; looking spends nothing. */
export async function codeOfLink({ tx, now }: Scene, browser: Buffer | undefined, link: string): Promise<Code | undefined> {
  if (!browser) return undefined;
  const { rows } = await sql<Code>`select * from app.find_sign_in(${browser}, ${now})`.execute(tx);
  return rows.find((row) => sameBytes(row.link_hash, hashToken(link)));
}

/** False when somebody was quicker. */
export async function spend({ tx, now }: Pick<Scene, 'tx' | 'now'>, code: Code): Promise<boolean> {
  const { rows } = await sql<{ spent: boolean }>`select app.spend_sign_in(${code.id}, ${now}) as spent`.execute(tx);
  return rows[0]?.spent === true;
}

/** Everyone who is reached there: a person in each association, or two who share a telephone. */
export async function whoIsReached({ tx }: Pick<Scene, 'tx'>, lookup: Buffer): Promise<Account[]> {
  const { rows } = await sql<{ person_id: string; association_id: string }>`select * from app.people_by_contact(${lookup})`.execute(tx);
  return rows.map((row) => ({ person: row.person_id, association: row.association_id }));
}
