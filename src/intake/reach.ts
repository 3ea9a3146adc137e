/** How the person of an enquiry is called and reached, as told anew by link or to a coordinator. */
import { type Acting, hasRole } from '../accounts/index.ts';
import { sql } from '../lib/db.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { tellOldContact } from '../messages/index.ts';
import { addContact, type Contact, contactsOf, keysOf, openFor, rename } from '../people/index.ts';
import type { Enquiry } from './enquiry.ts';
import type { Reach } from './forms.ts';

type Change = { reach: Reach; fullName?: string | null };
const kinds = ['phone', 'email', 'address'] as const;

const differing = (before: readonly Contact[], reach: Reach) =>
  kinds.flatMap((kind) => {
    const old = before.find((one) => one.kind === kind);
    return (reach[kind] || null) === (old?.value ?? null) ? [] : [{ kind, old, value: reach[kind] }];
  });

/** Whether what was typed would have somebody reached in another way, or no longer. */
export const isOtherReach = async (acting: Pick<Acting, 'world' | 'tx'>, person: string, reach: Reach): Promise<boolean> =>
  differing(await contactsOf(acting, person), reach).length > 0;

export type ReachRefusal = 'sign-in-first' | 'theirs-to-change';

/**
 * Whoever has a seat, a group or a role signs in by her contact: a link of half a year ago, which may lie in somebody else's mailbox, must
 * not change it. Of one who sees others' data it is changed by herself, or by an administrator.
 */
export async function mayChangeReach(acting: Acting, enquiry: Enquiry, reach: Reach): Promise<Refusal<ReachRefusal> | undefined> {
  const { tx, actor } = acting;
  if (!enquiry.person || !(await isOtherReach(acting, enquiry.person, reach))) return undefined;
  const { rows } = await sql<{ helps: boolean; sits: boolean }>`select app.sees_others(${enquiry.person}) as helps,
    exists (select from seats where person_id = ${enquiry.person} and declined_at is null and left_on is null) as sits`.execute(tx);
  const { helps, sits } = rows[0]!;
  if (actor.kind === 'holder') return helps || sits || enquiry.stage === 'placed' ? refuse('sign-in-first') : undefined;
  return helps && !hasRole(actor, 'administrator') ? refuse('theirs-to-change') : undefined;
}

/** The same for being erased: it would end what she does for others, and could leave nobody to administer. */
export async function mayWithdraw({ tx }: Pick<Acting, 'tx'>, person: string): Promise<Refusal<'sign-in-to-leave'> | undefined> {
  const { rows } = await sql<{ helps: boolean }>`select app.sees_others(${person}) as helps`.execute(tx);
  return rows[0]?.helps ? refuse('sign-in-to-leave') : undefined;
}

/** A contact that stays as it was keeps what is known of it; the one that was is told, and whoever came in by it is out. */
export async function changeReach(acting: Acting, { person, association }: Enquiry, { reach, fullName }: Change, chapter: string | null) {
  const { tx } = acting;
  const key = (await keysOf(acting, [person!])).get(person!);
  if (!key) return;
  const known = await tx.selectFrom('people').select('full_name').where('id', '=', person!).executeTakeFirstOrThrow();
  const kept = known.full_name && openFor(key, { table: 'people', column: 'full_name', row: person! }, known.full_name);
  await rename(acting, key, { called: reach.called, fullName: fullName === undefined ? kept : fullName });
  await tx.updateTable('people').set({ reach_by: reach.reachBy, chapter_id: chapter }).where('id', '=', person!).execute();
  const changes = differing(await contactsOf(acting, person!), reach);
  for (const { kind, old, value } of changes) {
    if (old) await tellOldContact(acting, association, person!, old);
    if (value) await addContact(acting, key, association, { kind, value, forFacilitators: old?.forFacilitators ?? false });
    else await tx.deleteFrom('contacts').where('person_id', '=', person!).where('kind', '=', kind).execute();
  }
  if (changes.length > 0) await acting.record({ act: 'contact.changed', object: ['contact', null], about: person, association });
  if (changes.some(({ kind }) => kind !== 'address')) await sql`select app.end_sessions(${person}, null)`.execute(tx);
}
