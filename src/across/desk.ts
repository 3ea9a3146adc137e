/** What waits for whoever coordinates or administers an association that has agreed with others or is asked to, or a chapter whose people are asked for. */
import { type Acting, asPerson, hasRole } from '../accounts/index.ts';
import { type Day, dayOf, zone } from '../lib/day.ts';
import { type Due } from '../lib/due.ts';
import { standingOf } from './agreement.ts';
import { agreementsOf, requestsAt } from './store.ts';

export type AcrossDue = Due<'agreement' | 'request'>;
const OSLO = zone('Europe/Oslo');

export async function acrossDue({ tx, actor }: Acting): Promise<AcrossDue[]> {
  const person = asPerson(actor);
  const agreements = await agreementsOf(tx);
  const asked = hasRole(person, 'administrator')
    ? agreements.filter(({ members }) => members.some((one) => one.association === person.association && standingOf(one) === 'asked'))
    : [];
  const requests = (await requestsAt(tx, { association: person.association })).filter(({ state }) => state === 'asked');
  const due = (what: AcrossDue['what'], all: readonly { id: string; on: Day }[]): AcrossDue[] =>
    all.length === 0
      ? []
      : [{ what, count: all.length, since: all.map(({ on }) => on).toSorted()[0]!, ...(all.length === 1 && { about: all[0]!.id }) }];
  return [
    ...due(
      'agreement',
      asked.map(({ id, startedAt }) => ({ id, on: dayOf(startedAt, OSLO) })),
    ),
    ...due(
      'request',
      requests.map(({ id, askedAt }) => ({ id, on: dayOf(askedAt, OSLO) })),
    ),
  ];
}
