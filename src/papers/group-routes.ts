import type { Routes, Visit } from '../accounts/index.ts';
import {
  circleOf,
  everyoneIn,
  type Group,
  mayRegisterPledge,
  pledgesInForce,
  signaturesOf,
  textFor,
  type Tie,
  unsigned,
} from '../groups/index.ts';
import { countsByName, isAhead, isCancelled, meetingsView } from '../meetings/index.ts';
import type { Language } from '../lib/language.ts';
import { namesOf } from '../people/index.ts';
import { urls } from '../urls.ts';
import { attendancePaper, COLUMNS, pledgesPaper, programmePaper } from './group-paper.ts';
import { paper } from './reply.ts';

/** Names on a sheet are for those who hold the group, and for the association that posts it to them; nobody counts once it runs itself. */
export const mayPrintAttendance = (tie: Tie, group: Group): boolean => (tie.agreed || tie.coordinates) && group.handedOverOn === null;

export function groupPaperRoutes(routes: Routes): void {
  routes.get(urls.programmePaper, { may: 'programme.see' }, async (visit) => {
    const view = await meetingsView(visit, visit.params.group);
    if (view.ahead.length === 0) return visit.missing();
    const shown = { themes: visit.query.get('themes') !== 'no', names: visit.query.get('names') === 'yes' };
    const words = visit.world.houses.of(view.group.association)?.words[view.group.language];
    return paper(visit, 'programme', programmePaper(view, shown, { language: view.group.language, words }), 'programme');
  });

  routes.get(urls.pledgesPaper, { may: 'pledge.register' }, async (visit) => {
    const circle = await circleOf(visit, visit.params.group, mayRegisterPledge);
    const { group } = circle;
    const house = visit.world.houses.of(group.association)!;
    const inForce = await pledgesInForce(visit.tx, group.association, visit.now);
    const spare = textFor(inForce, group.language, house.languages) ?? visit.missing();
    const missing = unsigned(everyoneIn(circle), await signaturesOf(visit.tx, group.id), inForce);
    const languages = await languagesOf(visit, missing);
    const people = [...(await namesOf(visit, missing))].map(([id, { called, fullName }]) => ({
      name: (circle.tie.coordinates && fullName) || called,
      text: textFor(inForce, languages.get(id) ?? group.language, house.languages)!,
    }));
    await visit.record({ act: 'paper.printed', object: ['pledge-forms', group.id], group: group.id });
    return paper(visit, 'pledge', pledgesPaper(people, spare, { language: visit.language, association: house.name }), 'pledge');
  });

  routes.get(urls.attendancePaper, { may: 'attendance.print' }, async (visit) => {
    const circle = await circleOf(visit, visit.params.group, mayPrintAttendance);
    const { group } = circle;
    const view = await meetingsView(visit, group.id);
    const days = view.ahead.filter(({ meeting }) => !isCancelled(meeting) && isAhead(meeting, visit.now)).slice(0, COLUMNS);
    const seated = circle.seats.flatMap((seat) => (seat.acceptedAt && !seat.leftOn && seat.person ? [seat.person] : []));
    const names = countsByName(group) ? [...(await namesOf(visit, seated)).values()].map(({ called }) => called) : [];
    await visit.record({ act: 'paper.printed', object: ['attendance-sheet', group.id], group: group.id });
    const inOrder = names.toSorted((one, other) => one.localeCompare(other, group.language));
    const paperDays = days.map(({ meeting }) => meeting.day);
    return paper(visit, 'attendance', attendancePaper(paperDays, inOrder, group.language), 'attendance');
  });
}

async function languagesOf({ tx }: Visit<unknown>, people: readonly string[]): Promise<Map<string, Language>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .selectFrom('people')
    .select(['id', 'language'])
    .where('id', 'in', [...people])
    .execute();
  return new Map(rows.map((row) => [row.id, row.language as Language]));
}
