import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** A stored number as people type it, with its country: "+47 40 00 12 34". */
export const typedPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;

/** The same to be read: it never breaks over two lines. */
export const sayPhone = (e164: string): string => typedPhone(e164).replaceAll(' ', '\u00a0');
