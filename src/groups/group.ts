/** A group and its life. State is dated facts; what a group is today is computed from them. No database, no clock. */
import type { Clock, Day, Instant } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';

export type Kind = 'patient' | 'relative' | 'bereaved';
export type Decision = 'self-run' | 'continue' | 'merge' | 'close';
export type ClosedBecause = 'no-longer-needed' | 'too-few' | 'no-facilitators' | 'merged' | 'never-started' | 'other';
export type RhythmName = 'weekly' | 'every-second-week' | 'monthly' | 'free';

export type Group = {
  id: string;
  association: string;
  chapter: string | null;
  model: string;
  venue: string | null;
  name: string;
  kind: Kind | 'mixed';
  language: Language;
  sizeMin: number;
  /** How many seats there are. The group itself may choose another size. */
  sizeMax: number;
  facilitatorsMin: number;
  /** Null: the group stands and does not end. */
  accompaniedMax: number | null;
  /** False: an open meeting that counts heads. */
  seated: boolean;
  byHeadCount: boolean;
  listed: boolean;
  firstOn: Day | null;
  firstAt: Clock | null;
  rhythm: RhythmName;
  askedAtOnce: number;
  oneFacilitatorOn: Day | null;
  startedOn: Day | null;
  decidedOn: Day | null;
  decision: Decision | null;
  continuedTo: number | null;
  handedOverOn: Day | null;
  closedOn: Day | null;
  closedBecause: ClosedBecause | null;
  mergedInto: string | null;
  cancelledAt: Instant | null;
};

export type Status =
  'composed' | 'invited' | 'accompanied' | 'decision-due' | 'handing-over' | 'merging' | 'self-run' | 'closed' | 'cancelled';

/** What a group cannot know of itself: how many have been asked to join, and how many accompanied meetings were held. */
export type Facts = { asked: number; held: number };

export function status(group: Group, { asked, held }: Facts, today: Day): Status {
  if (group.cancelledAt) return 'cancelled';
  if (hasCome(group.closedOn, today)) return 'closed';
  if (hasCome(group.handedOverOn, today)) return 'self-run';
  if (!hasCome(group.startedOn, today)) return asked > 0 ? 'invited' : 'composed';
  if (group.decision === 'self-run') return 'handing-over';
  if (group.decision === 'merge') return 'merging';
  return progress(group, held).isDue ? 'decision-due' : 'accompanied';
}

export type Progress = { held: number; of: number | null; isChecklistDue: boolean; isDue: boolean };

/** Meeting k of n. The handover checklist comes two meetings before the last (from the sixth of eight), the decision with the last. */
export function progress(group: Pick<Group, 'accompaniedMax' | 'continuedTo'>, held: number): Progress {
  const of = group.accompaniedMax === null ? null : (group.continuedTo ?? group.accompaniedMax);
  return { held, of, isChecklistDue: of !== null && held >= of - 2, isDue: of !== null && held >= of };
}

export const isOver = (group: Group): boolean => group.closedOn !== null || group.cancelledAt !== null;
export const isRunningItself = (group: Group): boolean => group.handedOverOn !== null && !isOver(group);
export const isAccompanied = (group: Group): boolean => group.startedOn !== null && group.handedOverOn === null && !isOver(group);
export const isForming = (group: Group): boolean => group.startedOn === null && !isOver(group);

/** Below the smallest size a group is fragile: shown, never refused. */
export const isFragile = (group: Group, seated: number): boolean => group.seated && isAccompanied(group) && seated < group.sizeMin;
/** An open meeting that has become too big for everyone to be heard. */
export const hasOutgrown = (group: Group, heads: number | null): boolean => !group.seated && heads !== null && heads > group.sizeMax;

/** Who stands behind a start: people seated, facilitators who said "I have this group", and those who have not signed the pledge. */
export type Crew = { seated: number; agreed: number; unsigned: number };
export type StartRefusal = 'not-forming' | 'nobody-sits' | 'needs-facilitators' | 'pledge-missing';

/** Two facilitators, or one after an explicit "we start with one"; and a pledge from everyone who sits in it. */
export function mayStart(group: Group, { seated, agreed, unsigned }: Crew): Refusal<StartRefusal> | undefined {
  if (!isForming(group)) return refuse('not-forming');
  if (group.seated && seated < 2) return refuse('nobody-sits');
  const needed = group.oneFacilitatorOn ? Math.min(1, group.facilitatorsMin) : group.facilitatorsMin;
  if (agreed < needed) return refuse('needs-facilitators', { count: needed - agreed });
  return unsigned > 0 ? refuse('pledge-missing', { count: unsigned }) : undefined;
}

export type OneRefusal = 'not-forming' | 'one-is-enough' | 'needs-one';

export function mayStartWithOne(group: Group, agreed: number): Refusal<OneRefusal> | undefined {
  if (!isForming(group)) return refuse('not-forming');
  if (agreed >= group.facilitatorsMin) return refuse('one-is-enough');
  return agreed < 1 ? refuse('needs-one') : undefined;
}

export type CancelRefusal = 'not-forming';
export const mayCancel = (group: Group): Refusal<CancelRefusal> | undefined => (isForming(group) ? undefined : refuse('not-forming'));

export type CloseRefusal = 'not-started' | 'is-over';
export function mayClose(group: Group): Refusal<CloseRefusal> | undefined {
  if (isOver(group)) return refuse('is-over');
  return group.startedOn === null ? refuse('not-started') : undefined;
}

const hasCome = (day: Day | null, today: Day): boolean => day !== null && day <= today;
