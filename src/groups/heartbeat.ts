/** Twice a year a group that runs itself is asked: still alive, room for more? Nothing else. */
import { addMonths, type Day } from '../lib/day.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';

export type Heartbeat = {
  id: string;
  group: string;
  askedOn: Day;
  answeredOn: Day | null;
  alive: boolean | null;
  roomForMore: number | null;
};

const MONTHS_BETWEEN = 6;

/** Half a year after the handover, then half a year after each time it was asked. */
export const nextHeartbeat = (handedOverOn: Day, lastAskedOn: Day | null): Day => addMonths(lastAskedOn ?? handedOverOn, MONTHS_BETWEEN);

export const isHeartbeatDue = (handedOverOn: Day, lastAskedOn: Day | null, today: Day): boolean =>
  nextHeartbeat(handedOverOn, lastAskedOn) <= today;

export type HeartbeatRefusal = 'is-over';
export type Pulse = { alive: boolean; /** free seats; null where it was not said */ room: number | null };

/** Asked once more, the group may answer again: what counts is what was said last. */
export const mayAnswer = (isOver: boolean): Refusal<HeartbeatRefusal> | undefined => (isOver ? refuse('is-over') : undefined);
