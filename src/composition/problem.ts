/**
 * The instance as numbers, for the parts that count in millions.
 * A cell is one place where one group may sit: a venue, slot, kind and language, or an open group with free seats.
 */
import { newCells, openCells, type Cell } from './cell.ts';
import { profilesOf, type Profiles } from './company.ts';
import type { Instance } from './instance.ts';
import { reachOf } from './reach.ts';
import { waited } from './way.ts';

export type Problem = {
  instance: Instance;
  slots: string[];
  profiles: Profiles;
  cells: Cell[];
  rooms: number;
  /** Everyone's list of people they never sit with; empty for most. */
  apart: Map<number, Set<number>>;
  /** People who only sit where these others sit too. */
  together: Map<number, number[]>;
  sameSex: Uint8Array;
  capacity: Int32Array;
  cellsOfPerson: Int32Array[];
  cellsOfFacilitator: Int32Array[];
  /** Points of a seat before the way: 1000 and the days waited. */
  seat: Float64Array;
};

export function problemOf(instance: Instance, together: readonly [string, string][] = []): Problem {
  const slots = [...new Set([...instance.venues.flatMap((v) => v.slots), ...instance.open.map((g) => g.slot)])];
  const reach = reachOf(instance, slots),
    profiles = profilesOf(instance);
  const seat = Float64Array.from(instance.people, (p) => 1000 + waited(p, instance.today));
  const cells = [...openCells(instance, slots, reach, profiles, seat), ...newCells(instance, slots, reach, seat)];
  const number = new Map(instance.people.map((p, n) => [p.id, n]));
  return {
    instance,
    slots,
    profiles,
    cells,
    seat,
    rooms: instance.venues.length * slots.length,
    apart: apartOf(instance, number),
    together: partners(together, number),
    sameSex: Uint8Array.from(instance.people, (p) => (p.sameSex ? 1 : 0)),
    capacity: Int32Array.from(instance.facilitators, (f) => f.maxGroups),
    cellsOfPerson: inverse(cells, (c) => c.people, instance.people.length),
    cellsOfFacilitator: inverse(cells, (c) => c.facilitators, instance.facilitators.length),
  };
}

function apartOf(instance: Instance, number: Map<string, number>): Map<number, Set<number>> {
  const apart = new Map<number, Set<number>>();
  const add = (a: number, b: number) => apart.set(a, (apart.get(a) ?? new Set()).add(b));
  instance.people.forEach((p, a) =>
    p.apart.forEach((id) => {
      const b = number.get(id);
      if (b !== undefined) {
        add(a, b);
        add(b, a);
      }
    }),
  );
  return apart;
}

function partners(pairs: readonly [string, string][], number: Map<string, number>): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [a, b] of pairs)
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const p = number.get(x),
        q = number.get(y);
      if (p !== undefined && p !== q) found.set(p, [...(found.get(p) ?? []), q ?? -1]);
    }
  return found;
}

function inverse(cells: Cell[], list: (c: Cell) => Int32Array, length: number): Int32Array[] {
  const count = new Int32Array(length);
  for (const c of cells) for (const k of list(c)) count[k]! += 1;
  const out = Array.from(count, (n) => new Int32Array(n)),
    at = new Int32Array(length);
  cells.forEach((c, n) => {
    for (const k of list(c)) out[k]![at[k]!++] = n;
  });
  return out;
}
