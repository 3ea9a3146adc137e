/** What people do with what is kept about them. */
import { type Acting, asPerson } from '../accounts/index.ts';
import { sql } from '../lib/db.ts';
import type { Language } from '../lib/language.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { tellOldContact } from '../messages/index.ts';
import {
  addContact,
  type Contact,
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
import { askNew, contactChanged, forgetNew } from './new-contact.ts';

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
export type ContactRefusal = 'no-contact-left' | 'reached-by-it' | 'prove-first' | 'too-many-codes';

/**
 * Other ways of being reached. A new telephone or e-mail waits for the code that is sent there, and the one that was holds until then;
 * what is taken away goes at once, and is told. True where there is a code to type.
 */
export async function changeContacts(acting: Acting, to: NewContacts): Promise<boolean | Refusal<ContactRefusal>> {
  const { tx } = acting;
  const { id, association } = asPerson(acting.actor);
  const { reach_by } = await tx.selectFrom('people').select('reach_by').where('id', '=', id).executeTakeFirstOrThrow();
  if (!to.phone && !to.email && !to.address) return refuse('no-contact-left');
  if (!to[needs[reach_by]]) return refuse('reached-by-it');
  const before = new Map((await contactsOf(acting, id)).map((one) => [one.kind, one]));
  if (!to.address && !kinds.some((kind) => to[kind] && before.has(kind))) return refuse('prove-first');
  let waits = false;
  for (const kind of kinds) {
    const [value, old] = [to[kind] || null, before.get(kind)];
    const isSame = value === (old?.value ?? null);
    if (isSame || !value) await forgetNew(acting, kind);
    if (isSame) continue;
    if (value && !(await askNew(acting, { kind, value }))) return refuse('too-many-codes');
    if (value) waits = true;
    else await takeAway(acting, association, old!);
  }
  await changeAddress(acting, association, before.get('address')?.value ?? null, to.address || null);
  return waits;
}

const kinds = ['phone', 'email'] as const;

async function takeAway(acting: Acting, association: string, old: Contact): Promise<void> {
  const { id } = asPerson(acting.actor);
  await tellOldContact(acting, association, id, old);
  await acting.tx.deleteFrom('contacts').where('person_id', '=', id).where('kind', '=', old.kind).execute();
  await contactChanged(acting, old.kind);
}

/** Nobody signs in by an address, and no code can be sent there. */
async function changeAddress(acting: Acting, association: string, old: string | null, value: string | null): Promise<void> {
  if (value === old) return;
  const { id } = asPerson(acting.actor);
  if (value) await addContact(acting, (await keysOf(acting, [id])).get(id)!, association, { kind: 'address', value });
  else await acting.tx.deleteFrom('contacts').where('person_id', '=', id).where('kind', '=', 'address').execute();
  await contactChanged(acting, 'address');
}

/** Withdraws consent and is erased. Returns the number of the receipt. */
export async function eraseMe(acting: Acting): Promise<string | Refusal<EraseRefusal>> {
  const { id } = asPerson(acting.actor);
  return (await mayErase(acting, id)) ?? (await erase(acting, id, 'asked'));
}
