import type { Day } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { rhythmOf } from '../meetings/index.ts';
import { to, urls } from '../urls.ts';
import { type Offer, textOf } from './offer.ts';
import { nextTimes, pathOf } from './shelf.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const addressOf = (base: string, offer: Offer): string => base + pathOf(offer);

/** An offer as schema.org says it: a service, and where it has times, the series of events it is. https://schema.org/EventSeries */
export function schemaOf(offer: Offer, base: string, language: Language, today: Day): object {
  const { title, summary } = textOf(offer, language);
  const shared = {
    '@context': 'https://schema.org',
    name: title,
    ...(summary && { description: summary }),
    url: addressOf(base, offer),
    inLanguage: offer.languages,
    isAccessibleForFree: true,
  };
  const organizer = {
    '@type': 'Organization',
    name: offer.association.name,
    url: base + to(urls.association, { association: offer.association.slug }),
    ...(offer.contact.phone && { telephone: offer.contact.phone }),
  };
  const next = nextTimes(offer, today);
  if (!offer.series || next.length === 0)
    return { ...shared, '@type': 'Service', provider: organizer, ...(areaOf(offer) && { areaServed: areaOf(offer) }) };
  return {
    ...shared,
    '@type': 'EventSeries',
    organizer,
    eventAttendanceMode: modeOf(offer),
    eventStatus: 'https://schema.org/EventScheduled',
    startDate: next[0]!.day,
    location: placeOf(offer, base),
    ...(scheduleOf(offer) && { eventSchedule: scheduleOf(offer) }),
  };
}

const areaOf = ({ place }: Offer) => place.place && { '@type': 'Place', name: place.place };

const modeOf = ({ ways }: Offer) =>
  `https://schema.org/${ways.includes('in-person') ? (ways.length > 1 ? 'Mixed' : 'Offline') : 'Online'}EventAttendanceMode`;

function placeOf(offer: Offer, base: string): object {
  const { place, address, postcode, venue } = offer.place;
  if (!offer.ways.includes('in-person')) return { '@type': 'VirtualLocation', url: offer.link ?? addressOf(base, offer) };
  return {
    '@type': 'Place',
    name: venue ?? place ?? offer.association.name,
    address: {
      '@type': 'PostalAddress',
      ...(address && { streetAddress: address }),
      ...(postcode && { postalCode: postcode }),
      ...(place && { addressLocality: place }),
      addressCountry: offer.association.country,
    },
  };
}

function scheduleOf({ series }: Offer): object | null {
  const rhythm = series && rhythmOf(series);
  if (!series || !rhythm) return null;
  return {
    '@type': 'Schedule',
    startDate: series.startsOn,
    startTime: series.clock,
    duration: `PT${series.minutes}M`,
    scheduleTimezone: series.zone,
    repeatFrequency: `P${rhythm.interval}${rhythm.every === 'week' ? 'W' : 'M'}`,
    byDay: rhythm.on.map(({ weekday }) => `https://schema.org/${DAYS[weekday - 1]}`),
    ...(series.exceptions.skipped.length > 0 && { exceptDate: series.exceptions.skipped }),
  };
}
