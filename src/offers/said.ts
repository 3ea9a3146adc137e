import type { Day } from '../lib/day.ts';
import type { Language, Translate } from '../lib/language.ts';
import { sayDayTime, sayNumber } from '../lib/say.ts';
import { sayRecurrence } from '../meetings/index.ts';
import type { Offer } from './offer.ts';
import { nextTimes } from './shelf.ts';

/** "Every second Tuesday at 18, not in July." */
export function sayWhen(offer: Offer, t: Translate, today: Day): string {
  if (offer.series) return capital(sayRecurrence(offer.series, t.language, { today }), t.language);
  return offer.rhythm ? t(`groups:rhythm.${offer.rhythm}`) : t('offers:when.agreed');
}

/** The next three times, with their machine's dates. */
export const sayNext = (offer: Offer, language: Language, today: Day): { at: string; said: string }[] =>
  nextTimes(offer, today).map(({ day, clock }) => ({ at: `${day}T${clock}`, said: sayDayTime(day, clock, language, { today }) }));

/** "Eksempelbiblioteket, Bergen", "On the phone". */
export function sayWhere({ ways, place }: Offer, t: Translate): string {
  const where = [place.venue, place.place].filter(Boolean).join(', ');
  const other = ways.filter((way) => way !== 'in-person').map((way) => t(`offers:way.${way}`));
  return [...(ways.includes('in-person') && where ? [where] : []), ...other].join(' · ') || t('offers:way.in-person');
}

export function sayRoom({ room, dropIn }: Offer, t: Translate): string {
  if (room === false) return t('offers:room.no');
  if (dropIn) return t('offers:room.drop-in');
  return t(room ? 'offers:room.yes' : 'offers:room.ask');
}

/** Far enough from the truth of roads that nothing finer is said: "3 km", "about 40 km". */
export function sayKm(km: number, t: Translate): string {
  if (km < 1) return t('offers:km.here');
  return t(km < 10 ? 'offers:km.near' : 'offers:km.about', {
    km: sayNumber(km < 10 ? Math.round(km) : Math.round(km / 5) * 5, t.language),
  });
}

const names = new Map<string, string>();
/** The name of a spoken language, in the reader's. */
export function sayTongue(code: string, language: Language): string {
  const key = `${language} ${code}`;
  const known = names.get(key) ?? new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }).of(code) ?? code;
  names.set(key, known);
  return known;
}

const capital = (text: string, language: Language): string => text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
