/** How the pages of meetings say what is in the data. */
import type { Language, TextKey, Translate } from '../lib/language.ts';
import type { Refusal } from '../lib/refusal.ts';
import { sayDayTime } from '../lib/say.ts';
import { sayVenue, type Venue } from '../groups/index.ts';
import type { Day } from '../lib/day.ts';
import type { Meeting } from './meeting.ts';

type Reason<Key extends TextKey> = Key extends `meetings:refusal.${infer R}` ? R : never;
/** Every reason that has a text; a refusal without one does not compile. */
export type SaidReason = Reason<TextKey>;

export const sayRefusal = (t: Translate, refusal: Refusal<SaidReason>): string => t(`meetings:refusal.${refusal.refused}`, refusal.values);

/** "tirsdag 1. desember kl. 18", "… kl. 18 til 20" when it is said how long. */
export const sayWhen = (
  { day, clock, minutes }: Pick<Meeting, 'day' | 'clock' | 'minutes'>,
  language: Language,
  today: Day,
  long = false,
) => sayDayTime(day, clock, language, { today, ...(long && { minutes }) });

export const sayPlace = (venue: Venue, t: Translate): string => (venue.digital ? t('meetings:place.digital') : sayVenue(venue));
