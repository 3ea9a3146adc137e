/**
 * What a coordinator has decided already. Pinned groups stay; an open one may grow, a closed one may not. The rest of the instance is
 * handed on as if pinned groups were open groups that already meet.
 */
import { isJoining, type Group, type NewGroup } from './answer.ts';
import type { Instance, OpenGroup, Person } from './instance.ts';
import { byId } from './lookup.ts';
import { brokenForFacilitator, brokenInGroup, brokenRules, type Broken } from './rules.ts';
import { companyPoints, groupPoints, total } from './score.ts';

export type Pins = {
  /** Groups that stay as they are. Too few people or facilitators is fine: the rest is found, unless the group is closed. */
  groups?: { group: Group; closed?: boolean }[];
  /** People who stay left over. */
  left?: string[];
  apart?: [string, string][];
  /** "With this person, please": both in one group, or neither. */
  together?: [string, string][];
};
/** An open group as the engine sees it: pinned ones may need more people before they count, and have wishes of their own. */
export type Standing = OpenGroup & { atLeast?: number; worth?: number; notWith?: string[]; onlySex?: Person['sex'] };
export type Pinned = {
  rest: Instance;
  /** As `rest`, with facilitators that the engine lent to pinned groups still free: what the bound is proven on. */
  loose: Instance;
  /** The standing group's id in `rest` for each pinned group; what it earns by itself. */
  standing: { id: string; group: Group }[];
  points: number;
  together: [string, string][];
  /** Pins that contradict a rule or one another; none of these was kept. `group` is the place among the pinned groups. */
  refused: Broken[];
};

export function applyPins(given: Instance, pins: Pins): Pinned {
  const instance = withApart(given, pins.apart ?? []),
    { kept, refused } = keepable(instance, pins.groups ?? []);
  const seated = new Set(kept.flatMap((k) => k.group.people)),
    away = new Set([...seated, ...(pins.left ?? [])]);
  const joined = new Set(kept.flatMap((k) => (isJoining(k.group) ? [k.group.open] : [])));
  const asked = lead(
    instance.facilitators,
    kept.flatMap((k) => (isJoining(k.group) ? [] : [k.group])),
  );
  const lent = lend(
      asked,
      kept.map((k) => k.group),
      instance,
    ),
    groups = kept.map((k, n) => withLeaders(k.group, lent[n]!));
  const standing = kept.map((k, n) => stand(instance, groups[n]!, k.closed === true, n));
  const rest: Instance = {
    ...instance,
    people: instance.people.filter((p) => !away.has(p.id)),
    open: [...instance.open.filter((g) => !joined.has(g.id)), ...standing],
    facilitators: lead(
      instance.facilitators,
      groups.flatMap((g) => (isJoining(g) ? [] : [g])),
    ),
  };
  const points = kept.reduce((sum, k, n) => sum + (standing[n]!.worth === undefined ? total(groupPoints(k.group, instance)) : 0), 0);
  return {
    rest,
    loose: { ...rest, facilitators: asked },
    standing: standing.map((g, n) => ({ id: g.id, group: groups[n]! })),
    points,
    together: pins.together ?? [],
    refused,
  };
}

/** Every pinned group that keeps the rules beside those before it. Too few people or facilitators is no contradiction. */
function keepable(instance: Instance, groups: { group: Group; closed?: boolean }[]) {
  const kept: typeof groups = [],
    refused: Broken[] = [],
    mild = new Set(['not-accounted-for', 'nobody-joins']);
  groups.forEach((pin, n) => {
    const allowed = pin.closed
      ? mild
      : new Set([
          ...mild,
          'too-few-people',
          ...('facilitators' in pin.group && pin.group.facilitators.length < instance.model.facilitators ? ['facilitator-count'] : []),
        ]);
    const alone = brokenInGroup(pin.group, instance).filter((b) => !allowed.has(b.rule));
    const beside = brokenRules([...kept.map((k) => k.group), pin.group], [], instance).filter(
      (b) => b.group === kept.length && !allowed.has(b.rule),
    );
    const broken = alone.length > 0 ? alone : beside;
    if (broken.length === 0) kept.push(pin);
    else refused.push(...broken.map((b) => ({ ...b, group: n })));
  });
  return { kept, refused };
}

function withApart(instance: Instance, pairs: [string, string][]): Instance {
  if (pairs.length === 0) return instance;
  const never = (id: string) => pairs.flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : []));
  return { ...instance, people: instance.people.map((p) => ({ ...p, apart: [...new Set([...p.apart, ...never(p.id)])] })) };
}

/** Facilitators with the time that these groups leave them. */
function lead(facilitators: Instance['facilitators'], groups: NewGroup[]): Instance['facilitators'] {
  return facilitators.map((f) => {
    const led = groups.filter((g) => g.facilitators.includes(f.id));
    return led.length === 0
      ? f
      : { ...f, maxGroups: f.maxGroups - led.length, slots: f.slots.filter((s) => !led.some((g) => g.slot === s)) };
  });
}

/** For pinned groups that lack facilitators: those who can, with the fewest other possibilities first. */
function lend(free: Instance['facilitators'], groups: Group[], instance: Instance): string[][] {
  let left = free;
  return groups.map((g) => {
    const venue = isJoining(g) ? undefined : byId(instance.venues).get(g.venue);
    if (isJoining(g) || !venue) return [];
    const can = left.filter(
      (f) => f.maxGroups > 0 && !g.facilitators.includes(f.id) && brokenForFacilitator(f, { ...g, venue }).length === 0,
    );
    const chosen = can
      .sort((a, b) => a.slots.length * a.kinds.length - b.slots.length * b.kinds.length)
      .slice(0, instance.model.facilitators - g.facilitators.length)
      .map((f) => f.id);
    left = lead(left, [{ ...g, facilitators: chosen }]);
    return chosen;
  });
}

const withLeaders = (group: Group, more: string[]): Group =>
  isJoining(group) ? group : { ...group, facilitators: [...group.facilitators, ...more] };

function stand(instance: Instance, group: Group, closed: boolean, n: number): Standing {
  const { model } = instance,
    people = group.people.flatMap((id) => byId(instance.people).get(id) ?? []),
    id = `pinned ${n}`;
  const open = isJoining(group) ? byId(instance.open).get(group.open)! : undefined,
    place = open ?? (group as NewGroup);
  const wishes = {
    notWith: [
      ...(open?.notWith ?? []),
      ...people.flatMap((p) => [...p.apart, ...instance.people.filter((q) => q.apart.includes(p.id)).map((q) => q.id)]),
    ],
    onlySex: people.find((p) => p.sameSex)?.sex,
  };
  const seats = closed ? 0 : (open?.seats ?? model.max) - people.length,
    members = [...(open?.members ?? []), ...people];
  const standing: Standing = {
    id,
    venue: place.venue,
    slot: place.slot,
    kind: place.kind,
    language: place.language,
    seats,
    members,
    ...wishes,
  };
  const short = open || closed ? 0 : model.min - people.length;
  if (short <= 0) return standing;
  // Not a group yet: whoever completes it earns the points of all who sit there.
  return { ...standing, atLeast: short, worth: total(groupPoints(group, instance)) - total(companyPoints(members, model)) };
}

/** The pinned groups and those that were found, as one answer. Pinned groups that never got enough people are told by their place. */
export function withPins(pinned: Pinned, found: Group[], instance: Instance): { groups: Group[]; unmet: number[] } {
  const joining = new Map(found.flatMap((g) => (isJoining(g) ? [[g.open, g.people] as const] : []))),
    ids = new Set(pinned.standing.map((s) => s.id)),
    unmet: number[] = [];
  const kept = pinned.standing.flatMap(({ id, group }, n) => {
    const people = [...group.people, ...(joining.get(id) ?? [])];
    const enough = isJoining(group)
      ? people.length > 0
      : people.length >= instance.model.min && group.facilitators.length === instance.model.facilitators;
    if (!enough) unmet.push(n);
    return enough ? [{ ...group, people }] : [];
  });
  return { groups: [...kept, ...found.filter((g) => !isJoining(g) || !ids.has(g.open))], unmet };
}
