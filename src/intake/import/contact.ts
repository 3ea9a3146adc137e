import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import type { Country } from './context.ts';
import { found, none, unreadable } from './findings.ts';
import type { Found, RemarkName } from './findings.ts';
import { plainText } from './plain-text.ts';
import { saysNothing } from './words.ts';

/** A number in E.164. Of several in a cell, the first that is one. */
export function readPhone(text: string, country: Country): Found<string> {
  if (saysNothing(text)) return none;
  if (text.length > 100) return unreadable('phone-unreadable');
  const whole = parsePhoneNumberFromString(text, country);
  if (whole?.isValid()) return found(whole.number);
  const numbers = findPhoneNumbersInText(text, { defaultCountry: country }).filter(({ number }) => number.isValid());
  const [first, second] = numbers;
  if (!first) return unreadable('phone-unreadable');
  return second && second.number.number !== first.number.number
    ? found(first.number.number, 'phone-second-left-out')
    : found(first.number.number);
}

/** An address in small letters. Of several in a cell, the first that is one. */
export function readEmail(text: string): Found<string> {
  if (saysNothing(text)) return none;
  const parts = text
    .slice(0, 600)
    .split(/[\s;,/<>]+|mailto:/i)
    .filter((part) => part.includes('@'));
  const [first, second] = new Set(parts.map((part) => part.toLowerCase()));
  if (first === undefined || !parts.every(isEmail)) return unreadable('email-unreadable');
  return second === undefined ? found(first) : found(first, 'email-second-left-out');
}

const isEmail = (text: string): boolean => text.length <= 254 && z.email().safeParse(text).success;

export type Home = { address: string | null; postcode: string | null; place: string | null };

/** Where letters go. Postal code and place may also stand in the address, or in one cell together. */
export function readHome(
  cells: { address: string; postcode: string; place: string },
  country: Country,
): { home: Home; postcode: Found<string>; address: Found<string>; place: Found<string> } {
  const address = plainText(cells.address.split(/\n/).join(', '), 200);
  const place = plainText(cells.place, 60);
  const typed = splitPostcode(cells.postcode);
  const within = saysNothing(cells.postcode) ? (splitPostcode(cells.place) ?? splitEnd(address.value ?? '')) : undefined;
  const postcode = readPostcode(typed?.code ?? within?.code ?? cells.postcode, country);
  const home = {
    address: (within?.rest ?? address.value) || null,
    postcode: postcode.value,
    place: (splitPostcode(cells.place)?.place ?? place.value ?? typed?.place ?? within?.place) || null,
  };
  return { home, postcode, address, place };
}

type Split = { code: string; place: string; rest?: string };

/** "7010 Trondheim" in one cell. */
function splitPostcode(text: string): Split | undefined {
  const [, code, place] = /^(?:(?:NO?|DK)-? ?)?(\d{4}),? ([\p{L}][\p{L} .'-]{1,59})$/u.exec(text) ?? [];
  return code && place ? { code, place } : undefined;
}

/** "Storgata 1, 7010 Trondheim". */
function splitEnd(text: string): Split | undefined {
  const [, rest, end] = /^(.+?)(?:, ?| )((?:(?:NO?|DK)-? ?)?\d{4},? [\p{L}][\p{L} .'-]{1,59})$/u.exec(text) ?? [];
  const split = end === undefined ? undefined : splitPostcode(end);
  return split && rest !== undefined ? { ...split, rest } : undefined;
}

/** Four figures, in Norway and in Denmark. Spreadsheets take 0411 for a number and write 411. */
export function readPostcode(text: string, country: Country): Found<string> {
  if (saysNothing(text)) return none;
  const figures = text.replace(/^(?:NO?|DK)-? ?/i, '');
  if (/^\d{3}$/.test(figures) && Number(figures) > 0) return known(`0${figures}`, country, 'postcode-zero-restored');
  return /^\d\d ?\d\d$/.test(figures) ? known(figures.replace(' ', ''), country) : unreadable('postcode-unreadable');
}

/** Norwegian codes run from 0001 to 9991, Danish ones from 0555 to 9990. */
function known(code: string, country: Country, ...remarks: RemarkName[]): Found<string> {
  const [first, last] = country === 'DK' ? ['0555', '9990'] : ['0001', '9991'];
  return code < first || code > last ? unreadable('postcode-unreadable') : found(code, ...remarks);
}
