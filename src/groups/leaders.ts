/** Who may be named to lead a group, and what they are called. */
import type { Acting } from '../accounts/index.ts';
import { sql } from '../lib/db.ts';
import { calledIn } from '../people/index.ts';

type Row = { person: string; association: string; called: Buffer; master: number; wrapped: Buffer };

/**
 * Everyone with the role of facilitator today, by the first name: whoever forms groups anywhere in the association may name them, also one who
 * coordinates a chapter and sees nothing else of somebody in another (app.facilitators_to_name).
 */
export async function facilitatorsToName(acting: Pick<Acting, 'world' | 'tx'>, association: string): Promise<Map<string, string>> {
  const { rows } = await sql<Row>`select person_id as person, association_id as association, called, master, wrapped
    from app.facilitators_to_name()`.execute(acting.tx);
  const named = rows.filter((row) => row.association === association).map((row): [string, string] => [row.person, calledIn(acting, row)]);
  return new Map(named.toSorted(([, a], [, b]) => a.localeCompare(b, 'nb')));
}

/** As said, with the names that are missing in it of those who lead. */
export async function withLeaders(
  acting: Pick<Acting, 'world' | 'tx'>,
  association: string,
  called: ReadonlyMap<string, string>,
  leaders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (leaders.every((person) => called.has(person))) return called;
  const known = await facilitatorsToName(acting, association);
  return new Map([
    ...leaders.flatMap((person): [string, string][] => (known.has(person) ? [[person, known.get(person)!]] : [])),
    ...called,
  ]);
}
