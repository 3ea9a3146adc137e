import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Acting } from '../accounts/index.ts';
import { record } from '../history/index.ts';
import { furnish } from '../associations/index.ts';
import type { Keyring } from '../lib/crypto.ts';
import { actAs, sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import { refuse, type Refusal } from '../lib/refusal.ts';
import { addPerson } from '../people/index.ts';
import { urls } from '../urls.ts';

export type Founding = {
  code: string;
  name: string;
  slug: string;
  country: 'NO' | 'DK';
  languages: Language[];
  senderName: string;
  called: string;
  fullName: string;
  phone: string | null;
  email: string | null;
};

/** The code printed on the console while the house is empty: the same in every process, worthless once there is an association. */
export function foundingCode(keys: Pick<Keyring, 'codes'>): string {
  const digest = createHmac('sha256', keys.codes).update('founding').digest();
  return [0, 2, 4].map((at) => String(digest.readUInt16BE(at) % 10_000).padStart(4, '0')).join(' ');
}

export const houseIsEmpty = async ({ tx }: Pick<Acting, 'tx'>): Promise<boolean> =>
  (await sql<{ empty: boolean }>`select app.house_is_empty() as empty`.execute(tx)).rows[0]?.empty === true;

/** Slugs that are the first word of an address of ours. */
export function isTaken(slug: string): boolean {
  const flat = (value: object): string[] => Object.values(value).flatMap((one) => (typeof one === 'string' ? [one] : flat(one as object)));
  return flat(urls).some((pattern) => pattern.split('/')[1] === slug);
}

/** Founds the first association with everything it starts with, and makes the founder its administrator. */
export async function found(
  acting: Acting,
  founding: Founding,
): Promise<Refusal<'wrong-code' | 'not-empty' | 'address-taken'> | undefined> {
  const { world, tx, now, today } = acting;
  if (!sameCode(founding.code, foundingCode(world.keys))) return refuse('wrong-code');
  if (isTaken(founding.slug)) return refuse('address-taken');
  const association = newId();
  const person = newId();
  const { name, slug, country, languages, senderName } = founding;
  const founded = await sql<{
    first: boolean;
  }>`select app.found_association(${association}, ${slug}, ${name}, ${country}, ${languages}, ${senderName}, ${now}) as first`.execute(tx);
  if (!founded.rows[0]?.first) return refuse('not-empty');
  await actAs(world.db, tx, { person, today });
  await addPerson(acting, {
    id: person,
    association,
    chapter: null,
    called: founding.called,
    fullName: founding.fullName,
    language: founding.languages[0]!,
    reachBy: founding.email ? 'email' : 'sms',
    contacts: { phone: founding.phone, email: founding.email },
    consent: { version: '1', by: 'self' },
  });
  await sql`select app.become_first_administrator(${now})`.execute(tx);
  await furnish(tx, now, { id: association, name: founding.name, country: founding.country, languages: founding.languages });
  const entry = { at: now, actor: person, role: 'administrator', association, request: acting.requestId };
  await record(tx, { ...entry, act: 'association.founded', object: ['association', association] });
  return undefined;
}

function sameCode(typed: string, right: string): boolean {
  const digits = (text: string) => Buffer.from(text.replace(/\D/g, '').padEnd(12, ' ').slice(0, 12));
  return timingSafeEqual(digits(typed), digits(right));
}
