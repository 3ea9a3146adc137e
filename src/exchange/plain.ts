/** The offers as a table and as points. Pure. */
import { sayRecurrence, upcoming } from '../meetings/index.ts';
import { type Offer, textOf } from '../offers/index.ts';
import { type Around, languageFor } from './hsds.ts';

export const csvColumns = [
  'id',
  'association',
  'kind',
  'title',
  'summary',
  'for',
  'areas',
  'languages',
  'ways',
  'venue',
  'address',
  'postcode',
  'place',
  'municipality',
  'country',
  'latitude',
  'longitude',
  'wheelchair',
  'when',
  'rrule',
  'starts_on',
  'clock',
  'minutes',
  'next',
  'drop_in',
  'room',
  'contact_name',
  'contact_phone',
  'contact_email',
  'link',
  'page',
  'calendar',
  'confirmed_on',
  'changed_at',
] as const;
export type Flat = Record<(typeof csvColumns)[number], string>;

const yesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');

/** One line of the table; lists are joined by commas. Empty is not said. */
export function flat(offer: Offer, around: Around): Flat {
  const { place, series, contact, association } = offer;
  const language = languageFor(offer, around);
  const { title, summary } = textOf(offer, language);
  const next = series ? upcoming(series, around.today, 1)[0] : undefined;
  return {
    id: offer.id,
    association: association.name,
    kind: offer.kind,
    title,
    summary,
    for: offer.kinds.join(', '),
    areas: offer.areas.join(', '),
    languages: offer.languages.join(', '),
    ways: offer.ways.join(', '),
    venue: place.venue ?? '',
    address: place.address ?? '',
    postcode: place.postcode ?? '',
    place: place.place ?? '',
    municipality: place.municipality ?? '',
    country: association.country,
    latitude: place.latitude === null ? '' : String(place.latitude),
    longitude: place.longitude === null ? '' : String(place.longitude),
    wheelchair: yesNo(place.wheelchair),
    when: series ? sayRecurrence(series, language, { today: around.today }) : '',
    rrule: series?.rule ?? '',
    starts_on: series?.startsOn ?? '',
    clock: series?.clock ?? '',
    minutes: series ? String(series.minutes) : '',
    next: next ? `${next.day} ${next.clock}` : '',
    drop_in: yesNo(offer.dropIn),
    room: yesNo(offer.room),
    contact_name: contact.name ?? '',
    contact_phone: contact.phone ?? '',
    contact_email: contact.email ?? '',
    link: offer.link ?? '',
    page: around.page(offer),
    calendar: series ? around.calendar(offer) : '',
    confirmed_on: offer.confirmedOn ?? '',
    changed_at: offer.changedAt.toISOString(),
  };
}

/** RFC 7946. A point is that of a postal code or a town, never of a door; what lies nowhere has none. */
export function feature(offer: Offer, around: Around) {
  const { latitude, longitude } = offer.place;
  const { latitude: _latitude, longitude: _longitude, id, ...properties } = flat(offer, around);
  const isSomewhere = latitude !== null && longitude !== null && offer.ways.includes('in-person');
  return {
    type: 'Feature' as const,
    id,
    geometry: isSomewhere ? { type: 'Point' as const, coordinates: [longitude, latitude] as [number, number] } : null,
    properties: { ...properties, approximate: true },
  };
}
