import { createHmac } from 'node:crypto';
import type { World } from '../accounts/index.ts';
import { sameBytes } from '../lib/crypto.ts';
import { isId, newId } from '../lib/ids.ts';

/** What one drawn form may make, once: the ids are settled when it is drawn, so that sending it twice makes nothing twice. */
export type Once = { person: string; enquiry: string };

const sign = (world: World, use: string, once: Once): string =>
  createHmac('sha256', world.keys.csrf).update(`${use} ${once.person} ${once.enquiry}`).digest('base64url').slice(0, 22);

export function newOnce(world: World): string {
  const once = { person: newId(), enquiry: newId() };
  return `${once.person}.${once.enquiry}.${sign(world, 'form', once)}`;
}

/** The ids of a form we drew ourselves; of any other, new ones. */
export function readOnce(world: World, typed: string): Once {
  const [person = '', enquiry = '', given = ''] = typed.split('.');
  const once = { person, enquiry };
  const ours = isId(person) && isId(enquiry) && sameBytes(Buffer.from(sign(world, 'form', once)), Buffer.from(given));
  return ours ? once : { person: newId(), enquiry: newId() };
}

/** The private link of this enquiry (128 bits): the same for the same form, and kept nowhere. */
export const tokenOf = (world: World, once: Once): string => sign(world, 'link', once);
