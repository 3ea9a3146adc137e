/** What one association shows another of somebody who waits: bands. Pure; no name, no id, no day, no postal code. */
import type { Person } from '../composition/index.ts';
import { addDays, type Day, daysBetween } from '../lib/day.ts';
import { type Country, municipalityBy, placeOf } from '../lib/places/index.ts';

export const phases = ['new', 'treatment', 'after', 'chronic', 'late'] as const;
/** What is known at home. */
export type Waiting = {
  kind: 'patient' | 'relative' | 'bereaved';
  mixedOk: boolean;
  phase: (typeof phases)[number] | null;
  born: number | null;
  languages: readonly string[];
  slots: readonly string[];
  postcode: string | null;
  maxKm: number | null;
  digitalOk: boolean;
  since: Day;
};
export type Bands = {
  kind: Waiting['kind'];
  mixedOk: boolean;
  phase: Waiting['phase'];
  decade: number | null;
  /** the municipality, and its middle */
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  languages: string[];
  slots: string[];
  maxKm: number;
  digitalOk: boolean;
  /** months at least: 0, 3, 6 or 12 */
  waited: number;
};
export type Card = Bands & { id: string; association: string };

const farBands = [200, 100, 50, 20, 10] as const;
const waitBands = [12, 6, 3, 0] as const;
const USUAL_KM = 50;
const MONTH_DAYS = 30;

/** Rounded so that nobody is asked to come farther than she said. */
export const bandOfKm = (km: number | null): number => farBands.find((band) => band <= (km ?? USUAL_KM)) ?? 10;
export const bandOfWait = (since: Day, today: Day): number => waitBands.find((band) => daysBetween(since, today) >= band * MONTH_DAYS) ?? 0;

export function bandsOf(one: Waiting, country: Country, today: Day): Bands {
  const code = one.postcode ? placeOf(country, one.postcode)?.municipality : null;
  const municipality = code ? municipalityBy(country, code) : undefined;
  const usual = country === 'DK' ? 'da' : 'nb';
  return {
    kind: one.kind,
    mixedOk: one.mixedOk,
    phase: one.phase,
    decade: one.born === null ? null : Math.floor(one.born / 10) * 10,
    place: municipality?.name ?? null,
    latitude: municipality?.point.latitude ?? null,
    longitude: municipality?.point.longitude ?? null,
    languages: one.languages.length === 0 ? [usual] : [...new Set(one.languages.map((code) => (code === 'nn' ? 'nb' : code)))].toSorted(),
    slots: [...one.slots].toSorted(),
    maxKm: bandOfKm(one.maxKm),
    digitalOk: one.digitalOk,
    waited: bandOfWait(one.since, today),
  };
}

/** A card as the composer knows people. What a card does not tell weighs as little as it can. */
export function personOf(card: Card, today: Day, diagnosis: string | null): Person {
  const isSomewhere = card.latitude !== null && card.longitude !== null;
  return {
    id: card.id,
    kind: card.kind,
    mixedOk: card.mixedOk,
    born: (card.decade ?? 1955) + 5,
    sex: 'x',
    phase: card.phase ?? '',
    diagnosis: diagnosis ?? '',
    languages: card.languages,
    lat: card.latitude ?? 0,
    lon: card.longitude ?? 0,
    maxKm: isSomewhere ? card.maxKm : 0,
    digitalOk: card.digitalOk,
    slots: card.slots,
    since: addDays(today, -card.waited * MONTH_DAYS),
    apart: [],
    sameSex: false,
  };
}
