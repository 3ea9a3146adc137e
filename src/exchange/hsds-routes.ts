import type { Routes, Visit } from '../accounts/index.ts';
import { translator } from '../lib/language.ts';
import type { Offer } from '../offers/index.ts';
import { to, urls } from '../urls.ts';
import { asked, type Asked, envelope, json, pageOf, readAsked, refusal } from './answer.ts';
import {
  type Around,
  atLocationIdOf,
  locationIdOf,
  locationOf,
  type Organization,
  organizationOf,
  schedulesOf,
  serviceAtLocationOf,
  serviceOf,
  wholeServiceOf,
} from './hsds.ts';
import { openOffers, openOrganizations, openEntries } from './open-index.ts';
import { aroundOf, OPEN } from './open-routes.tsx';
import { HSDS_PER_PAGE } from './open-paths.ts';
import { taxonomies, taxonomyOf, termsOf } from './taxonomy.ts';

export function hsdsRoutes(routes: Routes): void {
  routes.get(urls.hsds, OPEN, (visit) => {
    const server = visit.world.config.PUBLIC_URL;
    return json(visit, { version: '3.1', profile: server + urls.openData, openapi_url: server + urls.openApi });
  });
  organizationRoutes(routes);
  list(routes, urls.hsdsServices, (offer, around) => [serviceOf(offer, around)]);
  list(routes, urls.hsdsAtLocations, (offer, around) => [serviceAtLocationOf(offer, around)]);
  list(routes, urls.hsdsSchedules, (offer, around) => schedulesOf(offer, around, { service_id: offer.id }));
  listLocations(routes);
  one(routes, urls.hsdsService, async (visit, id, around) => {
    const [offer] = await openOffers(visit.tx, [id]);
    const organization = offer && (await openOrganizations(visit.tx, [offer.association.id]))[0];
    return organization && wholeServiceOf(offer, organization, pageOfAssociation(visit, organization), around);
  });
  // The id of an offer at its place says nothing of the offer: it is looked for among those there are.
  one(routes, urls.hsdsAtLocation, async (visit, id, around) => {
    const found = (await openEntries(visit.world)).find((entry) => atLocationIdOf(entry) === id);
    const [offer] = found ? await openOffers(visit.tx, [found.id]) : [];
    return offer && serviceAtLocationOf(offer, around);
  });
  taxonomyRoutes(routes);
}

const pageOfAssociation = ({ world }: Pick<Visit, 'world'>, { slug }: Organization): string =>
  world.config.PUBLIC_URL + to(urls.association, { association: slug });

function organizationRoutes(routes: Routes): void {
  routes.get(urls.hsdsOrganizations, OPEN, async (visit) => {
    const read = readAsked(visit.query, HSDS_PER_PAGE);
    if ('unreadable' in read) return refusal(visit, read.unreadable);
    const page = pageOf(await openOrganizations(visit.tx), read);
    return json(
      visit,
      envelope(
        page,
        page.items.map((organization) => organizationOf(organization, pageOfAssociation(visit, organization))),
      ),
      page,
    );
  });
  one(routes, urls.hsdsOrganization, async (visit, id) => {
    const [organization] = await openOrganizations(visit.tx, [id]);
    return organization && organizationOf(organization, pageOfAssociation(visit, organization));
  });
}

type Make = (offer: Offer, around: Around) => object[];

/** A page of offers, each made into what the list holds. */
function list(routes: Routes, pattern: string, make: Make): void {
  routes.get(pattern, OPEN, async (visit) => {
    const read = readAsked(visit.query, HSDS_PER_PAGE);
    return 'unreadable' in read ? refusal(visit, read.unreadable) : pageOfOffers(visit, read, make);
  });
}

async function pageOfOffers(visit: Visit, read: Asked, make: Make): Promise<Response> {
  const page = pageOf(await asked(visit, read), read);
  const offers = await openOffers(
    visit.tx,
    page.items.map(({ id }) => id),
  );
  const around = aroundOf(visit, read);
  return json(
    visit,
    envelope(
      page,
      offers.flatMap((offer) => make(offer, around)),
    ),
    page,
  );
}

/** Several offers may be at one place, which is told once on a page. */
function listLocations(routes: Routes): void {
  routes.get(urls.hsdsLocations, OPEN, async (visit) => {
    const read = readAsked(visit.query, HSDS_PER_PAGE);
    if ('unreadable' in read) return refusal(visit, read.unreadable);
    const told = new Set<string>();
    return pageOfOffers(visit, read, (offer, around) => {
      const id = locationIdOf(offer);
      return told.has(id) || !told.add(id) ? [] : [locationOf(offer, around)];
    });
  });
}

type Find = (visit: Visit, id: string, around: Around) => Promise<object | undefined> | object | undefined;

/** One thing by its id, which is all its address names. */
function one(routes: Routes, pattern: string, find: Find): void {
  routes.get(pattern, OPEN, async (visit) => {
    const read = readAsked(visit.query, 1);
    if ('unreadable' in read) return refusal(visit, read.unreadable);
    const [id = ''] = Object.values<string>(visit.params);
    const found = await find(visit, id, aroundOf(visit, read));
    return found ? json(visit, found) : visit.missing();
  });
}

/** Short and the same for everyone: one page. */
function taxonomyRoutes(routes: Routes): void {
  const speak = (around: Around) => translator(around.language ?? 'en');
  const all = (around: Around) => taxonomies.map((taxonomy) => taxonomyOf(speak(around), taxonomy));
  const terms = (around: Around) => taxonomies.flatMap((taxonomy) => termsOf(speak(around), taxonomy));
  for (const [pattern, make] of [
    [urls.hsdsTaxonomies, all],
    [urls.hsdsTerms, terms],
  ] as const)
    routes.get(pattern, OPEN, (visit) => {
      const read = readAsked(visit.query, 1_000);
      if ('unreadable' in read) return refusal(visit, read.unreadable);
      const page = pageOf<object>(make(aroundOf(visit, read)), read);
      return json(visit, envelope(page, page.items), page);
    });
  one(routes, urls.hsdsTaxonomy, (_visit, wanted, around) => all(around).find(({ id }) => id === wanted));
  one(routes, urls.hsdsTerm, (_visit, wanted, around) => terms(around).find(({ id }) => id === wanted));
}
