/** The project's own makers of instances: small ones for exhaustive search, towns with people around them for measuring. Same numbers, same instance. */
import { chance } from './chance.ts';
import type { Instance, Person } from './instance.ts';

const SLOTS = ['mon-eve', 'tue-day', 'wed-eve', 'sat-day'];
const PHASES = ['new', 'treatment', 'after', 'late'];
const DIAGNOSES = ['prostate', 'breast', 'lung', 'other'];
const TODAY = '2026-11-01';
const DAY_MS = 864e5;

export type Size = { people: number; towns: number; rooms: number; facilitators: number; open: number; model: Instance['model'] };
/** Small enough that every answer can be tried. */
export const TINY: Size = {
  people: 7,
  towns: 1,
  rooms: 2,
  facilitators: 4,
  open: 1,
  model: { min: 2, max: 3, facilitators: 1, ageSpan: 15 },
};

export function madeInstance(seed: number, size: Size): Instance {
  const random = chance(seed),
    pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const some = (list: readonly string[], p: number) => {
    const s = list.filter(() => random() < p);
    return s.length > 0 ? s : [pick(list)];
  };
  const towns = Array.from({ length: size.towns }, () => ({ lat: 58 + random() * 6, lon: 5 + random() * 7 }));
  const around = (spread: number) => {
    const t = pick(towns);
    return { lat: t.lat + (random() - 0.5) * spread, lon: t.lon + (random() - 0.5) * 2 * spread };
  };
  const profile = () => ({
    born: 1945 + Math.floor(random() * 50),
    sex: pick(['f', 'f', 'm', 'm', 'x'] as const),
    phase: pick(PHASES),
    diagnosis: pick(DIAGNOSES),
  });
  const people = Array.from({ length: size.people }, (_, n): Person => ({
    id: `p${n + 1}`,
    kind: pick(['patient', 'patient', 'relative', 'bereaved'] as const),
    mixedOk: random() < 0.4,
    ...profile(),
    languages: some(['nb', 'en'], 0.7),
    ...around(0.3),
    maxKm: pick([10, 25, 60]),
    digitalOk: random() < 0.4,
    slots: some(SLOTS, 0.5),
    since: new Date(Date.parse(TODAY) - Math.floor(random() * 450) * DAY_MS).toISOString().slice(0, 10),
    apart: [],
    sameSex: random() < 0.12,
  }));
  for (let n = 0; n < size.people * 0.06; n++) {
    const a = pick(people),
      b = pick(people);
    if (a !== b) a.apart = [...new Set([...a.apart, b.id])];
  }
  const venues: Instance['venues'] = [
    ...Array.from({ length: size.rooms }, (_, n) => ({
      id: `v${n + 1}`,
      ...around(0.1),
      digital: false as const,
      slots: some(SLOTS, 0.6),
    })),
    { id: 'online', digital: true as const, slots: SLOTS },
  ];
  const facilitators = Array.from({ length: size.facilitators }, (_, n) => ({
    id: `f${n + 1}`,
    ...around(0.2),
    maxKm: pick([25, 60]),
    digital: random() < 0.5,
    languages: some(['nb', 'en'], 0.7),
    kinds: some(['patient', 'relative', 'bereaved', 'mixed'], 0.7) as Instance['facilitators'][number]['kinds'],
    slots: some(SLOTS, 0.6),
    maxGroups: random() < 0.25 ? 2 : 1,
  }));
  const open: Instance['open'] = [];
  for (let n = 0; n < size.open; n++) {
    const venue = venues[Math.floor(random() * size.rooms)]!,
      slot = pick(venue.slots);
    if (open.some((g) => g.venue === venue.id && g.slot === slot)) continue;
    open.push({
      id: `g${n + 1}`,
      venue: venue.id,
      slot,
      kind: pick(['patient', 'relative', 'mixed'] as const),
      language: 'nb',
      seats: 1 + Math.floor(random() * 2),
      members: Array.from({ length: 1 + Math.floor(random() * 3) }, profile),
    });
  }
  return { today: TODAY, model: size.model, people, venues, facilitators, open };
}

/** A clock that goes on a millisecond whenever it is looked at: the same work on every machine, however busy. */
export function ticking(): () => number {
  let now = 0;
  return () => (now += 1);
}
