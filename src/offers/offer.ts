import type { Area } from '../associations/index.ts';
import type { Clock, Day, Instant, Zone } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import type { Series } from '../meetings/index.ts';

/** Every kind of thing one can come to. A listed group is a self-help group. */
export const offerKinds = [
  'self-help-group',
  'conversation-group',
  'experience-network',
  'activity',
  'open-cafe',
  'contact-phone',
  'visiting-service',
  'peer-support',
] as const;
export type OfferKind = (typeof offerKinds)[number];

/** Who it is for. None said: for everyone. */
export const audiences = ['patient', 'relative', 'bereaved'] as const;
export type Audience = (typeof audiences)[number];

/** What it is about, broadly: its own, or all its association works with. */
export { type Area, areas } from '../associations/index.ts';

/** How one takes part: at the place, on a screen, on the phone, or at one's own home. */
export const ways = ['in-person', 'digital', 'phone', 'home'] as const;
export type Way = (typeof ways)[number];

export const runners = ['volunteers', 'professionals', 'both'] as const;
export type RunBy = (typeof runners)[number];

/** What it is called and what it is, as the association wrote it in one language. `more` in paragraphs. */
export type OfferText = { title: string; summary: string; more: string };

/** Where one comes to. Of a group that is listed only the town is told. Degrees; codes are the official ones. */
export type OfferPlace = {
  venueId: string | null;
  venue: string | null;
  address: string | null;
  door: string | null;
  directions: string | null;
  postcode: string | null;
  place: string | null;
  municipality: string | null;
  latitude: number | null;
  longitude: number | null;
  wheelchair: boolean | null;
  hearingLoop: boolean | null;
};

/** One thing one can come to, as everyone may see it: nothing of who takes part. */
export type Offer = {
  id: string;
  /** offer: written by the association; group: one that wants to be seen */
  origin: 'offer' | 'group';
  association: { id: string; slug: string; name: string; country: 'NO' | 'DK'; languages: Language[] };
  chapter: string | null;
  /** the last part of its address, unique in its association */
  slug: string;
  kind: OfferKind;
  runBy: RunBy;
  /** at least one language */
  texts: Partial<Record<Language, OfferText>>;
  kinds: Audience[];
  /** its own, or those of its association */
  areas: Area[];
  /** spoken there, ISO 639 */
  languages: string[];
  ways: Way[];
  place: OfferPlace;
  /** municipalities it is for; none: wherever one lives */
  municipalities: string[];
  /** null: by agreement, or not told */
  series: Series | null;
  /** a group without a plan of its days tells only how often it meets */
  rhythm: 'weekly' | 'every-second-week' | 'monthly' | 'free' | null;
  dropIn: boolean;
  /** null: not said */
  room: boolean | null;
  roomOn: Day | null;
  /** the one to ask, chosen by the association: the offer's own, or the association's. `name` is a first name. */
  contact: { name: string | null; phone: string | null; email: string | null };
  link: string | null;
  validFrom: Day | null;
  validUntil: Day | null;
  confirmedOn: Day | null;
  publishedOn: Day;
  changedAt: Instant;
  sequence: number;
};

/** The text in this language, or in the one nearest to it. */
export function textOf(offer: Pick<Offer, 'texts'>, language: Language): OfferText & { language: Language } {
  const found = nearest[language].find((one) => offer.texts[one]);
  if (!found) throw new RangeError('An offer without a text');
  return { ...offer.texts[found]!, language: found };
}

/** Who can read what, the nearest first. */
const nearest: Record<Language, readonly Language[]> = {
  nb: ['nb', 'nn', 'da', 'en'],
  nn: ['nn', 'nb', 'da', 'en'],
  da: ['da', 'nb', 'nn', 'en'],
  en: ['en', 'nb', 'nn', 'da'],
};

/** Whether it may be come to on this day: begun, and not past. */
export const isOn = ({ validFrom, validUntil }: Pick<Offer, 'validFrom' | 'validUntil'>, today: Day): boolean =>
  (validFrom === null || validFrom <= today) && (validUntil === null || validUntil >= today);

/** Months after which nobody knows whether what is written still holds. */
export const CONFIRM_AFTER_MONTHS = 12;

export type { Clock, Day, Series, Zone };
