import { type Acting, Missing } from '../accounts/index.ts';
import { writtenCode } from '../lib/crypto.ts';
import type { Day, Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { type Erased, type ErasedBecause, erasedList, note } from './erased-list.ts';

export type EraseRefusal = 'last-administrator' | 'has-a-role';

/** Whether a person may be erased now: the last administrator would lock the house behind her. Null: no objection. */
export async function mayErase({ tx, actor, today }: Acting, person: string): Promise<Refusal<EraseRefusal> | null> {
  const roles = await tx
    .selectFrom('roles')
    .select(['role', 'association_id'])
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .where((or) => or.or([or('until_day', 'is', null), or('until_day', '>=', today)]))
    .execute();
  const own = actor.kind !== 'visitor' && actor.id === person;
  const administers = actor.kind === 'person' && actor.roles.some(({ role }) => role === 'administrator');
  if (roles.length > 0 && !own && !administers) return refuse('has-a-role');
  const house = roles.find(({ role }) => role === 'administrator')?.association_id;
  return house && (await administratorsOf(tx, house, today)) < 2 ? refuse('last-administrator') : null;
}

/** How many there are, held until the end of the transaction: of two who leave at once, the second sees that the first is gone. */
async function administratorsOf(tx: Tx, association: string, today: Day): Promise<number> {
  const { rows } = await sql<{ person: string }>`
    select person_id as person from roles where association_id = ${association} and role = 'administrator'
    and ended_at is null and (until_day is null or until_day >= ${today}) order by id for update`.execute(tx);
  return new Set(rows.map(({ person }) => person)).size;
}

/**
 * Erases a person for good, in this transaction: takes leave of her groups and says so (world.farewell), then the key, the name, the contacts
 * and all that hangs on them go. What was counted stays without a name. Returns the number of the receipt, all that is left to prove it.
 * The actor is the person, coordinates her, or is the system; throws Missing for somebody who is not there.
 */
export async function erase(acting: Acting, person: string, reason: ErasedBecause): Promise<string> {
  const { world, tx, now } = acting;
  const row = await tx.selectFrom('people').select('association_id').where('id', '=', person).executeTakeFirst();
  if (!row) throw new Missing();
  const association = row.association_id;
  const receipt = writtenCode(12);
  await world.farewell(acting, { person, association, reason, receipt });
  await acting.record({ act: 'person.erased', object: ['person', person], about: person, association });
  const erased: Erased = { at: now.toISOString(), association, person, reason, receipt };
  await eraseRows(tx, erased);
  note(world.config.KEYS_FOLDER, erased); // before the erasure is promised: a restore after that must know of it
  return receipt;
}

async function eraseRows(tx: Tx, { at, person, reason, receipt }: Erased): Promise<boolean> {
  const { rows } = await sql<{ gone: boolean }>`select app.erase_person(${person}, ${reason}, ${receipt}, ${at}) as gone`.execute(tx);
  return rows[0]?.gone ?? false;
}

/** When the erasure with this number was done; undefined where there is none. */
export async function receiptOf(tx: Tx, receipt: string): Promise<Instant | undefined> {
  const { rows } = await sql<{ at: Instant | null }>`select app.find_receipt(${receipt}) as at`.execute(tx);
  return rows[0]?.at ?? undefined;
}

/**
 * Makes the list outside and the table inside agree, after a restore, at the start and daily. Whoever is on the list is erased, should a backup
 * have brought her back or a crash come before the end of the transaction: she had asked. What the list lacks is added to it.
 * Needs the jobs role or the superuser; returns how many were erased again.
 */
export async function replayErasures(tx: Tx, keysFolder: string): Promise<number> {
  const listed = erasedList(keysFolder);
  const back =
    listed.size === 0
      ? []
      : await tx
          .selectFrom('people')
          .select('id')
          .where(sql<boolean>`id = any (${[...listed.keys()]})`)
          .execute();
  let count = 0;
  for (const { id } of back) if (await eraseRows(tx, listed.get(id)!)) count += 1;
  const done = await tx.selectFrom('erasures').select(['person_id', 'association_id', 'erased_at', 'reason', 'receipt']).execute();
  for (const { person_id: person, association_id: association, erased_at: at, ...row } of done)
    if (!listed.has(person)) note(keysFolder, { ...row, at: at.toISOString(), association, person });
  return count;
}
