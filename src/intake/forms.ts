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
  phone,
  type Read,
  type Slips,
  text,
} from '../lib/forms.ts';
import { type Country, isComplete, placeOf } from '../lib/places/index.ts';
import { detailFields, placingFields, postcodeIn } from './details.ts';
import { cameBy, outcomes, reachWays, waysToTalk, wants } from './enquiry.ts';

const contactFields = (country: Country) => ({
  called: text(80),
  phone: phone(country),
  email: email(),
  address: longText(300),
  reachBy: optionalChoice(reachWays),
});

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
