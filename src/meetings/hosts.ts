/** Who brings the coffee: the one who did it longest ago, unless somebody has said otherwise. */
import type { Meeting } from './meeting.ts';

export type Host = { seat: string; /** somebody has said so; else it is a proposal */ said: boolean };
type Turn = Pick<Meeting, 'id' | 'host' | 'startsAt' | 'cancelledAt'>;

/**
 * A host for each meeting that is on, by its id. `past` and `ahead` in order of time; `seats` in the order people came. Whoever has never
 * hosted goes first. Several meetings ahead are shared out in turn, round those who have already taken one.
 */
export function hostsFor(past: readonly Turn[], ahead: readonly Turn[], seats: readonly string[]): Map<string, Host> {
  const hosts = new Map<string, Host>();
  if (seats.length === 0) return hosts;
  const hosted = new Map<string, number>();
  for (const [turn, { host }] of past.entries()) if (host) hosted.set(host, turn);
  const on = ahead.filter((meeting) => !meeting.cancelledAt);
  const taken = new Map(on.flatMap(({ host }, turn) => (host ? [[host, turn] as const] : [])));
  for (const [turn, meeting] of on.entries()) {
    const said = meeting.host !== null && seats.includes(meeting.host);
    const seat = said ? meeting.host! : longestAgo(seats, hosted, taken, turn);
    hosted.set(seat, past.length + turn);
    hosts.set(meeting.id, { seat, said });
  }
  return hosts;
}

/** Somebody who has taken a later turn is not asked for one before it, as long as there are others. */
function longestAgo(seats: readonly string[], hosted: Map<string, number>, taken: Map<string, number>, turn: number): string {
  const last = (seat: string) => hosted.get(seat) ?? -1;
  const waiting = seats.filter((seat) => (taken.get(seat) ?? -1) <= turn);
  const among = waiting.length > 0 ? waiting : seats;
  return among.reduce((best, seat) => (last(seat) < last(best) ? seat : best));
}
