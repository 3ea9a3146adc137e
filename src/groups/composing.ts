/** The rules of a programme model, asked of a group made by hand: what is refused, and what is only worth a thought. */
import type { Language } from '../lib/language.ts';
import type { Decision, Group, Kind, RhythmName } from './group.ts';

/** What people told when they asked for a group. Details are null when they were not told, or are erased. */
export type Candidate = {
  person: string;
  kind: Kind | null;
  mixedOk: boolean;
  sex: 'f' | 'm' | 'x' | null;
  sameSex: boolean;
  languages: readonly string[];
  digitalOk: boolean;
  maxKm: number | null;
  latitude: number | null;
  longitude: number | null;
  needs: readonly string[];
};

export type Model = {
  id: string;
  association: string;
  key: string;
  name: string;
  facilitatorsMin: number;
  facilitatorsMax: number;
  sizeMin: number;
  sizeMax: number;
  seated: boolean;
  accompaniedMax: number | null;
  minutesMax: number;
  firstMinutesMax: number;
  rhythm: RhythmName;
  afterwards: readonly Decision[];
};

export type Place = { digital: boolean; latitude: number | null; longitude: number | null; wheelchair: boolean; hearingLoop: boolean };

export type Plan = {
  model: Model;
  venue: Place | null;
  kind: Group['kind'];
  language: Language;
  /** Seats to keep. */
  size: number;
  people: readonly Candidate[];
  facilitators: readonly string[];
  /** Pairs who must never sit together. */
  apart: readonly (readonly [string, string])[];
};

export const composeReasons = [
  'size-outside-model',
  'too-few-people',
  'too-many-facilitators',
  'facilitator-sits',
  'kind-differs',
  'mixed-unwanted',
  'language',
  'same-sex',
  'apart',
  'not-digital',
] as const;
export type ComposeReason = (typeof composeReasons)[number];
export const hintReasons = ['too-far', 'no-wheelchair', 'no-hearing-loop', 'kind-unknown'] as const;
export type HintReason = (typeof hintReasons)[number];

/** A rule that says no, or a hint: with numbers for its text, and the people it concerns. */
export type Broken<Reason extends string> = { reason: Reason; values?: Record<string, number>; people: readonly string[] };

/** Every rule the plan breaks, in the order of the form; none where the group can be made. */
export function refusalsOf(plan: Plan): Broken<ComposeReason>[] {
  const { model, people } = plan;
  return [
    ...when('size-outside-model', plan.size < model.sizeMin || plan.size > model.sizeMax, [], { min: model.sizeMin, max: model.sizeMax }),
    ...when('too-few-people', model.seated && people.length < model.sizeMin, [], { min: model.sizeMin, count: people.length }),
    ...when('too-many-facilitators', plan.facilitators.length > model.facilitatorsMax, [], { max: model.facilitatorsMax }),
    ...about('facilitator-sits', people, (one) => plan.facilitators.includes(one.person)),
    ...about('kind-differs', people, (one) => plan.kind !== 'mixed' && one.kind !== null && one.kind !== plan.kind),
    ...about('mixed-unwanted', people, (one) => plan.kind === 'mixed' && !one.mixedOk),
    ...about('language', people, (one) => one.languages.length > 0 && !one.languages.some((own) => spoken(own) === spoken(plan.language))),
    ...about('same-sex', people, (one) => one.sameSex && people.some((other) => other.sex !== one.sex)),
    ...plan.apart.flatMap((pair) =>
      when(
        'apart',
        pair.every((person) => people.some((one) => one.person === person)),
        pair,
      ),
    ),
    ...about('not-digital', people, (one) => plan.venue?.digital === true && !one.digitalOk),
  ];
}

/** What a coordinator may know better than the register: how far people go, and what the house must have. */
export function hintsOf({ venue, people, kind }: Plan): Broken<HintReason>[] {
  const unknown = about('kind-unknown', people, (one) => kind !== 'mixed' && one.kind === null);
  if (!venue || venue.digital) return unknown;
  return [
    ...about('too-far', people, (one) => isTooFar(one, venue)),
    ...about(
      'no-wheelchair',
      people,
      (one) => one.needs.some((need) => need === 'wheelchair' || need === 'step-free') && !venue.wheelchair,
    ),
    ...about('no-hearing-loop', people, (one) => one.needs.includes('hearing') && !venue.hearingLoop),
    ...unknown,
  ];
}

/** Bokmål and nynorsk are two ways to write one spoken language. */
const spoken = (language: string): string => (language === 'nn' ? 'nb' : language);

function isTooFar(one: Candidate, venue: Place): boolean {
  if (one.maxKm === null || one.latitude === null || one.longitude === null || venue.latitude === null || venue.longitude === null)
    return false;
  return kilometres(one.latitude, one.longitude, venue.latitude, venue.longitude) > one.maxKm;
}

/** As the crow flies, on a sphere of 6371 km (haversine). Degrees in, kilometres out. */
export function kilometres(fromLat: number, fromLon: number, toLat: number, toLon: number): number {
  const rad = Math.PI / 180;
  const half = (a: number, b: number) => Math.sin(((b - a) * rad) / 2) ** 2;
  const h = half(fromLat, toLat) + Math.cos(fromLat * rad) * Math.cos(toLat * rad) * half(fromLon, toLon);
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

function about<R extends string>(reason: R, people: readonly Candidate[], concerns: (one: Candidate) => boolean): Broken<R>[] {
  const found = people.filter(concerns).map((one) => one.person);
  return when(reason, found.length > 0, found);
}

function when<R extends string>(reason: R, holds: boolean, people: readonly string[], values?: Record<string, number>): Broken<R>[] {
  return holds ? [{ reason, people, ...(values && { values }) }] : [];
}
