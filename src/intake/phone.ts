import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** A stored number as people write it, with its country: "+47 400 01 234". */
export const sayPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
