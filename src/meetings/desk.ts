/** What meetings ask of those who hold a group, and of those who look after them: for the first page. */
import { type Acting, asPerson, associationOf } from '../accounts/index.ts';
import { calledOf, withLeaders } from '../groups/index.ts';
import { addDays, type Clock, type Day } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { talksWanted } from './care-actions.ts';
import { REMEMBERED } from './meeting.ts';

export type ToNote = { meeting: string; group: string; day: Day; clock: Clock };

const MOST = 20;

/** Meetings of the groups the actor holds that are over, and of which nobody has noted who came. */
export async function toNote({ tx, actor, today, now }: Acting): Promise<ToNote[]> {
  const { facilitates } = asPerson(actor);
  if (facilitates.length === 0) return [];
  return await tx
    .selectFrom('meetings as m')
    .innerJoin('groups as g', 'g.id', 'm.group_id')
    .select(['m.id as meeting', 'm.group_id as group', 'm.day', 'm.clock'])
    .where('m.group_id', 'in', facilitates)
    .where('g.started_on', 'is not', null)
    .where('g.handed_over_on', 'is', null)
    .where('g.closed_on', 'is', null)
    .where(sql<boolean>`m.starts_at + m.minutes * interval '1 minute' <= ${now}`)
    .where('m.day', '>=', addDays(today, -REMEMBERED))
    .where('m.held_at', 'is', null)
    .where('m.cancelled_at', 'is', null)
    .orderBy('m.starts_at')
    .limit(MOST)
    .execute();
}

export type TalkDue = { id: string; name: string; since: Day };

/** Those who hold a group and want somebody to call; the actor's own wish is for others to see. */
export async function talksDue(acting: Acting): Promise<TalkDue[]> {
  const own = asPerson(acting.actor).id;
  const wanted = (await talksWanted(acting.tx)).filter((one) => one.person !== own).slice(0, MOST);
  const people = wanted.map((one) => one.person);
  const names = await withLeaders(acting, associationOf(acting.actor), await calledOf(acting, people), people);
  return wanted.map(({ id, person, since }) => ({ id, since, name: names.get(person) ?? '' }));
}
