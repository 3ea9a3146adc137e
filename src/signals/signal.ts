/** "A group could start here": people who share kind, language and time within each other's reach. Pure; the composer's own rules say who can come. */
import { brokenForFacilitator, brokenForPerson, type Facilitator, type Person, type Venue } from '../composition/index.ts';
import type { Day } from '../lib/day.ts';
import { kmBetween } from '../lib/places/index.ts';

/** Somebody who would come. `person.since` is the day she asked, or was counted. */
export type Seeker = {
  person: Person;
  /** where she lives, as the post says it */
  place: string;
  postcode: string;
  /** counted in only: nobody has talked with her */
  counted: boolean;
  /** she has named times; of the others any will do */
  saidWhen: boolean;
};
export type Lacking = 'venue' | 'facilitators';
export type Signal = {
  /** the same as long as it says the same */
  key: string;
  kind: Person['kind'];
  language: string;
  /** null: nobody has said when */
  slot: string | null;
  place: string;
  /** the farthest of them lives so far away, up to the next five */
  km: number;
  seekers: Seeker[];
  /** when there came to be enough of them */
  since: Day;
  venue: string | null;
  lacking: Lacking | null;
};
export type Ground = {
  seekers: readonly Seeker[];
  venues: readonly Venue[];
  facilitators: readonly Facilitator[];
  slots: readonly string[];
  model: { min: number; facilitators: number };
};

/** So many are told of at most; in larger places the board is the better tool. */
export const MOST_SIGNALS = 12;

type Spot = { place: string; postcode: string; lat: number; lon: number };
type Found = { spot: Spot; kind: Person['kind']; language: string; slot: string; seekers: Seeker[]; km: number };

/** The best first: most people, then nearest together. Nobody stands in two. */
export function signalsOf(ground: Ground): Signal[] {
  let left = candidatesOf(ground);
  const told: Signal[] = [];
  const used = new Set<Seeker>();
  while (told.length < MOST_SIGNALS) {
    left = left.map((one) => without(one, used)).filter((one) => one.seekers.length >= ground.model.min);
    const best = left.toSorted(better)[0];
    if (!best) break;
    for (const one of best.seekers) used.add(one);
    told.push(signalOf(best, ground));
  }
  return told;
}

const better = (a: Found, b: Found): number =>
  b.seekers.length - a.seekers.length || named(b) - named(a) || atHome(b) - atHome(a) || a.km - b.km || (keyOf(a) < keyOf(b) ? -1 : 1);
const named = ({ seekers }: Found): number => seekers.filter((one) => one.saidWhen).length;
/** Named after where most of them live. */
const atHome = ({ seekers, spot }: Found): number => seekers.filter((one) => one.place === spot.place).length;
const keyOf = ({ kind, language, slot, spot }: Found): string => [kind, language, slot, spot.postcode].join('.');

/** Every home is a place where they could meet, for every kind, language and time that somebody there shares. */
function candidatesOf({ seekers, slots, model }: Ground): Found[] {
  const alike = Map.groupBy(
    seekers.flatMap((seeker) => seeker.person.languages.map((language) => ({ seeker, language }))),
    ({ seeker, language }) => `${seeker.person.kind} ${language}`,
  );
  return [...alike.values()].flatMap((some) => {
    if (some.length < model.min) return [];
    const { language } = some[0]!;
    const those = some.map(({ seeker }) => seeker);
    return slots.flatMap((slot) => atSlot(those, language, slot, model.min));
  });
}

function atSlot(seekers: readonly Seeker[], language: string, slot: string, min: number): Found[] {
  const free = seekers.filter(({ person }) => person.slots.includes(slot));
  if (free.length < min) return [];
  const spots = new Map(free.map(({ person, place, postcode }) => [postcode, { place, postcode, lat: person.lat, lon: person.lon }]));
  const { kind } = free[0]!.person;
  return [...spots.values()].flatMap((spot) => {
    const venue: Venue = { id: spot.postcode, digital: false, lat: spot.lat, lon: spot.lon, slots: [slot] };
    const near = free.filter(({ person }) => brokenForPerson(person, { venue, slot, kind, language }).length === 0);
    return near.length < min ? [] : [measured({ spot, kind, language, slot, seekers: near, km: 0 })];
  });
}

const without = (found: Found, used: ReadonlySet<Seeker>): Found =>
  found.seekers.some((one) => used.has(one)) ? measured({ ...found, seekers: found.seekers.filter((one) => !used.has(one)) }) : found;

const measured = (found: Found): Found => ({ ...found, km: Math.max(0, ...found.seekers.map(({ person }) => kmTo(found.spot, person))) });
const point = ({ lat, lon }: { lat: number; lon: number }) => ({ latitude: lat, longitude: lon });
const kmTo = (spot: Spot, person: Person): number => kmBetween(point(spot), point(person));

function signalOf(found: Found, { venues, facilitators, model }: Ground): Signal {
  const { spot, kind, language, slot, seekers, km } = found;
  const days = seekers.map(({ person }) => person.since as Day).toSorted();
  const venue = venues.find((one) => !one.digital && takes(one, found, model.min));
  const here: Venue = venue ?? { id: spot.postcode, digital: false, lat: spot.lat, lon: spot.lon, slots: [slot] };
  const free = facilitators.filter(
    (one) => one.maxGroups > 0 && brokenForFacilitator(one, { venue: here, slot, kind, language }).length === 0,
  );
  const lacking = !venue ? 'venue' : free.length < model.facilitators ? 'facilitators' : null;
  return {
    key: keyOf(found),
    kind,
    language,
    slot: seekers.some((one) => one.saidWhen) ? slot : null,
    place: spot.place,
    km: Math.max(5, Math.ceil(km / 5) * 5),
    seekers,
    since: days[model.min - 1] ?? days.at(-1)!,
    venue: venue?.id ?? null,
    lacking,
  };
}

/** A room of ours that enough of them can come to at that time. */
const takes = (venue: Venue, { seekers, slot, kind, language }: Found, min: number): boolean =>
  venue.slots.includes(slot) &&
  seekers.filter(({ person }) => brokenForPerson(person, { venue, slot, kind, language }).length === 0).length >= min;
