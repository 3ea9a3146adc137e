/**
 * The rules of a programme model, asked of a group made by hand: what is refused, and what is only worth a thought.
 * Who fits with whom is asked of the rules the composer keeps; what somebody has not said stands against nothing.
 */
import { brokenBetween, brokenForPerson, type Person, type Rule } from '../composition/index.ts';
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
  /** Who sits there already, also those of whom nothing is kept any more. */
  sitting?: readonly string[];
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
    ...fitting(plan),
  ];
}

const said: Partial<Record<Rule, ComposeReason>> = {
  'person-language': 'language',
  'one-sex': 'same-sex',
  'person-not-digital': 'not-digital',
};
const order: readonly ComposeReason[] = ['kind-differs', 'mixed-unwanted', 'language', 'same-sex', 'apart', 'not-digital'];

/** Who cannot sit there, and who not with whom: a reason once with all it concerns, a pair for itself. */
function fitting(plan: Plan): Broken<ComposeReason>[] {
  const people = plan.people.map((one) => personOf(one, plan));
  const at = { venue: venueOf(plan.venue), slot: ANY, kind: plan.kind, language: spoken(plan.language) };
  const found = [...people.flatMap((one) => brokenForPerson(one, at)), ...brokenBetween(people)];
  const here = new Set([...plan.people.map((one) => one.person), ...(plan.sitting ?? [])]);
  const apart = plan.apart.filter((pair) => pair.every((one) => here.has(one)));
  return order.flatMap((reason): Broken<ComposeReason>[] => {
    if (reason === 'apart') return apart.map((pair) => ({ reason, people: pair }));
    const concerned = found.flatMap(({ rule, person }) => (reasonOf(rule, plan) === reason ? [person!] : []));
    return when(reason, concerned.length > 0, [...new Set(concerned)]);
  });
}

const reasonOf = (rule: Rule, { kind }: Plan): ComposeReason | undefined =>
  rule === 'person-kind' ? (kind === 'mixed' ? 'mixed-unwanted' : 'kind-differs') : said[rule];

/** The coordinator says when; the part of the week is not asked of anyone. */
const ANY = 'any';

/** Somebody as the composer's rules know her. Pairs apart are asked of all who would sit there. */
function personOf(one: Candidate, { kind, language }: Plan): Person {
  return {
    id: one.person,
    kind: one.kind ?? (kind === 'mixed' ? 'patient' : kind),
    mixedOk: one.mixedOk,
    born: 0,
    sex: one.sex ?? 'x',
    phase: '',
    diagnosis: '',
    languages: one.languages.length === 0 ? [spoken(language)] : one.languages.map(spoken),
    lat: one.latitude ?? 0,
    lon: one.longitude ?? 0,
    maxKm: one.maxKm === null || one.latitude === null || one.longitude === null ? Infinity : one.maxKm,
    digitalOk: one.digitalOk,
    slots: [ANY],
    since: '',
    apart: [],
    sameSex: one.sameSex,
  };
}

const venueOf = (venue: Place | null) =>
  venue?.digital
    ? { id: '', digital: true as const, slots: [ANY] }
    : { id: '', digital: false as const, lat: venue?.latitude ?? 0, lon: venue?.longitude ?? 0, slots: [ANY] };

/** What a coordinator may know better than the register: how far people go, and what the house must have. */
export function hintsOf(plan: Plan): Broken<HintReason>[] {
  const { venue, people, kind } = plan;
  const unknown = about('kind-unknown', people, (one) => kind !== 'mixed' && one.kind === null);
  if (!venue || venue.digital) return unknown;
  return [
    ...about('too-far', people, (one) => isTooFar(one, venue, plan)),
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

function isTooFar(one: Candidate, venue: Place, plan: Plan): boolean {
  if (venue.latitude === null || venue.longitude === null) return false;
  const at = { venue: venueOf(venue), slot: ANY, kind: plan.kind, language: plan.language };
  return brokenForPerson(personOf(one, plan), at).some(({ rule }) => rule === 'person-too-far');
}

function about<R extends string>(reason: R, people: readonly Candidate[], concerns: (one: Candidate) => boolean): Broken<R>[] {
  const found = people.filter(concerns).map((one) => one.person);
  return when(reason, found.length > 0, found);
}

function when<R extends string>(reason: R, holds: boolean, people: readonly string[], values?: Record<string, number>): Broken<R>[] {
  return holds ? [{ reason, people, ...(values && { values }) }] : [];
}
