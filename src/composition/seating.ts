/** Who sits where so far: the state that the greedy coordinator and the search both change, always keeping the hard rules. */
import type { Group } from './answer.ts';
import type { Cell } from './cell.ts';
import type { Problem } from './problem.ts';

export type Sitting = { cell: number; people: number[]; facilitators: number[]; points: number };
export type Seating = {
  problem: Problem;
  groups: (Sitting | undefined)[];
  free: number[];
  /** The group someone sits in, or -1. */
  groupOf: Int32Array;
  /** The groups in each cell, and those each facilitator leads. */
  inCell: number[][];
  leads: number[][];
  load: Int32Array;
  busy: Uint8Array; /** The group in each room at each slot, or -1. */
  inRoom: Int32Array;
  openTaken: Uint8Array;
  score: number;
};

export function emptySeating(problem: Problem): Seating {
  const { instance, slots } = problem;
  return {
    problem,
    groups: [],
    free: [],
    groupOf: new Int32Array(instance.people.length).fill(-1),
    inCell: problem.cells.map(() => []),
    leads: instance.facilitators.map(() => []),
    load: new Int32Array(instance.facilitators.length),
    busy: new Uint8Array(instance.facilitators.length * slots.length),
    inRoom: new Int32Array(problem.rooms).fill(-1),
    openTaken: new Uint8Array(instance.open.length),
    score: 0,
  };
}

/** Points of these people in a cell, company counted. */
export function pointsOf(problem: Problem, cell: Cell, people: readonly number[]): number {
  let points = -cell.cost + cell.lossBefore;
  for (const p of people) points += gainIn(cell, p);
  return points - companyLoss(problem, cell, people);
}

const company: number[] = [];
/** What this company loses, those who already sit there included. */
export function companyLoss(problem: Problem, cell: Cell, people: readonly number[]): number {
  let n = 0;
  for (const m of cell.members) company[n++] = m;
  for (const p of people) company[n++] = p;
  return problem.profiles.loss(company, n);
}

/** The points that someone earns in a cell before company; NaN where they cannot sit there. */
export function gainIn(cell: Cell, person: number): number {
  let low = 0,
    high = cell.people.length - 1;
  while (low <= high) {
    const mid = (low + high) >> 1,
      at = cell.people[mid]!;
    if (at === person) return cell.gain[mid]!;
    if (at < person) low = mid + 1;
    else high = mid - 1;
  }
  return Number.NaN;
}

/** Whether a person's own wishes allow this company: never together, one sex only. */
export function gladWith(problem: Problem, cell: Cell, people: readonly number[], person: number): boolean {
  const { sex } = problem.profiles,
    { sameSex, apart } = problem,
    own = sex[person]!;
  for (const m of cell.members) if (sameSex[person] && sex[m] !== own) return false;
  const never = apart.get(person);
  for (const p of people) {
    if (sex[p] !== own && (sameSex[person] || sameSex[p])) return false;
    if (never?.has(p)) return false;
  }
  return true;
}

export const cellIsFree = (s: Seating, cell: Cell): boolean =>
  cell.open >= 0 ? s.openTaken[cell.open] === 0 : cell.room < 0 || s.inRoom[cell.room] === -1;

export const facilitatorIsFree = (s: Seating, cell: Cell, f: number): boolean =>
  s.load[f]! < s.problem.capacity[f]! && s.busy[f * s.problem.slots.length + cell.slot] === 0;

/** Seats a group; returns its number. The caller has checked the rules. Undone in reverse order, every group gets its number back. */
export function seat(s: Seating, cell: number, people: readonly number[], facilitators: readonly number[]): number {
  const at = s.problem.cells[cell]!,
    n = s.free.pop() ?? s.groups.length;
  const group = { cell, people: [...people], facilitators: [...facilitators], points: pointsOf(s.problem, at, people) };
  s.groups[n] = group;
  for (const p of people) s.groupOf[p] = n;
  s.inCell[cell]!.push(n);
  for (const f of facilitators) {
    s.leads[f]!.push(n);
    s.load[f]! += 1;
    s.busy[f * s.problem.slots.length + at.slot] = 1;
  }
  if (at.room >= 0) s.inRoom[at.room] = n;
  if (at.open >= 0) s.openTaken[at.open] = 1;
  s.score += group.points;
  return n;
}

export function unseat(s: Seating, n: number): Sitting {
  const group = s.groups[n]!,
    at = s.problem.cells[group.cell]!;
  for (const p of group.people) s.groupOf[p] = -1;
  drop(s.inCell[group.cell]!, n);
  for (const f of group.facilitators) {
    drop(s.leads[f]!, n);
    s.load[f]! -= 1;
    s.busy[f * s.problem.slots.length + at.slot] = 0;
  }
  if (at.room >= 0) s.inRoom[at.room] = -1;
  if (at.open >= 0) s.openTaken[at.open] = 0;
  s.score -= group.points;
  s.groups[n] = undefined;
  s.free.push(n);
  return group;
}

function drop(list: number[], n: number): void {
  list[list.indexOf(n)] = list[list.length - 1]!;
  list.pop();
}

/** Exchanges the people of one group; rooms and facilitators stay. */
export function reseat(s: Seating, n: number, people: readonly number[]): void {
  const group = s.groups[n]!;
  for (const p of group.people) if (s.groupOf[p] === n) s.groupOf[p] = -1;
  group.people = [...people];
  for (const p of people) s.groupOf[p] = n;
  s.score -= group.points;
  group.points = pointsOf(s.problem, s.problem.cells[group.cell]!, people);
  s.score += group.points;
}

export const sittings = (s: Seating): Sitting[] => s.groups.flatMap((g) => g ?? []);

/** In the words of the instance. */
export function groupsOf(problem: Problem, seated: readonly Sitting[]): Group[] {
  const { instance, slots, cells } = problem;
  return seated.map((g) => {
    const cell = cells[g.cell]!,
      people = g.people.map((p) => instance.people[p]!.id);
    if (cell.open >= 0) return { open: instance.open[cell.open]!.id, people };
    return {
      venue: cell.venue,
      slot: slots[cell.slot]!,
      kind: cell.kind,
      language: cell.language,
      people,
      facilitators: g.facilitators.map((f) => instance.facilitators[f]!.id),
    };
  });
}
