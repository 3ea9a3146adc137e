/** A group on the board becomes a group: made, its line filled and asked, by the same verbs as one made by hand. */
import { type Acting, Missing } from '../accounts/index.ts';
import { groupPoints, isJoining, total } from '../composition/index.ts';
import type { Clock, Day } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { isRefusal, type Refusal } from '../lib/refusal.ts';
import { type Broken, compose, type ComposeReason, invite, type InviteRefusal, place, type PlaceRefusal } from '../groups/index.ts';
import { held, noted, type Stale } from './actions.ts';
import { type AcceptRefusal, type Circle, mayAccept, problemsOf } from './board.ts';
import { type Drafted, draftedOf } from './draft.ts';

export type Accepting = {
  name: string;
  size: number;
  firstOn: Day;
  firstAt: Clock;
  rhythm: 'weekly' | 'every-second-week' | 'monthly' | 'free';
  language: Language;
  /** how many are asked at once; null: nobody yet */
  atOnce: number | null;
};
export type Accepted =
  { group: string } | { broken: Broken<ComposeReason | PlaceRefusal>[] } | Stale | Refusal<AcceptRefusal> | Refusal<InviteRefusal>;

/** Asks the people of the group in the order they came to wait. `given` null: they join a group that is there. */
export async function accept(acting: Acting, id: string, version: number, circleId: string, given: Accepting | null): Promise<Accepted> {
  const draft = await held(acting, id, version);
  if (isRefusal(draft)) return draft;
  const drafted = await draftedOf(acting, draft);
  const circle = drafted.board.circles.find((one) => one.id === circleId);
  if (!circle) throw new Missing();
  const refused = mayAccept(circle, problemsOf(drafted.gathered.instance, drafted.board).get(circleId) ?? []);
  if (refused) return refused;
  const { group } = circle;
  // Those of other associations are asked for, not placed.
  if (group.people.some((one) => drafted.gathered.about.get(one)?.other)) throw new Missing();
  const people = inOrder(drafted, group.people);
  if (isJoining(group) !== (given === null)) throw new Missing();
  const made = isJoining(group) ? await join(acting, group.open, people) : await make(acting, drafted, group, people, given!);
  if (!('group' in made)) return made;
  await takeOff(acting, drafted, circle, { accepted_id: made.group });
  return made;
}

/** A group leaves the board for what has become of it: a group, or a question to other associations. */
export async function takeOff(
  acting: Acting,
  { draft, gathered }: Drafted,
  { id, no, group }: Circle,
  became: { accepted_id: string } | { crossing_id: string },
): Promise<void> {
  await acting.tx
    .updateTable('draft_groups')
    .set({ ...became, pinned: false })
    .where('id', '=', id)
    .execute();
  // Whatever is possible with the others is possible beside this group: what it earns can be taken off the bound.
  const bound = Math.max(0, draft.bound - total(groupPoints(group, gathered.instance)));
  await acting.tx.updateTable('drafts').set({ work_bound: bound }).where('id', '=', draft.id).execute();
  await noted(acting, draft, { what: 'accepted_id' in became ? 'accepted' : 'asked', to: no });
}

async function join(acting: Acting, group: string, people: readonly string[]): Promise<Accepted> {
  const broken = await place(acting, group, people);
  return broken.length > 0 ? { broken } : { group };
}

async function make(
  acting: Acting,
  { draft }: Drafted,
  group: Exclude<Drafted['board']['circles'][number]['group'], { open: string }>,
  people: readonly string[],
  given: Accepting,
): Promise<Accepted> {
  const { atOnce, ...own } = given;
  const made = await compose(acting, draft.association, {
    ...own,
    model: draft.model!,
    chapter: draft.chapter,
    venue: group.venue,
    kind: group.kind,
    facilitators: group.facilitators,
    people,
  });
  if ('broken' in made || atOnce === null) return made;
  return (await invite(acting, made.group, atOnce)) ?? made;
}

/** The longest wait first. */
function inOrder({ gathered }: Drafted, people: readonly string[]): string[] {
  const since = new Map(gathered.instance.people.map((one) => [one.id, one.since]));
  return people.toSorted((a, b) => (since.get(a) ?? '').localeCompare(since.get(b) ?? '') || a.localeCompare(b));
}
