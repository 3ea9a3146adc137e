/** Very many people are taken apart by place first, so that memory stays bounded; what holds for the whole is only bounded loosely. */
import type { Instance } from './instance.ts';
import type { Standing } from './pins.ts';
import { companyPoints, total } from './score.ts';
import { waited } from './way.ts';

/** People times venues: above it the cells of the whole would not fit in memory beside the rest. */
const MOST = 5_000_000;

/** Halves by place until each part is small enough; venues, facilitators and open groups go with their place, digital venues with every part. */
export function partsOf(instance: Instance): Instance[] {
  if (instance.people.length < 2 || instance.people.length * instance.venues.length <= MOST) return [instance];
  return halves(instance).flatMap(partsOf);
}

type Point = { lat: number; lon: number };
function halves(instance: Instance): [Instance, Instance] {
  const wide = spread(instance.people.map((p) => p.lon)) * 0.5 > spread(instance.people.map((p) => p.lat)),
    along = (p: Point) => (wide ? p.lon : p.lat);
  const sorted = instance.people.map(along).sort((a, b) => a - b),
    middle = sorted[sorted.length >> 1]!;
  const rooms = new Map(instance.venues.map((v, n) => [v.id, v.digital ? undefined : side(along(v), middle, n)]));
  const half = (which: 0 | 1): Instance => ({
    ...instance,
    people: instance.people.filter((p, n) => side(along(p), middle, n) === which),
    facilitators: instance.facilitators.filter((f, n) => side(along(f), middle, n) === which),
    venues: instance.venues.filter((v) => (rooms.get(v.id) ?? which) === which),
    open: instance.open.filter((g) => (rooms.get(g.venue) ?? 0) === which),
  });
  const [a, b] = [half(0), half(1)];
  // All in one spot: no place divides them, so they are dealt out in turn.
  return a.people.length > 0 && b.people.length > 0 ? [a, b] : dealt(instance);
}

const side = (at: number, middle: number, n: number): 0 | 1 => (at === middle ? ((n % 2) as 0 | 1) : at < middle ? 0 : 1);
const spread = (values: number[]): number =>
  values.reduce((most, v) => Math.max(most, v), -Infinity) - values.reduce((least, v) => Math.min(least, v), Infinity);

function dealt(instance: Instance): [Instance, Instance] {
  const room = new Map(instance.venues.map((v, n) => [v.id, n % 2]));
  const half = (which: number): Instance => ({
    ...instance,
    people: instance.people.filter((_, n) => n % 2 === which),
    facilitators: instance.facilitators.filter((_, n) => n % 2 === which),
    venues: instance.venues.filter((v) => v.digital || room.get(v.id) === which),
    open: instance.open.filter((g) => (room.get(g.venue) ?? 0) === which),
  });
  return [half(0), half(1)];
}

/**
 * Never less than any answer's score: everybody who could get a seat gets one, at no way, no more groups than facilitators allow, and whoever joins
 * makes good all that an open group lost, or completes a pinned one.
 */
export function looseBound({ people, facilitators, open, model, today }: Instance): number {
  const worth = people.map((p) => 1000 + waited(p, today)).sort((a, b) => b - a),
    seats = open.reduce((n, g) => n + g.seats, 0);
  const hours = facilitators.reduce((n, f) => n + f.maxGroups, 0),
    most = model.facilitators > 0 ? Math.floor(hours / model.facilitators) : Infinity;
  let best = 0,
    sum = open.reduce((points, group) => points + madeGood(group, model), 0);
  worth.forEach((points, n) => {
    sum += points;
    const groups = Math.ceil(Math.max(0, n + 1 - seats) / model.max);
    if (groups <= most) best = Math.max(best, sum - 200 * groups);
  });
  return best;
}

/** The most that joining an open group can earn beside the seats. */
function madeGood(group: Standing, model: Instance['model']): number {
  if (group.seats <= 0) return 0;
  return -total(companyPoints(group.members, model)) + Math.max(0, group.worth ?? 0);
}
