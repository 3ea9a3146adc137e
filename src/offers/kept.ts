import type { Offer } from './offer.ts';

/** What a result needs: a hundred thousand of them must fit, so what is empty is left out and what many share is shared. */
export type Kept = { id: string; association: Offer['association']; json: string };

/** `shared` are the associations by what they tell: the same in each of their offers. */
export function keptOf(offer: Offer, shared: Map<string, Offer['association']>): Kept {
  const key = JSON.stringify(offer.association);
  const association = shared.get(key) ?? offer.association;
  shared.set(key, association);
  return { id: offer.id, association, json: JSON.stringify(lean(offer)) };
}

export function offerOf({ id, association, json }: Kept): Offer {
  const { place, ...own } = JSON.parse(json) as Partial<Offer>;
  return { ...EMPTY, ...own, id, association, place: { ...NOWHERE, ...place } };
}

/** The long text stays in the database: it is searched, and shown on the offer's own page. */
function lean({ texts, place, ...offer }: Offer): object {
  const short = Object.entries(texts).map(([language, text]) => [language, { ...text, more: '' }]);
  const own = { ...told(offer, EMPTY), id: undefined, association: undefined };
  return { ...own, place: told(place, NOWHERE), texts: Object.fromEntries(short) };
}

/** Without what is as it is where nothing is told. */
const told = (all: object, empty: object): object =>
  Object.fromEntries(Object.entries(all).filter(([name, value]) => !isSame(value, (empty as Record<string, unknown>)[name])));

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));

const NOWHERE: Offer['place'] = {
  venueId: null,
  venue: null,
  address: null,
  door: null,
  directions: null,
  postcode: null,
  place: null,
  municipality: null,
  latitude: null,
  longitude: null,
  wheelchair: null,
  hearingLoop: null,
};
const EMPTY = {
  origin: 'offer',
  chapter: null,
  runBy: 'volunteers',
  kinds: [],
  areas: [],
  languages: [],
  ways: [],
  municipalities: [],
  series: null,
  rhythm: null,
  dropIn: false,
  room: null,
  roomOn: null,
  contact: { name: null, phone: null, email: null },
  link: null,
  validFrom: null,
  validUntil: null,
  confirmedOn: null,
  sequence: 0,
} as unknown as Offer;
