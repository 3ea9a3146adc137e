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

/** What an offer is, as terms hung on the service. */
export function attributesOf(offer: Offer, t: Translate) {
  const said: [Taxonomy, readonly string[]][] = [
    ['kind', [offer.kind]],
    ['for', offer.kinds],
    ['area', offer.areas],
    ['way', offer.ways],
  ];
  return said.flatMap(([taxonomy, codes]) =>
    codes.map((code) => ({
      id: partId(offer.id, `${taxonomy} ${code}`),
      link_id: offer.id,
      link_entity: 'service',
      taxonomy_term_id: termId(taxonomy, code),
      taxonomy_term: termOf(t, taxonomy, code),
    })),
  );
}
