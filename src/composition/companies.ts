/**
 * Every company that a small cell allows, each with what it loses, so that the best at any prices is found by one pass.
 * A company is stored as a step from the one before it in a depth-first walk: how many sit there, who came last, what is lost.
 */
import type { Cell } from './cell.ts';
import type { Problem } from './problem.ts';
import { companyLoss, gladWith } from './seating.ts';

export type Companies = { size: Uint8Array; last: Uint8Array; loss: Float32Array };

/** A cell with more companies than this is only bounded, not counted out: about 16 people for a group of eight. */
const MOST_PER_CELL = 41_000;
/** Nine bytes each: about 45 MB in all. */
const MOST_IN_ALL = 5_000_000;

/** For each cell its companies, or undefined where there are too many. Small cells come first. */
export function allCompanies(problem: Problem, mayGoOn: () => boolean = () => true): (Companies | undefined)[] {
  const found: (Companies | undefined)[] = problem.cells.map(() => undefined);
  let left = MOST_IN_ALL;
  for (const [c, n] of problem.cells.map((cell, k) => [k, countOf(cell)] as const).sort((a, b) => a[1] - b[1])) {
    if (n > MOST_PER_CELL || n > left || !mayGoOn()) break;
    found[c] = companiesOf(problem, problem.cells[c]!, n);
    left -= n;
  }
  return found;
}

/** How many companies of one up to `max` people there are at most. */
function countOf(cell: Cell): number {
  let ways = 1,
    all = 0;
  for (let k = 1; k <= cell.max && k <= cell.people.length; k++) {
    ways = (ways * (cell.people.length - k + 1)) / k;
    all += ways;
  }
  return cell.people.length > 255 ? Infinity : all;
}

function companiesOf(problem: Problem, cell: Cell, most: number): Companies {
  const size = new Uint8Array(most),
    last = new Uint8Array(most),
    loss = new Float32Array(most),
    chosen: number[] = [];
  let n = 0;
  const walk = (from: number) => {
    for (let k = from; k < cell.people.length; k++) {
      if (!gladWith(problem, cell, chosen, cell.people[k]!)) continue;
      chosen.push(cell.people[k]!);
      size[n] = chosen.length;
      last[n] = k;
      loss[n] = chosen.length < cell.min ? Infinity : companyLoss(problem, cell, chosen);
      n += 1;
      if (chosen.length < cell.max) walk(k + 1);
      chosen.pop();
    }
  };
  walk(0);
  return n === most ? { size, last, loss } : { size: size.slice(0, n), last: last.slice(0, n), loss: loss.slice(0, n) };
}

const sum = new Float64Array(64),
  path = new Uint8Array(64);

/** The best company when each of the cell's people is worth `worth`: its worth after losses, and who sits there (places in the cell's list). */
export function bestCompany(companies: Companies, worth: Float64Array, chosen: number[]): number {
  const { size, last, loss } = companies;
  let best = -Infinity,
    at = -1;
  for (let k = 0; k < size.length; k++) {
    const d = size[k]!,
      value = sum[d - 1]! + worth[last[k]!]!;
    sum[d] = value;
    if (value - loss[k]! > best) {
      best = value - loss[k]!;
      at = k;
    }
  }
  chosen.length = 0;
  if (at < 0) return best;
  for (let k = at, d = size[at]!; d > 0; k--)
    if (size[k] === d) {
      path[d] = last[k]!;
      d -= 1;
    }
  for (let d = 1; d <= size[at]!; d++) chosen.push(path[d]!);
  return best;
}
