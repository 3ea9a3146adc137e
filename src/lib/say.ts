/**
 * How people say days, times and numbers. The words are our own, since those of ICU change from one Node to the next.
 * Spaces are plain ones outside large numbers: any other makes a text message twice as dear.
 */
import { clockAfter, daysBetween, minutesOf, partsOf, weekday } from './day.ts';
import type { Clock, Day, Weekday } from './day.ts';
import type { Language } from './language.ts';
import { counts, months, ones, ordinals, weekdays, words } from './say-words.ts';
import type { Gender } from './say-words.ts';

export type { Gender } from './say-words.ts';

export type SayDay = {
  /** What day it is, to know whether the year is another. */
  today?: Day;
  /** Whether to say the year. Left out: when it is not today's year, if `today` is given; else not. */
  year?: 'if-other' | 'always' | 'never';
  /** Left out: said. */
  weekday?: boolean;
};

export const sayMonth = (month: number, language: Language): string => months[language][month - 1] ?? '';
export const sayWeekday = (weekday: Weekday, language: Language): string => weekdays[language][weekday - 1] ?? '';

/** "tirsdag 1. desember", "tysdag 1. desember", "tirsdag den 1. december", "Tuesday 1 December"; with the year when asked for. */
export function sayDay(day: Day, language: Language, say: SayDay = {}): string {
  const { date, month, year } = partsOf(day);
  const name = say.weekday === false ? '' : `${sayWeekday(weekday(day), language)} ${language === 'da' ? 'den ' : ''}`;
  return `${name}${date}${language === 'en' ? '' : '.'} ${sayMonth(month, language)}${sayYear(year, say)}`;
}

/** The date without its weekday, as it stands in a sentence: "1. desember", "den 1. december", "1 December". */
export const sayDate = (day: Day, language: Language, say: Omit<SayDay, 'weekday'> = {}): string =>
  `${language === 'da' ? 'den ' : ''}${sayDay(day, language, { ...say, weekday: false })}`;

function sayYear(year: number, { today, year: wish = today ? 'if-other' : 'never' }: SayDay): string {
  const other = today === undefined || partsOf(today).year !== year;
  return wish === 'always' || (wish === 'if-other' && other) ? ` ${year}` : '';
}

/** "mars 2027": what stands above a month of days. */
export const sayMonthOf = (day: Day, language: Language): string => `${sayMonth(partsOf(day).month, language)} ${partsOf(day).year}`;

/** "i går", "i dag" or "i morgen"; any other day by its name. */
export const sayNear = (day: Day, language: Language, today: Day): string =>
  words[language].near[daysBetween(today, day) + 1] ?? sayDay(day, language, { today });

/** "siden i går", "siden tirsdag" within the last week, else "siden 1. desember". Today is only "i dag". */
export function saySince(day: Day, language: Language, today: Day): string {
  const ago = daysBetween(day, today);
  const { since, near } = words[language];
  if (ago === 0) return near[1];
  if (ago === 1) return `${since} ${near[0]}`;
  if (ago > 1 && ago < 7) return `${since} ${sayWeekday(weekday(day), language)}`;
  return `${since} ${sayDate(day, language, { today })}`;
}

/** "kl. 18", "kl. 18.30"; in English "18:00", since "at" depends on the sentence. The day has 24 hours in all four. */
export const sayClock = (clock: Clock, language: Language): string => (language === 'en' ? clock : `kl. ${hourAndMinute(clock)}`);

/** "kl. 18 til 20", "18:00 to 20:00". */
export function sayFromTo(clock: Clock, minutes: number, language: Language): string {
  const end = clockAfter(clock, minutes);
  if (language === 'en') return `${clock} to ${end}`;
  return `${sayClock(clock, language)} til ${end === '00:00' ? '24' : hourAndMinute(end)}`;
}

/** "tirsdag 1. desember kl. 18", "Tuesday 1 December at 18:00"; given `minutes`, "… kl. 18 til 20", "… from 18:00 to 20:00". */
export function sayDayTime(day: Day, clock: Clock, language: Language, say: SayDay & { minutes?: number } = {}): string {
  const time = say.minutes === undefined ? sayClock(clock, language) : sayFromTo(clock, say.minutes, language);
  const joint = language !== 'en' ? ' ' : say.minutes === undefined ? ' at ' : ' from ';
  return `${sayDay(day, language, say)}${joint}${time}`;
}

function hourAndMinute(clock: Clock): string {
  const minute = clock.slice(3);
  return `${Math.floor(minutesOf(clock) / 60)}${minute === '00' ? '' : `.${minute}`}`;
}

/** "45 minutter", "en time", "halvannen time", "to timer", "to og en halv time", "to timer og 15 minutter". Whole minutes. */
export function sayDuration(minutes: number, language: Language): string {
  const said = words[language];
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (minutes === 30) return said.halfHour;
  if (minutes === 90) return said.oneAndHalf;
  if (rest === 30) return `${sayCount(hours, language)} ${said.and} ${said.half} ${language === 'en' ? said.hours : said.hour}`;
  const whole = `${sayCount(hours, language)} ${hours === 1 ? said.hour : said.hours}`;
  const part = `${sayCount(rest, language, 'neuter')} ${rest === 1 ? said.minute : said.minutes}`;
  if (hours === 0) return part;
  return rest === 0 ? whole : `${whole} ${said.and} ${part}`;
}

/** A number in running text: under 13 as a word, else in figures. */
export function sayCount(n: number, language: Language, gender: Gender = 'common'): string {
  if (n === 1) return ones[language][gender];
  return counts[language][n] ?? sayNumber(n, language);
}

/** "tredje"; from the thirteenth "13.", in English "13th". */
export function sayOrdinal(n: number, language: Language): string {
  const word = ordinals[language][n - 1];
  if (word !== undefined) return word;
  if (language !== 'en') return `${n}.`;
  const last = n % 100 > 10 && n % 100 < 14 ? 0 : n % 10;
  return `${n}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}

/** In figures: "35 000" and "3,5", in Danish "35.000" and "3,5", in English "35,000" and "3.5". Norwegian leaves four figures whole. */
export function sayNumber(n: number, language: Language): string {
  const [whole = '', part] = String(Math.abs(n)).split('.');
  const separator = { nb: '\u00a0', nn: '\u00a0', da: '.', en: ',' }[language];
  const together = whole.length < 5 && (language === 'nb' || language === 'nn');
  const grouped = together ? whole : whole.replace(/\B(?=(\d{3})+$)/g, separator);
  return `${n < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `${language === 'en' ? '.' : ','}${part}`}`;
}

/** "a, b og c". */
export function sayList(items: readonly string[], language: Language, joint: 'and' | 'or' = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${words[language][joint]} ${last}`;
}

/** A year's months in order, for a choice of months. */
export const monthNames = (language: Language): readonly string[] => months[language];
/** A week's days in order, from Monday. */
export const weekdayNames = (language: Language): readonly string[] => weekdays[language];
