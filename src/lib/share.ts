/** A round: each person's share of the time there is. Used by the server and by the browser. */

/** Whole minutes for each of those whose turn is still to come; at least one. */
export const shareOf = (minutesLeft: number, people: number): number => Math.max(Math.floor(minutesLeft / Math.max(people, 1)), 1);

/**
 * Minutes left at `at` of what begins and ends then (all in milliseconds since 1970). Before and after it, all of them: someone is only
 * trying it out.
 */
export function minutesLeft({ starts, ends }: { starts: number; ends: number }, at: number): number {
  const whole = (ends - starts) / 60_000;
  if (at < starts || at >= ends) return whole;
  return (ends - at) / 60_000;
}
