/** Why someone is left over: the first thing that would have to change. And what one group is like, as data for sentences. */
import type { Group, Left, LeftReason } from './answer.ts';
import { hasLeaders } from './fill.ts';
import type { Instance } from './instance.ts';
import type { Cell } from './cell.ts';
import type { Problem } from './problem.ts';
import { reachOf } from './reach.ts';
import { groupPoints, total, type Point, type PointReason } from './score.ts';
import { byId } from './lookup.ts';
import { gladWith, type Seating } from './seating.ts';

export function reasonsLeft(s: Seating): Left[] {
  const { problem } = s,
    left = [...s.groupOf.keys()].filter((p) => s.groupOf[p] === -1);
  const look = looker(s);
  const nowhere = withoutCell(
    problem,
    left.filter((p) => problem.cellsOfPerson[p]!.length === 0),
  );
  return left.map((p) => ({ person: problem.instance.people[p]!.id, reason: nowhere.get(p) ?? blocked(s, p, look) }));
}

/** How far along each obstacle is: whoever gets further is stopped by the later one. */
const STEPS: LeftReason[] = ['too-far', 'no-time', 'no-language', 'too-few', 'one-sex', 'apart', 'no-facilitator'];

/** For people who could sit in no cell at all: the last obstacle on the way that led furthest. */
function withoutCell(problem: Problem, people: number[]): Map<number, LeftReason> {
  const { instance, slots } = problem,
    reach = reachOf(instance, slots),
    furthest = new Map(people.map((p) => [p, 0]));
  instance.venues.forEach((venue, v) => {
    const near = reach.near(v),
      concerned = people.filter((p) => near.has(p));
    if (concerned.length > 0)
      venue.slots.forEach((name) => {
        const slot = slots.indexOf(name),
          list = reach.people(v, slot),
          here = new Set(list),
          leaders = reach.facilitators(v, slot);
        for (const p of concerned)
          if (furthest.get(p)! < STEPS.length - 1)
            furthest.set(p, Math.max(furthest.get(p)!, here.has(p) ? stepAt(problem, p, list, leaders) : 1));
      });
  });
  return new Map([...furthest].map(([p, step]) => [p, STEPS[step]!]));
}

function stepAt(problem: Problem, p: number, here: number[], leaders: number[]): number {
  const { people, facilitators, model } = problem.instance,
    one = people[p]!;
  let step = 2;
  for (const language of one.languages)
    for (const kind of one.mixedOk ? [one.kind, 'mixed' as const] : [one.kind]) {
      const company = here.filter(
        (q) => people[q]!.languages.includes(language) && (kind === 'mixed' ? people[q]!.mixedOk : people[q]!.kind === kind),
      );
      const speakers = leaders.filter((f) => facilitators[f]!.languages.includes(language));
      if (company.length < 2 && speakers.length === 0) continue;
      const sameSex = company.filter((q) => people[q]!.sex === one.sex || !(one.sameSex || people[q]!.sameSex)),
        willing = sameSex.filter((q) => !one.apart.includes(people[q]!.id));
      if (company.length < model.min) step = Math.max(step, 3);
      else if (sameSex.length < model.min) step = Math.max(step, 4);
      else step = Math.max(step, willing.length < model.min ? 5 : 6);
    }
  return step;
}

/** Who is still free in a cell, and whether anybody could lead one more group there; asked once for each cell. */
type Look = (c: number) => { free: number[]; led: boolean };
function looker(s: Seating): Look {
  const seen = new Map<number, ReturnType<Look>>();
  return (c) => {
    const cell = s.problem.cells[c]!,
      known = seen.get(c);
    if (known) return known;
    const made = { free: [...cell.people].filter((q) => s.groupOf[q] === -1), led: hasLeaders(s, cell) };
    seen.set(c, made);
    return made;
  };
}

/** For people who could sit somewhere: a seat that only a wish stands against, a full house, busy facilitators, or too few others left. */
function blocked(s: Seating, p: number, look: Look): LeftReason {
  const found = new Set<LeftReason>();
  for (const c of s.problem.cellsOfPerson[p]!) {
    const cell = s.problem.cells[c]!;
    for (const n of s.inCell[c]!) found.add(s.groups[n]!.people.length >= cell.max ? 'no-room' : wishAgainst(s, cell, n, p));
    if (cell.open < 0) found.add(missing(s, cell, p, look(c)));
  }
  return (['one-sex', 'apart', 'no-facilitator', 'no-room', 'too-few'] as const).find((reason) => found.has(reason)) ?? 'too-few';
}

function wishAgainst(s: Seating, cell: Cell, n: number, p: number): LeftReason {
  if (gladWith(s.problem, cell, s.groups[n]!.people, p)) return 'too-few';
  const never = s.problem.apart.get(p);
  return s.groups[n]!.people.some((q) => never?.has(q)) ? 'apart' : 'one-sex';
}

function missing(s: Seating, cell: Cell, p: number, { free, led }: ReturnType<Look>): LeftReason {
  const never = s.problem.apart.get(p),
    wish = s.problem.sameSex[p] === 1,
    { sex } = s.problem.profiles;
  if (free.length < cell.min) return 'too-few';
  if (never && free.filter((q) => !never.has(q)).length < cell.min) return 'apart';
  if (wish && free.filter((q) => !never?.has(q) && sex[q] === sex[p]).length < cell.min) return 'one-sex';
  if (cell.room >= 0 && s.inRoom[cell.room]! >= 0) return 'no-room';
  return led ? 'too-few' : 'no-facilitator';
}

export type GroupPortrait = {
  /** Everyone who will sit there, and how many of them are new. */
  size: number;
  joining: number;
  points: number;
  ageSpan: number;
  farthestKm: number;
  women: number;
  men: number;
  others: number;
  /** People who would be the only one of something. */
  alone: { reason: PointReason; person?: string; member?: number }[];
  sentences: Point[];
};

/** What a coordinator reads about a group, before it is put into words. */
export function portrait(group: Group, instance: Instance): GroupPortrait {
  const known = byId(instance.people),
    people = group.people.flatMap((id) => known.get(id) ?? []);
  const open = 'open' in group ? byId(instance.open).get(group.open) : undefined,
    members = open?.members ?? [],
    all = [...members, ...people];
  const sentences = groupPoints(group, instance),
    born = all.map((m) => m.born),
    sex = (which: string) => all.filter((m) => m.sex === which).length;
  return {
    size: Math.max(open?.sits ?? 0, members.length) + people.length,
    joining: people.length,
    points: total(sentences),
    ageSpan: all.length > 0 ? Math.max(...born) - Math.min(...born) : 0,
    farthestKm: Math.max(0, ...sentences.filter((x) => x.reason === 'way').map((x) => x.amount ?? 0)),
    women: sex('f'),
    men: sex('m'),
    others: sex('x'),
    alone: sentences
      .filter((x) => x.reason.startsWith('alone') && x.points < 0)
      .map(({ reason, person, member }) => ({ reason, person, member })),
    sentences,
  };
}
