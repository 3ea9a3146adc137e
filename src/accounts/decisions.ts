import type { Actor } from './actor.ts';
import { hatOf, idOf } from './actor.ts';
import type { Registered } from './route.ts';
import type { Scene } from './scene.tsx';

/** Where it was decided: how often one may ask, whether the private link still works, whether they may at all, or by the feature and the rows it sees. */
type Where = 'limit' | 'link' | 'door' | 'body' | 'rows';

/** Refusals of visitors that are written in a minute; of a flood the rest is only counted. */
const MOST = 200;
const minute = { until: 0, told: 0, more: 0 };

/**
 * A line of the log for each decision: who (an id, nothing else), what they asked for, and whether they got it. Of visitors who are shown what
 * is for everyone there is none.
 */
export function tellDecision(scene: Scene, response: Response, where: Where): Response {
  const { actor, route, world } = scene;
  const decision = decided(response, where);
  if (actor.kind === 'visitor' && (decision === 'allowed' || isTooMany(world.log, performance.now()))) return response;
  world.log.info(`access.${decision}`, {
    ...named(actor, route),
    request: scene.http.get('requestId') as string,
    status: response.status,
    reason: where,
  });
  return response;
}

/** Led away to sign in, or to the second step, is not let in; a form with a slip is. */
function decided({ status }: Response, where: Where): 'allowed' | 'refused' {
  if (where !== 'rows') return 'refused';
  return [403, 404, 409, 410, 413, 429].includes(status) ? 'refused' : 'allowed';
}

const named = (actor: Actor, { method, pattern, may }: Registered) => ({
  method,
  route: pattern,
  may,
  hat: hatOf(actor),
  ...(actor.kind !== 'visitor' && { actor: idOf(actor)! }),
});

function isTooMany(log: Scene['world']['log'], now: number): boolean {
  if (now > minute.until) {
    if (minute.more > 0) log.info('access.refused-more', { count: minute.more });
    Object.assign(minute, { until: now + 60_000, told: 0, more: 0 });
  }
  minute.told += 1;
  if (minute.told > MOST) minute.more += 1;
  return minute.told > MOST;
}
