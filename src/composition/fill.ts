/** Who of those free makes the best company in one cell, and which facilitators could lead it. */
import type { Cell } from './cell.ts';
import type { Prices } from './prices.ts';
import { companyLoss, facilitatorIsFree, gainIn, gladWith, seat, unseat, type Seating } from './seating.ts';

/** What guides a choice: how much the prices count, and how far chance may reach (points). */
export type Taste = { prices: Prices; weight: number; noise: number; random: () => number };

/** How many beyond the best are tried in exchange. */
const TRIED = 10;
const worth: number[] = [],
  ids: number[] = [];

/** What the cell could earn from those who are free, company left out; -Infinity where nobody can start. Leaves the candidates for `company`. */
export function promise(s: Seating, cell: Cell, taste: Taste): number {
  const most = cell.max + TRIED,
    { people, gain } = cell,
    { person } = taste.prices;
  let n = 0;
  for (let k = 0; k < people.length; k++) {
    const p = people[k]!;
    if (s.groupOf[p] !== -1) continue;
    const value = gain[k]! - taste.weight * person[p]! + (taste.noise > 0 ? taste.noise * taste.random() : 0);
    if (n === most && value <= worth[most - 1]!) continue;
    let at = n < most ? n++ : most - 1;
    for (; at > 0 && worth[at - 1]! < value; at--) {
      worth[at] = worth[at - 1]!;
      ids[at] = ids[at - 1]!;
    }
    worth[at] = value;
    ids[at] = p;
  }
  worth.length = ids.length = n;
  if (n < cell.min) return -Infinity;
  let sum = -cell.cost;
  for (let k = 0; k < n && k < cell.max && (k < cell.min || worth[k]! > 0); k++) sum += worth[k]!;
  return sum;
}

/** The people to seat: the most worthy that agree with one another, then exchanged one by one while that gains. Empty where too few agree. */
export function companyFor(s: Seating, cell: Cell, taste: Taste): number[] {
  promise(s, cell, taste);
  if (s.problem.together.size > 0) bringTogether(s, cell);
  const chosen: number[] = [],
    value: number[] = [],
    out: number[] = [],
    outValue: number[] = [];
  for (let k = 0; k < ids.length; k++) {
    const wanted = chosen.length < cell.max && (chosen.length < cell.min || worth[k]! > 0) && gladWith(s.problem, cell, chosen, ids[k]!);
    (wanted ? chosen : out).push(ids[k]!);
    (wanted ? value : outValue).push(worth[k]!);
  }
  if (chosen.length < cell.min) return [];
  exchange(s, cell, chosen, value, out, outValue);
  return chosen;
}

/** Puts people who only come together first in line when all of them can be here and are glad to, and out of it otherwise. */
function bringTogether(s: Seating, cell: Cell): void {
  const line = ids.map((p, k) => [p, worth[k]!] as const),
    first: (readonly [number, number])[] = [];
  for (const [p] of line) {
    if (first.some(([q]) => q === p)) continue;
    const circle = circleOf(s, p);
    if (circle.length < 2 || first.length + circle.length > cell.max) continue;
    const glad = circle.every(
      (q, k) =>
        q >= 0 &&
        s.groupOf[q] === -1 &&
        !Number.isNaN(gainIn(cell, q)) &&
        gladWith(s.problem, cell, [...first.map(([x]) => x), ...circle.slice(0, k)], q),
    );
    if (glad) first.push(...circle.map((q) => [q, Math.max(1, gainIn(cell, q))] as const));
  }
  const all = [...first, ...line.filter(([p]) => !s.problem.together.has(p))];
  ids.splice(0, ids.length, ...all.map(([p]) => p));
  worth.splice(0, worth.length, ...all.map(([, value]) => value));
}

/** Everyone who, one through the other, comes with this person. */
function circleOf(s: Seating, p: number): number[] {
  const circle = [p];
  for (const q of circle) for (const r of s.problem.together.get(q) ?? []) if (!circle.includes(r)) circle.push(r);
  return circle;
}

/** First improvement, at most three rounds. */
function exchange(s: Seating, cell: Cell, chosen: number[], value: number[], out: number[], outValue: number[]): void {
  let loss = companyLoss(s.problem, cell, chosen);
  for (let round = 0, gained = true; gained && round < 3; round++) {
    gained = false;
    for (let i = 0; i < chosen.length; i++) {
      if (s.problem.together.has(chosen[i]!)) continue;
      for (let k = 0; k < out.length; k++) {
        if (s.problem.together.has(out[k]!)) continue;
        if (outValue[k]! - value[i]! + loss <= 0) break;
        const gone = chosen[i]!;
        chosen[i] = out[k]!;
        const after = companyLoss(s.problem, cell, chosen);
        if (outValue[k]! - value[i]! + loss - after <= 1e-9 || !agree(s, cell, chosen, i)) {
          chosen[i] = gone;
          continue;
        }
        out[k] = gone;
        [value[i], outValue[k]] = [outValue[k]!, value[i]!];
        loss = after;
        gained = true;
      }
    }
  }
}

function agree(s: Seating, cell: Cell, chosen: number[], i: number): boolean {
  const p = chosen[i]!;
  if (s.problem.sameSex[p] === 0 && !s.problem.apart.has(p) && !chosen.some((q) => s.problem.sameSex[q])) return true;
  return gladWith(
    s.problem,
    cell,
    chosen.filter((_, k) => k !== i),
    p,
  );
}

/** Facilitators that are free for a cell, the least wanted elsewhere first; undefined where too few are. */
export function leadersFor(s: Seating, cell: Cell, taste: Taste): number[] | undefined {
  if (cell.need === 0) return [];
  const found: number[] = [],
    fees: number[] = [];
  for (const f of cell.facilitators) {
    if (!facilitatorIsFree(s, cell, f)) continue;
    const fee =
      taste.weight * (taste.prices.facilitator[f]! + taste.prices.slot[f * s.problem.slots.length + cell.slot]!) +
      taste.noise * taste.random();
    if (found.length === cell.need && fee >= fees[cell.need - 1]!) continue;
    let k = Math.min(found.length, cell.need - 1);
    for (; k > 0 && fees[k - 1]! > fee; k--) {
      fees[k] = fees[k - 1]!;
      found[k] = found[k - 1]!;
    }
    fees[k] = fee;
    found[k] = f;
  }
  return found.length === cell.need ? found : undefined;
}

export const hasLeaders = (s: Seating, cell: Cell): boolean => {
  let n = cell.need;
  for (let k = 0; n > 0 && k < cell.facilitators.length; k++) if (facilitatorIsFree(s, cell, cell.facilitators[k]!)) n -= 1;
  return n === 0;
};

type ToldOf = (n: number, facilitators: number[]) => void;
/** How many groups may pass a facilitator on, one to the next. */
const CHAIN = 3;

/** Frees a busy facilitator for this cell: others take over the group that holds them, if need be one after the other. `told` hears what each group had before. */
export function relieve(s: Seating, cell: Cell, told: ToldOf): boolean {
  const asked = new Set<number>(cell.facilitators);
  return cell.facilitators.some((f) => !facilitatorIsFree(s, cell, f) && release(s, f, cell.slot, asked, told, CHAIN));
}

/** Lets somebody else lead what keeps `f` from leading at `slot`. Nobody is asked twice. */
function release(s: Seating, f: number, slot: number, asked: Set<number>, told: ToldOf, chain: number): boolean {
  if (s.problem.capacity[f] === 0) return false;
  const full = s.load[f] === s.problem.capacity[f],
    clash = s.busy[f * s.problem.slots.length + slot] === 1;
  // A copy: the chain changes who leads what.
  for (const n of s.leads[f]!.slice()) {
    const at = s.problem.cells[s.groups[n]!.cell]!;
    // Both in the way: only the group at that very time can be given up to clear both.
    if (clash ? at.slot !== slot : !full) continue;
    for (const g of at.facilitators) {
      if (asked.has(g) || s.groups[n]!.facilitators.includes(g)) continue;
      asked.add(g);
      if (!facilitatorIsFree(s, at, g) && (chain <= 1 || !release(s, g, at.slot, asked, told, chain - 1))) continue;
      // Read only now: the chain may have passed through this group.
      const before = s.groups[n]!.facilitators;
      told(n, before);
      relead(
        s,
        n,
        before.map((x) => (x === f ? g : x)),
      );
      return true;
    }
  }
  return false;
}

/** Exchanges the facilitators of one group, which keeps its number. */
export function relead(s: Seating, n: number, facilitators: number[]): void {
  const group = unseat(s, n);
  seat(s, group.cell, group.people, facilitators);
}
