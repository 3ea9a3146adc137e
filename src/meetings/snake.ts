/** The snake: what has come up and was not reached, in the order the group will take it. Each theme takes as many meetings as it needs. */
import type { Day } from '../lib/day.ts';
import type { Meeting } from './meeting.ts';

export type Theme = {
  id: string;
  title: string;
  position: number;
  /** How many meetings the group thinks it needs. */
  planned: number;
  taken: number;
  raisedOn: Day;
  doneOn: Day | null;
};

export const isDone = (theme: Pick<Theme, 'doneOn'>): boolean => theme.doneOn !== null;
/** Those still to be talked about, in order. */
export const openThemes = (themes: readonly Theme[]): Theme[] =>
  themes.filter((theme) => !isDone(theme)).toSorted((a, b) => a.position - b.position);

/** The order after one theme is moved a step; the same when it stands at the end already. */
export function moved(order: readonly string[], id: string, step: 'up' | 'down' | 'first'): string[] {
  const at = order.indexOf(id);
  if (at < 0) return [...order];
  const to = step === 'first' ? 0 : Math.min(Math.max(at + (step === 'up' ? -1 : 1), 0), order.length - 1);
  return order.toSpliced(at, 1).toSpliced(to, 0, id);
}

type Laid = Pick<Meeting, 'id' | 'day' | 'theme' | 'cancelledAt' | 'heldAt'>;

/**
 * A theme for each meeting, by its id, in order of time: what was chosen, else what the snake comes to, each for as long as it is thought to
 * take. A meeting that has been takes its theme along the snake also when nothing was noted of it; what was noted is in `taken` already. A theme
 * that has had its meetings waits until the group says that it needs one more, or is done: the plan that was shown does not slip.
 */
export function layOut(themes: readonly Theme[], meetings: readonly Laid[]): Map<string, string> {
  const left = openThemes(themes).map(({ id, planned, taken, raisedOn }) => ({ id, raisedOn, times: planned - taken }));
  const laid = new Map<string, string>();
  for (const { id, day, theme, heldAt } of meetings.filter(({ cancelledAt }) => !cancelledAt)) {
    // What came up afterwards was not what they talked about.
    const chosen = theme ?? (heldAt ? undefined : left.find(({ times, raisedOn }) => times > 0 && raisedOn <= day)?.id);
    if (chosen === undefined) continue;
    laid.set(id, chosen);
    const spent = left.find((one) => one.id === chosen);
    if (spent && !heldAt) spent.times -= 1;
  }
  return laid;
}

export type Station = { x: number; y: number };

/** Where each theme stands when the path winds to and fro, and the path itself. Units of the drawing: a step is 60, a row 56. */
export function windingPath(count: number, perRow: number): { stations: Station[]; path: string; width: number; height: number } {
  const [step, row, edge] = [60, 56, 30];
  const stations = Array.from({ length: count }, (_, at) => {
    const line = Math.floor(at / perRow);
    const place = line % 2 === 0 ? at % perRow : perRow - 1 - (at % perRow);
    return { x: edge + place * step, y: 28 + line * row };
  });
  const parts = stations.map(({ x, y }, at) => {
    const before = stations[at - 1];
    if (!before) return `M${x} ${y}`;
    if (before.y === y) return `H${x}`;
    // The turn at the end of a row: half a circle outwards.
    return `A${row / 2} ${row / 2} 0 0 ${x > (perRow * step) / 2 ? 1 : 0} ${x} ${y}`;
  });
  const rows = Math.max(Math.ceil(count / perRow), 1);
  return { stations, path: parts.join(''), width: Math.min(count, perRow) * step + edge, height: rows * row };
}
