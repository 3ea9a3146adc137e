import type { Acting } from '../accounts/index.ts';
import { type Key, newKey, open, seal, unwrapKey, wrapKey } from '../lib/crypto.ts';
import { sql, type Tx } from '../lib/db.ts';

type Place = { table: string; column: string; row: string };

/** A person's own key, ready to use. Without it nothing about the person can be read. */
export type PersonKey = { person: string; key: Key };

export const keyFor = (person: string): PersonKey => ({ person, key: newKey() });

/** Keeps a new person's key, wrapped; the person's row must be there. */
export async function keepKey({ world, tx }: Pick<Acting, 'world' | 'tx'>, association: string, { person, key }: PersonKey): Promise<void> {
  const { master, wrapped } = wrapKey(world.keys, key, person);
  await tx.insertInto('person_keys').values({ person_id: person, association_id: association, master, wrapped }).execute();
}

/** The keys of those the actor may see; whoever is missing in the answer may not be seen, or is erased. */
export async function keysOf(
  { world, tx }: { world: Acting['world']; tx: Tx },
  people: readonly string[],
): Promise<Map<string, PersonKey>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .selectFrom('person_keys')
    .select(['person_id', 'master', 'wrapped'])
    .where(sql<boolean>`person_id = any (${[...new Set(people)]}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [row.person_id, { person: row.person_id, key: unwrapKey(world.keys, row.master, row.wrapped, row.person_id) }]),
  );
}

/** A name the database gives with its key, for this one answer, where the person's own rows stay hidden. */
export function calledIn(
  { world }: Pick<Acting, 'world'>,
  row: { person: string; called: Buffer; master: number; wrapped: Buffer },
): string {
  const key = { person: row.person, key: unwrapKey(world.keys, row.master, row.wrapped, row.person) };
  return openFor(key, { table: 'people', column: 'called', row: row.person }, row.called);
}

export const sealFor = (owner: PersonKey, place: Place, text: string): Buffer => seal(owner.key, { ...place, person: owner.person }, text);
export const openFor = (owner: PersonKey, place: Place, sealed: Buffer): string =>
  open(owner.key, { ...place, person: owner.person }, sealed);
