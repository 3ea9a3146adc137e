import { type Language, languages, translator } from '../lib/language.ts';
import { commonDiagnoses } from '../intake/index.ts';
import { municipalityBy } from '../lib/places/index.ts';
import { type Area, type Offer, type OfferKind, textOf } from './offer.ts';

/** What an offer is found by: its title and kind first, then all else that is known of it, in every language. */
export function wordsOf(offer: Offer): { title: string; rest: string } {
  const texts = Object.values(offer.texts);
  const { country, name } = offer.association;
  const codes = [offer.place.municipality, ...offer.municipalities.slice(0, 20)];
  return {
    title: [...new Set(texts.map(({ title }) => title)), kindWords(offer.kind)].join(' '),
    rest: [
      ...texts.flatMap(({ summary, more }) => [summary, more]),
      name,
      ...offer.areas.map(areaWords),
      ...offer.kinds.map((kind) => saidAll(`offers:for.${kind}`)),
      offer.place.place,
      offer.place.venue,
      ...codes.map((code) => code && municipalityBy(country, code)?.name),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

type SaidKey = `offers:kind.${OfferKind}` | `offers:area.${Area}` | `offers:for.${'patient' | 'relative' | 'bereaved'}`;
const said = new Map<string, string>();
/** In all languages: somebody may know only the Danish word. */
function saidAll(key: SaidKey): string {
  const known = said.get(key) ?? languages.map((language) => translator(language)(key)).join(' ');
  said.set(key, known);
  return known;
}

const kindWords = (kind: OfferKind): string => saidAll(`offers:kind.${kind}`);

/** With what people call it: "mamma" for breast. */
const areaWords = (area: Area): string => `${saidAll(`offers:area.${area}`)} ${(commonDiagnoses as Record<string, string>)[area] ?? ''}`;

/** In which language a card shows itself. */
export const cardText = (offer: Offer, language: Language) => textOf(offer, language);
