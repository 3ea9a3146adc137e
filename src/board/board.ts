/** What lies on the board, and what each move gains and breaks: pure, with the composer's own rules and points. */
import {
  type Broken,
  brokenInGroup,
  brokenRules,
  type Group,
  groupPoints,
  type Instance,
  isJoining,
  type Pins,
  type Point,
  total,
} from '../composition/index.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';

export type Circle = { id: string; no: number; group: Group; pinned: boolean };
export type Left = { person: string; reason: string | null };
/** People are named by their enquiry. */
export type Board = { circles: readonly Circle[]; left: readonly Left[]; pinned: ReadonlySet<string> };
export type Matter = { instance: Instance; together: readonly (readonly [string, string])[] };

/** What changes in the score when somebody moves: a point that comes, goes, or grows. */
export type Change = Pick<Point, 'reason' | 'person' | 'member'> & { points: number; before?: number; after?: number };
export type Verdict = {
  /** whom it concerns: herself and those who asked to sit with her */
  movers: string[];
  gain: number;
  changes: Change[];
  /** hard rules that say no; the move is refused */
  broken: Broken[];
  /** how many the group that is left behind then lacks */
  short: number;
};

/** Rules a group on the board may break for a while: it is not finished. Nobody is asked to it before they are kept. */
const UNFINISHED = new Set(['too-few-people', 'nobody-joins', 'facilitator-count']);

export const circleWith = (board: Board, person: string): Circle | undefined =>
  board.circles.find(({ group }) => group.people.includes(person));

/** She and everyone who asked to sit with her, or with one of them. */
export function companyOf(person: string, together: Matter['together']): string[] {
  const found = new Set([person]);
  for (const one of found)
    for (const [a, b] of together) {
      if (a === one) found.add(b);
      if (b === one) found.add(a);
    }
  return [...found];
}

/** What it would mean to move her there; `to` null: off the groups, to those left over. */
export function judge(matter: Matter, board: Board, person: string, to: string | null): Verdict {
  const known = new Set(matter.instance.people.map((one) => one.id));
  const movers = companyOf(person, matter.together).filter((one) => known.has(one));
  if (movers.length === 0) return { movers: [person], gain: 0, changes: [], broken: [{ rule: 'unknown-person', person }], short: 0 };
  const after = moved(board, movers, to);
  const touched = board.circles.flatMap((circle, n) => (circle === after.circles[n] ? [] : [n]));
  const changes = touched.flatMap((n) => changesBetween(matter.instance, board.circles[n]!.group, after.circles[n]!.group));
  const target = after.circles.findIndex(({ id }) => id === to);
  return {
    movers,
    gain: changes.reduce((sum, change) => sum + change.points, 0),
    changes: merged(changes),
    broken: target < 0 ? [] : brokenBy(matter.instance, board.circles[target]!.group, after.circles[target]!.group),
    short: Math.max(0, ...touched.map((n) => shortOf(matter.instance, after.circles[n]!.group))),
  };
}

export function moved(board: Board, movers: readonly string[], to: string | null): Board {
  const goes = new Set(movers);
  const circles = board.circles.map((circle) => {
    const has = circle.group.people.some((one) => goes.has(one));
    if (!has && circle.id !== to) return circle;
    const stay = circle.group.people.filter((one) => !goes.has(one));
    return { ...circle, group: { ...circle.group, people: circle.id === to ? [...stay, ...movers] : stay } };
  });
  const rest = board.left.filter(({ person }) => !goes.has(person));
  return { ...board, circles, left: to === null ? [...rest, ...movers.map((person) => ({ person, reason: null }))] : rest };
}

const keyOf = (broken: Broken): string => [broken.rule, broken.person, broken.other, broken.facilitator, broken.venue].join(' ');

/** What says no after and did not before. */
function brokenBy(instance: Instance, before: Group, after: Group): Broken[] {
  const old = new Set(brokenInGroup(before, instance).map(keyOf));
  return brokenInGroup(after, instance).filter((one) => !UNFINISHED.has(one.rule) && !old.has(keyOf(one)));
}

/** How many people a group that has somebody still needs. */
export function shortOf(instance: Instance, group: Group): number {
  return isJoining(group) || group.people.length === 0 ? 0 : Math.max(0, instance.model.min - group.people.length);
}

/** What a group earns and loses as it sits; what was so before anybody joined it is not told. */
export const changesOf = (instance: Instance, group: Group): Change[] => changesBetween(instance, { ...group, people: [] }, group);

function changesBetween(instance: Instance, before: Group, after: Group): Change[] {
  const sums = new Map<string, Change>();
  const add = (points: readonly Point[], sign: 1 | -1) => {
    for (const one of points) {
      const key = [one.reason, one.person, one.member].join(' ');
      const sum = sums.get(key) ?? { reason: one.reason, person: one.person, member: one.member, points: 0 };
      const amount = sign > 0 ? { after: one.amount } : { before: one.amount };
      // What an open group lost before anybody joined comes back; it counts nothing anew.
      const counts = one.amount !== undefined && (one.points < 0 || one.reason === 'seat');
      sums.set(key, { ...sum, ...(counts && amount), points: sum.points + sign * one.points });
    }
  };
  // An empty new group on the board costs nothing until somebody sits in it.
  if (before.people.length > 0) add(groupPoints(before, instance), -1);
  if (after.people.length > 0) add(groupPoints(after, instance), 1);
  return [...sums.values()].filter((one) => one.points !== 0);
}

/** A seat that goes and a seat that comes are no change; her way to the one and to the other is one sentence. */
function merged(changes: readonly Change[]): Change[] {
  const sums = new Map<string, Change>();
  changes.forEach((one, n) => {
    const key = one.person !== undefined && (one.reason === 'seat' || one.reason === 'way') ? `${one.reason} ${one.person}` : String(n);
    const sum = sums.get(key);
    sums.set(
      key,
      sum ? { ...sum, ...one, points: sum.points + one.points, before: sum.before ?? one.before, after: one.after ?? sum.after } : one,
    );
  });
  return [...sums.values()].filter((one) => one.points !== 0).toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

export const scoreOf = (instance: Instance, board: Board): number =>
  board.circles.reduce((sum, { group }) => sum + (group.people.length > 0 ? total(groupPoints(group, instance)) : 0), 0);

/** What stands against asking the people of each group, by the group's id. */
export function problemsOf(instance: Instance, board: Board): Map<string, Broken[]> {
  const broken = brokenRules(
    board.circles.map(({ group }) => group),
    [],
    instance,
  );
  const by = Map.groupBy(
    broken.filter((one) => one.group !== undefined),
    (one) => board.circles[one.group!]!.id,
  );
  return by;
}

/** What the next proposals are made around: whole groups that are held, and people held where they are. */
export function pinsOf(board: Board, instance: Instance): { pins: Pins; numbers: number[] } {
  const held = board.circles.flatMap((circle) => {
    const { group } = circle;
    if (circle.pinned && group.people.length > 0) return [{ no: circle.no, group, closed: shortOf(instance, group) === 0 }];
    const people = group.people.filter((one) => board.pinned.has(one));
    return people.length > 0 ? [{ no: circle.no, group: { ...group, people }, closed: false }] : [];
  });
  const left = board.left.flatMap(({ person }) => (board.pinned.has(person) ? [person] : []));
  return { pins: { groups: held.map(({ group, closed }) => ({ group, closed })), left }, numbers: held.map(({ no }) => no) };
}

export type AcceptRefusal = 'unfinished' | 'nobody-in-it';
/** Only a group that keeps every rule becomes one. */
export function mayAccept(circle: Circle, problems: readonly Broken[]): Refusal<AcceptRefusal> | undefined {
  if (circle.group.people.length === 0) return refuse('nobody-in-it');
  return problems.length > 0 ? refuse('unfinished', { count: problems.length }) : undefined;
}
