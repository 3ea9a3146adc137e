/** One schema per form, and what several fields say together. */
import { partsOf, type Day } from '../lib/day.ts';
import {
  choice,
  choices,
  clock,
  day,
  email,
  form,
  id,
  longText,
  mustTick,
  optionalChoice,
  optionalDay,
  optionalId,
  optionalInteger,
  phone,
  type Read,
  type Slips,
  text,
  ticked,
} from '../lib/forms.ts';
import { type Country, isComplete, placeOf } from '../lib/places/index.ts';
import { commonDiagnoses, needs, slots } from './import/index.ts';
import {
  cameBy,
  kinds,
  otherLanguages,
  outcomes,
  phases,
  reachWays,
  sexes,
  type Slot,
  usualLanguages,
  waysToTalk,
  wants,
} from './enquiry.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const diagnoses = Object.keys(commonDiagnoses);

const contactFields = (country: Country) => ({
  called: text(80),
  phone: phone(country),
  email: email(),
  address: longText(300),
  reachBy: optionalChoice(reachWays),
});

const detailFields = {
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
const placingFields = {
  phase: optionalChoice(phases),
  sex: optionalChoice(sexes),
  sameSex: ticked(),
  mixedOk: ticked(),
};

/** What a visitor sends. */
export const enquiryForm = (country: Country) =>
  form({ ...contactFields(country), ...detailFields, adult: mustTick('adult'), consent: mustTick('consent'), once: longText(200) });
/** What its sender changes later. */
export const changeForm = (country: Country) => form({ ...contactFields(country), ...detailFields });
/** One taken by phone, from a letter, or at a meeting. */
export const enteredForm = (country: Country) =>
  form({
    wants: choice(wants),
    cameBy: choice(cameBy.filter((way) => way !== 'web' && way !== 'import' && way !== 'across')),
    receivedOn: optionalDay(),
    fullName: longText(120),
    language: choice(['nb', 'nn', 'da', 'en']),
    ...contactFields(country),
    ...detailFields,
    ...placingFields,
    adult: mustTick('adult'),
    consent: mustTick('consent-said'),
  });
/** Details as a coordinator changes them. */
export const detailsForm = (country: Country) =>
  form({ fullName: longText(120), ...contactFields(country), ...detailFields, ...placingFields });

export const bookForm = form({
  day: day(),
  clock: clock(),
  minutes: choice(['15', '30', '45', '60']),
  how: choice(waysToTalk),
  venue: optionalId(),
  booked: optionalId(),
});
export const heldForm = form({ covered: choices(Array.from({ length: 40 }, (_, n) => String(n))), interview: optionalId() });
export const triageForm = form({ outcome: choice(outcomes), again: optionalDay(), inForce: optionalId() });
export const idForm = form({ interview: id() });

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
export type Reach = {
  called: string;
  phone: string | null;
  email: string | null;
  address: string | null;
  reachBy: (typeof reachWays)[number];
};

type Fields = {
  phone: string | null;
  email: string | null;
  address: string;
  reachBy: Reach['reachBy'] | null;
  postcode: string;
  birthYear: number | null;
};

/** What the fields say together: one way to be reached, a postal code that is one, 18 years or over. Slips stand in the order of the page. */
export function settle<T extends Fields>(read: Read<T>, country: Country, today: Day): Read<T> {
  const found: Slips = {};
  if (!['phone', 'email', 'address'].some((name) => String(read.typed[name] ?? '').trim() !== ''))
    found['phone'] = { code: 'no-way-to-reach' };
  else if (read.ok && !reaches(read.value)) found['reachBy'] = { code: 'reach-by-what' };
  const postcode = String(read.typed['postcode'] ?? '').trim();
  if (postcode !== '' && !isPostcode(country, postcode)) found['postcode'] = { code: `unknown-postcode-${country}`, values: { postcode } };
  const born = Number(read.typed['birthYear']);
  if (born >= 1900 && (partsOf(today).year - born < 18 || born > partsOf(today).year)) found['birthYear'] = { code: 'under-18' };
  if (read.ok && Object.keys(found).length === 0) return read;
  return { ok: false, slips: inOrder({ ...found, ...(!read.ok && read.slips) }, Object.keys(read.typed)), typed: read.typed };
}

/** As the fields stand on the page; what was not sent at all, such as a box left empty, comes last. */
function inOrder(slips: Slips, fields: readonly string[]): Slips {
  const at = (name: string) => (fields.includes(name) ? fields.indexOf(name) : fields.length);
  const said = slips['called']?.code === 'required' ? { ...slips, called: { code: 'no-name' } } : slips;
  return Object.fromEntries(Object.entries(said).sort(([a], [b]) => at(a) - at(b)));
}

/** Whether the way chosen is one that was given. */
function reaches({ reachBy, phone, email, address }: Fields): boolean {
  if (reachBy === null) return true;
  return Boolean({ sms: phone, phone, email, post: address }[reachBy]);
}

/** "5003", also "N-5003" and "5003 Bergen": people write what stands on letters. */
export const postcodeIn = (typed: string): string => /\d{4}/.exec(typed.replace(/(\d\d) (\d\d)/, '$1$2'))?.[0] ?? '';
const isPostcode = (country: Country, typed: string): boolean => {
  const code = postcodeIn(typed);
  return code !== '' && (placeOf(country, code) !== undefined || (!isComplete(country) && code >= '0800' && code <= '9999'));
};

/** How a person is reached when nothing was said of it: a text message before a mail before a letter. */
export function reachOf(value: Fields & { called: string }): Reach {
  const address = value.address || null;
  const usual = value.phone ? 'sms' : value.email ? 'email' : 'post';
  return { called: value.called, phone: value.phone, email: value.email, address, reachBy: value.reachBy ?? usual };
}

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
