import { earliest, isDay, parseDay, partsOf } from '../../lib/day.ts';
import type { Day } from '../../lib/day.ts';
import { found, none, unreadable } from './findings.ts';
import type { Found, RemarkName } from './findings.ts';
import { hasNationalId } from './plain-text.ts';
import { saysNothing } from './words.ts';

/** The day a person was first in touch; of a month alone, its first. A day yet to come is today: the place in the queue begins now. */
export function readSince(text: string, today: Day): Found<Day> {
  if (saysNothing(text)) return none;
  const day = text.length > 60 ? undefined : dayOf(text);
  const month = day ?? (/^\p{L}{3,9}\.? \d{4}$/u.test(text) ? parseDay(`1. ${text}`) : undefined);
  if (month && !day) return found(earliest(month, today), 'partly-read');
  if (!day) return unreadable(looksLikeDay(text) ? 'date-does-not-exist' : 'date-unreadable');
  return day > today ? found<Day>(today, 'enquired-in-future') : found(day);
}

/** Five figures are what a spreadsheet counts days in, from 30 December 1899; a time after the day is of no use here. */
function dayOf(text: string): Day | undefined {
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const day = new Date(Date.UTC(1899, 11, 30 + Math.floor(Number(text)))).toISOString().slice(0, 10);
    return isDay(day) ? day : undefined;
  }
  return parseDay(text.replace(/[ T]+(?:kl\.? ?)?\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?Z?$/i, ''));
}

/** Written like a day, so that it is worth saying that there is none: 31.02.2026. */
const looksLikeDay = (text: string): boolean =>
  /^\d{1,4}\s?[-./ ]\s?\d{1,2}\s?[-./ ]\s?\d{2,4}$|^\d{1,2}\. ?\p{L}{3,9}\.? \d{2,4}$/u.test(text);

/** The year a person was born, from a year, '59, a date, an age, or the beginning of an identity number, which is not kept. */
export function readBirthYear(cells: { birthYear: string; age: string }, today: Day): Found<number> {
  if (saysNothing(cells.birthYear)) return readAge(cells.age, today);
  const text = cells.birthYear.replace(/^['’`´]/, '').replace(/^(?:f(?:ødt)?\.?|født i|born)\s*/i, '');
  if (/^\d{4}$/.test(text)) return grown(Number(text), undefined, today);
  if (/^\d\d$/.test(text)) return grown(century(Number(text), today), undefined, today);
  const id = /^(\d\d)(\d\d)(\d\d)[ -]?\d{4,5}$/.exec(text);
  if (id && (hasNationalId(text) || id[0].length >= 10))
    return grown(century(Number(id[3]), today), undefined, today, 'national-id-left-out');
  const day = text.length > 60 ? undefined : dayOf(text);
  if (!day) return unreadable('birth-year-unreadable');
  const { year, month, date } = partsOf(day);
  const born = /\d{4}|^\d{5}/.test(text) ? year : century(year % 100, today);
  return grown(born, [month, date], today);
}

/** Of two centuries, the one that makes a grown person; else the later one. */
function century(figures: number, today: Day): number {
  const { year } = partsOf(today);
  const later = 2000 + figures <= year ? 2000 + figures : 1900 + figures;
  return year - later < 18 && year - (later - 100) <= 105 ? later - 100 : later;
}

/** 18 years and over. With only a year, whoever may have turned 18 this year is taken at their word. */
function grown(
  year: number,
  birthday: readonly [month: number, date: number] | undefined,
  today: Day,
  ...remarks: RemarkName[]
): Found<number> {
  const now = partsOf(today);
  if (year < 1900 || year > now.year) return unreadable('birth-year-unreadable');
  const yetToCome = birthday !== undefined && (now.month - birthday[0] || now.date - birthday[1]) < 0;
  return now.year - year - (yetToCome ? 1 : 0) < 18 ? unreadable('under-18') : found(year, ...remarks);
}

function readAge(text: string, today: Day): Found<number> {
  if (saysNothing(text)) return none;
  const age = Number(/^(?:ca\.? ?)?(\d{1,3}) ?(?:år|år gammel|years?|y)?$/i.exec(text)?.[1] ?? NaN);
  if (!(age >= 0 && age <= 120)) return unreadable('birth-year-unreadable');
  return age < 18 ? unreadable('under-18') : found(partsOf(today).year - age);
}
