/** What is not handed on to other people's systems: nobody can take back what has been copied. */
import type { Offer } from '../offers/index.ts';
import { isCalledAfter, namesInFull } from './names.ts';

/** Why something that is listed is not open data. The text of each is `exchange:withheld.<reason>`. */
export const withheldReasons = ['closed', 'too-few', 'name', 'number'] as const;
export type Withheld = (typeof withheldReasons)[number];

/** Which associations hand on what they offer, and which groups are too small. */
export type Bounds = { open: ReadonlySet<string>; tooFew: ReadonlySet<string> };

/** Undefined when the offer can be handed on as it is. */
export function withheld(offer: Offer, { open, tooFew }: Bounds): Withheld | undefined {
  if (!open.has(offer.association.id)) return 'closed';
  if (tooFew.has(offer.id)) return 'too-few';
  const texts = Object.values(offer.texts).flatMap(({ title, summary, more }) => [title, summary, more]);
  const titles = Object.values(offer.texts).map(({ title }) => title);
  const place = [offer.place.venue, offer.place.door, offer.place.directions].filter((text) => text !== null);
  if ([...texts, ...place].some(namesInFull) || titles.some(isCalledAfter) || isWholeName(offer.contact.name)) return 'name';
  return [...texts, ...place].some(holdsNumber) ? 'number' : undefined;
}

/** The one to ask is known by a first name alone. */
const isWholeName = (name: string | null): boolean => name !== null && /\s/.test(name.trim());

/** A telephone, an e-mail or an identity number within a text is somebody's; the one to ask has fields of her own. */
const holdsNumber = (text: string): boolean => /[^\s@]+@[^\s@]+\.\p{L}{2,}|(?<!\d)(?:\+\d{2}[ ]?)?\d(?:[ -]?\d){7,11}(?!\d)/u.test(text);
