/** The same offers as schema.org has them. Pure. */
import type { Graph, Offer as Price, Place, Schedule, Service } from 'schema-dts';
import { clockAfter } from '../lib/day.ts';
import { municipalityBy } from '../lib/places/index.ts';
import { rhythmOf } from '../meetings/index.ts';
import { type Offer, textOf } from '../offers/index.ts';
import { type Around, languageFor } from './hsds.ts';

/** schema.org, as JSON-LD: each offer is a service, with where and when it can be had. */
export const graphOf = (offers: readonly Offer[], around: Around): Graph => ({
  '@context': 'https://schema.org',
  '@graph': offers.map((offer) => linked(offer, around)),
});

const free: Price = { '@type': 'Offer', price: '0', priceCurrency: 'NOK' };

export function linked(offer: Offer, around: Around): Service {
  const { association, contact } = offer;
  const language = languageFor(offer, around);
  const t = around.speak(language);
  const { title, summary } = textOf(offer, language);
  const areas = offer.municipalities.flatMap((code) => municipalityBy(association.country, code)?.name ?? []);
  return {
    '@type': 'Service',
    '@id': `urn:uuid:${offer.id}`,
    name: title,
    description: summary,
    url: around.page(offer),
    serviceType: t(`offers:kind.${offer.kind}`),
    isAccessibleForFree: true,
    offers: { ...free, priceCurrency: association.country === 'DK' ? 'DKK' : 'NOK' },
    provider: { '@type': 'NGO', '@id': `urn:uuid:${association.id}`, name: association.name },
    ...(areas.length > 0 && { areaServed: areas.map((name) => ({ '@type': 'AdministrativeArea' as const, name })) }),
    ...(offer.kinds.length > 0 && {
      audience: { '@type': 'Audience', audienceType: offer.kinds.map((kind) => t(`offers:for.${kind}`)).join(', ') },
    }),
    availableChannel: {
      '@type': 'ServiceChannel',
      availableLanguage: offer.languages,
      ...(contact.phone && {
        servicePhone: { '@type': 'ContactPoint', telephone: contact.phone, ...(contact.name && { name: contact.name }) },
      }),
      ...(offer.ways.includes('in-person') && placeOf(offer) && { serviceLocation: placeOf(offer)! }),
    },
    ...(offer.series && {
      hoursAvailable: hoursOf(offer),
      subjectOf: { '@type': 'Event', name: title, eventSchedule: scheduleOf(offer)! },
    }),
  } as Service;
}

function placeOf({ place, association }: Offer): Place | undefined {
  if (!place.place) return undefined;
  return {
    '@type': 'Place',
    name: place.venue ?? place.place,
    address: {
      '@type': 'PostalAddress',
      ...(place.address && { streetAddress: place.address }),
      ...(place.postcode && { postalCode: place.postcode }),
      addressLocality: place.place,
      addressCountry: association.country,
    },
    ...(place.latitude !== null &&
      place.longitude !== null && { geo: { '@type': 'GeoCoordinates', latitude: place.latitude, longitude: place.longitude } }),
  };
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

function hoursOf({ series }: Offer) {
  const rhythm = rhythmOf(series!);
  return {
    '@type': 'OpeningHoursSpecification',
    opens: series!.clock,
    closes: clockAfter(series!.clock, series!.minutes),
    ...(rhythm &&
      rhythm.every === 'week' &&
      rhythm.interval === 1 && { dayOfWeek: rhythm.on.map(({ weekday }) => `https://schema.org/${days[weekday - 1]}`) }),
  };
}

/** The rhythm as schema.org says it, with the days that fall out. */
function scheduleOf({ series }: Offer): Schedule | undefined {
  if (!series) return undefined;
  const rhythm = rhythmOf(series);
  return {
    '@type': 'Schedule',
    startDate: series.startsOn,
    startTime: series.clock,
    endTime: clockAfter(series.clock, series.minutes),
    scheduleTimezone: series.zone,
    ...(rhythm && {
      repeatFrequency: rhythm.every === 'week' ? `P${rhythm.interval}W` : `P${rhythm.interval}M`,
      byDay: rhythm.on.map(({ weekday }) => `https://schema.org/${days[weekday - 1]}` as const),
      ...(rhythm.on.some(({ nth }) => nth !== undefined) && { byMonthWeek: rhythm.on[0]!.nth! }),
      ...(rhythm.notIn.length > 0 && { byMonth: monthsOf(rhythm.notIn) }),
      ...(rhythm.until && { endDate: rhythm.until }),
      ...(rhythm.count && { repeatCount: rhythm.count }),
    }),
    exceptDate: [...series.exceptions.skipped, ...series.exceptions.moved.map(({ from }) => from)],
  };
}

const monthsOf = (not: readonly number[]): number[] => Array.from({ length: 12 }, (_, n) => n + 1).filter((month) => !not.includes(month));
