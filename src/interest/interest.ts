/** "I would like a group like this": words and pure rules; no database, no clock. */
import { addDays, type Day } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';

export const kinds = ['relative', 'patient', 'bereaved'] as const;
export type Kind = (typeof kinds)[number];
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const slots = weekdays.flatMap((name) => [`${name}-day`, `${name}-eve`]);
/** How far people say that they can travel, in kilometres. */
export const distances = [10, 20, 40, 60, 100] as const;
export const USUAL_KM = 40;

/** Days for which somebody stays counted. */
export const COUNTED_DAYS = 365;
/** So many must have come before anyone is told a number; below it, all are told the same. As in app.my_number. */
export const LEAST_BEFORE = 3;
/** How many figures of a postal code make the area that numbers are about. */
export const AREA_FIGURES = 2;

export type Interest = {
  id: string;
  association: string;
  person: string;
  kind: Kind;
  language: Language;
  postcode: string;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  maxKm: number;
  /** none: any */
  slots: string[];
  toTell: boolean;
  countedOn: Day;
  expiresOn: Day;
  told: boolean;
};

export const expiryOf = (today: Day): Day => addDays(today, COUNTED_DAYS);
