import type { Routes } from '../accounts/index.ts';
import { chosenContact } from '../people/index.ts';
import { urls } from '../urls.ts';
import { mayReach } from './access.ts';
import { calledOf, circleOf } from './circle.ts';
import { ReachPage } from './reach-pages.tsx';
import { inState } from './seat.ts';

/** Getting hold of somebody before a meeting. */
export function reachRoutes(routes: Routes): void {
  routes.get(urls.seatReach, { may: 'seat.reach' }, async (visit) => {
    const { group, seats } = await circleOf(visit, visit.params.group, mayReach);
    const person = inState(seats, 'accepted').find((seat) => seat.id === visit.params.seat)?.person;
    const contact = person ? await chosenContact(visit, person) : undefined;
    if (!person || !contact) return visit.missing();
    const called = (await calledOf(visit, [person])).get(person) ?? '';
    await visit.record({ act: 'person.looked-at', object: ['person', person], about: person, group: group.id });
    return visit.page(<ReachPage group={group} called={called} contact={contact} />);
  });
}
