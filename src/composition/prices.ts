/**
 * What a seat and a facilitator are worth, and a bound that is proven.
 *
 * The rules "everyone sits in one group at most" and "a facilitator leads no more than they can" are given up and paid for instead
 * (Lagrange). What is left falls apart room by room, and each room's best case is easy to overestimate safely. For any prices of zero
 * or more, the sum of all prices and all rooms' best cases is at least the score of every possible answer: that is the bound. Prices
 * are moved along the subgradient (Polyak's step) towards a lower bound, and double as guidance for the search.
 */
import type { Cell, Problem } from './problem.ts';

export type Prices = { person: Float64Array; facilitator: Float64Array; /** Per facilitator and slot, only used by those who may lead several groups. */ slot: Float64Array };
export type Priced = { prices: Prices; bound: number; rounds: number };
export type PricingLimits = { mayGoOn: () => boolean; rounds: number; /** A score that is reached already. */ reached: number };

export const noPrices = (problem: Problem): Prices => ({
  person: new Float64Array(problem.instance.people.length), facilitator: new Float64Array(problem.instance.facilitators.length),
  slot: new Float64Array(problem.instance.facilitators.length * problem.slots.length),
});

type Use = { person: Int32Array; facilitator: Int32Array; slot: Int32Array };
type Pick = { value: number; people: number[]; facilitators: number[] };

export function priced(problem: Problem, limits: PricingLimits, from: Prices = startPrices(problem)): Priced {
  let prices = from, best: Priced = { prices, bound: Infinity, rounds: 0 }, pace = 1.2, stale = 0;
  const use: Use = { person: new Int32Array(prices.person.length), facilitator: new Int32Array(prices.facilitator.length), slot: new Int32Array(prices.slot.length) };
  const drift = noPrices(problem);
  for (let round = 1; round <= limits.rounds && (round === 1 || limits.mayGoOn()); round++) {
    const bound = boundAt(problem, prices, use);
    stale += 1;
    if (bound < best.bound - 1e-7) {
      if (bound < best.bound * (1 - 1e-4)) stale = 0;
      best = { prices: copy(prices), bound, rounds: round };
    }
    if (stale > 12) { pace *= 0.7; stale = 0; prices = copy(best.prices); boundAt(problem, prices, use); for (const d of [drift.person, drift.facilitator, drift.slot]) d.fill(0); }
    if (pace < 0.002 || best.bound - limits.reached < 0.5) break;
    step(problem, prices, use, drift, pace * (best.bound - limits.reached * 1.0));
  }
  return best;
}

const copy = (p: Prices): Prices => ({ person: p.person.slice(), facilitator: p.facilitator.slice(), slot: p.slot.slice() });

function startPrices(problem: Problem): Prices {
  const prices = noPrices(problem);
  problem.seat.forEach((points, p) => { prices.person[p] = 0.6 * points; });
  return prices;
}

/** Moves every price against what it leaves over: too little use lowers it, too much raises it. Never below zero. */
function step(problem: Problem, prices: Prices, use: Use, drift: Prices, gap: number): void {
  const { capacity } = problem, perSlot = problem.slots.length, keep = 0.6;
  let norm = 0;
  const turn = (d: Float64Array, n: number, over: number, price: number) => {
    const grade = over < 0 && price <= 0 ? 0 : over;
    d[n] = keep * d[n]! + grade;
    norm += grade * grade;
  };
  for (let p = 0; p < use.person.length; p++) turn(drift.person, p, use.person[p]! - 1, prices.person[p]!);
  for (let f = 0; f < capacity.length; f++) turn(drift.facilitator, f, use.facilitator[f]! - capacity[f]!, prices.facilitator[f]!);
  for (let k = 0; k < use.slot.length; k++) if (capacity[Math.floor(k / perSlot)]! > 1) turn(drift.slot, k, use.slot[k]! - 1, prices.slot[k]!);
  if (norm === 0) return;
  const length = (gap / norm) * (1 - keep);
  const move = (price: Float64Array, d: Float64Array) => { for (let n = 0; n < price.length; n++) price[n] = Math.max(0, price[n]! + length * d[n]!); };
  move(prices.person, drift.person); move(prices.facilitator, drift.facilitator); move(prices.slot, drift.slot);
}

/** The bound at these prices; `use` tells how often each person and facilitator is used by the rooms' best cases. */
function boundAt(problem: Problem, prices: Prices, use: Use): number {
  let bound = 0;
  use.person.fill(0); use.facilitator.fill(0); use.slot.fill(0);
  for (const price of prices.person) bound += price;
  problem.capacity.forEach((most, f) => { bound += most * prices.facilitator[f]!; });
  for (const price of prices.slot) bound += price;
  const bestInRoom = new Map<number, { cell: Cell; pick: Pick }>();
  for (const cell of problem.cells) {
    const pick = bestCase(problem, cell, prices);
    if (pick.value <= 0) continue;
    if (cell.room < 0) { bound += pick.value; count(problem, cell, pick, use); continue; }
    const known = bestInRoom.get(cell.room);
    if (!known || pick.value > known.pick.value) bestInRoom.set(cell.room, { cell, pick });
  }
  for (const { cell, pick } of bestInRoom.values()) { bound += pick.value; count(problem, cell, pick, use); }
  return bound;
}

function count(problem: Problem, cell: Cell, pick: Pick, use: Use): void {
  for (const p of pick.people) use.person[p]! += 1;
  for (const f of pick.facilitators) { use.facilitator[f]! += 1; use.slot[f * problem.slots.length + cell.slot]! += 1; }
}

const NOTHING: Pick = { value: 0, people: [], facilitators: [] };

/** Never less than what any group (in a digital cell: any groups) could earn here at these prices. Company is left out, which only helps. */
function bestCase(problem: Problem, cell: Cell, prices: Prices): Pick {
  const leaders = cheapest(problem, cell, prices, cell.need), most = cell.room < 0 && cell.open < 0 ? Math.floor(Math.min(cell.people.length / cell.min, cell.need ? cell.facilitators.length / cell.need : Infinity)) : 1;
  const people = dearest(cell, prices, cell.max);
  const one = { value: people.sum(1) - cell.cost + cell.lossBefore - leaders.sum, people: people.ids(1), facilitators: leaders.ids };
  if (one.value <= 0) return NOTHING;
  if (most <= 1) return one;
  return severalGroups(problem, cell, prices, most, one);
}

function severalGroups(problem: Problem, cell: Cell, prices: Prices, most: number, one: Pick): Pick {
  const all = Array.from(cell.people, (p, k) => [cell.gain[k]! - prices.person[p]!, p] as const).sort((a, b) => b[0] - a[0]);
  const fees = Array.from(cell.facilitators, (f) => [fee(problem, cell, prices, f), f] as const).sort((a, b) => a[0] - b[0]);
  let best = one;
  for (let n = 2; n <= most; n++) {
    let value = -n * cell.cost, size = 0;
    while (size < all.length && size < n * cell.max && (size < n * cell.min || all[size]![0] > 0)) value += all[size++]![0];
    for (let k = 0; k < n * cell.need; k++) value -= fees[k]![0];
    if (value <= best.value) break;
    best = { value, people: all.slice(0, size).map((x) => x[1]), facilitators: fees.slice(0, n * cell.need).map((x) => x[1]) };
  }
  return best;
}

const fee = (problem: Problem, cell: Cell, prices: Prices, f: number): number => prices.facilitator[f]! + prices.slot[f * problem.slots.length + cell.slot]!;

function cheapest(problem: Problem, cell: Cell, prices: Prices, need: number): { sum: number; ids: number[] } {
  const ids: number[] = [], fees: number[] = [];
  for (const f of cell.facilitators) {
    const price = fee(problem, cell, prices, f);
    if (ids.length === need && price >= fees[need - 1]!) continue;
    let k = Math.min(ids.length, need - 1);
    for (; k > 0 && fees[k - 1]! > price; k--) { fees[k] = fees[k - 1]!; ids[k] = ids[k - 1]!; }
    fees[k] = price; ids[k] = f;
  }
  return { sum: fees.reduce((s, x) => s + x, 0), ids };
}

/** The `most` people who are worth most after their price; at least `cell.min` of them are taken even at a loss. */
function dearest(cell: Cell, prices: Prices, most: number) {
  const ids: number[] = [], worth: number[] = [];
  for (let n = 0; n < cell.people.length; n++) {
    const p = cell.people[n]!, value = cell.gain[n]! - prices.person[p]!;
    if (ids.length === most ? value <= worth[most - 1]! : value <= 0 && ids.length >= cell.min && value <= worth[ids.length - 1]!) continue;
    let k = ids.length < most ? ids.length : most - 1;
    for (; k > 0 && worth[k - 1]! < value; k--) { worth[k] = worth[k - 1]!; ids[k] = ids[k - 1]!; }
    worth[k] = value; ids[k] = p;
  }
  const size = () => { let n = 0; while (n < ids.length && (n < cell.min || worth[n]! > 0)) n++; return n; };
  return { sum: (_: number) => { let s = 0; for (let n = size() - 1; n >= 0; n--) s += worth[n]!; return s; }, ids: (_: number) => ids.slice(0, size()) };
}
