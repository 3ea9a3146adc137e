import type { Routes, Visit } from '../accounts/index.ts';
import { translator } from '../lib/language.ts';
import { urls } from '../urls.ts';
import { json, lines, pageOf, envelope, refusal } from './answer.ts';
import { asked, type Asked, isUnreadable, readAsked } from './asked.ts';
import {
  atLocationIdOf,
  type Around,
  locationIdOf,
  locationOf,
  schedulesOf,
  serviceAtLocationOf,
  serviceOf,
  wholeServiceOf,
} from './hsds.ts';
import { isNamed, list, manyOf, pageOfAssociation } from './hsds-lists.ts';
import { organizationRoutes } from './hsds-organizations.ts';
import { openEntries, openOffers, openOrganizations } from './open-index.ts';
import { aroundOf, OPEN } from './open-routes.tsx';
import { HSDS_PER_PAGE, MOST_PER_PAGE } from './open-paths.ts';
import { taxonomies, taxonomyId, taxonomyOf, termsOf } from './taxonomy.ts';

export function hsdsRoutes(routes: Routes): void {
  routes.get(urls.hsds, OPEN, (visit) => {
    const server = visit.world.config.PUBLIC_URL;
    return json(visit, { version: '3.1', profile: server + urls.openData, openapi_url: server + urls.openApi });
  });
  organizationRoutes(routes);
  list(routes, urls.hsdsServices, {
    make: (offer, around) => [serviceOf(offer, around)],
    whole: (offer, around, { of, page }) => [wholeServiceOf(offer, of, page, around)],
  });
  list(routes, urls.hsdsAtLocations, {
    make: (offer, around) => [serviceAtLocationOf(offer, around)],
    whole: (offer, around) => [wholeAtLocationOf(offer, around)],
  });
  list(routes, urls.hsdsSchedules, { make: (offer, around) => schedulesOf(offer, around, { service_id: offer.id }) });
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
    return offer && wholeAtLocationOf(offer, around);
  });
  taxonomyRoutes(routes);
}

/** With its times, which those who only ask where it is have no use for. */
const wholeAtLocationOf = (...[offer, around]: Parameters<typeof serviceAtLocationOf>) => ({
  ...serviceAtLocationOf(offer, around),
  schedules: schedulesOf(offer, around, { service_at_location_id: atLocationIdOf(offer) }),
});

/** Several offers may be at one place, which is told once on a page. */
function listLocations(routes: Routes): void {
  routes.get(urls.hsdsLocations, OPEN, async (visit) => {
    const read = readAsked(visit.query, HSDS_PER_PAGE);
    if (isUnreadable(read)) return refusal(visit, read.unreadable);
    const told = new Set<string>();
    return manyOf(visit, await asked(visit, read), read, (offer, around) => {
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
    if (isUnreadable(read)) return refusal(visit, read.unreadable);
    const [id = ''] = Object.values<string>(visit.params);
    const found = await find(visit, id, aroundOf(visit, read));
    return found ? json(visit, found) : visit.missing();
  });
}

/** Short and the same for everyone. No word has one above it: all are at the top, and none is below another. */
function taxonomyRoutes(routes: Routes): void {
  const speak = (around: Around) => translator(around.language ?? 'en');
  const all = (around: Around) => taxonomies.map((taxonomy) => taxonomyOf(speak(around), taxonomy));
  const terms = (around: Around) => taxonomies.flatMap((taxonomy) => termsOf(speak(around), taxonomy));
  const isWithin = ({ taxonomy_id }: { taxonomy_id: string }, { taxonomy }: Asked) =>
    taxonomy === null || taxonomies.some((one) => one === taxonomy && taxonomyId(one) === taxonomy_id);
  few(routes, urls.hsdsTaxonomies, all, () => true);
  few(routes, urls.hsdsTerms, terms, (term, read) => read.parent === null && isWithin(term, read));
  one(routes, urls.hsdsTaxonomy, (_visit, wanted, around) => all(around).find(({ id }) => id === wanted));
  one(routes, urls.hsdsTerm, (_visit, wanted, around) => terms(around).find(({ id }) => id === wanted));
}

type Named = { name: string; description: string };

function few<T extends Named>(
  routes: Routes,
  pattern: string,
  make: (around: Around) => T[],
  holds: (one: T, read: Asked) => boolean,
): void {
  routes.get(pattern, OPEN, (visit) => {
    const read = readAsked(visit.query, MOST_PER_PAGE);
    if (isUnreadable(read)) return refusal(visit, read.unreadable);
    const found = make(aroundOf(visit, read)).filter((each) => holds(each, read) && isNamed(each, read));
    const page = pageOf(found, read);
    return read.format === 'ndjson' ? lines(visit, found, async (some) => some) : json(visit, envelope(page, page.items), page);
  });
}
