import { startsFormula } from '../../lib/sheet/index.ts';
import { found, none } from './findings.ts';
import type { Found } from './findings.ts';
import { saysNothing } from './words.ts';

/** Tags, comments, entities and links that run something. "<3" is none. */
export const isMarkup = (text: string): boolean => /<[a-z!/?]|&#?\w{1,10};|javascript:|data:text/i.test(text);

/** Short text that is kept as it is. A formula or markup is not: nothing is left of it, and the row says so. */
export function plainText(text: string, longest: number): Found<string> {
  if (saysNothing(text)) return none;
  if (startsFormula(text)) return found<string>(null, 'formula-left-out');
  if (isMarkup(text)) return found<string>(null, 'markup-left-out');
  if (hasNationalId(text)) return found<string>(null, 'national-id-left-out');
  return text.length > longest ? found<string>(null, 'too-long-left-out') : found(text);
}

// Norwegian: day, month and year, then five figures; the day is 40 more in a D-number. Danish: four figures after a hyphen.
const norwegianId = /(?<!\d)([0-7]\d)(\d\d)(\d\d) ?\d{5}(?!\d)/g;
const danishId = /(?<!\d)([0-3]\d)([01]\d)(\d\d)-\d{4}(?!\d)/g;

const isDayOfMonth = (day: string, month: string): boolean =>
  Number(day) % 40 >= 1 && Number(day) % 40 <= 31 && Number(month) % 40 >= 1 && Number(month) % 40 <= 12;

export function hasNationalId(text: string): boolean {
  return hideNationalIds(text) !== text;
}

/** A national identity number is never kept, not even to show what was typed: its last figures become dots. */
export function hideNationalIds(text: string): string {
  const hide = (whole: string, day: string, month: string, year: string) =>
    isDayOfMonth(day, month) ? `${day}${month}${year}•••••` : whole;
  return text.replace(norwegianId, hide).replace(danishId, hide);
}

/** What was typed, as it may be shown beside its row: short, and without identity numbers. */
export const shown = (text: string): string => {
  const safe = hideNationalIds(text).replace(/\s+/g, ' ');
  return safe.length > 80 ? `${safe.slice(0, 79)}…` : safe;
};
