import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Country } from './places/index.ts';

const codes: Record<Country, string> = { NO: '+47', DK: '+45' };

/** A stored number as people type it, with its country: "+47 40 00 12 34". */
export const typedPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;

/** To be read: "40 00 12 34" for a number of one's own country, with its country for all others. It never breaks over two lines. */
export function sayPhone(e164: string, own?: Country): string {
  const local = own && e164.startsWith(codes[own]) ? e164.slice(codes[own].length) : undefined;
  const said = local?.length === 8 ? local.replace(/(\d{2})(?=\d)/g, '$1 ') : typedPhone(e164);
  return said.replaceAll(' ', '\u00a0');
}
