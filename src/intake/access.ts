/** Which enquiries a right holds for is row-level security; this is what more there is to ask. */
import type { Actor, Role } from '../accounts/index.ts';

const coordinates = (actor: Actor): Role[] =>
  actor.kind === 'person' ? actor.roles.filter(({ role }) => role === 'coordinator' || role === 'administrator') : [];

/** Coordinates the association, not only some of its chapters. */
export const coordinatesAll = (actor: Actor): boolean => coordinates(actor).some(({ chapter }) => chapter === null);

export const ownChapters = (actor: Actor): string[] => coordinates(actor).flatMap(({ chapter }) => chapter ?? []);

/**
 * The chapter an enquiry comes to lie in. Whoever coordinates a chapter keeps what she takes in: she could not see it elsewhere.
 * `now` is where it lies already.
 */
export function chapterFor(actor: Actor, fits: string | null, now?: string | null): string | null {
  if (actor.kind !== 'person' || coordinatesAll(actor)) return fits ?? now ?? null;
  if (now !== undefined && now !== null) return now;
  const own = ownChapters(actor);
  return fits !== null && own.includes(fits) ? fits : (own[0] ?? null);
}
