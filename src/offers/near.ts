import { type Bits, eachBit, hasBit, noBits, setBit } from '../lib/bits.ts';
import type { Point } from '../lib/places/index.ts';
import type { Shelf } from './shelf.ts';

/** `km` as the crow flies, null where it lies nowhere. */
export type Hit = { slot: number; km: number | null };

/** A field of the map, a quarter of a degree high: its middle on a ball of one, how far its corners are from there, and the points in it. */
export type Cell = { at: Ball; reach: number; points: number[] };
type Ball = readonly [number, number, number];

const EARTH = 6371;
const [HIGH, WIDE] = [0.25, 0.5];

/** On a ball of one, where the nearer of two points has the larger product. */
export function onBall({ latitude, longitude }: Point): [number, number, number] {
  const [phi, lambda] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** Radians from the middle of the ball. */
const angle = (a: Ball, x: number, y: number, z: number): number => Math.acos(Math.min(1, a[0] * x + a[1] * y + a[2] * z));

/** Puts a new point into its field. */
export function putInCell({ cells, cellBy }: Pick<Shelf, 'cells' | 'cellBy'>, number: number, { latitude, longitude }: Point): void {
  const [row, column] = [Math.floor(latitude / HIGH), Math.floor(longitude / WIDE)];
  const key = `${row},${column}`;
  let cell = cellBy.get(key);
  if (!cell) {
    const at = onBall({ latitude: (row + 0.5) * HIGH, longitude: (column + 0.5) * WIDE });
    const corner = (down: number, right: number) =>
      angle(at, ...onBall({ latitude: (row + down) * HIGH, longitude: (column + right) * WIDE }));
    // A hair more than the corners, since sums of this kind are a little wrong.
    cell = { at, reach: Math.max(corner(0, 0), corner(1, 1), corner(0, 1), corner(1, 0)) + 1e-6, points: [] };
    cellBy.set(key, cell);
    cells.push(cell);
  }
  cell.points.push(number);
}

/** The fields from the nearest on, and the largest product there may be in each: worked out once for each place that is asked for. */
type Order = { cells: Cell[]; most: Float64Array };
const orders = new WeakMap<Shelf, Map<string, Order>>();
const MOST_ORDERS = 500;
function orderFrom(shelf: Shelf, near: Point): Order {
  const known = orders.get(shelf) ?? new Map<string, Order>();
  orders.set(shelf, known);
  const key = `${near.latitude},${near.longitude}`;
  const found = known.get(key);
  if (found?.cells.length === shelf.cells.length) return found;
  const ball = onBall(near);
  const measured = shelf.cells.map((cell) => ({ cell, most: Math.cos(Math.max(0, angle(cell.at, ...ball) - cell.reach)) }));
  measured.sort((a, b) => b.most - a.most);
  const made = { cells: measured.map(({ cell }) => cell), most: Float64Array.from(measured, ({ most }) => most) };
  if (known.size >= MOST_ORDERS) known.delete(known.keys().next().value!);
  known.set(key, made);
  return made;
}

/** The nearest of those found, the nearest first, as many as `enough`. */
export function nearest(shelf: Shelf, found: Bits, near: Point, enough: number): Hit[] {
  const { cells, most } = orderFrom(shelf, near);
  const [x, y, z] = onBall(near);
  const best = new Map<number, number>();
  let least = -2;
  for (let n = 0; n < cells.length && most[n]! >= least; n += 1) {
    for (const point of cells[n]!.points) {
      let product = -2;
      for (const slot of shelf.slotsAt[point]!) {
        if (!hasBit(found, slot)) continue;
        if (product === -2) product = productOf(shelf, point, x, y, z);
        if (product < least) break;
        const known = best.get(slot);
        if (known === undefined || known < product) best.set(slot, product);
      }
    }
    // Once there are enough, only what is nearer than the last of them can still change anything.
    if (best.size >= enough) least = Float64Array.from(best.values()).sort()[best.size - enough]!;
  }
  return inOrder([...best].filter(([, product]) => product >= least)).slice(0, enough);
}

/** The same of so few that each is measured, wherever it lies. */
export function measured(shelf: Shelf, found: Bits, near: Point): Hit[] {
  const [x, y, z] = onBall(near);
  const all: [number, number][] = [];
  for (const slot of eachBit(found)) {
    let best = -2;
    for (const point of shelf.pointsOf[slot]!) best = Math.max(best, productOf(shelf, point, x, y, z));
    all.push([slot, best]);
  }
  return inOrder(all);
}

const productOf = ({ at }: Shelf, point: number, x: number, y: number, z: number): number =>
  at[point * 3]! * x + at[point * 3 + 1]! * y + at[point * 3 + 2]! * z;

const inOrder = (hits: [number, number][]): Hit[] =>
  hits.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([slot, product]) => ({ slot, km: Math.acos(Math.min(1, product)) * EARTH }));

const circles = new WeakMap<Shelf, { version: number; known: Map<string, Bits> }>();
const MOST_CIRCLES = 200;
/** Everything within so many kilometres, found or not. */
export function within(shelf: Shelf, near: Point, km: number): Bits {
  let memory = circles.get(shelf);
  if (memory?.version !== shelf.version) circles.set(shelf, (memory = { version: shelf.version, known: new Map() }));
  const key = `${near.latitude},${near.longitude},${km}`;
  const known = memory.known.get(key);
  if (known) return known;
  const { cells, most } = orderFrom(shelf, near);
  const [x, y, z] = onBall(near);
  const least = Math.cos(km / EARTH);
  const bits = noBits();
  for (let n = 0; n < cells.length && most[n]! >= least; n += 1)
    for (const point of cells[n]!.points)
      if (productOf(shelf, point, x, y, z) >= least) for (const slot of shelf.slotsAt[point]!) setBit(bits, slot);
  if (memory.known.size >= MOST_CIRCLES) memory.known.delete(memory.known.keys().next().value!);
  memory.known.set(key, bits);
  return bits;
}
