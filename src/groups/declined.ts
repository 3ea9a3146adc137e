import type { Acting } from '../accounts/index.ts';
import { type Day, dayOf, zone } from '../lib/day.ts';
import type { Circle } from './circle.ts';
import { withLeaders } from './leaders.ts';

const OSLO = zone('Europe/Oslo');

/** Those who were asked to hold the group and said no, and have not been asked again: by name, with the day. */
export async function declinedIn(
  acting: Pick<Acting, 'world' | 'tx'>,
  { group, facilitators }: Pick<Circle, 'group' | 'facilitators'>,
): Promise<{ called: string; on: Day }[]> {
  const rows = await acting.tx
    .selectFrom('facilitators')
    .select(['person_id as person', 'declined_at as at'])
    .where('group_id', '=', group.id)
    .where('declined_at', 'is not', null)
    .orderBy('declined_at')
    .execute();
  const declined = rows.filter(({ person }) => !facilitators.some((one) => one.person === person));
  const people = declined.map((one) => one.person);
  const names = await withLeaders(acting, group.association, new Map(), people);
  return declined.flatMap(({ person, at }) => {
    const called = names.get(person);
    return called && at ? [{ called, on: dayOf(at, OSLO) }] : [];
  });
}
