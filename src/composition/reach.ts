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
type Traveller = Pick<Person, 'lat' | 'lon' | 'maxKm'> & { online: boolean; /** Cosine of the latitude. */ width: number };

/** A little less than it is, so that nobody who can come is left out. */
const KM_PER_DEGREE = 111.1;
const RAD = Math.PI / 180;

export function reachOf(instance: Instance, slots: string[]): Reach {
  const people = travellers(instance, instance.people, (p) => p.digitalOk),
    leaders = travellers(instance, instance.facilitators, (f) => f.digital);
  const number = new Map(slots.map((name, n) => [name, n]));
  const canAt = (list: readonly { slots: string[] }[]) => {
    const can = new Uint8Array(list.length * slots.length);
    list.forEach((t, k) =>
      t.slots.forEach((name) => {
        const n = number.get(name);
        if (n !== undefined) can[k * slots.length + n] = 1;
      }),
    );
    return can;
  };
  const peopleAt = canAt(instance.people),
    leadersAt = canAt(instance.facilitators);
  return {
    slots: slots.length,
    people: (venue, slot) => people(venue).near.filter((k) => peopleAt[k * slots.length + slot] === 1),
    facilitators: (venue, slot) => leaders(venue).near.filter((k) => leadersAt[k * slots.length + slot] === 1),
    near: (venue) => new Set(people(venue).near),
    km: (venue, person) => people(venue).km[person]!,
  };
}

type Near = { near: number[]; km: Int32Array };
/** One venue is remembered at a time: cells are made venue by venue, and all at once would be many. */
function travellers<T extends Person | Facilitator>(
  instance: Instance,
  list: readonly T[],
  online: (t: T) => boolean,
): (venue: number) => Near {
  const all: Traveller[] = list.map((t) => ({ lat: t.lat, lon: t.lon, maxKm: t.maxKm, width: Math.cos(t.lat * RAD), online: online(t) }));
  const byLat = all.map((_, k) => k).sort((a, b) => all[a]!.lat - all[b]!.lat),
    lats = byLat.map((k) => all[k]!.lat);
  const farthest = all.reduce((most, t) => Math.max(most, t.maxKm), 0),
    found: Near = { near: [], km: new Int32Array(list.length) };
  let last = -1;
  return (venue) => {
    if (venue !== last) nearTo(instance, venue, all, byLat, lats, farthest, found);
    last = venue;
    return found;
  };
}

function nearTo(instance: Instance, venue: number, all: Traveller[], byLat: number[], lats: number[], farthest: number, found: Near): void {
  const at = instance.venues[venue]!;
  found.near = [];
  if (at.digital) {
    found.near = all.flatMap((t, k) => (t.online ? [k] : []));
    found.km.fill(0);
    return;
  }
  const span = (farthest + 1) / KM_PER_DEGREE,
    width = Math.cos(at.lat * RAD);
  for (let k = firstAtLeast(lats, at.lat - span); k < lats.length && lats[k]! <= at.lat + span; k++) {
    const n = byLat[k]!,
      t = all[n]!;
    if (Math.abs(t.lat - at.lat) * KM_PER_DEGREE > t.maxKm + 1 || surelyFarther(Math.abs(t.lon - at.lon), t.width * width, t.maxKm + 1))
      continue;
    const way = km(t, at);
    if (way > t.maxKm) continue;
    found.near.push(n);
    found.km[n] = way;
  }
  found.near.sort((a, b) => a - b);
}

/** By the haversine, degrees of longitude alone make at least this way; below 60 degrees a half angle's sine is at least 0.95 of it. */
const surelyFarther = (degrees: number, widths: number, most: number): boolean =>
  degrees < 60 && 0.95 * KM_PER_DEGREE * degrees * Math.sqrt(Math.max(0, widths)) > most;

function firstAtLeast(sorted: number[], value: number): number {
  let low = 0,
    high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! < value) low = mid + 1;
    else high = mid;
  }
  return low;
}
