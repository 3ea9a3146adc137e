/** Single people change places: into a free seat, instead of somebody, or with somebody. */
import type { Cell } from './cell.ts';
import { companyLoss, gainIn, gladWith, reseat, type Seating } from './seating.ts';

type Change = (s: Seating) => void;

/** Gives each of these people who sits nowhere the seat in an existing group that gains most, if any gains. */
export function fillSeats(s: Seating, people: readonly number[], undo: Change[]): void {
  for (const p of people) {
    if (s.groupOf[p] !== -1 || s.problem.together.has(p)) continue;
    let best = 0,
      into = -1;
    for (const c of s.problem.cellsOfPerson[p]!)
      for (const n of s.inCell[c]!) {
        const cell = s.problem.cells[c]!,
          group = s.groups[n]!;
        if (group.people.length >= cell.max || !gladWith(s.problem, cell, group.people, p)) continue;
        const gained = gainIn(cell, p) - companyLoss(s.problem, cell, [...group.people, p]) + companyLoss(s.problem, cell, group.people);
        if (gained > best) [best, into] = [gained, n];
      }
    if (into >= 0) change(s, into, [...s.groups[into]!.people, p], undo);
  }
}

/** One random exchange that keeps the rules, or none. What it costs is for the caller to judge. */
export function exchangePeople(s: Seating, random: () => number, undo: Change[]): void {
  const p = Math.floor(random() * s.groupOf.length),
    from = s.groupOf[p]!,
    to = someGroup(s, p, from, random);
  if (to < 0 || s.problem.together.has(p)) return;
  const there = s.groups[to]!,
    cell = s.problem.cells[there.cell]!;
  const own = from >= 0 ? s.groups[from]! : undefined,
    ownCell = own && s.problem.cells[own.cell]!;
  if (there.people.length < cell.max && (!own || own.people.length > ownCell!.min) && random() < 0.7) {
    if (!gladWith(s.problem, cell, there.people, p)) return;
    if (own) change(s, from, without(own.people, p), undo);
    change(s, to, [...there.people, p], undo);
    return;
  }
  const q = there.people[Math.floor(random() * there.people.length)]!,
    rest = without(there.people, q);
  if (s.problem.together.has(q) || !gladWith(s.problem, cell, rest, p)) return;
  if (own) return trade(s, from, to, p, q, rest, ownCell!, undo);
  change(s, to, [...rest, p], undo);
  fillSeats(s, [q], undo);
}

function trade(s: Seating, from: number, to: number, p: number, q: number, rest: number[], ownCell: Cell, undo: Change[]): void {
  const left = without(s.groups[from]!.people, p);
  if (Number.isNaN(gainIn(ownCell, q)) || !gladWith(s.problem, ownCell, left, q)) return;
  change(s, from, left, undo);
  change(s, to, [...rest, p], undo);
  change(s, from, [...left, q], undo);
}

function change(s: Seating, n: number, people: number[], undo: Change[]): void {
  const before = s.groups[n]!.people;
  undo.push((t) => reseat(t, n, before));
  reseat(s, n, people);
}

const without = (people: readonly number[], p: number): number[] => people.filter((x) => x !== p);

/** A group, other than their own, that sits in a cell this person could sit in. */
function someGroup(s: Seating, p: number, own: number, random: () => number): number {
  const of = s.problem.cellsOfPerson[p]!,
    start = Math.floor(random() * of.length);
  for (let k = 0; k < of.length; k++) {
    const groups = s.inCell[of[(start + k) % of.length]!]!;
    if (groups.length === 0) continue;
    const n = groups[Math.floor(random() * groups.length)]!;
    if (n !== own) return n;
  }
  return -1;
}
