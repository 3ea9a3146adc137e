/**
 * The careful coordinator, as the baseline: first the free seats in open groups, person by person where most is gained;
 * then, again and again, the best group that can be made of those who are left. Nothing is ever taken back.
 */
import type { Cell } from './cell.ts';
import type { Problem } from './problem.ts';
import { cellIsFree, companyLoss, emptySeating, facilitatorIsFree, gladWith, pointsOf, seat, type Seating } from './seating.ts';

export function greedy(problem: Problem, mayGoOn: () => boolean = () => true): Seating {
  const s = emptySeating(problem);
  fillOpenGroups(s);
  const heap = heapOf(problem.cells.flatMap((c, n) => (c.open < 0 ? [[bestCase(c), n] as const] : [])));
  while (heap.size() > 0 && mayGoOn()) {
    const [, n] = heap.pop(),
      cell = problem.cells[n]!,
      people = cellIsFree(s, cell) ? bestGroup(s, cell) : [];
    const facilitators = freeFacilitators(s, cell);
    if (people.length < cell.min || facilitators.length < cell.need) continue;
    const points = pointsOf(problem, cell, people);
    if (points <= 0) continue;
    if (heap.beats(points, n)) {
      heap.push(points, n);
      continue;
    }
    seat(s, n, people, facilitators);
    if (cell.room < 0) heap.push(points, n);
  }
  return s;
}

/** Group by group, as they stand in the list, each filled person by person as long as one gains anything. */
function fillOpenGroups(s: Seating): void {
  s.problem.cells.forEach((cell, n) => {
    const people = cell.open >= 0 ? bestGroup(s, cell) : [];
    if (people.length > 0 && people.length >= cell.min && pointsOf(s.problem, cell, people) > 0) seat(s, n, people, []);
  });
}

/** Whom to add next, and what it gains with company counted; nobody is -1. */
function bestNext(s: Seating, cell: Cell, people: readonly number[]): [number, number] {
  const now = people.length + cell.members.length > 0 ? companyLoss(s.problem, cell, people) : 0;
  let best = -Infinity,
    person = -1;
  for (let k = 0; k < cell.people.length; k++) {
    const p = cell.people[k]!;
    if (
      s.groupOf[p] !== -1 ||
      s.problem.together.has(p) ||
      people.includes(p) ||
      cell.gain[k]! + now <= best ||
      !gladWith(s.problem, cell, people, p)
    )
      continue;
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

/** A binary heap, greatest first, earlier cells before later ones. What a cell can earn hardly ever rises while people are seated, so a stale top is looked at again and put back. */
function heapOf(start: (readonly [number, number])[]) {
  const before = (a: readonly [number, number], b: readonly [number, number]) => a[0] > b[0] || (a[0] === b[0] && a[1] < b[1]);
  const items = start.map(([key, n]) => [key, n] as const).sort((a, b) => (before(a, b) ? -1 : 1));
  const swap = (a: number, b: number) => {
    const t = items[a]!;
    items[a] = items[b]!;
    items[b] = t;
  };
  const up = (n: number): void => {
    const p = (n - 1) >> 1;
    if (n > 0 && before(items[n]!, items[p]!)) {
      swap(n, p);
      up(p);
    }
  };
  const down = (n: number): void => {
    const left = 2 * n + 1,
      best = left + 1 < items.length && before(items[left + 1]!, items[left]!) ? left + 1 : left;
    if (best < items.length && before(items[best]!, items[n]!)) {
      swap(n, best);
      down(best);
    }
  };
  return {
    size: () => items.length,
    /** Whether something in the heap comes before this. */
    beats: (key: number, n: number) => items.length > 0 && before(items[0]!, [key, n]),
    push: (key: number, n: number) => {
      items.push([key, n]);
      up(items.length - 1);
    },
    pop: () => {
      const first = items[0]!,
        last = items.pop()!;
      if (items.length > 0) {
        items[0] = last;
        down(0);
      }
      return first;
    },
  };
}
