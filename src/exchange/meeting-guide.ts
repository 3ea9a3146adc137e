/** The Meeting Guide format (code4recovery/spec): meetings of every week, and those alone, as it knows no other rhythm. */
import { clockAfter } from '../lib/day.ts';
import { type Offer, textOf } from '../offers/index.ts';
import { rhythmOf } from '../meetings/index.ts';
import { type Around, languageFor } from './hsds.ts';

export type GuideMeeting = {
  name: string;
  slug: string;
  day: number | number[];
  time: string;
  end_time: string;
  timezone: string;
  types: string[];
  approximate: 'yes' | 'no';
  country: 'NO' | 'DK';
  url: string;
  updated: string;
  entity: string;
  [more: string]: unknown;
};

/** Codes of the format for languages spoken; those it lacks are left out. */
const spoken: Record<string, string> = {
  nb: 'NO',
  nn: 'NO',
  no: 'NO',
  da: 'DA',
  en: 'EN',
  sv: 'SV',
  fi: 'FI',
  pl: 'POL',
  ar: 'AR',
  uk: 'UK',
  so: '',
  fa: 'FA',
  de: 'DE',
};

/** Undefined for what is not on every week, all year round. */
export function guideMeeting(offer: Offer, around: Around): GuideMeeting | undefined {
  const { series, place, contact } = offer;
  const rhythm = series && rhythmOf(series);
  if (!series || !rhythm || rhythm.every !== 'week' || rhythm.interval !== 1 || rhythm.notIn.length > 0) return undefined;
  if ((rhythm.until && rhythm.until < around.today) || (rhythm.count !== undefined && !rhythm.until)) return undefined;
  const days = rhythm.on.map(({ weekday }) => weekday % 7);
  const t = around.speak(languageFor(offer, around));
  const text = textOf(offer, languageFor(offer, around));
  return {
    name: [...text.title].slice(0, 255).join(''),
    slug: `${offer.association.slug}-${offer.id.slice(-12)}`,
    day: days.length === 1 ? days[0]! : days,
    time: series.clock,
    end_time: clockAfter(series.clock, series.minutes),
    timezone: series.zone,
    types: typesOf(offer),
    ...whereOf(offer),
    notes: [text.summary, t(offer.dropIn ? 'exchange:just-come' : 'exchange:ask-first')].filter(Boolean).join('\n'),
    ...(contact.name && { contact_1_name: contact.name }),
    ...(contact.phone && { contact_1_phone: contact.phone }),
    ...(contact.email && { contact_1_email: contact.email }),
    ...(place.directions && { location_notes: place.directions }),
    url: around.page(offer),
    updated: offer.changedAt.toISOString().slice(0, 19).replace('T', ' '),
    entity: offer.association.name,
  };
}

function typesOf({ languages, dropIn, place }: Offer): string[] {
  const tongues = languages.map((code) => spoken[code] ?? '').filter(Boolean);
  return [...new Set([dropIn ? 'O' : 'C', ...tongues, ...(place.wheelchair ? ['X'] : [])])];
}

/** With its whole address it can be come to, which the format calls not approximate; a town alone is approximate. */
function whereOf({ place, ways, association }: Offer): Pick<GuideMeeting, 'approximate' | 'country'> & Record<string, unknown> {
  const { country } = association;
  const hasDoor = ways.includes('in-person') && Boolean(place.address && place.postcode && place.place);
  const town = place.place ? { city: place.place, region: place.place } : {};
  if (!hasDoor) return { approximate: 'yes', country, ...town };
  const { address, postcode, venue } = place;
  return { approximate: 'no', country, ...town, address, postal_code: postcode, ...(venue && { location: venue }) };
}
