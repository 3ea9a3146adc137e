/** How the pages of groups say what is in the data. */
import type { Refusal } from '../lib/refusal.ts';
import type { Language, TextKey, Translate } from '../lib/language.ts';
import { sayDay, sayDayTime, sayList } from '../lib/say.ts';
import type { Broken } from './composing.ts';
import type { Group } from './group.ts';
import type { Venue } from './store.ts';

type Reason<Key extends TextKey> = Key extends `groups:refusal.${infer R}` ? R : never;
/** Every reason that has a text; a refusal without one does not compile. */
export type SaidReason = Reason<TextKey>;

export const sayRefusal = (t: Translate, refusal: Refusal<SaidReason>): string => t(`groups:refusal.${refusal.refused}`, refusal.values);

/** A broken rule with the names of those it concerns. */
export function sayBroken(t: Translate, { reason, values, people }: Broken<SaidReason>, called: (person: string) => string): string {
  const names = sayList(people.map(called), t.language);
  return t(`groups:refusal.${reason}`, { ...values, names, ...(people.length > 0 && { count: people.length }) });
}

/** When it begins, as far as that is settled. */
export const sayFirst = ({ firstOn, firstAt }: Group, language: Language): string | null =>
  firstOn && firstAt ? sayDayTime(firstOn, firstAt, language) : firstOn ? sayDay(firstOn, language) : null;

export const sayVenue = (venue: Venue): string => [venue.name, venue.address, sayPlace(venue)].filter(Boolean).join(', ');
const sayPlace = ({ postcode, place }: Venue) => [postcode, place].filter(Boolean).join(' ');
