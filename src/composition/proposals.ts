/** Up to three proposals that differ clearly: the best, and others in which many people sit somewhere else. */
import type { Group } from './answer.ts';
import { isJoining } from './answer.ts';
import { compose, type Composing } from './compose.ts';
import { defaultSeconds, type Answer } from './core.ts';
import type { Instance } from './instance.ts';

/** `differs` is the share of the people seated in both this and the proposal most like it who sit at another place or time. */
export type Proposal = Answer & { differs: number };

/** Less than this share sitting elsewhere is no other proposal. */
const CLEARLY = 0.25;

/** The first gets half of the time, the others share the rest. Fewer come back where no clearly different one was found. */
export async function proposals(instance: Instance, asked: Composing & { count?: number } = {}): Promise<Proposal[]> {
  const { count = 3, seconds = defaultSeconds(instance.people.length), onProgress, ...run } = asked,
    found: Proposal[] = [];
  for (let n = 0; n < count && !asked.signal?.aborted; n++) {
    const from = n === 0 ? 0 : 0.5 + (0.5 * (n - 1)) / Math.max(1, count - 1),
      width = count === 1 ? 1 : n === 0 ? 0.5 : 0.5 / (count - 1);
    const answer = await compose(instance, {
      ...run,
      seconds: seconds * width,
      unlike: found.map((f) => f.groups),
      onProgress: (progress, best) => onProgress?.({ ...progress, share: from + width * progress.share }, n === 0 ? best : undefined),
    });
    const differs = Math.min(1, ...found.map((f) => shareElsewhere(f.groups, answer.groups)));
    const bound = Math.min(answer.bound, ...found.map((f) => f.bound));
    if (n === 0 || (differs >= CLEARLY && answer.groups.length > 0)) found.push({ ...answer, bound, differs });
  }
  return found;
}

/** Of those seated in either, how many do not sit at the same place and time in both. */
export function shareElsewhere(a: readonly Group[], b: readonly Group[]): number {
  const seats = (groups: readonly Group[]) =>
    new Map(groups.flatMap((g) => g.people.map((p) => [p, isJoining(g) ? g.open : `${g.venue} ${g.slot}`] as const)));
  const [one, other] = [seats(a), seats(b)],
    all = new Set([...one.keys(), ...other.keys()]);
  return all.size === 0 ? 0 : [...all].filter((p) => one.get(p) !== other.get(p)).length / all.size;
}
