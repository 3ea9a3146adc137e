import type { Visit, World } from '../accounts/index.ts';
import { hashCode, writtenCode } from '../lib/crypto.ts';
import { addMinutes, type Instant } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { refuse, type Refusal } from '../lib/refusal.ts';
import type { Account } from './session.ts';

const CODES = 10;
export const DAYS = 365;
/** Of 30 that do not look alike: 12 of them are 58 bits, and only a server with the key can tell whether one is right. */
const SIGNS = 12;

type Scene = Pick<Visit, 'tx' | 'now'> & { world: Pick<World, 'keys'> };
const hashOf = ({ world }: Pick<Scene, 'world'>, code: string) => hashCode(world.keys.codes, 'paper', code);

/** Whose code this is, and that it has been used; undefined for one that is not, no longer, or no more good. */
export async function spendPaperCode(scene: Scene, code: string): Promise<Account | undefined> {
  const spent = sql<{
    person_id: string;
    association_id: string;
  }>`select * from app.spend_paper_code(${hashOf(scene, code)}, ${scene.now})`;
  const row = (await spent.execute(scene.tx)).rows[0];
  return row && { person: row.person_id, association: row.association_id };
}

/**
 * Ten new codes for a letter, which are nowhere afterwards but there; an older letter is worth nothing from now on. Whoever makes them
 * could use them, so codes for somebody who sees others' data are an administrator's to make.
 */
export async function makePaperCodes(visit: Visit, person: Account): Promise<string[] | Refusal<'sees-others'>> {
  const { tx, now } = visit;
  const { rows } = await sql<{ may: boolean }>`select app.may_make_codes(${person.person}) as may`.execute(tx);
  if (!rows[0]?.may) return refuse('sees-others');
  await sql`select app.end_paper_codes(${person.person})`.execute(tx);
  const codes = await keepPaperCodes(visit, person, CODES, addMinutes(now, DAYS * 24 * 60));
  await visit.record({ act: 'paper-codes.made', object: ['person', person.person], about: person.person });
  return codes;
}

/** New codes as they are written on paper; kept as hashes. */
export async function keepPaperCodes(scene: Scene, { person, association }: Account, count: number, expires: Instant): Promise<string[]> {
  const codes = Array.from({ length: count }, () => writtenCode(SIGNS));
  const owner = { association_id: association, person_id: person, expires_at: expires };
  await scene.tx
    .insertInto('paper_codes')
    .values(codes.map((code) => ({ id: newId(), ...owner, code_hash: hashOf(scene, code) })))
    .execute();
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}
