import { asPerson, associationOf, hasRole, type Routes, type Visit } from '../accounts/index.ts';
import { umbrellaBy } from '../associations/index.ts';
import { groupCards } from '../groups/index.ts';
import { ownEnquiry } from '../intake/index.ts';
import { type ToNote, toNote } from '../meetings/index.ts';
import { urls } from '../urls.ts';
import { deskLines } from './desk-lines.ts';
import { DeskPage, type OwnGroup } from './desk-page.tsx';
import { groupAndMeetings, heldMeetings } from './group-page.tsx';

/** So many groups are drawn; the rest are a press away. */
const CARDS = 12;
const OWN = 6;

/** The page one comes to after signing in. */
export function deskRoutes(routes: Routes): void {
  routes.get(urls.desk, { may: 'desk.see' }, async (visit) => {
    const person = asPerson(visit.actor);
    const coordinates = hasRole(person, 'administrator', 'coordinator');
    const work = coordinates
      ? { lines: await deskLines(visit, visit.t), cards: await groupCards(visit, heldMeetings, { most: CARDS, now: true }) }
      : null;
    const own = await ownGroups(visit);
    const umbrella = person.roles.find((role) => role.umbrella !== null)?.umbrella;
    return visit.page(
      <DeskPage
        today={visit.today}
        work={work}
        own={own}
        facilitates={hasRole(person, 'facilitator') || person.facilitates.length > 0}
        umbrella={umbrella ? await umbrellaBy(visit.tx, { id: umbrella }, visit.today) : undefined}
        enquiry={own.length === 0 && !coordinates ? await ownEnquiry(visit) : null}
        association={visit.world.houses.of(associationOf(person))?.slug}
      />,
    );
  });
}

/** The groups one holds and sits in, the one that meets soonest first. */
async function ownGroups(visit: Visit): Promise<OwnGroup[]> {
  const { facilitates, sits } = asPerson(visit.actor);
  const ids = [...new Set([...facilitates, ...sits])];
  if (ids.length === 0) return [];
  const open = await visit.tx
    .selectFrom('groups as g')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('meetings as m')
          .select(['m.id as meeting', 'm.day', 'm.clock', 'm.starts_at'])
          .whereRef('m.group_id', '=', 'g.id')
          .where('m.day', '>=', visit.today)
          .where('m.cancelled_at', 'is', null)
          .where('m.held_at', 'is', null)
          .orderBy('m.starts_at')
          .limit(1)
          .as('n'),
      (join) => join.onTrue(),
    )
    .select(['g.id', 'n.meeting', 'n.day', 'n.clock'])
    .where('g.id', 'in', ids)
    .where('g.closed_on', 'is', null)
    .where('g.cancelled_at', 'is', null)
    .orderBy((order) => order.fn.coalesce('n.day', 'g.first_on'))
    .orderBy('g.id')
    .limit(OWN)
    .execute();
  const unnoted = Map.groupBy(await toNote(visit), (one) => one.group);
  const own: OwnGroup[] = [];
  for (const { id, meeting, day, clock } of open) {
    const later = meeting && day && clock && own.length > 0 && day > visit.today ? { meeting, day, clock } : null;
    own.push(await ownGroup(visit, id, later, unnoted.get(id) ?? []));
  }
  return own;
}

/** Only the meeting that comes next is drawn whole. */
async function ownGroup(visit: Visit, id: string, later: OwnGroup['later'], unnoted: readonly ToNote[]): Promise<OwnGroup> {
  const { view, meetings } = await groupAndMeetings(visit, id);
  return { view, later, next: later ? null : meetings.next, toNote: unnoted };
}
