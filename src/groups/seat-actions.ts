/** Yes, no, and "I am stopping". */
import { type Acting, idOf, Missing } from '../accounts/index.ts';
import { isRefusal, type Refusal, refuse } from '../lib/refusal.ts';
import { send } from '../messages/index.ts';
import { coordinates, mayCompose } from './access.ts';
import { agreedIn, circleOf, holdCircle } from './circle.ts';
import { type Group, isRunningItself } from './group.ts';
import { askNext, firstMeeting, moveLine } from './line.ts';
import { to, urls } from '../urls.ts';
import { accept, type AnswerRefusal, decline, inState, type LeaveRefusal, mayLeave, type Seat, stateOf } from './seat.ts';
import { dutiesHeld, facilitatorsOf, findGroup, findSeat, hold, seatsOf } from './store.ts';

export type Answer = 'accept' | 'decline';
export type By = 'link' | 'sms' | 'phone' | 'page';
export type Answered = 'accepted' | 'declined' | 'gone';

const SEAT_LINK_DAYS = 400;

/**
 * Answers an invitation: the person by link, page or SMS, or the coordinator who was told on the phone. Whoever answers an SMS has been
 * recognised by the number it came from, and acts as that person. Of those who say yes to the last seat at once, one gets it.
 */
export async function answerInvitation(acting: Acting, seatId: string, answer: Answer, by: By): Promise<Answered | Refusal<AnswerRefusal>> {
  const found = await findSeat(acting.tx, seatId);
  if (!found) throw new Missing();
  const taken = await hold(acting.tx, found.group);
  const [seat, group] = [(await findSeat(acting.tx, seatId))!, await findGroup(acting.tx, found.group)];
  if (!group) return refuse('is-over');
  if (!mayAnswerFor(acting, group, seat)) throw new Missing();
  const outcome = answer === 'accept' ? accept(group, seat, taken) : decline(group, seat);
  if (isRefusal(outcome) || outcome === stateOf(seat)) return outcome;
  await keepAnswer(acting, group, seat, outcome, by);
  return outcome;
}

const mayAnswerFor = ({ actor }: Acting, group: Group, seat: Seat): boolean =>
  seat.person !== null && (seat.person === idOf(actor) || coordinates(actor, group));

async function keepAnswer(acting: Acting, group: Group, seat: Seat, outcome: Answered, by: By): Promise<void> {
  const { tx, now, record } = acting;
  await tx
    .updateTable('seats')
    .set({
      accepted_at: outcome === 'accepted' ? now : null,
      declined_at: outcome === 'declined' ? now : null,
      gone_at: outcome === 'gone' ? now : null,
      answered_by: by,
    })
    .where('id', '=', seat.id)
    .execute();
  const act = { accepted: 'seat.accepted', declined: 'seat.declined', gone: 'seat.missed' } as const;
  await record({ act: act[outcome], object: ['seat', seat.id], about: seat.person, group: group.id, association: group.association });
  await tellAnswered(acting, group, seat, outcome);
  if (outcome === 'declined') await moveLine(acting, group.id);
}

/** What the person hears in reply. Who does not sit keeps the link to the own enquiry, where one can see where one stands. */
async function tellAnswered(acting: Acting, group: Group, seat: Seat, outcome: Answered): Promise<void> {
  const person = seat.person!;
  const link = { purpose: 'enquiry', object: seat.enquiry } as const;
  if (outcome === 'declined') return await send(acting, group.association, { to: person, kind: 'seat-declined', link });
  if (outcome === 'gone') return await send(acting, group.association, { to: person, kind: 'seat-gone', link });
  const first = firstMeeting(group);
  const own = { purpose: 'seat', object: seat.id, days: SEAT_LINK_DAYS } as const;
  const kind = first ? 'seat-accepted' : 'seat-yours';
  await send(acting, group.association, { to: person, kind, ...(first && { variables: first }), link: own });
  await send(acting, group.association, {
    to: person,
    kind: 'pledge-to-sign',
    link: { purpose: 'pledge', object: group.id },
    about: `pledge ${seat.id}`,
  });
}

/** "I am stopping": no reason needed. The others are told that a place is free, and nothing more. */
export async function leave(acting: Acting, seatId: string): Promise<Refusal<LeaveRefusal> | undefined> {
  const found = await findSeat(acting.tx, seatId);
  if (!found || found.person === null || found.person !== idOf(acting.actor)) throw new Missing();
  await hold(acting.tx, found.group);
  return await endSeat(acting, found.id);
}

/** The coordinator was told that someone stops, or takes someone out of the line. */
export async function unplace(acting: Acting, id: string, seatId: string): Promise<Refusal<LeaveRefusal> | undefined> {
  const { group, seats } = await holdCircle(acting, id, mayCompose);
  const seat = seats.find((one) => one.id === seatId);
  if (!seat) throw new Missing();
  if (stateOf(seat) === 'accepted') return await endSeat(acting, seat.id);
  if (stateOf(seat) === 'left') return refuse('does-not-sit');
  await acting.tx.deleteFrom('seats').where('id', '=', seat.id).execute();
  await acting.record({ act: 'seat.removed', object: ['seat', seat.id], about: seat.person, group: id, association: group.association });
  await askNext(acting, group);
  return undefined;
}

async function endSeat(acting: Acting, id: string): Promise<Refusal<LeaveRefusal> | undefined> {
  const { tx, now, today, record } = acting;
  const seat = (await findSeat(tx, id))!;
  const refused = mayLeave(seat);
  if (refused) return refused;
  const group = (await findGroup(tx, seat.group))!;
  const toTell = await whoHearsOfFreeSeat(acting, group, seat);
  await tx.updateTable('duties').set({ ended_at: now }).where('seat_id', '=', id).where('ended_at', 'is', null).execute();
  await tx.updateTable('seats').set({ left_on: today }).where('id', '=', id).execute();
  await record({ act: 'seat.left', object: ['seat', id], about: seat.person, group: group.id, association: group.association });
  const link = { purpose: 'seat', object: id, days: 90 } as const;
  await send(acting, group.association, { to: seat.person!, kind: 'leaving-confirmed', link });
  for (const person of toTell)
    await send(acting, group.association, { to: person, kind: 'seat-freed', variables: { page: to(urls.group, { group: group.id }) } });
  await moveLine(acting, group.id);
  return undefined;
}

/** Those who lead the group; in a group that runs itself, its contact persons. */
async function whoHearsOfFreeSeat({ tx }: Acting, group: Group, leaving: Seat): Promise<string[]> {
  if (!isRunningItself(group)) return agreedIn(await facilitatorsOf(tx, [group.id])).map((one) => one.person);
  const contacts = (await dutiesHeld(tx, group.id)).filter((one) => one.duty === 'contact').map((one) => one.seat);
  const seats = inState(await seatsOf(tx, [group.id]), 'accepted');
  return seats.flatMap((seat) => (contacts.includes(seat.id) && seat.id !== leaving.id && seat.person ? [seat.person] : []));
}

/** May we be in touch later? Asked once somebody has stopped. */
export async function stayInTouch(acting: Acting, seatId: string, yes: boolean): Promise<void> {
  const seat = await findSeat(acting.tx, seatId);
  if (!seat || seat.person !== idOf(acting.actor) || stateOf(seat) !== 'left') throw new Missing();
  await acting.tx.updateTable('seats').set({ stay_in_touch: yes }).where('id', '=', seatId).execute();
}

/** Leaves the group whose page this is. */
export async function leaveGroup(acting: Acting, id: string): Promise<Refusal<LeaveRefusal> | { seat: string }> {
  const { tie } = await circleOf(acting, id, (own) => own.seat !== null);
  return (await leave(acting, tie.seat!)) ?? { seat: tie.seat! };
}
