/** The associations as HSDS has organizations, alone or with what they offer. */
import type { Routes, Visit } from '../accounts/index.ts';
import type { Tx } from '../lib/db.ts';
import type { Offer } from '../offers/index.ts';
import { urls } from '../urls.ts';
import { envelope, json, lines, pageOf, refusal } from './answer.ts';
import { asked, type Asked, isUnreadable, readAsked } from './asked.ts';
import { type Organization, organizationOf, serviceOf, wholeServiceOf } from './hsds.ts';
import { asVisitor, isNamed, offersOf, pageOfAssociation } from './hsds-lists.ts';
import { type Entry, openOrganizations } from './open-index.ts';
import { aroundOf, OPEN } from './open-routes.tsx';
import { HSDS_PER_PAGE, MOST_PER_PAGE } from './open-paths.ts';

export function organizationRoutes(routes: Routes): void {
  routes.get(urls.hsdsOrganizations, OPEN, async (visit) => {
    const read = readAsked(visit.query, HSDS_PER_PAGE);
    if (isUnreadable(read)) return refusal(visit, read.unreadable);
    const found = await wanted(visit, read);
    if (read.format === 'ndjson')
      return lines(visit, found, (some) => asVisitor(visit, (tx) => Promise.all(some.map((one) => told(visit, tx, one, read)))));
    const page = pageOf(found, read);
    const weight = page.items.reduce((sum, { entries }) => sum + entries.length, 0);
    if (weight > MOST_PER_PAGE) return refusal(visit, read.fullService ? 'full_service' : 'full', 'too-much');
    const contents = [];
    for (const one of page.items) contents.push(await told(visit, visit.tx, one, read));
    return json(visit, envelope(page, contents), page);
  });
  routes.get(urls.hsdsOrganization, OPEN, async (visit) => {
    const read = readAsked(visit.query, 1);
    if (isUnreadable(read)) return refusal(visit, read.unreadable);
    const found = (await wanted(visit, { ...read, search: null })).find(
      ({ organization }) => organization.id === visit.params.organization,
    );
    if (!found) return visit.missing();
    if (found.entries.length > MOST_PER_PAGE) return refusal(visit, read.fullService ? 'full_service' : 'full', 'too-much');
    return json(visit, await told(visit, visit.tx, found, read));
  });
}

/** With what it offers, when that was asked for. */
type Wanted = { organization: Organization; entries: readonly Entry[] };

/** Those that are called so, and that offer something of the kind when a kind is asked for. */
async function wanted(visit: Visit, read: Asked): Promise<Wanted[]> {
  const { search: _search, ...rest } = read;
  const isOfKind = read.term !== null || read.taxonomy !== null;
  const withOffers = read.full || read.fullService;
  const entries = isOfKind || withOffers ? Map.groupBy(await asked(visit, { ...rest, search: null }), (one) => one.association) : new Map();
  return (await openOrganizations(visit.tx)).flatMap((organization): Wanted[] => {
    const own: readonly Entry[] = entries.get(organization.id) ?? [];
    if (isOfKind && own.length === 0) return [];
    if (!isNamed({ name: organization.name, description: organization.about }, read)) return [];
    return [{ organization, entries: withOffers ? own : [] }];
  });
}

async function told(visit: Visit, tx: Tx, { organization, entries }: Wanted, read: Asked): Promise<object> {
  const page = pageOfAssociation(visit, organization);
  const around = aroundOf(visit, read);
  const one = organizationOf(organization, page);
  if (!read.full && !read.fullService) return one;
  const make = (offer: Offer) => (read.fullService ? wholeServiceOf(offer, organization, page, around) : serviceOf(offer, around));
  return { ...one, services: (await offersOf(tx, entries)).map(make) };
}
