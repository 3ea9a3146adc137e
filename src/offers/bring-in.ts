/** Offers written elsewhere: another directory's, an umbrella's list. */
import { type Acting, asPerson, associationOf } from '../accounts/index.ts';
import { newId } from '../lib/ids.ts';
import { placeOf } from '../lib/places/index.ts';
import { slugsHere } from './actions.ts';
import type { Area, Audience, Offer, OfferKind, Series, Way } from './offer.ts';
import { freeSlug } from './slug.ts';

/** As much as another list tells of an offer, in the association's first language. `key` is its name there. */
export type BroughtIn = {
  key: string;
  kind: OfferKind;
  title: string;
  summary: string;
  more: string;
  kinds: Audience[];
  areas: Area[];
  languages: string[];
  ways: Way[];
  venue: string | null;
  address: string | null;
  postcode: string | null;
  place: string | null;
  wheelchair: boolean | null;
  series: Pick<Series, 'startsOn' | 'clock' | 'minutes' | 'rule'> | null;
  dropIn: boolean;
  contact: Offer['contact'];
  link: string | null;
};

const AT_ONCE = 100;

/**
 * Stores offers from the list `source` for the association of whoever acts, at addresses nobody has; `publish`: everyone sees them from
 * today on. Nobody here has confirmed them yet. The caller judges what is new, holds off others who do the same, and records it.
 */
export async function bringIn(acting: Acting, offers: readonly BroughtIn[], about: { source: string; publish: boolean }): Promise<void> {
  const taken = await slugsHere(acting);
  const rows = offers.map((offer) => rowOf(acting, offer, { ...about, slug: freeSlug(offer.title, taken) }));
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await acting.tx
      .insertInto('offers')
      .values(rows.slice(at, at + AT_ONCE))
      .execute();
}

type About = { slug: string; source: string; publish: boolean };

function rowOf({ world, actor, now, today }: Acting, offer: BroughtIn, { slug, source, publish }: About) {
  const { id, country, languages } = world.houses.of(associationOf(actor))!;
  const place = offer.postcode ? placeOf(country, offer.postcode) : undefined;
  const { kind, kinds, areas, ways, wheelchair, link, series, title, summary, more } = offer;
  return {
    id: newId(),
    association_id: id,
    slug,
    kind,
    kinds,
    areas,
    languages: offer.languages,
    ways,
    wheelchair,
    link,
    texts: JSON.stringify({ [languages[0] ?? 'nb']: { title, summary, more } }),
    address: [offer.venue, offer.address].filter(Boolean).join(', ') || null,
    postcode: offer.postcode,
    place: offer.place ?? place?.name ?? null,
    municipality: place?.municipality ?? null,
    latitude: place?.point?.latitude ?? null,
    longitude: place?.point?.longitude ?? null,
    starts_on: series?.startsOn ?? null,
    clock: series?.clock ?? null,
    minutes: series?.minutes ?? null,
    rule: series?.rule ?? '',
    drop_in: offer.dropIn,
    contact_name: offer.contact.name,
    contact_phone: offer.contact.phone,
    contact_email: offer.contact.email,
    published_on: publish ? today : null,
    source,
    source_key: offer.key,
    created_at: now,
    created_by: asPerson(actor).id,
    changed_at: now,
  };
}
