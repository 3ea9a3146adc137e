import { carriedIn, carryTo, keepBlank, type Needs, pageNeeds, type Routes, type Visit, type World } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import { form, optionalText } from '../lib/forms.ts';
import { isLanguage, type Language, languages } from '../lib/language.ts';
import { type Country, municipalityAt, nearestTown } from '../lib/places/index.ts';
import type { PageProps, Share } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { countriesOf, pointsOf } from './around.ts';
import { embedRoutes } from './embed.tsx';
import { cardsOf } from './card.ts';
import { FinderPage, type Finding, Found } from './finder-page.tsx';
import { shelfOf } from './finder.ts';
import { OfferMap } from './map.tsx';
import { textOf } from './offer.ts';
import { OfferPage } from './offer-page.tsx';
import { PlacePage, PlacesPage } from './place-pages.tsx';
import { readAsked } from './query.ts';
import { blankFound, blankPath, blankTyped, fillFinder } from './quick.tsx';
import { offerRoomRoutes } from './room-routes.tsx';
import { schemaOf } from './schema-org.ts';
import { search } from './search.ts';
import { siteMapRoutes } from './site-map.ts';
import { offerBy } from './store.ts';

/** The same for all who speak the language, and answered from memory. */
const SHOWN = { may: 'site.read', cached: true, memory: true } as const;

export function offerRoutes(routes: Routes): void {
  offerRoomRoutes(routes);
  siteMapRoutes(routes);
  placeRoutes(routes);
  routes.get(urls.finder, SHOWN, (visit) => showFinder(visit, null));
  routes.get(urls.finderOf, SHOWN, (visit) => showFinder(visit, visit.params.association));
  routes.post(urls.finderHere, { may: 'site.read' }, (visit) => goHere(visit, urls.finder));
  routes.post(urls.finderOfHere, { may: 'site.read' }, (visit) => goHere(visit, to(urls.finderOf, visit.params)));
  embedRoutes(routes);

  routes.get(urls.offerShown, { may: 'site.read', cached: true }, async (visit) => {
    const { association, slug } = visit.params;
    const offer = (await offerBy(visit.tx, association, slug)) ?? visit.missing();
    if (offer.slug !== slug) return visit.redirect(to(urls.offerShown, { association, slug: offer.slug }));
    const { title, summary } = textOf(offer, visit.language);
    const share = shareOf(visit, to(urls.offerShown, { association, slug }), summary || title);
    const data = [schemaOf(offer, visit.world.config.PUBLIC_URL, visit.language, visit.today)];
    return visit.page(<OfferPage offer={offer} today={visit.today} share={{ ...share, data }} near={null} />);
  });
}

function placeRoutes(routes: Routes): void {
  routes.get(urls.places, SHOWN, (visit) => {
    const points = pointsOf(shelfOf(visit.world, visit.today), null);
    return visit.page(
      <PlacesPage points={points} share={shareOf(visit, urls.places, visit.t('offers:places.lead'))} light={lightOf(visit)} />,
    );
  });
  routes.get(urls.placeShown, SHOWN, (visit) => {
    const municipality = municipalityAt(visit.params.municipality) ?? visit.missing();
    const shelf = shelfOf(visit.world, visit.today);
    const hits = search(shelf, { words: '', near: municipality.point, km: null, chosen: [], page: 1 });
    const share = shareOf(visit, to(urls.placeShown, visit.params), visit.t('offers:places.lead-here', { place: municipality.name }));
    return visit.page(
      <PlacePage municipality={municipality} hits={hits} shelf={shelf} today={visit.today} share={share} light={lightOf(visit)} />,
    );
  });
}

function showFinder(visit: Visit, slug: string | null): Response {
  const { world, language, query, t, today } = visit;
  const house = slug === null ? null : (world.houses.all().find((one) => one.slug === slug) ?? visit.missing());
  const path = house ? to(urls.finderOf, { association: house.slug }) : urls.finder;
  const findingFor = (asked: URLSearchParams) => findingOf(world, today, language, house, asked);
  const finding = findingFor(query);
  const { asked, shelf, hits } = finding;
  const { isPlain } = asked;
  const light = lightOf(visit, { position: true }, isPlain);
  const share = {
    ...shareOf(visit, path, house ? t('offers:lead', { association: house.name }) : t('offers:lead-all')),
    unlisted: !isPlain,
  };
  const list = (which: 'found' | 'anywhere') => cardsOf(shelf, which === 'found' ? hits!.hits : hits!.anywhere, t, today, which);
  if (hits && !isPlain && !query.has('lang') && !query.has('k')) {
    const draw = visit.drawer(blankPath);
    const blank = { ...finding, asked: { ...asked, typed: blankTyped } };
    const html = draw(<FinderPage finding={blank} share={share} light={light} children={blankFound} />);
    keepBlank(visit.http, fillFinder(`<!doctype html>${html}`, draw, t, findingFor));
  }
  const page = (
    <FinderPage finding={finding} share={share} light={light}>
      <Found finding={finding} list={list} />
      {isPlain && <OfferMap points={pointsOf(shelf, slug)} countries={countriesOf(pointsOf(shelf, slug))} />}
    </FinderPage>
  );
  return visit.page(page, hits ? 200 : 422);
}

type House = ReturnType<World['houses']['all']>[number];

/** What an address asks for, and what there is. */
function findingOf(world: World, today: Day, language: Language, house: House | null, query: URLSearchParams): Finding {
  const country: Country = house?.country ?? (language === 'da' ? 'DK' : 'NO');
  const asked = readAsked(query, country, house ? [`of:${house.slug}`] : []);
  const shelf = shelfOf(world, today);
  return {
    path: house ? to(urls.finderOf, { association: house.slug }) : urls.finder,
    here: house ? to(urls.finderOfHere, { association: house.slug }) : urls.finderHere,
    asked,
    shelf,
    today,
    hits: Object.keys(asked.wrong).length > 0 ? null : search(shelf, asked.search),
    association: house,
    houses: () => (house ? [house] : world.houses.all().filter((one) => asked.place === null || one.country === asked.place.country)),
  };
}

/** The position comes in the body, so that no address or log holds it, and leaves as the name of the nearest town. */
async function goHere(visit: Visit, path: string): Promise<Response> {
  const read = await visit.form(form({ at: optionalText(30) }));
  const [, latitude, longitude] = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/.exec((read.ok && read.value.at) || '') ?? [];
  const led = (to: string) => visit.redirect(carryTo(to, carriedIn(visit.query)));
  if (latitude === undefined || longitude === undefined) return led(path);
  const town = nearestTown({ latitude: Number(latitude), longitude: Number(longitude) });
  return led(to(path as '/find', {}, { place: `${town.country}-${town.postcode} ${town.name}` }));
}

/** The first page of all brings its styles with it; later ones find them in the browser. */
function lightOf({ world, http }: Visit, more: Needs = {}, first = true): NonNullable<PageProps['light']> {
  const { css, hash, href } = world.assets.light;
  pageNeeds(http, first ? { ...more, style: hash } : more);
  return first ? { inlined: css } : { href };
}

function shareOf({ world, http }: Visit, path: string, description: string): Share {
  const base = world.config.PUBLIC_URL;
  const asked = http.req.query('lang');
  return {
    description,
    address: base + path + (isLanguage(asked) ? `?lang=${asked}` : ''),
    picture: `${base}/social.png`,
    others: languages.map((language) => ({ language, address: `${base}${path}?lang=${language}` })),
  };
}
