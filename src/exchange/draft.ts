/** A row of somebody's directory as it stands, and as an offer of ours; and all that can be said of it on the way. */
import type { Clock, Day } from '../lib/day.ts';
import type { Area, Audience, OfferKind, Way } from '../offers/index.ts';

export const rawFields = [
  'key',
  'association',
  'title',
  'summary',
  'more',
  'kind',
  'for',
  'areas',
  'languages',
  'ways',
  'venue',
  'address',
  'postcode',
  'place',
  'latitude',
  'longitude',
  'wheelchair',
  'rrule',
  'starts_on',
  'clock',
  'end',
  'minutes',
  'drop_in',
  'contact_name',
  'contact_phone',
  'contact_email',
  'link',
] as const;
export type RawField = (typeof rawFields)[number];
/** `circle`: what it refers to leads back to itself. `ended`: its own list says so. The last two: it is another's, or nobody's here. */
export type Raw = {
  line: number;
  cells: Partial<Record<RawField, string>>;
  trouble?: 'not-a-row' | 'circle' | 'ended' | 'other-association' | 'no-association';
};

/** Why a row is not taken in. The text of each is `exchange:because.<reason>`. */
export const because = [
  'not-a-row',
  'circle',
  'ended',
  'other-association',
  'no-association',
  'no-title',
  'too-long',
  'formula',
  'markup',
  'name',
  'postcode',
  'day',
  'clock',
  'length',
  'rule',
  'phone',
  'email',
  'no-where',
] as const;
export type Because = (typeof because)[number];
/** What was read otherwise than it was written. The text of each is `exchange:remark.<remark>`. */
export const remarks = ['first-name', 'kind', 'link', 'shortened', 'unknown-words', 'time-left-out'] as const;
export type Remark = (typeof remarks)[number];

export type DraftOffer = {
  key: string | null;
  title: string;
  summary: string;
  more: string;
  kind: OfferKind;
  kinds: Audience[];
  areas: Area[];
  languages: string[];
  ways: Way[];
  venue: string | null;
  address: string | null;
  postcode: string | null;
  place: string | null;
  wheelchair: boolean | null;
  series: { startsOn: Day; clock: Clock; minutes: number; rule: string } | null;
  dropIn: boolean;
  contact: { name: string | null; phone: string | null; email: string | null };
  link: string | null;
};
export type ReadRow = { line: number; draft: DraftOffer; because: { reason: Because; typed: string }[]; remarks: Remark[] };
export type Context = { country: 'NO' | 'DK'; today: Day };
