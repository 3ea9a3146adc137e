/** Who can come where: by distance or digitally, and at which slot. */
import type { Facilitator, Instance, Person } from './instance.ts';
import { km } from './way.ts';

export type Reach = {
  slots: number;
  /** People and facilitators who can come to a venue at a slot, ascending. */
  people: (venue: number, slot: number) => number[];
  facilitators: (venue: number, slot: number) => number[];
  km: (venue: number, person: number) => number;
  /** Everyone to whom the venue is near enough, or digital enough. */
  near: (venue: number) => Set<number>;
};
type Traveller = Pick<Person, 'lat' | 'lon' | 'maxKm' | 'slots'> & { online: boolean };

const KM_PER_DEGREE = 111.1;

export function reachOf(instance: Instance, slots: string[]): Reach {
  const people = travellers(instance, instance.people, (p) => p.digitalOk), leaders = travellers(instance, instance.facilitators, (f) => f.digital);
  const number = new Map(slots.map((name, n) => [name, n]));
  const canAt = (list: readonly { slots: string[] }[]) => {
    const can = new Uint8Array(list.length * slots.length);
    list.forEach((t, k) => t.slots.forEach((name) => { const n = number.get(name); if (n !== undefined) can[k * slots.length + n] = 1; }));
    return can;
  };
  const peopleAt = canAt(instance.people), leadersAt = canAt(instance.facilitators);
  return {
    slots: slots.length,
    people: (venue, slot) => people(venue).near.filter((k) => peopleAt[k * slots.length + slot] === 1),
    facilitators: (venue, slot) => leaders(venue).near.filter((k) => leadersAt[k * slots.length + slot] === 1),
    near: (venue) => new Set(people(venue).near),
    km: (venue, person) => people(venue).km.get(person) ?? 0,
  };
}

type Near = { near: number[]; km: Map<number, number> };
/** One venue is remembered at a time: cells are made venue by venue, and all at once would be many. */
function travellers<T extends Person | Facilitator>(instance: Instance, list: readonly T[], online: (t: T) => boolean): (venue: number) => Near {
  const all: Traveller[] = list.map((t) => ({ lat: t.lat, lon: t.lon, maxKm: t.maxKm, slots: t.slots, online: online(t) }));
  const byLat = all.map((_, k) => k).sort((a, b) => all[a]!.lat - all[b]!.lat), lats = byLat.map((k) => all[k]!.lat);
  const farthest = all.reduce((most, t) => Math.max(most, t.maxKm), 0);
  let last = -1, found: Near = { near: [], km: new Map() };
  return (venue) => {
    if (venue !== last) found = nearTo(instance, venue, all, byLat, lats, farthest);
    last = venue;
    return found;
  };
}

function nearTo(instance: Instance, venue: number, all: Traveller[], byLat: number[], lats: number[], farthest: number): Near {
  const at = instance.venues[venue]!, found: Near = { near: [], km: new Map() };
  if (at.digital) return { near: all.flatMap((t, k) => (t.online ? [k] : [])), km: new Map() };
  const span = (farthest + 1) / KM_PER_DEGREE;
  for (let k = firstAtLeast(lats, at.lat - span); k < lats.length && lats[k]! <= at.lat + span; k++) {
    const n = byLat[k]!, t = all[n]!;
    if (Math.abs(t.lat - at.lat) * KM_PER_DEGREE > t.maxKm + 1) continue;
    const way = km(t, at);
    if (way > t.maxKm) continue;
    found.near.push(n);
    found.km.set(n, way);
  }
  found.near.sort((a, b) => a - b);
  return found;
}

function firstAtLeast(sorted: number[], value: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! < value) low = mid + 1; else high = mid;
  }
  return low;
}
