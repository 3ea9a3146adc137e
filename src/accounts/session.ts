import { createHash } from 'node:crypto';
import { addMinutes, type Day, type Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { type Person, personOf, type SessionRow } from './actor.ts';
import { HOST } from './remembered.ts';
import type { World } from './world.ts';

export const SESSION = 'verksted';
export const SESSION_COOKIE = `${HOST}${SESSION}`;

/** Tokens are kept as SHA-256 only: whoever reads the table cannot sign in. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Who holds this cookie now, with the roles and groups of today; nobody when it has ended. */
export async function findPerson(world: World, cookie: string, today: Day): Promise<Person | undefined> {
  return await personIn(world.db.query, hashOf(cookie), world.now(), today);
}

export async function personIn(tx: Tx, session: Buffer, now: Instant, today: Day): Promise<Person | undefined> {
  const found = await sql<{ row: SessionRow | null }>`select app.find_session(${session}, ${now}) as row`.execute(tx);
  const row = found.rows[0]?.row;
  return row ? personOf(row, session, today) : undefined;
}

/** A session that nobody uses ends sooner; it is noted at most every five minutes, so that reading a page seldom writes. */
export async function noteSeen(tx: Tx, { session, seenAt }: Person, now: Instant): Promise<void> {
  if (addMinutes(seenAt, 5) > now) return;
  await tx.updateTable('sessions').set({ last_seen_at: now }).where('token_hash', '=', session).execute();
}
