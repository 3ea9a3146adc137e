/** Which offers are open data, in the order of their ids: kept in memory, and what is answered is read anew. */
import type { World } from '../accounts/index.ts';
import { type Day, today, zone } from '../lib/day.ts';
import { sql, type Tx, transaction } from '../lib/db.ts';
import type { Point } from '../lib/places/index.ts';
import { listedOffers, type Offer } from '../offers/index.ts';
import { type Bounds, withheld } from './anonymity.ts';
import type { Organization } from './hsds.ts';
import { termKey, termsSaidOf } from './taxonomy.ts';

/** What one may ask for an offer by. `terms`: what it is, as `taxonomy code`; `point`: where one comes to. */
export type Entry = {
  id: string;
  association: string;
  country: 'NO' | 'DK';
  changedAt: number;
  terms: readonly string[];
  municipalities: readonly string[];
  point: Point | null;
};
type Index = { entries: Entry[]; generation: number; day: Day; until: number };
const indexes = new WeakMap<World, Index>();

const PAGE = 1_000;
/** A long list is gone through anew once a minute at most; a short one as soon as anything has changed. */
const LONG = 2_000;
const MINUTE = 60_000;

export async function openEntries(world: World): Promise<readonly Entry[]> {
  const day = today(world.now, zone('Europe/Oslo'));
  const known = indexes.get(world);
  const isFresh = known?.generation === world.pages.since() || (known && performance.now() < known.until);
  if (known && known.day === day && isFresh) return known.entries;
  const generation = world.pages.since();
  const entries = await transaction(world.db, { person: null, today: day }, readEntries);
  const until = entries.length > LONG ? performance.now() + MINUTE : 0;
  indexes.set(world, { entries, generation, day, until });
  return entries;
}

async function readEntries(tx: Tx): Promise<Entry[]> {
  const bounds = await boundsOf(tx);
  const entries: Entry[] = [];
  const keep = keeper();
  let after: string | undefined;
  do {
    const offers = await listedOffers(tx, { after, limit: PAGE });
    for (const offer of offers) if (!withheld(offer, bounds)) entries.push(entryOf(offer, keep));
    after = offers.length < PAGE ? undefined : offers.at(-1)!.id;
  } while (after);
  return entries;
}

/** A hundred thousand offers say the same few things: each saying is kept once. */
function keeper(): (list: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (list) => {
    const key = list.join('|');
    return known.get(key) ?? (known.set(key, list), list);
  };
}

const entryOf = (offer: Offer, keep: ReturnType<typeof keeper>): Entry => ({
  id: offer.id,
  association: offer.association.id,
  country: offer.association.country,
  changedAt: offer.changedAt.getTime(),
  terms: keep(termsSaidOf(offer).map(([taxonomy, code]) => termKey(taxonomy, code))),
  municipalities: keep(offer.municipalities),
  point: pointOf(offer),
});

const pointOf = ({ place: { latitude, longitude }, ways }: Offer): Point | null =>
  latitude !== null && longitude !== null && ways.includes('in-person') ? { latitude, longitude } : null;

export async function boundsOf(tx: Tx): Promise<Bounds> {
  const open = await tx.selectFrom('associations').select('id').where('open_data', '=', true).execute();
  const { rows } = await sql<{ id: string }>`select app.too_few_to_hand_on() as id`.execute(tx);
  return { open: new Set(open.map(({ id }) => id)), tooFew: new Set(rows.map(({ id }) => id)) };
}

/** These offers as they are now, in this order; what is no longer listed, or no longer open, is left out. */
export async function openOffers(tx: Tx, ids: readonly string[]): Promise<Offer[]> {
  if (ids.length === 0) return [];
  const [offers, bounds] = [await listedOffers(tx, { ids }), await boundsOf(tx)];
  return offers.filter((offer) => !withheld(offer, bounds));
}

/** The associations whose offers are open, or these of them. */
export async function openOrganizations(tx: Tx, ids?: readonly string[]): Promise<Organization[]> {
  const { rows } = await sql<Organization>`
    select a.id, a.slug, a.name, a.website, a.email, a.phone, a.contact_name as "contactName", coalesce(t.lines[1], '') as about
    from associations a
    left join lateral (select lines from texts t where t.association_id = a.id and t.kind = 'about' and t.language = a.languages[1]
      order by t.version desc limit 1) t on true
    where a.open_data and ${ids ? sql`a.id = any (${ids as string[]}::uuid[])` : sql`true`} order by a.id`.execute(tx);
  return rows.map((row) => ({ ...row, contactName: row.contactName?.trim().split(/\s+/)[0] ?? null }));
}
