/** A seat: one person's room in a group. */
import type { Day, Instant } from '../lib/day.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { type Group, isForming, isOver } from './group.ts';

export type Seat = {
  id: string;
  group: string;
  /** Null: erased. */
  person: string | null;
  enquiry: string | null;
  /** The order of being asked. */
  placeNo: number;
  invitedAt: Instant | null;
  acceptedAt: Instant | null;
  declinedAt: Instant | null;
  goneAt: Instant | null;
  leftOn: Day | null;
  stayInTouch: boolean | null;
};

/** standing: in line, not asked yet. gone: said yes when the last seat was taken. */
export type SeatState = 'standing' | 'invited' | 'accepted' | 'declined' | 'gone' | 'left';

export function stateOf(seat: Seat): SeatState {
  if (seat.leftOn) return 'left';
  if (seat.acceptedAt) return 'accepted';
  if (seat.declinedAt) return 'declined';
  if (seat.goneAt) return 'gone';
  return seat.invitedAt ? 'invited' : 'standing';
}

export const inState = <S extends Pick<Seat, keyof Seat>>(seats: readonly S[], ...states: SeatState[]): S[] =>
  seats.filter((seat) => states.includes(stateOf(seat))).sort((a, b) => a.placeNo - b.placeNo);

/** How many were ever asked. */
export const asked = (seats: readonly Seat[]): number => seats.filter((seat) => seat.invitedAt).length;

/** The circle of chairs: taken, promised, and all. */
export function ringOf(group: Pick<Group, 'sizeMax'>, seats: readonly Seat[]): { full: number; half: number; of: number } {
  const full = inState(seats, 'accepted').length;
  return { full, half: Math.min(inState(seats, 'invited').length, Math.max(0, group.sizeMax - full)), of: Math.max(group.sizeMax, full) };
}

export type AnswerRefusal = 'not-asked' | 'is-over' | 'has-accepted' | 'has-left';

/** What a yes leads to while `taken` seats are taken. Who comes too late keeps the place in line. A no can be taken back while there is room. */
export function accept(group: Group, seat: Seat, taken: number): 'accepted' | 'gone' | Refusal<AnswerRefusal> {
  const state = stateOf(seat);
  if (isOver(group)) return refuse('is-over');
  if (state === 'standing') return refuse('not-asked');
  if (state === 'left') return refuse('has-left');
  if (state === 'accepted') return 'accepted';
  return taken < group.sizeMax ? 'accepted' : 'gone';
}

export function decline(group: Group, seat: Seat): 'declined' | Refusal<AnswerRefusal> {
  const state = stateOf(seat);
  if (isOver(group)) return refuse('is-over');
  if (state === 'standing') return refuse('not-asked');
  if (state === 'left') return refuse('has-left');
  return state === 'accepted' ? refuse('has-accepted') : 'declined';
}

/** Whom to ask now. Those who came too late go first, and only for a seat that is free; then the line, up to so many asked at a time. */
export function nextInLine(group: Group, seats: readonly Seat[]): Seat[] {
  if (!isForming(group) || group.askedAtOnce === 0) return [];
  const busy = inState(seats, 'accepted', 'invited').length;
  const taken = inState(seats, 'accepted').length;
  if (taken >= group.sizeMax) return [];
  const gone = inState(seats, 'gone');
  if (gone.length > 0) return gone.slice(0, Math.max(0, group.sizeMax - busy));
  return inState(seats, 'standing').slice(0, Math.max(0, group.askedAtOnce - busy));
}

export type LeaveRefusal = 'does-not-sit';
export const mayLeave = (seat: Seat): Refusal<LeaveRefusal> | undefined =>
  stateOf(seat) === 'accepted' ? undefined : refuse('does-not-sit');
