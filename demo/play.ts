/** The actions of the product, done by people of the demonstration on days gone by: what they leave behind is as it would have been. */
import type { Acting, Person, Role, World } from '../src/accounts/index.ts';
import { hatOf, idOf } from '../src/accounts/index.ts';
import { keepLine, line } from '../src/groups/line.ts';
import type { Entry } from '../src/history/index.ts';
import { clock, type Day, instantOf, zone } from '../src/lib/day.ts';
import { actAs, type Db, transaction, type Tx } from '../src/lib/db.ts';
import type { Language } from '../src/lib/language.ts';
import { newId } from '../src/lib/ids.ts';
import { isRefusal } from '../src/lib/refusal.ts';
import { type CastName, cast, chapters, houses, type Member } from './cast.ts';

export const OSLO = zone('Europe/Oslo');
export type Player = { id: string; association: string; language: Language; roles: Role[] };
/** Does something as somebody, on a day, at a time of day. A refusal ends the demonstration: its story would not be true. */
export type Play = <T>(
  who: Player | null,
  day: Day,
  at: string,
  what: (acting: Acting) => Promise<T>,
) => Promise<Exclude<T, { refused: unknown }>>;

export const momentOf = (day: Day, at: string) => instantOf(day, clock(at), OSLO);

/** Everything that `story` does is one transaction, seen by the clock of each of its moments. */
export async function tell<T>(world: World, db: Db, story: (play: Play, tx: Tx) => Promise<T>): Promise<T> {
  return await transaction(db, { person: null, today: '2000-01-01' as Day }, async (tx) => {
    const written: Entry[] = [];
    const play: Play = async (who, day, at, what) => {
      const moved = new Set<string>();
      const scene = { world, tx, written };
      const outcome = await what(await actingAs(scene, who, day, at, (group) => moved.add(group)));
      if (isRefusal(outcome)) throw new Error(`refused on ${day}: ${JSON.stringify(outcome)}`);
      for (const group of moved) await keepLine(await actingAs(scene, null, day, at, () => {}), group);
      return outcome as never;
    };
    const told = await story(play, tx);
    await writeHistory(tx, written);
    return told;
  });
}

type Scene = { world: World; tx: Tx; written: Entry[] };

async function actingAs(scene: Scene, who: Player | null, day: Day, at: string, moved: (group: string) => void): Promise<Acting> {
  const { world, tx, written } = scene;
  const now = momentOf(day, at);
  await actAs(world.db, tx, { person: who?.id ?? null, today: day });
  // Nothing is sent meanwhile; a line before a group moves at once.
  const enqueue: World['enqueue'] = async (_tx, queue, data) => {
    if (queue.name === line.name) moved((data as unknown as { group: string }).group);
    return { id: '', isNew: true };
  };
  const actor: Acting['actor'] = who ? actorOf(who, now) : { kind: 'visitor' };
  const requestId = `demo ${day}`;
  const by = { at: now, actor: idOf(actor), role: who ? hatOf(actor) : 'system', request: requestId };
  const record: Acting['record'] = async (entry) => void written.push({ association: who?.association ?? null, ...entry, ...by });
  return { world: { ...world, now: () => now, enqueue }, tx, actor, now, today: day, requestId, record };
}

/** All at once, in the order it happened: the same rows that src/history/record.ts writes one by one. */
async function writeHistory(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(({ at, association = null, actor, role, act, object, about = null, group = null, request }) => ({
    id: newId(),
    at,
    association_id: association,
    actor_id: actor,
    actor_role: role,
    act,
    object_kind: object[0],
    object_id: object[1],
    about_id: about,
    group_id: group,
    request_id: request,
  }));
  for (let from = 0; from < rows.length; from += 500)
    await tx
      .insertInto('history')
      .values(rows.slice(from, from + 500))
      .execute();
}

const actorOf = ({ id, association, language, roles }: Player, now: Date): Person => ({
  kind: 'person',
  id,
  association,
  language,
  largeType: false,
  roles,
  facilitates: [],
  sits: [],
  session: Buffer.alloc(32),
  method: 'email-code',
  ownDevice: true,
  hasSecond: true,
  secondAt: now,
  stepUpAt: now,
  seenAt: now,
});

/** One of the cast, with the role she has. */
export function player(name: CastName): Player {
  const one: Member = cast[name];
  const association = houses[one.house].id;
  const chapter = one.chapter ? chapters[one.chapter].id : null;
  const umbrella = one.role === 'umbrella-officer' ? houses.umbrella.id : null;
  return { id: one.id, association, language: one.language, roles: one.role ? [{ role: one.role, association, chapter, umbrella }] : [] };
}
