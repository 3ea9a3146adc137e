/** What one association shows another of somebody who waits: bands. Pure; no name, no id, no day, no postal code. */
import { type Bands, MONTH_DAYS } from '../board/index.ts';
import { type Day, daysBetween } from '../lib/day.ts';
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
export type { Bands };
export type Card = Bands & { id: string; association: string };

const farBands = [200, 100, 50, 20, 10] as const;
const waitBands = [12, 6, 3, 0] as const;
const USUAL_KM = 50;

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
