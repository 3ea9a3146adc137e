import { addDays, dayFrom, daysInMonth, isClock, partsOf, weekday } from './day.ts';
import type { Clock, Day } from './day.ts';

// Bokmål and nynorsk, Danish, English: a word is read in any of them, whatever language the page is in.
const months = [
  ['januar', 'january'],
  ['februar', 'february'],
  ['mars', 'marts', 'march'],
  ['april'],
  ['mai', 'maj', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['august'],
  ['september'],
  ['oktober', 'october'],
  ['november'],
  ['desember', 'december'],
];
const weekdays = [
  ['mandag', 'måndag', 'monday'],
  ['tirsdag', 'tysdag', 'tuesday'],
  ['onsdag', 'wednesday'],
  ['torsdag', 'thursday'],
  ['fredag', 'friday'],
  ['lørdag', 'laurdag', 'saturday'],
  ['søndag', 'sundag', 'sunday'],
];

/**
 * A day as people type it: 2026-12-01, 1.12.2026, 1/12 2026, 01.12.26, "1. desember 2026", "Tuesday 1st December 2026".
 * The day comes before the month, whatever the language. Two figures of year mean 1980 to 2079.
 * Given `today`, a day without a year is the next such day. Undefined when it is no day, or when the weekday is another.
 */
export function parseDay(text: string, today?: Day): Day | undefined {
  const typed = tidy(text);
  if (typed === undefined) return undefined;
  const [, name, rest] = /^(?:([a-zæøå]{2,9})[.,]? (?=\S))?(?:den |d\. ?|the )?(.+)$/.exec(typed) ?? [];
  const named = name === undefined ? undefined : namesIn(weekdays, name, 2);
  const found = named === undefined || named.length === 0 ? readDay(typed, today) : readDay(rest ?? '', today);
  if (found === undefined || named === undefined || named.length === 0) return found;
  return named.includes(weekday(found)) ? found : undefined;
}

function readDay(text: string, today: Day | undefined): Day | undefined {
  const iso = /^(\d{4})[-/.](\d\d?)[-/.](\d\d?)$/.exec(text);
  if (iso) return dayOrNot(iso[1], Number(iso[2]), iso[3], today);
  const figures = /^(?:den |d\. ?|the )?(\d\d?)\s?[-./ ]\s?(\d\d?)(?:(?:\s?[-./]\s?|,? )(\d{4}|\d\d))?\.?$/.exec(text);
  if (figures) return dayOrNot(figures[3], Number(figures[2]), figures[1], today);
  const words = /^(?:den |d\. ?|the )?(\d\d?)(?:\.|st|nd|rd|th)?[ -]?(?:of )?([a-z]{3,9})\.?(?:,? ?-?(\d{4}|\d\d))?\.?$/.exec(text);
  if (words) return dayOrNot(words[3], namesIn(months, words[2] ?? '', 3)[0], words[1], today);
  const monthFirst = /^([a-z]{3,9})\.? (\d\d?)(?:st|nd|rd|th)?(?:,? (\d{4}))?$/.exec(text);
  return monthFirst ? dayOrNot(monthFirst[3], namesIn(months, monthFirst[1] ?? '', 3)[0], monthFirst[2], today) : undefined;
}

function dayOrNot(year: string | undefined, month: number | undefined, date: string | undefined, today: Day | undefined): Day | undefined {
  if (month === undefined || date === undefined) return undefined;
  if (year === undefined) return today && nextSuch(month, Number(date), today);
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 80 ? 2000 : 1900);
  const fits = Number(date) >= 1 && Number(date) <= daysInMonth(full, month);
  return fits && full >= 1900 && full < 2200 ? dayFrom(full, month, Number(date)) : undefined;
}

function nextSuch(month: number, date: number, today: Day): Day | undefined {
  const { year } = partsOf(today);
  // Up to eight years lie between two 29 Februaries (1896 and 1904, 2096 and 2104).
  for (let ahead = 0; ahead <= 8; ahead++) {
    if (date < 1 || date > daysInMonth(year + ahead, month)) continue;
    const found = dayFrom(year + ahead, month, date);
    if (found > addDays(today, -1)) return found;
  }
  return undefined;
}

/** A time of day as people type it: 18, 18.00, 18:30, 1830, "kl. 18", "klokka 9", "6 pm". Undefined when it is none. */
export function parseClock(text: string): Clock | undefined {
  const typed = tidy(text);
  if (typed === undefined) return undefined;
  const read = /^(?:(?:kl|klokka|klokken|at)\b[.:]? ?)?(\d\d?)(?:[.:, ]?([0-5]\d))?(?: ?(am|pm|a\.m\.|p\.m\.|h))?\.?$/.exec(typed);
  if (!read) return undefined;
  const hour = hourOf(Number(read[1]), read[3]?.replaceAll('.', ''));
  const found = `${String(hour).padStart(2, '0')}:${read[2] ?? '00'}`;
  return isClock(found) ? found : undefined;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half !== 'am' && half !== 'pm') return hour;
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

const namesIn = (names: string[][], word: string, letters: number): number[] =>
  names.flatMap((forms, at) => (word.length >= letters && forms.some((form) => form.startsWith(word)) ? [at + 1] : []));

function tidy(text: string): string | undefined {
  if (text.length > 60) return undefined;
  const typed = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return typed === '' ? undefined : typed;
}
