import type { Person, Visit } from '../accounts/index.ts';
import { addMinutes, type Instant } from '../lib/day.ts';

/** Somewhere one is signed in. `key`: what names it in a form, which signs nobody in. */
export type Session = { key: string; begun: Instant; seen: Instant; ownDevice: boolean; here: boolean };

/** Where a person is signed in now, this browser first, then the last used. */
export async function sessionsOf({ tx, now }: Pick<Visit, 'tx' | 'now'>, person: Person): Promise<Session[]> {
  const rows = await tx
    .selectFrom('sessions')
    .select(['token_hash', 'created_at', 'last_seen_at', 'own_device'])
    .where('person_id', '=', person.id)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .execute();
  // Unused for so long, it has ended (app.find_session).
  const isOpen = (row: { own_device: boolean; last_seen_at: Instant }) =>
    row.last_seen_at > addMinutes(now, -60 * (row.own_device ? 14 * 24 : 2));
  return rows
    .filter(isOpen)
    .map((row) => ({
      key: keyOf(row.token_hash),
      begun: row.created_at,
      seen: row.last_seen_at,
      ownDevice: row.own_device,
      here: row.token_hash.equals(person.session),
    }))
    .toSorted((a, b) => Number(b.here) - Number(a.here));
}

/** Half of a hash of a token: nobody signs in by it. */
const keyOf = (hash: Buffer): string => hash.toString('hex').slice(0, 32);

/** Ends one session of hers, or, with null, all but the one she is in; how many. */
export async function endSessions(visit: Visit, person: Person, key: string | null): Promise<number> {
  const all = await visit.tx.selectFrom('sessions').select('token_hash').where('person_id', '=', person.id).execute();
  const gone = all.map((row) => row.token_hash).filter((hash) => !hash.equals(person.session) && (key === null || keyOf(hash) === key));
  for (const hash of gone) {
    await visit.tx.deleteFrom('sessions').where('token_hash', '=', hash).where('person_id', '=', person.id).execute();
    await visit.record({ act: 'session.ended', object: ['session', null], about: person.id });
  }
  return gone.length;
}
