export {
  type Area,
  areas,
  type Audience,
  audiences,
  isOn,
  type Offer,
  type OfferKind,
  offerKinds,
  type OfferPlace,
  type OfferText,
  type RunBy,
  runners,
  textOf,
  type Way,
  ways,
} from './offer.ts';
export { listedOffers, offerBy, type Which } from './store.ts';
export { slugOf } from './slug.ts';
export { matching } from './by-words.ts';
export { bringIn, type BroughtIn } from './bring-in.ts';
export { pointsOf } from './around.ts';
export { openFinder, shelfOf } from './finder.ts';
export { sayWhen, sayWhere } from './said.ts';
export { offerRoutes } from './routes.tsx';
export { linkedOffers } from './schema-org.ts';
export { hitOffers, search, type Search } from './search.ts';
