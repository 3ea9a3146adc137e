/** An offer as schema.org says it, on its own page and in the open data. Pure. */
import type { EventSeries, Graph, Offer as Price, Organization, Place, Schedule, Service, VirtualLocation, WithContext } from 'schema-dts';
import { clockAfter, type Day } from '../lib/day.ts';
import { type Language, type Translate, translator } from '../lib/language.ts';
import { municipalityBy } from '../lib/places/index.ts';
import { rhythmOf } from '../meetings/index.ts';
import { type Offer, type Series, textOf } from './offer.ts';
import { nextTimes, pathOf } from './shelf.ts';

/** On which day, in which language (the association's own unless said), and where its page is: a whole address. */
export type Around = { today: Day; language: Language | null; speak: (language: Language) => Translate; page: (offer: Offer) => string };

/** Many of them, as JSON-LD. */
export const linkedOffers = (offers: readonly Offer[], around: Around): Graph => ({
  '@context': 'https://schema.org',
  '@graph': offers.map((offer) => serviceOf(offer, around)),
});

/** One of them, as its page tells it. `base` is the address of the site. */
export function schemaOf(offer: Offer, base: string, language: Language, today: Day): WithContext<Service> {
  const around: Around = { today, language, speak: translator, page: (one) => base + pathOf(one) };
  return { '@context': 'https://schema.org', ...(serviceOf(offer, around) as object) } as WithContext<Service>;
}

/** What can be had, where, and, when it has times, the series of events it is: https://schema.org/Service, https://schema.org/EventSeries */
function serviceOf(offer: Offer, around: Around): Service {
  const { association, contact } = offer;
  const language = around.language ?? association.languages[0] ?? 'nb';
  const t = around.speak(language);
  const { title, summary } = textOf(offer, language);
  const areas = offer.municipalities.flatMap((code) => municipalityBy(association.country, code)?.name ?? []);
  const place = placeOf(offer);
  const price: Price = { '@type': 'Offer', price: '0', priceCurrency: association.country === 'DK' ? 'DKK' : 'NOK' };
  return {
    '@type': 'Service',
    '@id': `urn:uuid:${offer.id}`,
    name: title,
    ...(summary && { description: summary }),
    url: around.page(offer),
    serviceType: t(`offers:kind.${offer.kind}`),
    isAccessibleForFree: true,
    offers: price,
    provider: providerOf(offer),
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
      ...(place && { serviceLocation: place }),
    },
    ...(offer.series && { hoursAvailable: hoursOf(offer.series), subjectOf: eventsOf(offer, offer.series, title, around) }),
  } as Service;
}

const providerOf = ({ association }: Offer): Organization => ({
  '@type': 'NGO',
  '@id': `urn:uuid:${association.id}`,
  name: association.name,
});

function eventsOf(offer: Offer, series: Series, name: string, { page, today }: Around): EventSeries {
  const [next] = nextTimes(offer, today);
  const location: Place | VirtualLocation = placeOf(offer) ?? { '@type': 'VirtualLocation', url: offer.link ?? page(offer) };
  return {
    '@type': 'EventSeries',
    name,
    organizer: providerOf(offer),
    eventAttendanceMode: modeOf(offer),
    eventStatus: 'https://schema.org/EventScheduled',
    ...(next && { startDate: next.day }),
    location,
    eventSchedule: scheduleOf(series),
  } as EventSeries;
}

const modeOf = ({ ways }: Offer) =>
  `https://schema.org/${ways.includes('in-person') ? (ways.length > 1 ? 'Mixed' : 'Offline') : 'Online'}EventAttendanceMode` as const;

/** Where one comes to; none of what is on a screen or on the phone. */
function placeOf({ place, association, ways }: Offer): Place | undefined {
  if (!ways.includes('in-person') || !place.place) return undefined;
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

function hoursOf(series: Series) {
  const rhythm = rhythmOf(series);
  return {
    '@type': 'OpeningHoursSpecification',
    opens: series.clock,
    closes: clockAfter(series.clock, series.minutes),
    ...(rhythm?.every === 'week' &&
      rhythm.interval === 1 && { dayOfWeek: rhythm.on.map(({ weekday }) => `https://schema.org/${days[weekday - 1]}`) }),
  };
}

/** The rhythm, with the days that fall out. */
function scheduleOf(series: Series): Schedule {
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
