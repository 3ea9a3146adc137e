/** What somebody tells for a group to be found: the fields, and what they become. */
import { choices, longText, optionalChoice, optionalInteger, ticked } from '../lib/forms.ts';
import { commonDiagnoses, needs, slots } from './import/index.ts';
import { kinds, otherLanguages, phases, sexes, type Slot, usualLanguages } from './enquiry.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const diagnoses = Object.keys(commonDiagnoses);

export const detailFields = {
  kind: optionalChoice(kinds),
  postcode: longText(20),
  days: choices(weekdays),
  evenings: choices(weekdays),
  birthYear: optionalInteger(1900, 2100),
  languages: choices(usualLanguages),
  otherLanguage: optionalChoice(otherLanguages),
  digitalOk: ticked(),
  maxKm: optionalInteger(1, 2000),
  diagnosis: optionalChoice(diagnoses),
  needs: choices(needs),
  wish: longText(300),
};

/** What only a coordinator fills in, after a talk. */
export const placingFields = {
  phase: optionalChoice(phases),
  sex: optionalChoice(sexes),
  sameSex: ticked(),
  mixedOk: ticked(),
};

export type Details = {
  kind: (typeof kinds)[number] | null;
  postcode: string | null;
  slots: Slot[];
  birthYear: number | null;
  languages: string[];
  digitalOk: boolean;
  maxKm: number | null;
  diagnosis: string | null;
  needs: string[];
  wish: string | null;
  phase?: (typeof phases)[number] | null;
  sex?: (typeof sexes)[number] | null;
  sameSex?: boolean;
  mixedOk?: boolean;
};

/** "5003", also "N-5003" and "5003 Bergen": people write what stands on letters. */
export const postcodeIn = (typed: string): string => /\d{4}/.exec(typed.replace(/(\d\d) (\d\d)/, '$1$2'))?.[0] ?? '';

type DetailFields = Omit<Details, 'slots' | 'postcode' | 'wish'> & {
  postcode: string;
  wish: string;
  days: (typeof weekdays)[number][];
  evenings: (typeof weekdays)[number][];
  otherLanguage: string | null;
};

/** Norwegian is talked, whichever of its two ways it is written in: `norwegian` is the one the association uses. */
export function detailsOf(value: DetailFields, norwegian: 'nb' | 'nn'): Details {
  const { kind, birthYear, languages, digitalOk, maxKm, diagnosis, needs, phase, sex, sameSex, mixedOk } = value;
  const chosen = new Set<string>([...value.days.map((one) => `${one}-day`), ...value.evenings.map((one) => `${one}-eve`)]);
  return {
    kind,
    birthYear,
    digitalOk,
    maxKm,
    diagnosis,
    needs,
    languages: [...languages.map((code) => (code === 'nb' ? norwegian : code)), ...(value.otherLanguage ? [value.otherLanguage] : [])],
    postcode: postcodeIn(value.postcode) || null,
    wish: value.wish || null,
    slots: slots.filter((slot) => chosen.has(slot)),
    ...(sameSex !== undefined && { phase, sex, sameSex, mixedOk }),
  };
}
