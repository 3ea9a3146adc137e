/** What people do with what is kept about them. */
import { type Acting, asPerson } from '../accounts/index.ts';
import { sql } from '../lib/db.ts';
import type { Language } from '../lib/language.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { tellOldContact } from '../messages/index.ts';
import {
  addContact,
  type ContactKind,
  contactsOf,
  erase,
  type EraseRefusal,
  keysOf,
  mayErase,
  type ReachBy,
  rename,
} from '../people/index.ts';
import type { Shown } from './forms.ts';

export const needs: Record<ReachBy, ContactKind> = { sms: 'phone', phone: 'phone', email: 'email', post: 'address' };

export type Settings = {
  called: string;
  fullName: string | null;
  language: Language;
  largeType: boolean;
  reachBy: ReachBy;
  forFacilitators: Shown;
};
export type SettingsRefusal = 'no-such-contact';

/** What one is called, in which language and how one is reached. A way of being reached needs its contact. */
export async function changeSettings(acting: Acting, to: Settings): Promise<void | Refusal<SettingsRefusal>> {
  const { tx } = acting;
  const { id } = asPerson(acting.actor);
  const has = new Set((await contactsOf(acting, id)).map(({ kind }) => kind));
  if (!has.has(needs[to.reachBy]) || (to.forFacilitators !== 'none' && !has.has(to.forFacilitators))) return refuse('no-such-contact');
  await rename(acting, (await keysOf(acting, [id])).get(id)!, to);
  await tx
    .updateTable('people')
    .set({ language: to.language, large_type: to.largeType, reach_by: to.reachBy })
    .where('id', '=', id)
    .execute();
  await tx
    .updateTable('contacts')
    .set({ for_facilitators: sql<boolean>`kind = ${to.forFacilitators}` })
    .where('person_id', '=', id)
    .execute();
  await acting.record({ act: 'person.changed', object: ['person', id], about: id });
}

export type NewContacts = Record<ContactKind, string | null>;
export type ContactRefusal = 'no-contact-left' | 'reached-by-it';

/** New ways of being reached. The one that was is told, in case it was somebody else. */
export async function changeContacts(acting: Acting, to: NewContacts): Promise<void | Refusal<ContactRefusal>> {
  const { tx } = acting;
  const { id, association } = asPerson(acting.actor);
  const { reach_by } = await tx.selectFrom('people').select('reach_by').where('id', '=', id).executeTakeFirstOrThrow();
  if (!to.phone && !to.email && !to.address) return refuse('no-contact-left');
  if (!to[needs[reach_by]]) return refuse('reached-by-it');
  const before = await contactsOf(acting, id);
  const key = (await keysOf(acting, [id])).get(id)!;
  for (const kind of ['phone', 'email', 'address'] as const) {
    const [value, old] = [to[kind], before.find((one) => one.kind === kind)];
    if ((value || null) === (old?.value ?? null)) continue;
    if (old) await tellOldContact(acting, association, id, old);
    if (value) await addContact(acting, key, association, { kind, value, forFacilitators: old?.forFacilitators ?? false });
    else await tx.deleteFrom('contacts').where('person_id', '=', id).where('kind', '=', kind).execute();
    await acting.record({ act: 'contact.changed', object: ['contact', null], about: id });
  }
}

/** Withdraws consent and is erased. Returns the number of the receipt. */
export async function eraseMe(acting: Acting): Promise<string | Refusal<EraseRefusal>> {
  const { id } = asPerson(acting.actor);
  return (await mayErase(acting, id)) ?? (await erase(acting, id, 'asked'));
}
