import { setImmediate as breathe } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import type { World } from '../accounts/index.ts';
import { type Day, today, zone } from '../lib/day.ts';
import { type Tx, transaction } from '../lib/db.ts';
import { listen } from '../lib/listen.ts';
import { dropEnded, newShelf, put, type Shelf, take } from './shelf.ts';
import { everyOffer, listedOffers, type Which } from './store.ts';

/** What this process knows of all that is listed. `on` is the day what has ended was last taken away. */
type Finder = { shelf: Shelf; on: Day | null };
const finders = new WeakMap<World, Finder>();

/** More changed rows than this at once, and all is read anew. */
const MOST_AT_ONCE = 2_000;
const SLICE = 200;

/** Reads all that is listed, as a visitor sees it, and keeps it as it is: PostgreSQL tells which rows have changed. */
export async function openFinder(world: World, connection: PoolConfig): Promise<{ stop(): Promise<void> }> {
  const finder: Finder = { shelf: newShelf(), on: null };
  finders.set(world, finder);
  // Listening first: what changes while all is read is then read once more, afterwards.
  const loaded = Promise.withResolvers<void>();
  const heard = await listen(connection, 'offers_changed', async (told) => {
    await loaded.promise;
    await (told === null || told.length > MOST_AT_ONCE ? readAll(world, finder) : readSome(world, finder, told));
    world.pages.clear();
  });
  await readAll(world, finder);
  loaded.resolve();
  return heard;
}

/** All that is listed on this day. */
export function shelfOf(world: World, day: Day): Shelf {
  const finder = finders.get(world);
  if (!finder) throw new Error('The finder was not opened');
  if (finder.on !== day) dropEnded(finder.shelf, day);
  finder.on = day;
  return finder.shelf;
}

const asVisitor = <T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(world.db, { person: null, today: today(world.now, zone('Europe/Oslo')) }, work);

async function readAll(world: World, finder: Finder): Promise<void> {
  const shelf = newShelf();
  await asVisitor(world, async (tx) => {
    for await (const offers of everyOffer(tx)) {
      for (let at = 0; at < offers.length; at += SLICE) {
        for (const offer of offers.slice(at, at + SLICE)) put(shelf, offer);
        await breathe();
      }
    }
  });
  finder.shelf = shelf;
}

async function readSome(world: World, finder: Finder, told: readonly string[]): Promise<void> {
  const of = (kind: string) => told.flatMap((one) => (one.startsWith(`${kind} `) ? [one.slice(kind.length + 1)] : []));
  const ids = of('offer');
  const which: Which[] = [
    ...(ids.length > 0 ? [{ ids }] : []),
    ...of('venue').map((venue) => ({ venue })),
    ...of('association').map((association) => ({ association })),
  ];
  const offers = await asVisitor(world, async (tx) => {
    const found = [];
    for (const one of which) found.push(...(await listedOffers(tx, one)));
    return found;
  });
  const { shelf } = finder;
  for (const id of ids) take(shelf, id);
  for (const offer of offers) put(shelf, offer);
  // Slots that were left are not used again: when most are empty, a new shelf is laid out.
  if (shelf.slots > 10_000 && shelf.slots > shelf.slotOf.size * 3) await readAll(world, finder);
}
