/** What an association has already: by where it came from, by its own id, and by what it is like. */
import type { Tx } from '../lib/db.ts';
import type { DraftOffer } from './draft.ts';
import { type Format, likeness, sameKeys } from './read-directory.ts';

type About = { format: Format; umbrella: string | null };

/** Keys as `association key`, as far as the actor may see: an umbrella sees what everyone does, and what it has suggested before. */
export async function keysHere(tx: Tx, associations: readonly string[], { format, umbrella }: About): Promise<Set<string>> {
  if (associations.length === 0) return new Set();
  const offers = await offersOf(tx, associations);
  const keys = offers.flatMap((row) => [
    `${row.association_id} key ${row.id}`,
    ...(row.source === format && row.source_key ? [`${row.association_id} key ${row.source_key}`] : []),
    ...(row.ended_on === null
      ? Object.values(row.texts as Record<string, { title: string }>).map(({ title }) => `${row.association_id} ${likenessOf(title, row)}`)
      : []),
  ]);
  const before = umbrella ? await suggestedTo(tx, associations, umbrella) : [];
  return new Set([...keys, ...before]);
}

const offersOf = (tx: Tx, associations: readonly string[]) =>
  tx
    .selectFrom('offers as o')
    .leftJoin('venues as v', 'v.id', 'o.venue_id')
    .select(['o.id', 'o.association_id', 'o.source', 'o.source_key', 'o.texts', 'o.rule', 'o.clock', 'o.ended_on', 'o.postcode', 'o.place'])
    .select(['v.postcode as v_postcode', 'v.place as v_place'])
    .where('o.association_id', 'in', associations)
    .execute();

async function suggestedTo(tx: Tx, associations: readonly string[], umbrella: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('suggestions')
    .select(['association_id', 'source_key', 'offer', 'answer'])
    .where('association_id', 'in', associations)
    .where('umbrella_id', '=', umbrella)
    .execute();
  return rows.flatMap(({ association_id: id, source_key: key, offer, answer }) => [
    `${id} key ${key}`,
    ...(answer === null ? sameKeys(offer as DraftOffer).map((one) => `${id} ${one}`) : []),
  ]);
}

type Where = {
  rule: string;
  clock: string | null;
  postcode: string | null;
  place: string | null;
  v_postcode: string | null;
  v_place: string | null;
};
const likenessOf = (title: string, { rule, clock, postcode, place, v_postcode, v_place }: Where): string =>
  likeness({
    title,
    postcode: v_postcode ?? postcode,
    place: v_place ?? place,
    series: clock === null ? null : ({ rule, clock } as DraftOffer['series']),
  });
