/**
 * Improves a seating: a few groups that have to do with one another are taken apart and made anew, guided by prices and some chance,
 * and now and then single people change places. Worse is accepted less and less (annealing); the best is kept.
 */
import type { Prices } from './prices.ts';
import { companyFor, hasLeaders, leadersFor, promise, relead, relieve, type Taste } from './fill.ts';
import { exchangePeople, fillSeats } from './exchange.ts';
import { cellIsFree, seat, sittings, unseat, type Seating, type Sitting } from './seating.ts';

export type Search = {
  random: () => number;
  /** 0 at the start, 1 at the end; asked now and then. */
  progress: () => number;
  onBetter?: (score: number, seated: readonly Sitting[]) => void;
  /** A score that cannot be beaten: reaching it ends the search. */
  enough?: number;
  /** Points that a worse answer may lose at the start and at the end. */
  warm?: number;
  cool?: number;
  /** How often the annealing begins anew. */
  rounds?: number;
};
type Change = (s: Seating) => void;

/** Most cells that are looked at when groups are made anew. */
const LOOKED_AT = 48;

export function improve(s: Seating, prices: Prices, search: Search): { best: Sitting[]; score: number; tries: number } {
  const { random } = search,
    warm = search.warm ?? 1000,
    cool = search.cool ?? 100,
    seen = new Uint32Array(s.problem.cells.length);
  let best = sittings(s).map((g) => ({ ...g })),
    score = s.score,
    tries = 0,
    at = search.progress(),
    heat = warm;
  for (; at < 1 && score < (search.enough ?? Infinity); tries++) {
    if (tries % 16 === 0) {
      at = search.progress();
      heat = warm * (cool / warm) ** ((at * (search.rounds ?? 1)) % 1);
    }
    const before = s.score,
      undo: Change[] = [],
      allowed = before + heat * Math.log(1 - random());
    if (random() < 0.5) exchangePeople(s, random, undo);
    else
      anew(s, { prices, weight: random() < 0.3 ? 0 : random(), noise: random() < 0.5 ? 0 : 120 * random(), random }, undo, seen, tries + 1);
    if (s.score < allowed) {
      for (let k = undo.length - 1; k >= 0; k--) undo[k]!(s);
      continue;
    }
    if (s.score <= score) continue;
    score = s.score;
    best = sittings(s).map((g) => ({ ...g }));
    search.onBetter?.(score, best);
  }
  return { best, score, tries };
}

/** A quick beginning: each cell once, the most promising first. What it costs grows with the cells alone. */
export function begin(s: Seating, prices: Prices, random: () => number): void {
  const taste: Taste = { prices, weight: 0, noise: 0, random },
    { cells } = s.problem;
  const line = cells
    .map((cell, c) => [promise(s, cell, taste), c] as const)
    .filter(([value]) => value > 0)
    .sort((a, b) => b[0] - a[0]);
  for (const [, c] of line) make(s, c, taste, []);
}

/** Takes related groups apart and makes groups of those who are then free. */
function anew(s: Seating, taste: Taste, undo: Change[], seen: Uint32Array, stamp: number): void {
  const middle = someCell(s, taste.random);
  if (middle < 0) return;
  const freed = [...s.problem.cells[middle]!.people].filter((p) => s.groupOf[p] === -1);
  for (const n of related(s, middle, taste.random)) {
    const group = takeApart(s, n, undo);
    freed.push(...group.people);
  }
  const around = cellsAround(s, middle, freed, seen, stamp, taste.random);
  if (taste.random() < 0.5) make(s, middle, taste, undo);
  while (makeBest(s, around, taste, undo));
  fillSeats(s, freed, undo);
}

function someCell(s: Seating, random: () => number): number {
  const { cells, cellsOfPerson } = s.problem;
  if (random() < 0.6) {
    for (let k = 0; k < 20; k++) {
      const p = Math.floor(random() * s.groupOf.length),
        of = cellsOfPerson[p]!;
      if (s.groupOf[p] === -1 && of.length > 0) return of[Math.floor(random() * of.length)]!;
    }
  }
  return cells.length > 0 ? Math.floor(random() * cells.length) : -1;
}

/** Up to four groups that stand in the way of a cell: its room's, its people's, its facilitators'. */
function related(s: Seating, middle: number, random: () => number): Set<number> {
  const cell = s.problem.cells[middle]!,
    found = new Set<number>(s.inCell[middle]),
    most = 1 + Math.floor(random() * 4);
  if (cell.room >= 0 && s.inRoom[cell.room]! >= 0) found.add(s.inRoom[cell.room]!);
  const any = (list: Int32Array) => list[Math.floor(random() * list.length)]!;
  if (cell.need > 0 && !hasLeaders(s, cell))
    for (let k = 0; k < cell.need; k++) {
      const of = s.leads[any(cell.facilitators)]!;
      if (of.length > 0) found.add(of[Math.floor(random() * of.length)]!);
    }
  for (let k = 0; k < 12 && found.size < most; k++) {
    if (cell.facilitators.length > 0 && random() < 0.35) {
      const f = any(cell.facilitators),
        of = s.leads[f]!;
      if (of.length > 0) found.add(of[Math.floor(random() * of.length)]!);
    } else {
      const n = s.groupOf[any(cell.people)]!;
      if (n >= 0) found.add(n);
    }
  }
  return found;
}

function takeApart(s: Seating, n: number, undo: Change[]): Sitting {
  const group = unseat(s, n);
  undo.push((t) => {
    seat(t, group.cell, group.people, group.facilitators);
  });
  return group;
}

function cellsAround(s: Seating, middle: number, freed: number[], seen: Uint32Array, stamp: number, random: () => number): number[] {
  const found = [middle],
    { cellsOfPerson } = s.problem;
  seen[middle] = stamp;
  for (let k = 0; k < 6 * LOOKED_AT && found.length < LOOKED_AT && freed.length > 0; k++) {
    const of = cellsOfPerson[freed[Math.floor(random() * freed.length)]!]!;
    if (of.length === 0) continue;
    const c = of[Math.floor(random() * of.length)]!;
    if (seen[c] === stamp) continue;
    seen[c] = stamp;
    found.push(c);
  }
  return found;
}

/** Seats the most promising group among these cells; false where none can be made. Cells that can hold no group any more are dropped: nobody becomes free meanwhile. */
function makeBest(s: Seating, around: number[], taste: Taste, undo: Change[]): boolean {
  let best = 0,
    chosen = -1,
    kept = 0;
  for (const c of around) {
    const cell = s.problem.cells[c]!;
    if (!cellIsFree(s, cell) || (taste.random() < 0.5 && !hasLeaders(s, cell))) continue;
    const value = promise(s, cell, taste);
    if (value === -Infinity) continue;
    around[kept++] = c;
    if (value + taste.weight * 1e4 > best) [best, chosen] = [value + taste.weight * 1e4, c];
  }
  around.length = kept;
  if (chosen < 0) return false;
  if (make(s, chosen, taste, undo)) return true;
  around.splice(around.indexOf(chosen), 1);
  return around.length > 0;
}

/** Seats the best company of those free in one cell, if there is one and somebody can lead it. */
function make(s: Seating, c: number, taste: Taste, undo: Change[]): boolean {
  const cell = s.problem.cells[c]!;
  if (!cellIsFree(s, cell)) return false;
  const people = companyFor(s, cell, taste),
    facilitators = people.length > 0 ? leadersOrRelief(s, c, taste, undo) : undefined;
  if (!facilitators) return false;
  const n = seat(s, c, people, facilitators);
  undo.push((t) => {
    unseat(t, n);
  });
  return true;
}

function leadersOrRelief(s: Seating, c: number, taste: Taste, undo: Change[]): number[] | undefined {
  const cell = s.problem.cells[c]!;
  for (let k = 0; k <= cell.need; k++) {
    const found = leadersFor(s, cell, taste);
    if (found) return found;
    if (!relieve(s, cell, (n, old) => undo.push((t) => relead(t, n, old)))) return undefined;
  }
  return undefined;
}
