/** Open Referral's Human Services Data Specification 3.1: what each object is made of. Pure; ids of parts follow from what they are part of. */
import { type Day, within } from '../lib/day.ts';
import type { Language, Translate } from '../lib/language.ts';
import { municipalityBy } from '../lib/places/index.ts';
import { sayRecurrence } from '../meetings/index.ts';
import { type Offer, type OfferText, textOf } from '../offers/index.ts';
import { partId } from './part-id.ts';
import { stretchesOf, type Stretch } from './schedule.ts';
import { attributesOf } from './taxonomy.ts';

export type Organization = {
  id: string;
  slug: string;
  name: string;
  about: string;
  website: string | null;
  email: string | null;
  phone: string | null;
  contactName: string | null;
};
/** What is said around an offer: on which day, in which language (the association's own unless asked), and where its pages are. */
export type Around = {
  today: Day;
  language: Language | null;
  speak: (language: Language) => Translate;
  page: (offer: Offer) => string;
  calendar: (offer: Offer) => string;
};

export const languageFor = (offer: Offer, { language }: Pick<Around, 'language'>): Language =>
  language ?? offer.association.languages[0] ?? 'nb';

export const organizationOf = (one: Organization, page: string) => ({
  id: one.id,
  name: one.name,
  description: one.about || one.name,
  ...(one.email && { email: one.email }),
  website: one.website ?? page,
  uri: page,
  ...(one.contactName && { contacts: [{ id: partId(one.id, 'contact'), organization_id: one.id, name: one.contactName }] }),
  ...(one.phone && { phones: [{ id: partId(one.id, 'phone'), organization_id: one.id, number: one.phone, type: 'voice' }] }),
});

/** The service as it stands in lists: without what hangs on it. */
export function serviceOf(offer: Offer, around: Around) {
  const text = textOf(offer, languageFor(offer, around));
  return {
    id: offer.id,
    organization_id: offer.association.id,
    name: text.title,
    description: descriptionOf(text),
    url: around.page(offer),
    ...(offer.contact.email && { email: offer.contact.email }),
    status: isOpen(offer, around.today) ? ('active' as const) : ('inactive' as const),
    fees_description: around.speak(languageFor(offer, around))('exchange:free'),
    application_process: around.speak(languageFor(offer, around))(offer.dropIn ? 'exchange:just-come' : 'exchange:ask-first'),
    ...(offer.confirmedOn && { assured_date: offer.confirmedOn }),
    last_modified: offer.changedAt.toISOString(),
  };
}

const descriptionOf = ({ summary, more }: OfferText): string => [summary, more].filter(Boolean).join('\n\n') || '-';
const isOpen = ({ validFrom, validUntil }: Offer, today: Day): boolean =>
  within(today, { from: validFrom ?? today, to: validUntil ?? today });

/** The service with all that hangs on it. */
export function wholeServiceOf(offer: Offer, organization: Organization, page: string, around: Around) {
  const service_id = offer.id;
  return {
    ...serviceOf(offer, around),
    organization: organizationOf(organization, page),
    ...contactsOf(offer, { service_id }),
    schedules: schedulesOf(offer, around, { service_id }),
    service_areas: areasOf(offer, { service_id }),
    languages: languagesOf(offer, { service_id }),
    service_at_locations: [serviceAtLocationOf(offer, around)],
    attributes: attributesOf(offer, around.speak(languageFor(offer, around))),
  };
}

type Of = { service_id: string } | { service_at_location_id: string };

/** The one to ask, by first name. */
function contactsOf({ id, contact: { name, phone, email } }: Offer, of: Of) {
  const part = 'service_id' in of ? '' : ' there';
  return {
    ...((name || email) && { contacts: [{ id: partId(id, `contact${part}`), ...of, ...(name && { name }), ...(email && { email }) }] }),
    ...(phone && { phones: [{ id: partId(id, `phone${part}`), ...of, number: phone, type: 'voice' }] }),
  };
}

const areasOf = (offer: Offer, of: Of) =>
  offer.municipalities.map((code) => ({
    id: partId(offer.id, `area ${code}`),
    ...of,
    name: municipalityBy(offer.association.country, code)?.name ?? code,
    extent: code,
    extent_type: offer.association.country === 'NO' ? 'kommunenummer' : 'kommunekode',
  }));

const languagesOf = (offer: Offer, of: { service_id: string }) =>
  offer.languages.map((code) => ({ id: partId(offer.id, `language ${code}`), ...of, code }));

export const locationIdOf = ({ id, place }: Offer): string => place.venueId ?? partId(id, 'location');
export const atLocationIdOf = ({ id }: Pick<Offer, 'id'>): string => partId(id, 'at location');

export function serviceAtLocationOf(offer: Offer, around: Around) {
  const id = atLocationIdOf(offer);
  return {
    id,
    service_id: offer.id,
    location_id: locationIdOf(offer),
    ...contactsOf(offer, { service_at_location_id: id }),
    location: locationOf(offer, around),
  };
}

/** Where one comes to. A group tells its town, and its point is the town's. */
export function locationOf(offer: Offer, around: Around) {
  const id = locationIdOf(offer);
  const t = around.speak(languageFor(offer, around));
  const { place, ways } = offer;
  const isPlace = ways.includes('in-person');
  return {
    id,
    location_type: isPlace ? ('physical' as const) : ('virtual' as const),
    ...(isPlace && nameOf(offer)),
    ...(place.directions && { transportation: place.directions }),
    ...(isPlace && place.latitude !== null && place.longitude !== null && { latitude: place.latitude, longitude: place.longitude }),
    ...(isPlace && place.address && place.postcode && place.place && { addresses: [addressOf(offer, id)] }),
    ...(place.wheelchair !== null && {
      accessibility: [
        {
          id: partId(id, 'wheelchair'),
          location_id: id,
          description: t(place.wheelchair ? 'exchange:wheelchair' : 'exchange:no-wheelchair'),
        },
      ],
    }),
  };
}

const nameOf = ({ place }: Offer) => {
  const name = place.venue ?? place.place;
  return { ...(name && { name }), ...(place.door && { description: place.door }) };
};

const addressOf = ({ place, association }: Offer, location_id: string) => ({
  id: partId(location_id, 'address'),
  location_id,
  address_1: place.address!,
  city: place.place!,
  state_province: (place.municipality && municipalityBy(association.country, place.municipality)?.name) || place.place!,
  postal_code: place.postcode!,
  country: association.country,
  address_type: 'physical' as const,
});

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** The coming year in stretches that are true as they stand; the whole rule, and its exceptions in words, beside each. */
export function schedulesOf(offer: Offer, around: Around, of: Of) {
  const { series } = offer;
  if (!series) return [];
  const description = sayRecurrence(series, languageFor(offer, around), { today: around.today });
  const notes = series.rule ? { notes: `RRULE:${series.rule} (${series.zone})` } : {};
  return stretchesOf(series, around.today).map((stretch) => ({
    id: partId(offer.id, `schedule ${stretch.from} ${stretch.opensAt}`),
    ...of,
    valid_from: stretch.from,
    valid_to: stretch.to,
    dtstart: stretch.from,
    until: stretch.to,
    ...rhythmOf(stretch),
    opens_at: stretch.opensAt,
    closes_at: stretch.closesAt,
    description,
    schedule_link: around.calendar(offer),
    ...notes,
  }));
}

function rhythmOf({ rhythm }: Stretch) {
  if (!rhythm) return { count: 1 };
  return {
    freq: rhythm.every === 'week' ? ('WEEKLY' as const) : ('MONTHLY' as const),
    interval: rhythm.interval,
    byday: rhythm.on.map(({ weekday, nth }) => `${nth ?? ''}${days[weekday - 1]}`).join(','),
    wkst: days[(rhythm.weekStart ?? 1) - 1]!,
  };
}
