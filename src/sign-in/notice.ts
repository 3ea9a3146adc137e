import { type Person, type Visit } from '../accounts/index.ts';
import { clockOf, dayOf, zone } from '../lib/day.ts';
import { send } from '../messages/index.ts';
import { urls } from '../urls.ts';

const ZONE = zone('Europe/Oslo');

/** Tells somebody that the way she signs in has changed: if it was not her, she should hear of it. */
export async function tellChanged(visit: Pick<Visit, 'world' | 'tx' | 'now'>, who: Pick<Person, 'id' | 'association'>): Promise<void> {
  const { now } = visit;
  const variables = { day: dayOf(now, ZONE), clock: clockOf(now, ZONE), page: urls.passkeys };
  await send(visit, who.association, { to: who.id, kind: 'sign-in-changed', variables });
}
