/** From those who wait to up to three proposals. The composing happens in a thread of its own; nothing is decided by it. */
import { defaultSeconds, type Group, type Pins, proposals, type Proposal, type Progress } from '../composition/index.ts';
import type { Gathered } from './pool.ts';

export const PROPOSALS = 3;
/** A few seconds for a waiting list of some hundred, a minute for thousands. */
export const secondsFor = (people: number): number => Math.min(60, 1.2 + 1.3 * defaultSeconds(people));

export type Asking = {
  pins?: Pins;
  /** 3 unless said */
  count?: number;
  seconds?: number;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
};

/** The best answer found and others that differ clearly; one that seats nobody where nothing is possible. "With this person, please" is kept in all. */
export async function propose(gathered: Pick<Gathered, 'instance' | 'together'>, asking: Asking = {}): Promise<Proposal[]> {
  const { instance, together } = gathered;
  const { count = PROPOSALS, pins = {}, seconds = secondsFor(instance.people.length), signal, onProgress } = asking;
  return await proposals(instance, {
    count,
    seconds,
    pins: { ...pins, together: [...(pins.together ?? []), ...together] },
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
}

export type { Group, Proposal };
