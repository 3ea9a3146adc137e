import { associationOf, type Routes, type Visit } from '../accounts/index.ts';
import type { Language } from '../lib/language.ts';
import { isRefusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import {
  confirmOffer,
  endOffer,
  keepOffer,
  looksAfter,
  type OfferFields,
  type OwnOffer,
  ownOffer,
  ownOffers,
  typedOffer,
} from './actions.ts';
import { snippetsOf } from './embed.tsx';
import { offerForm } from './forms.ts';
import { type Around, OfferFormPage } from './form-page.tsx';
import { OffersPage } from './room-pages.tsx';

const CHANGE = { may: 'offer.change' } as const;
type House = { slug: string; country: 'NO' | 'DK'; languages: Language[] };

/** Where coordinators write what their association offers. */
export function offerRoomRoutes(routes: Routes): void {
  routes.get(urls.offers, CHANGE, async (visit) => {
    const { slug } = await houseOf(visit);
    const embed = snippetsOf(visit.world.config.PUBLIC_URL, slug, visit.t('offers:title-of'));
    return visit.page(
      <OffersPage
        offers={(await ownOffers(visit)).filter((offer) => looksAfter(visit, offer.chapter_id))}
        today={visit.today}
        embed={embed}
      />,
    );
  });

  routes.get(urls.offer, CHANGE, async (visit) => {
    const house = await houseOf(visit);
    const offer = await wanted(visit);
    const typed = offer
      ? typedOffer(offer, house.country)
      : { runBy: 'volunteers', languages: [house.languages[0] ?? 'nb'], published: 'yes' };
    return visit.page(await pageOf(visit, house, offer, { typed }));
  });

  routes.post(urls.offer, CHANGE, async (visit) => {
    const house = await houseOf(visit);
    const offer = await wanted(visit);
    const read = await visit.form(offerForm(house.languages, house.country));
    if (!read.ok) return visit.page(await pageOf(visit, house, offer, read), 422);
    const outcome = await keepOffer(visit, offer, read.value as OfferFields, house);
    if (typeof outcome !== 'string') return visit.page(await pageOf(visit, house, offer, { typed: read.typed, slips: outcome }), 422);
    return visit.redirect(urls.offers, 'offers:write.saved');
  });

  routes.post(urls.offerConfirm, CHANGE, async (visit) => {
    const offer = (await wanted(visit)) ?? visit.missing();
    return visit.redirect(urls.offers, isRefusal(await confirmOffer(visit, offer)) ? 'offers:refusal.over' : 'offers:write.confirmed');
  });
  routes.post(urls.offerEnd, CHANGE, async (visit) => {
    const offer = (await wanted(visit)) ?? visit.missing();
    return visit.redirect(urls.offers, isRefusal(await endOffer(visit, offer)) ? 'offers:refusal.over' : 'offers:write.ended');
  });
}

async function houseOf(visit: Visit): Promise<House> {
  const house = visit.world.houses.of(associationOf(visit.actor));
  return house ?? visit.missing();
}

/** The offer of this address if one looks after it, null for a new one; of another chapter it does not exist. */
async function wanted(visit: Visit<{ offer: string }>): Promise<OwnOffer | null> {
  if (visit.params.offer === 'new') return null;
  const offer = await ownOffer(visit, visit.params.offer);
  return offer && looksAfter(visit, offer.chapter_id) ? offer : visit.missing();
}

async function pageOf(
  visit: Visit<{ offer: string }>,
  house: House,
  offer: OwnOffer | null,
  form: Pick<Parameters<typeof OfferFormPage>[0], 'typed' | 'slips'>,
) {
  const shown = offer?.published_on && !offer.ended_on ? to(urls.offerShown, { association: house.slug, slug: offer.slug }) : null;
  return (
    <OfferFormPage id={visit.params.offer} {...form} around={await aroundOf(visit, house)} shown={shown} over={Boolean(offer?.ended_on)} />
  );
}

async function aroundOf(visit: Visit, { languages }: House): Promise<Around> {
  const { tx, actor } = visit;
  const own = <T extends 'chapters' | 'venues'>(table: T) =>
    tx
      .selectFrom(table as 'venues')
      .where('association_id', '=', associationOf(actor))
      .where('closed_on', 'is', null);
  const chapters = await own('chapters').select(['id', 'name']).orderBy('name').execute();
  const venues = await own('venues').select(['id', 'name', 'place']).orderBy('name').execute();
  return { languages, chapters: chapters.filter(({ id }) => looksAfter(visit, id)), venues };
}
