import { createHmac } from 'node:crypto';
import { sameBytes } from '../lib/crypto.ts';
import { isId, newId } from '../lib/ids.ts';
import type { World } from './world.ts';

/** What one drawn form may make, once: the ids are settled when it is drawn, so that sending it twice makes nothing twice. */
export type Once = { person: string; object: string };

const sign = (world: World, use: string, once: Once): string =>
  createHmac('sha256', world.keys.csrf).update(`${use} ${once.person} ${once.object}`).digest('base64url').slice(0, 22);

/** `use` says which form: what was drawn as one makes nothing as another. */
export function newOnce(world: World, use = 'form'): string {
  const once = { person: newId(), object: newId() };
  return `${once.person}.${once.object}.${sign(world, use, once)}`;
}

/** The ids of a form we drew ourselves; of any other, new ones. */
export function readOnce(world: World, typed: string, use = 'form'): Once {
  const [person = '', object = '', given = ''] = typed.split('.');
  const once = { person, object };
  const ours = isId(person) && isId(object) && sameBytes(Buffer.from(sign(world, use, once)), Buffer.from(given));
  return ours ? once : { person: newId(), object: newId() };
}

/** The private link of what the form made (128 bits): the same for the same form, and kept nowhere. */
export const onceToken = (world: World, once: Once): string => sign(world, 'link', once);
