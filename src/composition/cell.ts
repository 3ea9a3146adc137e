/** The places where one group may sit, with everyone who could sit or lead there. */
import type { Profiles } from './company.ts';
import type { Instance } from './instance.ts';
import { KINDS, type Kind } from './kind.ts';
import type { Standing } from './pins.ts';
import type { Reach } from './reach.ts';

export type Cell = {
  venue: string;
  slot: number;
  kind: Kind;
  language: string;
  digital: boolean;
  /** The room this slot takes, or -1 where any number of groups fit. */
  room: number;
  /** The open group's place in the instance, or -1 for a new group. */
  open: number;
  min: number;
  max: number;
  /** Points that starting the group costs, and how many facilitators it needs. */
  cost: number;
  need: number;
  /** Profiles of those who already sit there, and what their company loses today. */
  members: Int32Array;
  lossBefore: number;
  /** Who could sit here, with the points each would earn before company is counted. */
  people: Int32Array;
  gain: Float64Array;
  facilitators: Int32Array;
};

export function openCells(instance: Instance, slots: string[], reach: Reach, profiles: Profiles, seat: Float64Array): Cell[] {
  let member = instance.people.length;
  const venues = new Map(instance.venues.map((v, n) => [v.id, n]));
  return (instance.open as Standing[]).flatMap((g, n) => {
    const members = Int32Array.from(g.members, (_, k) => member + k),
      v = venues.get(g.venue),
      venue = v === undefined ? undefined : instance.venues[v];
    member += g.members.length;
    const min = g.atLeast ?? 1;
    if (v === undefined || !venue || g.seats < min || !venue.slots.includes(g.slot)) return [];
    const slot = slots.indexOf(g.slot),
      people = reach.people(v, slot).filter((k) => fits(instance, k, g.kind, g.language) && mayJoin(instance, k, g));
    if (people.length < min) return [];
    return [
      {
        venue: g.venue,
        slot,
        kind: g.kind,
        language: g.language,
        digital: venue.digital,
        room: -1,
        open: n,
        min,
        max: g.seats,
        cost: -(g.worth ?? 0),
        need: 0,
        members,
        lossBefore: g.worth === undefined ? profiles.loss(members, members.length) : 0,
        ...gains(people, v, reach, seat),
        facilitators: new Int32Array(0),
      },
    ];
  });
}

/** What those who are pinned to a group wish. */
function mayJoin(instance: Instance, k: number, g: Standing): boolean {
  const p = instance.people[k]!;
  return !g.notWith?.includes(p.id) && (g.onlySex === undefined || p.sex === g.onlySex);
}

export function newCells(instance: Instance, slots: string[], reach: Reach, seat: Float64Array): Cell[] {
  const taken = new Set(instance.open.map((g) => `${g.venue} ${g.slot}`));
  const languages = languagesOf(instance),
    speak = languages.map((language) => Uint8Array.from(instance.people, (p) => (p.languages.includes(language) ? 1 : 0)));
  return instance.venues.flatMap((venue, v) =>
    [...new Set(venue.slots)].flatMap((name) => {
      if (!venue.digital && taken.has(`${venue.id} ${name}`)) return [];
      const slot = slots.indexOf(name),
        near = reach.people(v, slot),
        leaders = reach.facilitators(v, slot);
      if (near.length < instance.model.min || leaders.length < instance.model.facilitators) return [];
      return undominated(
        languages.flatMap((language, l) => {
          const speakers = near.filter((k) => speak[l]![k] === 1);
          return speakers.length < instance.model.min
            ? []
            : KINDS.flatMap((kind) => newCell(instance, { v, slot, kind, language }, speakers, leaders, reach, seat));
        }),
      );
    }),
  );
}

const languagesOf = (instance: Instance): string[] => [...new Set(instance.people.flatMap((p) => p.languages))];

type At = { v: number; slot: number; kind: Kind; language: string };
function newCell(instance: Instance, at: At, near: number[], leaders: number[], reach: Reach, seat: Float64Array): Cell[] {
  const { model, venues, facilitators } = instance,
    venue = venues[at.v]!;
  const people = near.filter((k) => ofKind(instance, k, at.kind));
  if (people.length < model.min) return [];
  const lead = leaders.filter(
    (k) => facilitators[k]!.maxGroups > 0 && facilitators[k]!.kinds.includes(at.kind) && facilitators[k]!.languages.includes(at.language),
  );
  if (lead.length < model.facilitators) return [];
  return [
    {
      venue: venue.id,
      slot: at.slot,
      kind: at.kind,
      language: at.language,
      digital: venue.digital,
      room: venue.digital ? -1 : at.v * reach.slots + at.slot,
      open: -1,
      min: model.min,
      max: model.max,
      cost: 200,
      need: model.facilitators,
      members: new Int32Array(0),
      lossBefore: 0,
      ...gains(people, at.v, reach, seat),
      facilitators: Int32Array.from(lead),
    },
  ];
}

function gains(people: number[], venue: number, reach: Reach, seat: Float64Array) {
  const list = new Int32Array(people.length),
    gain = new Float64Array(people.length);
  for (let n = 0; n < people.length; n++) {
    const k = people[n]!;
    list[n] = k;
    gain[n] = seat[k]! - 2 * reach.km(venue, k);
  }
  return { people: list, gain };
}

const ofKind = (instance: Instance, k: number, kind: Kind): boolean =>
  kind === 'mixed' ? instance.people[k]!.mixedOk : instance.people[k]!.kind === kind;
const fits = (instance: Instance, k: number, kind: Kind, language: string): boolean =>
  ofKind(instance, k, kind) && instance.people[k]!.languages.includes(language);

/** In one room at one time, a cell whose people and facilitators all fit another cell adds nothing that the other cannot do. */
function undominated(cells: Cell[]): Cell[] {
  return cells.filter(
    (a, n) =>
      !cells.some((b, k) => {
        if (k === n || !within(a.people, b.people) || !within(a.facilitators, b.facilitators)) return false;
        const same = a.people.length === b.people.length && a.facilitators.length === b.facilitators.length;
        return !same || k < n;
      }),
  );
}

/** Both lists are ascending. */
function within(a: Int32Array, b: Int32Array): boolean {
  if (a.length > b.length) return false;
  let k = 0;
  for (const x of a) {
    while (k < b.length && b[k]! < x) k += 1;
    if (b[k] !== x) return false;
  }
  return true;
}
