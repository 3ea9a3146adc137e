import { hasBit } from '../lib/bits.ts';
import { type Country, municipalities, type Municipality } from '../lib/places/index.ts';
import type { MapPoint } from './map.tsx';
import { onBall } from './near.ts';
import type { Shelf } from './shelf.ts';

const remembered = new WeakMap<Shelf, { version: number; points: Map<string, MapPoint[]> }>();

/** Every municipality that has something of this association (null: of any), with how many. A point lies in the one whose own is nearest. */
export function pointsOf(shelf: Shelf, association: string | null): MapPoint[] {
  let memory = remembered.get(shelf);
  if (memory?.version !== shelf.version) remembered.set(shelf, (memory = { version: shelf.version, points: new Map() }));
  const known = memory.points.get(association ?? '');
  if (known) return known;
  const own = association === null ? shelf.live : shelf.facets.get(`of:${association}`);
  const counts = new Map<Municipality, number>();
  shelf.slotsAt.forEach((slots, point) => {
    const here = own ? slots.filter((slot) => hasBit(shelf.live, slot) && hasBit(own, slot)).length : 0;
    if (here === 0) return;
    const municipality = nearestTo(shelf, point);
    counts.set(municipality, (counts.get(municipality) ?? 0) + here);
  });
  const points = [...counts].map(([municipality, count]) => ({ municipality, count })).toSorted(byName);
  memory.points.set(association ?? '', points);
  return points;
}

const byName = (a: MapPoint, b: MapPoint): number => a.municipality.name.localeCompare(b.municipality.name, 'nb');

const balls = new WeakMap<Municipality, [number, number, number]>();
/** Worked out once a point, whatever is listed there. */
const nearest = new WeakMap<object, Municipality>();
function nearestTo(shelf: Shelf, point: number): Municipality {
  const key = shelf.points[point]!;
  const known = nearest.get(key);
  if (known) return known;
  const [x, y, z] = onBall(key);
  let best = municipalities()[0]!;
  let most = -2;
  for (const one of municipalities()) {
    const ball = balls.get(one) ?? onBall(one.point);
    balls.set(one, ball);
    const product = ball[0] * x + ball[1] * y + ball[2] * z;
    if (product > most) [best, most] = [one, product];
  }
  nearest.set(key, best);
  return best;
}

export const countriesOf = (points: readonly MapPoint[]): Country[] =>
  (['NO', 'DK'] as const).filter((country) => points.some(({ municipality }) => municipality.country === country));
