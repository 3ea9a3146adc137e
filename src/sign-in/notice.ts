import type { Person, Visit, World } from '../accounts/index.ts';
import { clockOf, dayOf, zone } from '../lib/day.ts';
import { send } from '../messages/index.ts';
import { urls } from '../urls.ts';

const ZONE = zone('Europe/Oslo');

type Scene = Pick<Visit, 'tx' | 'now'> & { world: Pick<World, 'keys' | 'enqueue'> };

/** Tells somebody that the way she signs in has changed: if it was not her, she should hear of it. */
export async function tellChanged(visit: Scene, who: Pick<Person, 'id' | 'association'>): Promise<void> {
  const { now } = visit;
  const variables = { day: dayOf(now, ZONE), clock: clockOf(now, ZONE), page: urls.passkeys };
  await send(visit, who.association, { to: who.id, kind: 'sign-in-changed', variables });
}
