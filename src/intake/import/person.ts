import type { Day } from '../../lib/day.ts';
import type { Language } from '../../lib/language.ts';
import type { Kind, Sex } from './kind.ts';
import type { Phase } from './health.ts';
import type { Name } from './name.ts';
import { nameKey, sameName } from './name.ts';
import type { Need } from './note.ts';
import type { Slot } from './slots.ts';

/** A person who waits, as a row of a sheet tells it. Whatever the row does not say is null or empty. */
export type WaitingPersonDraft = Name & {
  /** E.164. */
  phone: string | null;
  /** In small letters. */
  email: string | null;
  address: string | null;
  postcode: string | null;
  place: string | null;
  birthYear: number | null;
  sex: Sex | null;
  kind: Kind | null;
  /** A code of the association's list, or of `commonDiagnoses`. */
  diagnosis: string | null;
  phase: Phase | null;
  /** To talk in; ISO 639, at least one. */
  languages: string[];
  /** To write to the person in. */
  language: Language;
  slots: Slot[];
  maxKm: number | null;
  digital: boolean | null;
  /** First in touch on; never after today. */
  since: Day | null;
  needs: Need[];
  sameSex: boolean;
  mixedOk: boolean;
};

export type Known = Pick<WaitingPersonDraft, 'name' | 'phone' | 'email' | 'birthYear' | 'postcode'>;

/** One way to be reached: phone, e-mail, or an address a letter finds. */
export const isReachable = (person: Pick<WaitingPersonDraft, 'phone' | 'email' | 'address' | 'postcode'>): boolean =>
  person.phone !== null || person.email !== null || (person.address !== null && person.postcode !== null);

/**
 * Where to look for a person who may already be here: everyone who shares a key is to be asked about with `samePerson`.
 * 'phone:+4740000101', 'email:kari@example.no', 'name:kari berg 1959 5003'.
 */
export function matchKeys(person: Known): string[] {
  return [
    ...(person.phone === null ? [] : [`phone:${person.phone}`]),
    ...(person.email === null ? [] : [`email:${person.email}`]),
    ...(person.birthYear === null || person.postcode === null
      ? []
      : [`name:${nameKey(person.name)} ${person.birthYear} ${person.postcode}`]),
  ];
}

/**
 * Whether two are one person: the same name, and the same phone, e-mail, or birth year and postal code. Couples share a phone and
 * families an address, and a made-up address may be given twice: another name or another birth year is another person.
 */
export function samePerson(a: Known, b: Known): boolean {
  if (!sameName(a.name, b.name)) return false;
  if (a.birthYear !== null && b.birthYear !== null && a.birthYear !== b.birthYear) return false;
  const keys = new Set(matchKeys(b));
  return matchKeys(a).some((key) => keys.has(key));
}
