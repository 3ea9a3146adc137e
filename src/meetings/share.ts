/** The round: each person's share of the time there is. No domain but minutes and people, so that the browser can use it too. */

/** Whole minutes for each of those who have not spoken yet; at least one. */
export const shareOf = (minutesLeft: number, people: number): number => Math.max(Math.floor(minutesLeft / Math.max(people, 1)), 1);

/**
 * Minutes left of the meeting at `at` (all in milliseconds since 1970). Before it begins, and when it has been over for long, it is the
 * whole meeting: someone is trying the card at home.
 */
export function minutesLeft({ starts, ends }: { starts: number; ends: number }, at: number): number {
  const whole = (ends - starts) / 60_000;
  if (at < starts || at >= ends) return whole;
  return (ends - at) / 60_000;
}
