import { type Bits, eachBit, noBits, setBit } from '../lib/bits.ts';
import type { Point } from '../lib/places/index.ts';
import type { Shelf } from './shelf.ts';

/** `km` as the crow flies, null where it lies nowhere. */
export type Hit = { slot: number; km: number | null };

/**
 * A field of the map, a quarter of a degree high: its middle on a ball of one, how far its corners are from there, and what lies in it,
 * each slot beside the number of its point.
 */
export type Cell = { at: Ball; reach: number; slots: number[]; points: number[] };
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

/** The field a point lies in. */
export function cellOf({ cells, cellBy }: Pick<Shelf, 'cells' | 'cellBy'>, { latitude, longitude }: Point): Cell {
  const [row, column] = [Math.floor(latitude / HIGH), Math.floor(longitude / WIDE)];
  const key = `${row},${column}`;
  const known = cellBy.get(key);
  if (known) return known;
  const corner = (down: number, right: number) => onBall({ latitude: (row + down) * HIGH, longitude: (column + right) * WIDE });
  const at = corner(0.5, 0.5);
  const far = [corner(0, 0), corner(1, 1), corner(0, 1), corner(1, 0)].map((one) => angle(at, ...one));
  // A hair more than the corners, since sums of this kind are a little wrong.
  const cell = { at, reach: Math.max(...far) + 1e-6, slots: [], points: [] };
  cellBy.set(key, cell);
  cells.push(cell);
  return cell;
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
  const { words } = found;
  const met = newMet();
  let least = -2;
  for (let n = 0; n < cells.length && most[n]! >= least; n += 1) {
    const { slots, points } = cells[n]!;
    for (let at = 0; at < slots.length; at += 1) {
      const slot = slots[at]!;
      if (slot >>> 5 >= words.length || (words[slot >>> 5]! & (1 << (slot & 31))) === 0) continue;
      const product = productOf(shelf, points[at]!, x, y, z);
      if (product >= least) meet(met, slot, product, shelf.pointsOf[slot]!.length > 1);
    }
    // Once there are enough, only what is nearer than the last of them can still change anything.
    least = leastOf(met, enough);
  }
  return inOrder(met, least, enough);
}

/** The same of so few that each is measured, wherever it lies. */
export function measured(shelf: Shelf, found: Bits, near: Point, enough: number): Hit[] {
  const [x, y, z] = onBall(near);
  const met = newMet();
  for (const slot of eachBit(found)) {
    let best = -2;
    for (const point of shelf.pointsOf[slot]!) best = Math.max(best, productOf(shelf, point, x, y, z));
    meet(met, slot, best, false);
  }
  return inOrder(met, leastOf(met, enough), enough);
}

/** Those met on the way, with the largest product of each; `again` are those that lie in several places. */
type Met = { slots: number[]; products: number[]; again: Map<number, number> };
const newMet = (): Met => ({ slots: [], products: [], again: new Map() });

function meet({ slots, products, again }: Met, slot: number, product: number, mayComeAgain: boolean): void {
  const before = mayComeAgain ? again.get(slot) : undefined;
  if (before !== undefined) products[before] = Math.max(products[before]!, product);
  else {
    if (mayComeAgain) again.set(slot, slots.length);
    slots.push(slot);
    products.push(product);
  }
}

/** The product of the last of `enough`; less than any where there are not so many. */
const leastOf = ({ products }: Met, enough: number): number =>
  products.length < enough ? -2 : Float64Array.from(products).sort()[products.length - enough]!;

const inOrder = ({ slots, products }: Met, least: number, enough: number): Hit[] =>
  slots
    .map((slot, at) => ({ slot, product: products[at]! }))
    .filter(({ product }) => product >= least)
    .sort((a, b) => b.product - a.product || a.slot - b.slot)
    .slice(0, enough)
    .map(({ slot, product }) => ({ slot, km: Math.acos(Math.min(1, product)) * EARTH }));

const productOf = ({ at }: Shelf, point: number, x: number, y: number, z: number): number =>
  at[point * 3]! * x + at[point * 3 + 1]! * y + at[point * 3 + 2]! * z;

const circles = new WeakMap<Shelf, { version: number; known: Map<string, Bits> }>();
const MOST_CIRCLES = 500;
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
  for (let n = 0; n < cells.length && most[n]! >= least; n += 1) {
    const { slots, points } = cells[n]!;
    for (let at = 0; at < slots.length; at += 1) if (productOf(shelf, points[at]!, x, y, z) >= least) setBit(bits, slots[at]!);
  }
  if (memory.known.size >= MOST_CIRCLES) memory.known.delete(memory.known.keys().next().value!);
  memory.known.set(key, bits);
  return bits;
}
