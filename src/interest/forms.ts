import { choice, choices, email, form, longText, mustTick, optionalChoice, phone, type Read, type Slips, ticked } from '../lib/forms.ts';
import { type Country, isComplete, type Place, placeOf } from '../lib/places/index.ts';
import { distances, type Kind, kinds, slots, USUAL_KM, weekdays } from './interest.ts';

export const countForm = (country: Country) =>
  form({
    kind: choice(kinds),
    postcode: longText(20),
    days: choices(weekdays),
    evenings: choices(weekdays),
    maxKm: optionalChoice(distances.map(String)),
    tell: ticked(),
    phone: phone(country),
    email: email(),
    adult: mustTick('adult'),
    consent: mustTick('consent'),
    once: longText(200),
  });

type Fields = {
  kind: Kind;
  postcode: string;
  days: (typeof weekdays)[number][];
  evenings: (typeof weekdays)[number][];
  maxKm: string | null;
  phone: string | null;
  email: string | null;
};
export type Counted = {
  kind: Kind;
  postcode: string;
  place: Place | undefined;
  slots: string[];
  maxKm: number;
  phone: string | null;
  email: string | null;
};

/** What the fields say together: a postal code that is one, and a way to be told for whoever asks to be. */
export function settle<T>(read: Read<T>, country: Country): Read<T> {
  const typed = (name: string) => String(read.typed[name] ?? '').trim();
  const found: Slips = {};
  const code = codeIn(typed('postcode'));
  if (typed('postcode') === '') found['postcode'] = { code: 'required' };
  else if (!isKnown(country, code))
    found['postcode'] = { code: `unknown-postcode-${country}`, values: { postcode: typed('postcode').slice(0, 20) } };
  const reach = typed('phone') !== '' || typed('email') !== '';
  if (typed('tell') !== '' && !reach) found['phone'] = { code: 'no-way-to-reach' };
  if (typed('tell') === '' && reach) found['tell'] = { code: 'tell-or-not' };
  if (Object.keys(found).length === 0) return read;
  return { ok: false, slips: { ...(!read.ok && read.slips), ...found }, typed: read.typed };
}

/** "6800", also "N-6800" and "6800 Førde". */
const codeIn = (typed: string): string => /\d{4}/.exec(typed)?.[0] ?? '';
const isKnown = (country: Country, code: string): boolean =>
  placeOf(country, code) !== undefined || (!isComplete(country) && code >= '0800' && code <= '9999');

export function countedOf(value: Fields, country: Country): Counted {
  const postcode = codeIn(value.postcode);
  const chosen = new Set([...value.days.map((one) => `${one}-day`), ...value.evenings.map((one) => `${one}-eve`)]);
  const { kind, phone: tel, email: mail } = value;
  return {
    kind,
    postcode,
    place: placeOf(country, postcode),
    slots: slots.filter((slot) => chosen.has(slot)),
    maxKm: Number(value.maxKm ?? USUAL_KM),
    phone: tel,
    email: mail,
  };
}
