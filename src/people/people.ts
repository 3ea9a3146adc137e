import type { Acting } from '../accounts/index.ts';
import type { Language } from '../lib/language.ts';
import { lookupIndex } from '../lib/crypto.ts';
import { sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { keepKey, keyFor, keysOf, openFor, type PersonKey, sealFor } from './seal.ts';

export type ReachBy = 'sms' | 'email' | 'phone' | 'post';
export type ContactKind = 'phone' | 'email' | 'address';
/** Normalised: a phone as E.164, an e-mail in lower case, an address as lines. */
export type Contacts = Partial<Record<ContactKind, string | null>>;
export type NewPerson = {
  id?: string;
  association: string;
  chapter: string | null;
  called: string;
  fullName?: string | null;
  language: Language;
  reachBy: ReachBy;
  contacts: Contacts;
  consent: { version: string; by: 'self' | 'phone' | 'paper' | 'import' };
};
export type Name = { called: string; fullName: string | null };
export type Contact = { id: string; kind: ContactKind; value: string; forFacilitators: boolean; verified: boolean };

type Scene = Pick<Acting, 'world' | 'tx' | 'now'>;

/** Adds a person with a key, contacts and consent. The actor must be that person (see actAs) or coordinate the association. */
export async function addPerson(scene: Scene, person: NewPerson): Promise<string> {
  const { tx, now } = scene;
  const id = person.id ?? newId();
  const key = keyFor(id);
  await tx
    .insertInto('people')
    .values({
      id,
      association_id: person.association,
      chapter_id: person.chapter,
      ...sealedName(key, { called: person.called, fullName: person.fullName ?? null }),
      language: person.language,
      reach_by: person.reachBy,
      created_at: now,
    })
    .execute();
  await keepKey(scene, person.association, key);
  for (const kind of ['phone', 'email', 'address'] as const) {
    const value = person.contacts[kind];
    if (value) await addContact(scene, key, person.association, { kind, value });
  }
  await tx
    .insertInto('consents')
    .values({
      id: newId(),
      association_id: person.association,
      person_id: id,
      text_version: person.consent.version,
      given_at: now,
      given_by: person.consent.by,
    })
    .execute();
  return id;
}

export async function rename({ tx }: Scene, key: PersonKey, name: Name): Promise<void> {
  await tx.updateTable('people').set(sealedName(key, name)).where('id', '=', key.person).execute();
}

function sealedName(key: PersonKey, name: Name) {
  const sealed = (column: string, text: string) => sealFor(key, { table: 'people', column, row: key.person }, text);
  return { called: sealed('called', name.called), full_name: name.fullName ? sealed('full_name', name.fullName) : null };
}

/** One contact of a kind: a new one takes the place of the old. */
export async function addContact(
  { world, tx, now }: Scene,
  key: PersonKey,
  association: string,
  contact: { kind: ContactKind; value: string; forFacilitators?: boolean; verified?: boolean },
): Promise<string> {
  const id = newId();
  const lookup = contact.kind === 'address' ? null : lookupIndex(world.keys.index, contact.kind, contact.value);
  await tx.deleteFrom('contacts').where('person_id', '=', key.person).where('kind', '=', contact.kind).execute();
  await tx
    .insertInto('contacts')
    .values({
      id,
      association_id: association,
      person_id: key.person,
      kind: contact.kind,
      value: sealFor(key, { table: 'contacts', column: 'value', row: id }, contact.value),
      lookup,
      for_facilitators: contact.forFacilitators ?? false,
      verified_at: contact.verified ? now : null,
      created_at: now,
    })
    .execute();
  return id;
}

/** Names of those among `ids` that the actor may see. */
export async function namesOf(scene: { world: Acting['world']; tx: Acting['tx'] }, ids: readonly string[]): Promise<Map<string, Name>> {
  if (ids.length === 0) return new Map();
  const keys = await keysOf(scene, ids);
  const rows = await scene.tx
    .selectFrom('people')
    .select(['id', 'called', 'full_name'])
    .where(sql<boolean>`id = any (${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const key = keys.get(row.id);
      if (!key) return [];
      const opened = (column: string, sealed: Buffer) => openFor(key, { table: 'people', column, row: row.id }, sealed);
      return [[row.id, { called: opened('called', row.called), fullName: row.full_name && opened('full_name', row.full_name) }]];
    }),
  );
}

/** The contacts of one person that the actor may see: a facilitator sees the one the person chose. */
export async function contactsOf(scene: { world: Acting['world']; tx: Acting['tx'] }, person: string): Promise<Contact[]> {
  return (await contactsOfAll(scene, [person])).get(person) ?? [];
}

/** The same of many at once: a batch of letters asks the database twice, however many they are. */
export async function contactsOfAll(
  scene: { world: Acting['world']; tx: Acting['tx'] },
  people: readonly string[],
): Promise<Map<string, Contact[]>> {
  if (people.length === 0) return new Map();
  const keys = await keysOf(scene, people);
  const rows = await scene.tx
    .selectFrom('contacts')
    .selectAll()
    .where(sql<boolean>`person_id = any (${[...new Set(people)]}::uuid[])`)
    .orderBy('kind')
    .execute();
  const all = new Map<string, Contact[]>();
  for (const row of rows) {
    const key = keys.get(row.person_id);
    if (!key) continue;
    const own = all.get(row.person_id) ?? [];
    all.set(row.person_id, own);
    own.push({
      id: row.id,
      kind: row.kind,
      value: openFor(key, { table: 'contacts', column: 'value', row: row.id }, row.value),
      forFacilitators: row.for_facilitators,
      verified: row.verified_at !== null,
    });
  }
  return all;
}

/** The one contact a person lets facilitators see; none was chosen, or the actor may not see it: undefined. */
export const chosenContact = async (scene: Pick<Scene, 'world' | 'tx'>, person: string): Promise<Contact | undefined> =>
  (await contactsOf(scene, person)).find((one) => one.forFacilitators);

/** Those among `ids` who let facilitators see a contact, as far as the actor may know. */
export async function whoShowContact({ tx }: Pick<Scene, 'tx'>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('contacts')
    .select('person_id')
    .where('person_id', 'in', ids)
    .where('for_facilitators', '=', true)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** Everyone, in any association, who can be reached by one of these; narrow on purpose (app.people_by_lookup). */
export async function whoHas(
  { world, tx }: { world: Acting['world']; tx: Acting['tx'] },
  contacts: Contacts,
): Promise<{ person: string; association: string; kind: ContactKind }[]> {
  const kinds = (['phone', 'email'] as const).filter((kind) => contacts[kind]);
  if (kinds.length === 0) return [];
  const wanted = kinds.map((kind) => lookupIndex(world.keys.index, kind, contacts[kind]!));
  const found = await sql<{
    person_id: string;
    association_id: string;
    kind: ContactKind;
  }>`select * from app.people_by_lookup(${wanted})`.execute(tx);
  return found.rows.map((row) => ({ person: row.person_id, association: row.association_id, kind: row.kind }));
}
