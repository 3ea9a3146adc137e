/** The verbs of a group's life: start, cancel, decide, hand over, merge, close. Load, may, rule, save and record, in one transaction. */
import { type Acting, idOf } from '../accounts/index.ts';
import { newId } from '../lib/ids.ts';
import { isRefusal, type Refusal, refuse } from '../lib/refusal.ts';
import { send } from '../messages/index.ts';
import { mayCloseIt, mayCompose, mayDecideIt, mayHandItOver, mayStartIt } from './access.ts';
import { agreedIn, type Circle, everyoneIn, holdCircle } from './circle.ts';
import { type CancelRefusal, type ClosedBecause, type CloseRefusal, mayCancel, mayClose, mayStart, type StartRefusal } from './group.ts';
import { type Choice, type DecideRefusal, type HandOverRefusal, mayDecide, mayHandOver, mayMerge, type MergeRefusal } from './handover.ts';
import { ask, moveLine } from './line.ts';
import { unsigned } from './pledge.ts';
import { inState } from './seat.ts';
import { pledgesInForce, signaturesOf } from './pledge-store.ts';
import { findGroup, findModel, findVenue, hold, seatsOf } from './store.ts';

/** From now on the group meets, and its meetings count. Who still stands in line is free for another group. */
export async function start(acting: Acting, id: string): Promise<Refusal<StartRefusal> | undefined> {
  const { tx, today, actor } = acting;
  const circle = await holdCircle(acting, id, mayStartIt);
  const refused = mayStart(circle.group, await crewOf(acting, circle));
  if (refused) return refused;
  await tx
    .updateTable('groups')
    .set({ started_on: today, started_by: idOf(actor) })
    .where('id', '=', id)
    .execute();
  await tell(acting, circle, 'group.started');
  await moveLine(acting, id);
  return undefined;
}

/** Who stands behind a start. */
export async function crewOf({ tx, now }: Pick<Acting, 'tx' | 'now'>, circle: Circle) {
  const { group, seats, facilitators } = circle;
  const inForce = await pledgesInForce(tx, group.association, now);
  const missing = unsigned(everyoneIn(circle), await signaturesOf(tx, group.id), inForce);
  return { seated: inState(seats, 'accepted').length, agreed: agreedIn(facilitators).length, unsigned: missing.length };
}

/** It came to nothing: those asked hear of it, and everyone keeps the place on the waiting list. */
export async function cancel(acting: Acting, id: string): Promise<Refusal<CancelRefusal> | undefined> {
  const circle = await holdCircle(acting, id, mayCompose);
  const refused = mayCancel(circle.group);
  if (refused) return refused;
  await acting.tx.updateTable('groups').set({ cancelled_at: acting.now }).where('id', '=', id).execute();
  await tell(acting, circle, 'group.cancelled');
  for (const seat of inState(circle.seats, 'invited', 'accepted')) {
    const link = { purpose: 'enquiry', object: seat.enquiry } as const;
    if (seat.person) await send(acting, circle.group.association, { to: seat.person, kind: 'seat-called-off', link });
  }
  await moveLine(acting, id);
  return undefined;
}

/** What the group has decided to do next. Continuing counts on from `held`; closing closes; the other two wait for their own step. */
export async function decide(
  acting: Acting,
  id: string,
  choice: Choice & { because: ClosedBecause | null; held: number },
): Promise<Refusal<DecideRefusal | CloseRefusal> | undefined> {
  const { tx, today, actor } = acting;
  const circle = await holdCircle(acting, id, mayDecideIt);
  const model = await findModel(tx, circle.group.model);
  const refused = mayDecide(circle.group, model!.afterwards, choice);
  if (refused) return refused;
  if (choice.decision === 'close') return await closeCircle(acting, circle, choice.because ?? 'other');
  const further = choice.decision === 'continue' ? { continued_to: choice.held + choice.more! } : {};
  const decided = { decision: choice.decision, decided_on: today, decided_by: idOf(actor), ...further };
  await tx.updateTable('groups').set(decided).where('id', '=', id).execute();
  await tell(acting, circle, choice.decision === 'continue' ? 'group.continued' : 'group.decided');
  return undefined;
}

/** From now on the group is its participants': a trigger ends the facilitators' access and closes the seats to the association. */
export async function handOver(acting: Acting, id: string): Promise<Refusal<HandOverRefusal> | undefined> {
  const { tx, today } = acting;
  const circle = await holdCircle(acting, id, mayHandItOver);
  const { group, seats, facilitators, duties } = circle;
  const refused = mayHandOver(group, duties, (await findVenue(tx, group.venue))?.digital ?? false);
  if (refused) return refused;
  await tell(acting, circle, 'group.handed-over');
  await tx.updateTable('groups').set({ handed_over_on: today }).where('id', '=', id).execute();
  for (const seat of inState(seats, 'accepted')) {
    const link = { purpose: 'seat', object: seat.id, days: 400 } as const;
    if (seat.person) await send(acting, group.association, { to: seat.person, kind: 'handed-over', link });
  }
  for (const one of facilitators)
    await send(acting, group.association, { to: one.person, kind: 'access-ended', about: `access ${one.id}` });
  return undefined;
}

/** The group joins another: each is asked to a seat there and says yes or no. */
export async function merge(acting: Acting, id: string, into: string): Promise<Refusal<MergeRefusal | CloseRefusal> | undefined> {
  const { tx } = acting;
  for (const one of [id, into].sort()) await hold(tx, one);
  const circle = await holdCircle(acting, id, mayCompose);
  const there = await findGroup(tx, into);
  if (!there || there.association !== circle.group.association) return refuse('other-is-over');
  const seatsThere = await seatsOf(tx, [into]);
  const moving = inState(circle.seats, 'accepted').filter((seat) => !seatsThere.some((other) => other.person === seat.person));
  const refused = mayMerge(circle.group, there, moving.length, inState(seatsThere, 'accepted', 'invited').length);
  if (refused) return refused;
  await tx.updateTable('groups').set({ merged_into: into }).where('id', '=', id).execute();
  await tell(acting, circle, 'group.merged');
  const closed = await closeCircle(acting, circle, 'merged');
  if (isRefusal(closed)) return closed;
  const after = Math.max(0, ...seatsThere.map((seat) => seat.placeNo));
  for (const [at, seat] of moving.entries()) {
    const own = { id: newId(), association_id: there.association, group_id: into, person_id: seat.person, enquiry_id: seat.enquiry };
    await tx
      .insertInto('seats')
      .values({ ...own, place_no: after + at + 1, placed_at: acting.now })
      .execute();
    await ask(acting, there, { id: own.id, person: seat.person });
  }
  return undefined;
}

/** Ends a group. That it is no longer needed is a good ending. */
export async function close(acting: Acting, id: string, because: ClosedBecause): Promise<Refusal<CloseRefusal> | undefined> {
  return await closeCircle(acting, await holdCircle(acting, id, mayCloseIt), because);
}

async function closeCircle(acting: Acting, circle: Circle, because: ClosedBecause): Promise<Refusal<CloseRefusal> | undefined> {
  const refused = mayClose(circle.group);
  if (refused) return refused;
  await tell(acting, circle, 'group.closed');
  const closed = { closed_on: acting.today, closed_by: idOf(acting.actor), closed_because: because };
  await acting.tx.updateTable('groups').set(closed).where('id', '=', circle.group.id).execute();
  return undefined;
}

type LifeAct =
  'group.started' | 'group.cancelled' | 'group.decided' | 'group.continued' | 'group.handed-over' | 'group.merged' | 'group.closed';

const tell = ({ record }: Acting, { group }: Circle, act: LifeAct): Promise<void> =>
  record({ act, object: ['group', group.id], group: group.id, association: group.association });
