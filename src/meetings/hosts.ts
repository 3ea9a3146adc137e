/** Who brings the coffee: the one who did it longest ago, unless somebody has said otherwise. */
import type { Meeting } from './meeting.ts';

export type Host = { seat: string; /** somebody has said so; else it is a proposal */ said: boolean };
type Turn = Pick<Meeting, 'id' | 'host' | 'cancelledAt' | 'heldAt'>;
/** A seat that is not waited for at one meeting. */
export type Away = { meeting: string; seat: string };

/**
 * A host for each meeting that is on, by its id. `past` and `ahead` in order of time; `seats` in the order people came. Whoever has never
 * hosted goes first. Several meetings ahead are shared out in turn, round those who have already taken one. A meeting that has been and of
 * which nothing was noted had the host it was shown with, so that the turn does not come back to somebody who has had it.
 */
export function hostsFor(past: readonly Turn[], ahead: readonly Turn[], seats: readonly string[], away?: Away): Map<string, Host> {
  const on = [...past, ...ahead].filter((meeting) => !meeting.cancelledAt);
  const coming = new Set(ahead.map(({ id }) => id));
  const hosts = new Map<string, Host>();
  const hosted = new Map<string, number>();
  const nexts = (turn: number) => new Set(on.slice(turn + 1, turn + seats.length).flatMap(({ host }) => host ?? []));
  for (const [turn, meeting] of on.entries()) {
    const { id, host } = meeting;
    const isAway = (seat: string) => away?.meeting === id && away.seat === seat;
    const said = host !== null && !isAway(host) && (seats.includes(host) || !coming.has(id));
    const asked = seats.filter((one) => !isAway(one));
    // Of a meeting that was noted it is known who brought it, or that nobody did.
    if (!said && (meeting.heldAt || asked.length === 0)) continue;
    const seat = said ? host : longestAgo(asked, hosted, nexts(turn));
    hosted.set(seat, turn);
    if (coming.has(id)) hosts.set(id, { seat, said });
  }
  return hosts;
}

/** Somebody who has taken one of the turns of the round that follows is not asked for one before it, as long as there are others. */
function longestAgo(seats: readonly string[], hosted: ReadonlyMap<string, number>, soon: ReadonlySet<string>): string {
  const last = (seat: string) => hosted.get(seat) ?? -1;
  const waiting = seats.filter((seat) => !soon.has(seat));
  const among = waiting.length > 0 ? waiting : seats;
  return among.reduce((best, seat) => (last(seat) < last(best) ? seat : best));
}
