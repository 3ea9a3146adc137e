/** A group with those around it, as the actor sees them: what every verb and page begins with. */
import { type Acting, Missing } from '../accounts/index.ts';
import { namesOf } from '../people/index.ts';
import { type Tie, tieOf } from './access.ts';
import type { Group } from './group.ts';
import type { Duty } from './handover.ts';
import { withLeaders } from './leaders.ts';
import { inState, type Seat } from './seat.ts';
import { dutiesHeld, type Facilitator, facilitatorsOf, findGroup, findVenue, hold, seatsOf, type Venue } from './store.ts';

export type Circle = { group: Group; seats: Seat[]; facilitators: Facilitator[]; duties: Duty[]; tie: Tie };
type Question = (tie: Tie, group: Group) => boolean;

/** The group, if the actor may; else it does not exist. */
export async function circleOf({ tx, actor }: Pick<Acting, 'tx' | 'actor'>, id: string, may: Question): Promise<Circle> {
  const group = await findGroup(tx, id);
  if (!group) throw new Missing();
  const [seats, facilitators, duties] = [await seatsOf(tx, [id]), await facilitatorsOf(tx, [id]), await dutiesHeld(tx, id)];
  const tie = tieOf(actor, group, { seats, facilitators, duties });
  if (!may(tie, group)) throw new Missing();
  return { group, seats, facilitators, duties, tie };
}

/** The same, held until the end of the transaction: nobody else changes it meanwhile. */
export async function holdCircle(acting: Pick<Acting, 'tx' | 'actor'>, id: string, may: Question): Promise<Circle> {
  await hold(acting.tx, id);
  return await circleOf(acting, id, may);
}

/** What the parts of one page say of a circle, read once for all of them: what its people are called, and where it meets. */
export type Known = { called: ReadonlyMap<string, string>; venue: Venue | null };

export async function knownOf(acting: Pick<Acting, 'world' | 'tx'>, { group, seats, facilitators }: Circle): Promise<Known> {
  const leaders = facilitators.map((one) => one.person);
  const called = await calledOf(acting, [...seats.flatMap((seat) => seat.person ?? []), ...leaders]);
  return {
    called: await withLeaders(acting, group.association, called, leaders),
    venue: (await findVenue(acting.tx, group.venue)) ?? null,
  };
}

/** The names people are called by, of those the actor may see. */
export async function calledOf(acting: Pick<Acting, 'world' | 'tx'>, people: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await namesOf(acting, people))].map(([person, { called }]) => [person, called]));
}

export const sittingIn = ({ seats }: Pick<Circle, 'seats'>): string[] => inState(seats, 'accepted').flatMap((seat) => seat.person ?? []);

/** Everyone who is in the group now and therefore keeps its pledge: those who sit, those who lead, and guests. */
export const everyoneIn = ({ seats, facilitators }: Pick<Circle, 'seats' | 'facilitators'>): string[] => [
  ...sittingIn({ seats }),
  ...facilitators.map((one) => one.person),
];

/** The facilitators who have said "I have this group". */
export const agreedIn = (facilitators: readonly Facilitator[]): Facilitator[] =>
  facilitators.filter((one) => one.part === 'facilitator' && one.agreedAt !== null);
