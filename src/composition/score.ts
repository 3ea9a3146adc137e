/** The score: every point is a sentence that a coordinator can read. Higher is better. */
import { isJoining, type Group } from './answer.ts';
import type { Instance, Model, Person, Profile } from './instance.ts';
import { byId } from './lookup.ts';
import { waited, wayTo } from './way.ts';

export const POINTS = { seat: 1000, newGroup: -200, perKm: -2, perYearBeyondSpan: -10, alone: -60, aloneDiagnosis: -15 } as const;
const NEAR_IN_AGE = 10;

export type PointReason = 'seat' | 'new-group' | 'way' | 'age-span' | 'alone-sex' | 'alone-phase' | 'alone-age' | 'alone-diagnosis';
/** `amount` is what the sentence counts: days waited, kilometres, or years beyond the span. `member` is the place of someone who already sits in an open group. */
export type Point = { reason: PointReason; points: number; person?: string; member?: number; amount?: number };
type Seated = Profile & { id?: string };

/** What one group earns and loses. An open group's losses before anybody joined are not counted against those who join. Unknown ids earn nothing. */
export function groupPoints(group: Group, instance: Instance): Point[] {
  const people = seatsOf(group, instance);
  const open = isJoining(group) ? byId(instance.open).get(group.open) : undefined;
  const venue = byId(instance.venues).get(isJoining(group) ? (open?.venue ?? '') : group.venue);
  const points: Point[] = isJoining(group) ? [] : [{ reason: 'new-group', points: POINTS.newGroup }];
  for (const p of people) {
    const days = waited(p, instance.today),
      way = venue ? wayTo(p, venue) : 0;
    points.push({ reason: 'seat', points: POINTS.seat + days, person: p.id, amount: days });
    if (way > 0) points.push({ reason: 'way', points: POINTS.perKm * way, person: p.id, amount: way });
  }
  const before = companyPoints(open?.members ?? [], instance.model);
  return [
    ...points,
    ...companyPoints([...(open?.members ?? []), ...people], instance.model),
    ...before.map((l) => ({ ...l, points: -l.points })),
  ];
}

/** Points that the company costs: nobody should be the only one of anything. All are negative. */
export function companyPoints(members: readonly Seated[], model: Pick<Model, 'ageSpan'>): Point[] {
  if (members.length === 0) return [];
  const born = members.map((m) => m.born),
    over = Math.max(...born) - Math.min(...born) - model.ageSpan;
  const points: Point[] = over > 0 ? [{ reason: 'age-span', points: POINTS.perYearBeyondSpan * over, amount: over }] : [];
  members.forEach((m, n) => {
    const alone = (like: (other: Seated) => boolean) => !members.some((other, k) => k !== n && like(other));
    const who = m.id === undefined ? { member: n } : { person: m.id };
    if (alone((o) => o.sex === m.sex)) points.push({ reason: 'alone-sex', points: POINTS.alone, ...who });
    if (alone((o) => o.phase === m.phase)) points.push({ reason: 'alone-phase', points: POINTS.alone, ...who });
    if (alone((o) => Math.abs(o.born - m.born) <= NEAR_IN_AGE)) points.push({ reason: 'alone-age', points: POINTS.alone, ...who });
    if (alone((o) => o.diagnosis === m.diagnosis)) points.push({ reason: 'alone-diagnosis', points: POINTS.aloneDiagnosis, ...who });
  });
  return points;
}

export const total = (points: readonly { points: number }[]): number => points.reduce((sum, p) => sum + p.points, 0);

/** The whole answer's score; says nothing about whether the rules are kept. */
export function answerScore(groups: readonly Group[], instance: Instance): number {
  return groups.reduce((sum, group) => sum + total(groupPoints(group, instance)), 0);
}

function seatsOf(group: Group, instance: Instance): Person[] {
  const known = byId(instance.people);
  return group.people.flatMap((id) => known.get(id) ?? []);
}
