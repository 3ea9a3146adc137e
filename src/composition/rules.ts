/** The hard rules as pure questions. The same functions judge a group made by hand and one that the machine proposes. */
import { isJoining, type Group, type NewGroup } from './answer.ts';
import type { Facilitator, Instance, OpenGroup, Person, Venue } from './instance.ts';
import { KINDS } from './kind.ts';
import { byId } from './lookup.ts';
import { facilitatorReaches, personReaches } from './way.ts';

export const RULES = [
  'unknown-person',
  'unknown-venue',
  'unknown-facilitator',
  'unknown-open-group',
  'unknown-kind',
  'too-few-people',
  'too-many-people',
  'no-free-seat',
  'nobody-joins',
  'venue-closed',
  'room-taken',
  'person-busy',
  'person-language',
  'person-too-far',
  'person-not-digital',
  'person-kind',
  'person-twice',
  'apart',
  'one-sex',
  'facilitator-count',
  'facilitator-busy',
  'facilitator-language',
  'facilitator-kind',
  'facilitator-too-far',
  'facilitator-not-digital',
  'facilitator-twice',
  'facilitator-full',
  'open-group-twice',
  'not-accounted-for',
  'seated-and-left',
] as const;
export type Rule = (typeof RULES)[number];
/** One broken rule: `group` is its place in the answer; the ids say whom it concerns. */
export type Broken = { rule: Rule; group?: number; person?: string; other?: string; facilitator?: string; venue?: string };
type Place = { venue: Venue; slot: string; kind: string; language: string; open?: OpenGroup };

/** What is wrong with one group on its own; what only shows beside other groups is told by `brokenRules`. */
export function brokenInGroup(group: Group, instance: Instance): Broken[] {
  const open = isJoining(group) ? byId(instance.open).get(group.open) : undefined;
  if (isJoining(group) && !open) return [{ rule: 'unknown-open-group' }];
  const place = open ?? (group as NewGroup),
    venue = byId(instance.venues).get(place.venue);
  if (!venue) return [{ rule: 'unknown-venue', venue: place.venue }];
  const at: Place = { venue, slot: place.slot, kind: place.kind, language: place.language, open };
  const known = byId(instance.people);
  const seats = group.people.flatMap((id) => known.get(id) ?? []);
  return [
    ...group.people.filter((id) => !known.has(id)).map((person): Broken => ({ rule: 'unknown-person', person })),
    ...(venue.slots.includes(at.slot) ? [] : [{ rule: 'venue-closed' as const, venue: venue.id }]),
    ...((KINDS as readonly string[]).includes(at.kind) ? [] : [{ rule: 'unknown-kind' as const }]),
    ...seats.flatMap((p): Broken[] => (open?.notWith?.includes(p.id) ? [{ rule: 'apart', person: p.id }] : [])),
    ...(isJoining(group) ? sizeOfJoining(seats, open!) : [...sizeOfNew(seats, instance), ...facilitatorsOf(group, at, instance)]),
    ...seats.flatMap((p) => brokenForPerson(p, at)),
    ...brokenBetween(seats, open),
  ];
}

/** Everything that is wrong with a whole answer. `left` are those said to be left over. */
export function brokenRules(groups: readonly Group[], left: readonly { person: string }[], instance: Instance): Broken[] {
  const broken = groups.flatMap((group, n) => brokenInGroup(group, instance).map((b) => ({ ...b, group: n })));
  return [...broken, ...brokenAcross(groups, instance), ...brokenAccount(groups, left, instance)];
}

/** Why one person cannot sit at a place, whoever else sits there. */
export function brokenForPerson(p: Person, at: Omit<Place, 'open'>): Broken[] {
  const broken: Broken[] = [];
  if (!p.slots.includes(at.slot)) broken.push({ rule: 'person-busy', person: p.id });
  if (at.kind === 'mixed' ? !p.mixedOk : p.kind !== at.kind) broken.push({ rule: 'person-kind', person: p.id });
  if (!p.languages.includes(at.language)) broken.push({ rule: 'person-language', person: p.id });
  if (!personReaches(p, at.venue)) broken.push({ rule: at.venue.digital ? 'person-not-digital' : 'person-too-far', person: p.id });
  return broken;
}

/** Why one facilitator cannot lead at a place. */
export function brokenForFacilitator(f: Facilitator, at: Omit<Place, 'open'>): Broken[] {
  const broken: Broken[] = [];
  if (!f.slots.includes(at.slot)) broken.push({ rule: 'facilitator-busy', facilitator: f.id });
  if (!f.languages.includes(at.language)) broken.push({ rule: 'facilitator-language', facilitator: f.id });
  if (!(f.kinds as string[]).includes(at.kind)) broken.push({ rule: 'facilitator-kind', facilitator: f.id });
  if (!facilitatorReaches(f, at.venue))
    broken.push({ rule: at.venue.digital ? 'facilitator-not-digital' : 'facilitator-too-far', facilitator: f.id });
  return broken;
}

function sizeOfNew(seats: readonly Person[], { model }: Instance): Broken[] {
  if (seats.length < model.min) return [{ rule: 'too-few-people' }];
  return seats.length > model.max ? [{ rule: 'too-many-people' }] : [];
}

function sizeOfJoining(seats: readonly Person[], open: OpenGroup): Broken[] {
  if (seats.length < 1) return [{ rule: 'nobody-joins' }];
  return seats.length > open.seats ? [{ rule: 'no-free-seat' }] : [];
}

function facilitatorsOf(group: NewGroup, at: Place, instance: Instance): Broken[] {
  const need = instance.model.facilitators;
  const wrong: Broken[] =
    group.facilitators.length === need && new Set(group.facilitators).size === need ? [] : [{ rule: 'facilitator-count' }];
  return [
    ...wrong,
    ...group.facilitators.flatMap((id) => {
      const f = byId(instance.facilitators).get(id);
      return f ? brokenForFacilitator(f, at) : [{ rule: 'unknown-facilitator' as const, facilitator: id }];
    }),
  ];
}

/** Never together, and only with one's own sex; those who already sit in an open group count for the latter. */
export function brokenBetween(seats: readonly Person[], open?: Pick<OpenGroup, 'members'>): Broken[] {
  const here = new Set(seats.map((p) => p.id)),
    everyone = [...(open?.members ?? []), ...seats];
  return seats.flatMap((p) => [
    ...p.apart.filter((id) => here.has(id)).map((other): Broken => ({ rule: 'apart', person: p.id, other })),
    ...(p.sameSex && everyone.some((m) => m.sex !== p.sex) ? [{ rule: 'one-sex' as const, person: p.id }] : []),
  ]);
}

/** Rooms, facilitators, open groups and people used more than they can be. */
function brokenAcross(groups: readonly Group[], instance: Instance): Broken[] {
  const used = new Set<string>(instance.open.map((g) => `room ${g.venue} ${g.slot}`)),
    load = new Map<string, number>(),
    broken: Broken[] = [];
  const once = (key: string, b: Broken) => {
    if (used.has(key)) broken.push(b);
    used.add(key);
  };
  const digital = new Set(instance.venues.filter((v) => v.digital).map((v) => v.id));
  const most = new Map(instance.facilitators.map((f) => [f.id, f.maxGroups]));
  groups.forEach((group, n) => {
    for (const person of group.people) once(`person ${person}`, { rule: 'person-twice', group: n, person });
    if (isJoining(group)) return once(`open ${group.open}`, { rule: 'open-group-twice', group: n });
    if (!digital.has(group.venue)) once(`room ${group.venue} ${group.slot}`, { rule: 'room-taken', group: n, venue: group.venue });
    for (const facilitator of group.facilitators) {
      once(`busy ${facilitator} ${group.slot}`, { rule: 'facilitator-twice', group: n, facilitator });
      load.set(facilitator, (load.get(facilitator) ?? 0) + 1);
      if (load.get(facilitator)! > (most.get(facilitator) ?? Infinity)) broken.push({ rule: 'facilitator-full', group: n, facilitator });
    }
  });
  return broken;
}

function brokenAccount(groups: readonly Group[], left: readonly { person: string }[], instance: Instance): Broken[] {
  const seated = new Set(groups.flatMap((g) => g.people)),
    out = new Set(left.map((l) => l.person));
  return instance.people
    .filter((p) => seated.has(p.id) === out.has(p.id))
    .map((p): Broken => ({ rule: seated.has(p.id) ? 'seated-and-left' : 'not-accounted-for', person: p.id }));
}
