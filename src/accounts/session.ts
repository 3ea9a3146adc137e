import { createHash } from 'node:crypto';
import type { Day } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { type Person, personOf, type SessionRow } from './actor.ts';
import type { World } from './world.ts';

export const SESSION_COOKIE = '__Host-verksted';

/** Tokens are kept as SHA-256 only: whoever reads the table cannot sign in. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Who holds this cookie now, with the roles and groups of today; nobody when it has ended. */
export async function findPerson(world: World, cookie: string, today: Day): Promise<Person | undefined> {
  const session = hashOf(cookie);
  const found = await sql<{ row: SessionRow | null }>`select app.find_session(${session}, ${world.now()}) as row`.execute(world.db.query);
  const row = found.rows[0]?.row;
  return row ? personOf(row, session, today) : undefined;
}
