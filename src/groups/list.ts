/** Groups together, as the actor sees them. */
import type { Acting } from '../accounts/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import { coordinates } from './access.ts';
import { coordinatedBy } from './desk.ts';
import { type Group, isForming, isOver, progress, status } from './group.ts';
import type { GroupCard, ListedGroup } from './list-pages.tsx';
import { asked, inState, ringOf } from './seat.ts';
import { groupColumns, seatsOf } from './store.ts';
import type { Held } from './life-routes.tsx';

type Which = { most: number; /** only those that form or are accompanied */ now?: boolean };

/** The groups one coordinates, leads or sits in; those under way first, the newest first among them. */
export async function groupCards(
  { tx, actor, today }: Acting,
  held: Held,
  { most, now = false }: Which = { most: 300 },
): Promise<GroupCard[]> {
  if (actor.kind !== 'person') return [];
  const { association, facilitates, sits } = actor;
  const own = [...facilitates, ...sits];
  const found = await tx
    .selectFrom('groups as g')
    .select(groupColumns)
    .where('association_id', '=', association)
    .where((where) => where.or([coordinatedBy(actor), sql<boolean>`g.id = any (${own}::uuid[])`]))
    .$if(now, (query) => query.where('closed_on', 'is', null).where('cancelled_at', 'is', null).where('handed_over_on', 'is', null))
    .orderBy(sql`closed_on is not null or cancelled_at is not null`)
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  const groups: Group[] = found;
  const ids = groups.map((group) => group.id);
  const [seats, counts, venues] = [await seatsOf(tx, ids), await held(tx, ids), await placesOf(tx, groups)];
  return groups.map((group) => {
    const around = seats.filter((seat) => seat.group === group.id);
    const count = counts.get(group.id) ?? 0;
    return {
      group,
      status: status(group, { asked: asked(around), held: count }, today),
      progress: progress(group, count),
      ring: ringOf(group, around),
      venue: venues.get(group.venue ?? '') ?? null,
      mine: own.includes(group.id),
    };
  });
}

async function placesOf(tx: Tx, groups: readonly Group[]): Promise<Map<string, string>> {
  const ids = [...new Set(groups.flatMap((group) => group.venue ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('venues').select(['id', 'name', 'place']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name, place }) => [id, place ?? name]));
}

/** Groups of the same association with room, that this one could join. */
export async function joinable({ tx, actor }: Acting, group: Group): Promise<{ id: string; name: string; free: number }[]> {
  const found = await tx
    .selectFrom('groups')
    .select(groupColumns)
    .where('association_id', '=', group.association)
    .where('id', '<>', group.id)
    .where('handed_over_on', 'is', null)
    .where('closed_on', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('kind', 'in', [group.kind, 'mixed'])
    .orderBy('name')
    .execute();
  const seats = await seatsOf(
    tx,
    found.map((one) => one.id),
  );
  return found
    .filter((one) => coordinates(actor, one) && !isOver(one) && (isForming(one) || one.startedOn !== null))
    .map(({ id, name, sizeMax }) => {
      const busy = inState(
        seats.filter((seat) => seat.group === id),
        'accepted',
        'invited',
      ).length;
      return { id, name, free: Math.max(0, sizeMax - busy) };
    });
}

const LISTED = 40; // as many as one looks through on a page

/** What an association shows to everyone: only groups that want to be seen, and nothing of who is in them. A page of them, the first is 1. */
export async function listedGroups(tx: Tx, association: string, page: number): Promise<{ groups: ListedGroup[]; pages: number }> {
  const listed = tx
    .selectFrom('groups as g')
    .where('g.association_id', '=', association)
    .where('g.listed', '=', true)
    .where('g.started_on', 'is not', null)
    .where('g.closed_on', 'is', null)
    .where('g.cancelled_at', 'is', null);
  const { count } = await listed.select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await listed
    .leftJoin('venues as v', 'v.id', 'g.venue_id')
    .select(['g.id', 'g.name', 'g.kind', 'g.rhythm', 'v.place', 'v.digital', sql<boolean>`app.has_room(g.id)`.as('room')])
    .orderBy('v.place')
    .orderBy('g.name')
    .orderBy('g.id')
    .limit(LISTED)
    .offset((page - 1) * LISTED)
    .execute();
  return { groups: rows.map((row) => ({ ...row, digital: row.digital ?? false })), pages: Math.max(1, Math.ceil(count / LISTED)) };
}
