import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Person } from './actor.ts';
import type { Scene } from './scene.tsx';
import type { World } from './world.ts';

/** A token bound to the session, for every form a signed-in person is shown. Beside it stand SameSite and the Origin check. */
export const csrfToken = (world: World, person: Person): string =>
  createHmac('sha256', world.keys.csrf).update(person.session).digest('base64url').slice(0, 32);

export async function csrfHolds({ world, http, actor }: Scene): Promise<boolean> {
  if (actor.kind !== 'person') return true;
  const given = Buffer.from(http.req.header('x-csrf-token') ?? String((await http.req.formData().catch(() => null))?.get('csrf') ?? ''));
  const right = Buffer.from(csrfToken(world, actor));
  return given.length === right.length && timingSafeEqual(given, right);
}
