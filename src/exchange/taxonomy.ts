/** The closed lists of offers/ as taxonomies of HSDS: kinds, for whom, what about, how. */
import type { Translate } from '../lib/language.ts';
import { areas, audiences, type Offer, offerKinds, ways } from '../offers/index.ts';
import { partId } from './part-id.ts';

const lists = { kind: offerKinds, for: audiences, area: areas, way: ways } as const;
export type Taxonomy = keyof typeof lists;
export const taxonomies = Object.keys(lists) as Taxonomy[];
const VERSION = '1';

export const taxonomyId = (taxonomy: Taxonomy): string => partId('taxonomy', taxonomy);
export const termId = (taxonomy: Taxonomy, code: string): string => partId('term', `${taxonomy} ${code}`);

export const taxonomyOf = (t: Translate, taxonomy: Taxonomy) => ({
  id: taxonomyId(taxonomy),
  name: t(`exchange:taxonomy.${taxonomy}`),
  description: t(`exchange:taxonomy.${taxonomy}`),
  version: VERSION,
});

const nameOf = (t: Translate, taxonomy: Taxonomy, code: string): string =>
  taxonomy === 'way' ? t(`exchange:way.${code as 'in-person'}`) : t(`offers:${taxonomy}.${code}` as 'offers:kind.activity');

export const termOf = (t: Translate, taxonomy: Taxonomy, code: string) => ({
  id: termId(taxonomy, code),
  code,
  name: nameOf(t, taxonomy, code),
  description: nameOf(t, taxonomy, code),
  taxonomy: t(`exchange:taxonomy.${taxonomy}`),
  taxonomy_id: taxonomyId(taxonomy),
  language: t.language,
});

export const termsOf = (t: Translate, taxonomy: Taxonomy) => lists[taxonomy].map((code) => termOf(t, taxonomy, code));

/** As an index keeps it: "kind open-cafe". */
export const termKey = (taxonomy: Taxonomy, code: string): string => `${taxonomy} ${code}`;

const keys = new Map(taxonomies.flatMap((taxonomy) => lists[taxonomy].map((code) => [termId(taxonomy, code), termKey(taxonomy, code)])));
export const keyOfTerm = (id: string): string | undefined => keys.get(id);
export const taxonomyBy = (id: string): Taxonomy | undefined => taxonomies.find((one) => taxonomyId(one) === id);

/** What an offer is, by our closed lists. */
export const termsSaidOf = (offer: Offer): [Taxonomy, string][] => [
  ['kind', offer.kind],
  ...offer.kinds.map((code): [Taxonomy, string] => ['for', code]),
  ...offer.areas.map((code): [Taxonomy, string] => ['area', code]),
  ...offer.ways.map((code): [Taxonomy, string] => ['way', code]),
];

/** The same, as terms hung on the service. */
export const attributesOf = (offer: Offer, t: Translate) =>
  termsSaidOf(offer).map(([taxonomy, code]) => ({
    id: partId(offer.id, `${taxonomy} ${code}`),
    link_id: offer.id,
    link_entity: 'service',
    taxonomy_term_id: termId(taxonomy, code),
    taxonomy_term: termOf(t, taxonomy, code),
  }));
