/**
 * The careful coordinator, as the baseline: first the free seats in open groups, person by person where most is gained;
 * then, again and again, the best group that can be made of those who are left. Nothing is ever taken back.
 */
import type { Cell, Problem } from './problem.ts';
import { cellIsFree, companyLoss, emptySeating, facilitatorIsFree, gladWith, pointsOf, reseat, seat, type Seating } from './seating.ts';

export function greedy(problem: Problem, mayGoOn: () => boolean = () => true): Seating {
  const s = emptySeating(problem);
  fillOpenGroups(s);
  const heap = heapOf(problem.cells.flatMap((c, n) => (c.open < 0 ? [[bestCase(c), n] as const] : [])));
  while (heap.size() > 0 && mayGoOn()) {
    const [, n] = heap.pop(), cell = problem.cells[n]!, people = cellIsFree(s, cell) ? bestGroup(s, cell) : [];
    const facilitators = freeFacilitators(s, cell);
    if (people.length < cell.min || facilitators.length < cell.need) continue;
    const points = pointsOf(problem, cell, people);
    if (points <= 0) continue;
    if (heap.size() > 0 && points < heap.top()) { heap.push(points, n); continue; }
    seat(s, n, people, facilitators);
    if (cell.room < 0) heap.push(points, n);
  }
  return s;
}

/** Person by person, the join that gains most, as long as one gains anything. */
function fillOpenGroups(s: Seating): void {
  const cells = s.problem.cells.flatMap((c, n) => (c.open >= 0 ? [n] : [])), at = new Map<number, number>();
  for (;;) {
    let best = 0, cell = -1, joining: number[] = [];
    for (const n of cells) {
      const c = s.problem.cells[n]!, people = at.has(n) ? s.groups[at.get(n)!]!.people : [];
      if (people.length >= c.max) continue;
      const [person, gained] = bestNext(s, c, people);
      if (gained > best) [best, cell, joining] = [gained, n, [...people, person]];
    }
    if (cell < 0) return;
    if (at.has(cell)) reseat(s, at.get(cell)!, joining); else at.set(cell, seat(s, cell, joining, []));
  }
}

/** Whom to add next, and what it gains with company counted; nobody is -1. */
function bestNext(s: Seating, cell: Cell, people: readonly number[]): [number, number] {
  const now = people.length + cell.members.length > 0 ? companyLoss(s.problem, cell, people) : 0;
  let best = -Infinity, person = -1;
  for (let k = 0; k < cell.people.length; k++) {
    const p = cell.people[k]!;
    if (s.groupOf[p] !== -1 || people.includes(p) || cell.gain[k]! + now <= best || !gladWith(s.problem, cell, people, p)) continue;
    const gained = cell.gain[k]! - companyLoss(s.problem, cell, [...people, p]) + now;
    if (gained > best) [best, person] = [gained, p];
  }
  return [person, best];
}

function bestGroup(s: Seating, cell: Cell): number[] {
  const people: number[] = [];
  while (people.length < cell.max) {
    const [person, gained] = bestNext(s, cell, people);
    if (person < 0 || (people.length >= cell.min && gained <= 0)) break;
    people.push(person);
  }
  return people;
}

function freeFacilitators(s: Seating, cell: Cell): number[] {
  const free: number[] = [];
  for (const f of cell.facilitators) {
    if (free.length === cell.need) break;
    if (facilitatorIsFree(s, cell, f)) free.push(f);
  }
  return free;
}

/** More than any group in this cell can earn. */
function bestCase(cell: Cell): number {
  const sorted = [...cell.gain].sort((a, b) => b - a);
  return sorted.slice(0, cell.max).reduce((sum, g) => sum + g, -cell.cost);
}

/** A binary heap, greatest first. What a cell can earn only falls while people are seated, so a stale top is looked at again and put back. */
function heapOf(start: (readonly [number, number])[]) {
  const items = start.map(([key, n]) => [key, n] as [number, number]).sort((a, b) => b[0] - a[0]);
  const swap = (a: number, b: number) => { const t = items[a]!; items[a] = items[b]!; items[b] = t; };
  const up = (n: number): void => { const p = (n - 1) >> 1; if (n > 0 && items[p]![0] < items[n]![0]) { swap(n, p); up(p); } };
  const down = (n: number): void => {
    const left = 2 * n + 1, best = left + 1 < items.length && items[left + 1]![0] > items[left]![0] ? left + 1 : left;
    if (best < items.length && items[best]![0] > items[n]![0]) { swap(n, best); down(best); }
  };
  return {
    size: () => items.length, top: () => items[0]![0],
    push: (key: number, n: number) => { items.push([key, n]); up(items.length - 1); },
    pop: (): [number, number] => { const first = items[0]!, last = items.pop()!; if (items.length > 0) { items[0] = last; down(0); } return first; },
  };
}
