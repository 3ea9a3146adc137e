/** A telephone or e-mail becomes somebody's when a code sent there has come back: a slip of the finger must not let another one in. */
import { type Acting, asPerson } from '../accounts/index.ts';
import { hashCode, oneTimeCode, sameBytes } from '../lib/crypto.ts';
import { addMinutes } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { takeRate } from '../lib/rate.ts';
import { send, tellOldContact } from '../messages/index.ts';
import { addContact, type Contact, contactsOf, keysOf, openFor, sealFor } from '../people/index.ts';
import { tellChanged } from '../sign-in/index.ts';

export type Proved = 'phone' | 'email';
export type NewContact = { kind: Proved; value: string };

export const MINUTES = 30;
const TRIES = 5;
const MOST = { limit: 10, seconds: 24 * 3_600 };

const place = (id: string) => ({ table: 'new_contacts', column: 'value', row: id });

/** Sends a code to the new contact; an earlier one of the kind is forgotten. False when too many were sent in a day. */
export async function askNew(acting: Acting, { kind, value }: NewContact): Promise<boolean> {
  const { world, tx, now } = acting;
  const { id: person, association } = asPerson(acting.actor);
  if (!(await takeRate(world.db.query, `new-contact ${person}`, MOST, world.keys.rates)).allowed) return false;
  const [id, code, expires] = [newId(), oneTimeCode(), addMinutes(now, MINUTES)];
  const key = (await keysOf(acting, [person])).get(person)!;
  await forgetNew(acting, kind);
  await tx
    .insertInto('new_contacts')
    .values({
      id,
      association_id: association,
      person_id: person,
      kind,
      value: sealFor(key, place(id), value),
      code_hash: hashCode(world.keys.codes, id, code),
      created_at: now,
      expires_at: expires,
    })
    .execute();
  const by = kind === 'phone' ? 'sms' : 'email';
  const secret = { address: value, code };
  await send(acting, association, { to: person, kind: 'sign-in-code', by, before: expires, variables: { minutes: MINUTES }, secret });
  return true;
}

export async function forgetNew({ tx, actor }: Pick<Acting, 'tx' | 'actor'>, kind: Proved): Promise<void> {
  await tx.deleteFrom('new_contacts').where('person_id', '=', asPerson(actor).id).where('kind', '=', kind).execute();
}

/** What waits for its code. */
export async function newContacts(acting: Pick<Acting, 'world' | 'tx' | 'actor' | 'now'>): Promise<NewContact[]> {
  const { id: person } = asPerson(acting.actor);
  const rows = await acting.tx
    .selectFrom('new_contacts')
    .select(['id', 'kind', 'value'])
    .where('person_id', '=', person)
    .where('expires_at', '>', acting.now)
    .orderBy('kind', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const key = (await keysOf(acting, [person])).get(person)!;
  return rows.map(({ id, kind, value }) => ({ kind: kind as Proved, value: openFor(key, place(id), value) }));
}

/** Judges a code; the try is counted first. `left`: how many tries there still are, 0 where a new code is needed. */
export async function proveNew(acting: Acting, kind: Proved, typed: string): Promise<'proved' | { left: number }> {
  const { world, tx, now } = acting;
  const { id: person } = asPerson(acting.actor);
  const row = await tx
    .updateTable('new_contacts')
    .set({ tries: sql<number>`tries + 1` })
    .where('person_id', '=', person)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .where('tries', '<', TRIES)
    .returning(['id', 'value', 'code_hash', 'tries'])
    .executeTakeFirst();
  if (!row) return { left: 0 };
  if (!sameBytes(row.code_hash, hashCode(world.keys.codes, row.id, typed))) return { left: TRIES - row.tries };
  const key = (await keysOf(acting, [person])).get(person)!;
  await takeIntoUse(acting, { kind, value: openFor(key, place(row.id), row.value) });
  await forgetNew(acting, kind);
  return 'proved';
}

async function takeIntoUse(acting: Acting, { kind, value }: NewContact): Promise<void> {
  const me = asPerson(acting.actor);
  const old = (await contactsOf(acting, me.id)).find((one) => one.kind === kind);
  const key = (await keysOf(acting, [me.id])).get(me.id)!;
  if (old) await tellOldContact(acting, me.association, me.id, old);
  else await tellChanged(acting, me);
  await addContact(acting, key, me.association, { kind, value, forFacilitators: old?.forFacilitators ?? false, verified: true });
  await contactChanged(acting, kind);
}

/** Whoever came in by the contact that was is out, everywhere but here. */
export async function contactChanged(acting: Acting, kind: Contact['kind']): Promise<void> {
  const me = asPerson(acting.actor);
  await acting.record({ act: 'contact.changed', object: ['contact', null], about: me.id });
  if (kind !== 'address') await sql`select app.end_sessions(${me.id}, ${me.session})`.execute(acting.tx);
}
