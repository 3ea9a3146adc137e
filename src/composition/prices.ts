/**
 * What a seat and a facilitator are worth, and a bound that is proven.
 *
 * The rules "everyone sits in one group at most" and "a facilitator leads no more than they can" are given up and paid for instead
 * (Lagrange). What is left falls apart room by room, and each room's best case is easy to overestimate safely. For any prices of zero
 * or more, the sum of all prices and all rooms' best cases is at least the score of every possible answer: that is the bound. Prices
 * are moved along the subgradient (Polyak's step) towards a lower bound, and double as guidance for the search.
 */
import { bestCase, type Case, type Look } from './bestcase.ts';
import type { Companies } from './companies.ts';
import type { Cell } from './cell.ts';
import type { Problem } from './problem.ts';

export type Prices = {
  person: Float64Array;
  facilitator: Float64Array;
  /** Per facilitator and slot, only used by those who may lead several groups. */ slot: Float64Array;
};
export type Priced = { prices: Prices; bound: number; rounds: number };
export type PricingLimits = {
  mayGoOn: () => boolean;
  rounds: number;
  /** A score that is reached already. */ reached: number;
  care: 0 | 1;
  companies: (Companies | undefined)[];
  pace?: number;
};

export const noPrices = (problem: Problem): Prices => ({
  person: new Float64Array(problem.instance.people.length),
  facilitator: new Float64Array(problem.instance.facilitators.length),
  slot: new Float64Array(problem.instance.facilitators.length * problem.slots.length),
});

type Use = { person: Int32Array; facilitator: Int32Array; slot: Int32Array };

export function priced(problem: Problem, limits: PricingLimits, from: Prices = startPrices(problem)): Priced {
  let prices = from,
    best: Priced = { prices, bound: Infinity, rounds: 0 },
    pace = limits.pace ?? 1.2,
    stale = 0;
  const use = useOf(prices),
    drift = noPrices(problem);
  for (let round = 1; round <= limits.rounds && (round === 1 || limits.mayGoOn()); round++) {
    const bound = roomByRoom({ problem, prices, care: limits.care, companies: limits.companies }, use);
    stale += 1;
    if (bound < best.bound - 1e-7) {
      if (bound < best.bound * (1 - 1e-4)) stale = 0;
      best = { prices: copy(prices), bound, rounds: round };
    }
    if (stale > 12) {
      pace *= 0.7;
      stale = 0;
      prices = copy(best.prices);
      roomByRoom({ problem, prices, care: limits.care, companies: limits.companies }, use);
      for (const d of [drift.person, drift.facilitator, drift.slot]) d.fill(0);
    }
    if (pace < 0.002 || best.bound - limits.reached < 0.5) break;
    step(problem, prices, use, drift, pace * (best.bound - Math.max(limits.reached, 0.9 * best.bound)));
  }
  return best;
}

const copy = (p: Prices): Prices => ({ person: p.person.slice(), facilitator: p.facilitator.slice(), slot: p.slot.slice() });

function startPrices(problem: Problem): Prices {
  const prices = noPrices(problem);
  problem.seat.forEach((points, p) => {
    prices.person[p] = points * (0.94 - 0.4 * Math.exp(-problem.cellsOfPerson[p]!.length / 15));
  });
  return prices;
}

/** Moves every price against what it leaves over: too little use lowers it, too much raises it. Never below zero. */
function step(problem: Problem, prices: Prices, use: Use, drift: Prices, gap: number): void {
  const { capacity } = problem,
    perSlot = problem.slots.length,
    keep = 0.6;
  let norm = 0;
  const turn = (d: Float64Array, n: number, over: number, price: number) => {
    const grade = over < 0 && price <= 0 ? 0 : over;
    d[n] = keep * d[n]! + grade;
    norm += grade * grade;
  };
  for (let p = 0; p < use.person.length; p++) turn(drift.person, p, use.person[p]! - 1, prices.person[p]!);
  for (let f = 0; f < capacity.length; f++) turn(drift.facilitator, f, use.facilitator[f]! - capacity[f]!, prices.facilitator[f]!);
  for (let k = 0; k < use.slot.length; k++)
    if (capacity[Math.floor(k / perSlot)]! > 1) turn(drift.slot, k, use.slot[k]! - 1, prices.slot[k]!);
  if (norm === 0) return;
  const length = (gap / norm) * (1 - keep);
  const move = (price: Float64Array, d: Float64Array) => {
    for (let n = 0; n < price.length; n++) price[n] = Math.max(0, price[n]! + length * d[n]!);
  };
  move(prices.person, drift.person);
  move(prices.facilitator, drift.facilitator);
  move(prices.slot, drift.slot);
}

/** The bound at these prices; `use` tells how often each person and facilitator is used by the rooms' best cases. */
function roomByRoom(look: Look, use: Use): number {
  const { problem, prices } = look;
  let bound = 0;
  use.person.fill(0);
  use.facilitator.fill(0);
  use.slot.fill(0);
  for (const price of prices.person) bound += price;
  for (let f = 0; f < problem.capacity.length; f++) bound += problem.capacity[f]! * prices.facilitator[f]!;
  for (const price of prices.slot) bound += price;
  let best: Case | undefined,
    at = -1;
  const settle = () => {
    if (best) {
      bound += best.value;
      count(problem, problem.cells[at]!, best, use);
    }
    best = undefined;
  };
  // Cells of one room stand beside one another.
  problem.cells.forEach((cell, c) => {
    if (at >= 0 && (cell.room < 0 || cell.room !== problem.cells[at]!.room)) settle();
    const found = bestCase(look, c, best?.value ?? 0);
    if (found.value > (best?.value ?? 0)) [best, at] = [found, c];
  });
  settle();
  return bound;
}

/** The bound that known prices prove for a problem with as many people, facilitators and slots. */
export function boundAt(problem: Problem, prices: Prices): number {
  return roomByRoom({ problem, prices, care: 1, companies: [] }, useOf(prices));
}

const useOf = (prices: Prices): Use => ({
  person: new Int32Array(prices.person.length),
  facilitator: new Int32Array(prices.facilitator.length),
  slot: new Int32Array(prices.slot.length),
});

function count(problem: Problem, cell: Cell, found: Case, use: Use): void {
  for (const p of found.people) use.person[p]! += 1;
  for (const f of found.facilitators) {
    use.facilitator[f]! += 1;
    use.slot[f * problem.slots.length + cell.slot]! += 1;
  }
}
