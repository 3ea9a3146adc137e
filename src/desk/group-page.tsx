import { may, type Routes, type Visit } from '../accounts/index.ts';
import {
  circleOf,
  groupCards,
  GroupPage,
  groupRoutes,
  GroupsPage,
  type GroupView,
  groupView,
  type Held,
  knownOf,
  maySee,
  type MeetingsOfGroup,
  type NextOf,
} from '../groups/index.ts';
import { meetingsOfGroup } from '../meetings/index.ts';
import { urls } from '../urls.ts';

/** The pages where a group and its meetings meet. */
export function groupPageRoutes(routes: Routes): void {
  routes.get(urls.groups, { may: 'group.list' }, async (visit) => {
    const cards = await groupCards(visit, heldMeetings);
    return visit.page(<GroupsPage cards={cards} mayCompose={may(visit.actor, 'group.compose')} />);
  });

  groupRoutes(routes, heldMeetings, nextMeeting);

  routes.get(urls.group, { may: 'group.see' }, async (visit) => {
    const { view, meetings } = await groupAndMeetings(visit, visit.params.group);
    const { group, tie, seats } = view;
    const abouts = seats.flatMap(({ person, called }) => (person && called ? [person] : []));
    if (tie.coordinates || tie.leads) await visit.record({ act: 'list.looked-at', object: ['group', group.id], group: group.id, abouts });
    return visit.page(<GroupPage view={view} meetings={meetings} />);
  });
}

/** A group and what comes next in it, each part read once. */
export async function groupAndMeetings(visit: Visit, id: string): Promise<{ view: GroupView; meetings: MeetingsOfGroup }> {
  const circle = await circleOf(visit, id, maySee);
  const known = await knownOf(visit, circle);
  const meetings = await meetingsOfGroup(visit, circle, known);
  return { meetings, view: await groupView(visit, circle, { ...known, held: meetings.held, language: visit.language }) };
}

/** Accompanied meetings held, for each group. */
export const heldMeetings: Held = async (tx, groups) => {
  if (groups.length === 0) return new Map();
  const rows = await tx
    .selectFrom('meetings')
    .select(['group_id as group', (count) => count.fn.countAll<number>().as('held')])
    .where('group_id', 'in', groups)
    .where('accompanied', '=', true)
    .where('held_at', 'is not', null)
    .groupBy('group_id')
    .execute();
  return new Map(rows.map(({ group, held }) => [group, held]));
};

/** The first meeting that has not begun and is not called off. */
const nextMeeting: NextOf = (tx, group, now) =>
  tx
    .selectFrom('meetings')
    .select(['day', 'clock', 'venue_id as venue'])
    .where('group_id', '=', group)
    .where('starts_at', '>', now)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_at')
    .executeTakeFirst();
