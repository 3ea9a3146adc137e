/** Lists of HSDS: what was asked for, as a page, in full or in little, or line by line. */
import type { Routes, Visit } from '../accounts/index.ts';
import { type Tx, transaction } from '../lib/db.ts';
import { fold } from '../lib/fold.ts';
import type { Offer } from '../offers/index.ts';
import { to, urls } from '../urls.ts';
import { envelope, json, lines, pageOf, refusal } from './answer.ts';
import { asked, type Asked, isUnreadable, readAsked } from './asked.ts';
import type { Around, Organization } from './hsds.ts';
import { type Entry, openOffers, openOrganizations } from './open-index.ts';
import { aroundOf, OPEN } from './open-routes.tsx';
import { HSDS_PER_PAGE } from './open-paths.ts';

/** The association an offer is of, and where its page is. */
export type Owner = { of: Organization; page: string };
export type Make = (offer: Offer, around: Around) => object[];
export type Whole = (offer: Offer, around: Around, owner: Owner) => object[];

/** What was asked for, made into things; `whole` is what `full` asks for. */
export function list(routes: Routes, pattern: string, { make, whole }: { make: Make; whole?: Whole }): void {
  routes.get(pattern, OPEN, async (visit) => {
    const read = readAsked(visit.query, HSDS_PER_PAGE);
    if (isUnreadable(read)) return refusal(visit, read.unreadable);
    const entries = await asked(visit, read);
    if (read.minimal) return minimal(visit, entries, read);
    return manyOf(visit, entries, read, read.full && whole ? withOwners(whole, await ownersOf(visit)) : make);
  });
}

/** Those of whom nothing is open have nothing in any list. */
export function withOwners(whole: Whole, owners: ReadonlyMap<string, Owner>): Make {
  return (offer, around) => {
    const owner = owners.get(offer.association.id);
    return owner ? whole(offer, around, owner) : [];
  };
}

export const ownersOf = async (visit: Visit): Promise<Map<string, Owner>> =>
  new Map((await openOrganizations(visit.tx)).map((of) => [of.id, { of, page: pageOfAssociation(visit, of) }]));

export const pageOfAssociation = ({ world }: Pick<Visit, 'world'>, { slug }: Organization): string =>
  world.config.PUBLIC_URL + to(urls.association, { association: slug });

/** A long answer is read with a transaction for each part of it, so that a slow reader holds nothing. */
export async function manyOf(visit: Visit, entries: readonly Entry[], read: Asked, make: Make): Promise<Response> {
  const around = aroundOf(visit, read);
  const made = async (tx: Tx, some: readonly Entry[]) => (await offersOf(tx, some)).flatMap((offer) => make(offer, around));
  if (read.format === 'ndjson') return lines(visit, entries, (some) => asVisitor(visit, (tx) => made(tx, some)));
  const page = pageOf(entries, read);
  return json(visit, envelope(page, await made(visit.tx, page.items)), page);
}

export const offersOf = (tx: Tx, entries: readonly Entry[]): Promise<Offer[]> =>
  openOffers(
    tx,
    entries.map(({ id }) => id),
  );

export const asVisitor = <T>({ world, today }: Pick<Visit, 'world' | 'today'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(world.db, { person: null, today }, work);

/** Ids and when each was changed, all at once: what a copy needs to know what to ask for. */
function minimal(visit: Visit, entries: readonly Entry[], read: Asked): Response {
  const page = pageOf(entries, { page: 1, perPage: Math.max(1, entries.length) });
  const told = entries.map(({ id, changedAt }) => ({ id, modified_date: new Date(changedAt).toISOString() }));
  return read.format === 'ndjson' ? lines(visit, told, async (some) => some) : json(visit, envelope(page, told), page);
}

/** Whether all the words asked for stand in its name or what is said of it. */
export function isNamed({ name, description }: { name: string; description: string }, { search }: Pick<Asked, 'search'>): boolean {
  const text = fold(`${name} ${description}`);
  return fold(search ?? '')
    .split(' ')
    .every((word) => text.includes(word));
}
