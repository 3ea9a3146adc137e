/** The decision after the last accompanied meeting, and the day the group begins to run itself. */
import { type Refusal, refuse } from '../lib/refusal.ts';
import { type Decision, type Group, isAccompanied } from './group.ts';

export const duties = ['contact', 'keys', 'room', 'contact-list', 'coffee', 'reminders'] as const;
export type DutyName = (typeof duties)[number];
export type Duty = { id: string; duty: DutyName; seat: string };

/** Nobody carries keys or makes coffee for a digital room. */
export const dutiesOf = (isDigital: boolean): readonly DutyName[] => (isDigital ? ['contact', 'contact-list', 'reminders'] : duties);

export const openDuties = (held: readonly Pick<Duty, 'duty'>[], isDigital: boolean): DutyName[] =>
  dutiesOf(isDigital).filter((duty) => !held.some((one) => one.duty === duty));

export type DecideRefusal = 'not-accompanied' | 'not-in-model' | 'how-many-more' | 'merge-with-whom';
export type Choice = { decision: Decision; /** further accompanied meetings */ more: number | null };

/** What the group may decide is the model's to say; a standing group never comes to it. */
export function mayDecide(group: Group, afterwards: readonly Decision[], { decision, more }: Choice): Refusal<DecideRefusal> | undefined {
  if (!isAccompanied(group)) return refuse('not-accompanied');
  if (decision !== 'close' && !afterwards.includes(decision)) return refuse('not-in-model');
  return decision === 'continue' && (more === null || more < 1) ? refuse('how-many-more') : undefined;
}

export type HandOverRefusal = 'not-accompanied' | 'not-decided' | 'duties-open';

/** Not before the group has decided, and everything it needs is in someone's hands. */
export function mayHandOver(group: Group, held: readonly Pick<Duty, 'duty'>[], isDigital: boolean): Refusal<HandOverRefusal> | undefined {
  if (!isAccompanied(group)) return refuse('not-accompanied');
  if (group.decision !== 'self-run') return refuse('not-decided');
  const open = openDuties(held, isDigital).length;
  return open > 0 ? refuse('duties-open', { count: open }) : undefined;
}

export type MergeRefusal = 'not-accompanied' | 'not-decided' | 'same-group' | 'other-is-over' | 'no-room-there' | 'other-kind';

/** Everyone who sits here is asked to a seat there; each says yes or no. */
export function mayMerge(group: Group, into: Group, moving: number, busyThere: number): Refusal<MergeRefusal> | undefined {
  if (!isAccompanied(group)) return refuse('not-accompanied');
  if (group.decision !== 'merge') return refuse('not-decided');
  if (group.id === into.id) return refuse('same-group');
  if (into.closedOn !== null || into.cancelledAt !== null || into.handedOverOn !== null) return refuse('other-is-over');
  if (into.kind !== 'mixed' && into.kind !== group.kind) return refuse('other-kind');
  const room = into.sizeMax - busyThere;
  return into.seated && moving > room ? refuse('no-room-there', { count: moving, room: Math.max(0, room) }) : undefined;
}
