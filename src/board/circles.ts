/** Groups on the board: an empty one, one that is taken away, and who would start it. */
import { type Acting, Missing } from '../accounts/index.ts';
import { brokenForFacilitator, isJoining, type NewGroup } from '../composition/index.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { held, noted, type Stale } from './actions.ts';
import { type Drafted, draftedOf } from './draft.ts';
import { insertCircles, nextNo } from './laid.ts';

export type OpenRefusal = 'room-taken' | 'venue-closed';
/** An empty group to move people to. */
export async function openCircle(
  acting: Acting,
  id: string,
  version: number,
  at: Omit<NewGroup, 'people' | 'facilitators'>,
): Promise<string | Stale | Refusal<OpenRefusal>> {
  const draft = await held(acting, id, version);
  if ('refused' in draft) return draft;
  const { board, gathered } = await draftedOf(acting, draft);
  const venue = gathered.instance.venues.find((one) => one.id === at.venue);
  if (!venue) throw new Missing();
  if (!venue.slots.includes(at.slot)) return refuse('venue-closed');
  const there = [...gathered.instance.open, ...board.circles.flatMap(({ group }) => (isJoining(group) ? [] : [group]))];
  if (!venue.digital && there.some((one) => one.venue === at.venue && one.slot === at.slot)) return refuse('room-taken');
  const no = await nextNo(acting.tx, id);
  const [circle] = await insertCircles(acting.tx, draft, [{ group: { ...at, people: [], facilitators: [] }, pinned: false }], no);
  await noted(acting, draft, { what: 'opened', to: no });
  return circle!;
}

/** Takes a group off the board; its people are left over again. */
export async function dissolve(acting: Acting, id: string, version: number, circle: string): Promise<Stale | undefined> {
  const draft = await held(acting, id, version);
  if ('refused' in draft) return draft;
  const found = (await draftedOf(acting, draft)).board.circles.find((one) => one.id === circle);
  if (!found) throw new Missing();
  await acting.tx.deleteFrom('draft_groups').where('id', '=', circle).execute();
  await noted(acting, draft, { what: 'dissolved', from: found.no });
  return undefined;
}

export type LeadRefusal = 'cannot-lead';
/** Says who would start a group: those who can at that time and place, and nobody else. */
export async function nameLeaders(
  acting: Acting,
  id: string,
  version: number,
  circle: string,
  leaders: readonly string[],
): Promise<Stale | Refusal<LeadRefusal> | undefined> {
  const draft = await held(acting, id, version);
  if ('refused' in draft) return draft;
  const { board, gathered } = await draftedOf(acting, draft);
  const found = board.circles.find((one) => one.id === circle);
  if (!found || isJoining(found.group)) throw new Missing();
  const can = leadersWhoCan({ board, gathered }, found.group);
  if (leaders.some((one) => !can.includes(one))) return refuse('cannot-lead');
  await acting.tx
    .updateTable('draft_groups')
    .set({ leaders: [...leaders] })
    .where('id', '=', circle)
    .execute();
  await noted(acting, draft, { what: 'led', to: found.no });
  return undefined;
}

/** Those who could start this group, beside what they would start elsewhere on the board. */
export function leadersWhoCan({ board, gathered: { instance } }: Pick<Drafted, 'board' | 'gathered'>, group: NewGroup): string[] {
  const venue = instance.venues.find((one) => one.id === group.venue);
  if (!venue) return [];
  const others = board.circles.flatMap((one) => (isJoining(one.group) || one.group === group ? [] : [one.group]));
  return instance.facilitators
    .filter((one) => {
      const led = others.filter((other) => other.facilitators.includes(one.id));
      return (
        led.length < one.maxGroups &&
        !led.some((other) => other.slot === group.slot) &&
        brokenForFacilitator(one, { ...group, venue }).length === 0
      );
    })
    .map((one) => one.id);
}
