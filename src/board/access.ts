/** Who may work on which draft: whoever coordinates the association, or the chapter it is for. Row-level security asks the same. */
import type { Actor } from '../accounts/index.ts';
import { coordinates } from '../groups/index.ts';

export const mayDraft = (actor: Actor, at: { association: string; chapter: string | null }): boolean => coordinates(actor, at);

/** Chapters one may draft for; null among them: the association as a whole. */
export function chaptersFor(actor: Actor, association: string, chapters: readonly string[]): (string | null)[] {
  const all: (string | null)[] = [null, ...chapters];
  return all.filter((chapter) => mayDraft(actor, { association, chapter }));
}
