import { addMonths, daysInMonth, latest, partsOf } from '../lib/day.ts';
import type { Day } from '../lib/day.ts';
import { translator } from '../lib/language.ts';
import type { Language, TextKey } from '../lib/language.ts';
import { sayClock, sayDate, sayDayTime, sayList, sayMonth, sayOrdinal, sayWeekday } from '../lib/say.ts';
import { lastOccurrence, occurrenceOf, rhythmOf, upcoming } from './recurrence.ts';
import type { Occurrence, Pause, Series } from './recurrence.ts';
import { rhythmDays } from './rhythm.ts';
import type { Month, Place, Rhythm } from './rhythm.ts';

type Key = Extract<TextKey, `meetings:recurrence.${string}`> extends `meetings:recurrence.${infer Name}` ? Name : never;
type Say = (key: Key, values?: Record<string, string>) => string;

/** More single exceptions than this are not listed: nobody would remember them. */
const mostExceptions = 3;

/** So many days in a row are said by the first and the last. */
const leastRun = 4;

/**
 * When a group meets, in one line that is true from `today` on: "annenhver tirsdag kl. 18, ikke i juli". Without `today`,
 * from its first day. Only the rhythm and its pauses when `exceptions` is false. Begins with a small letter.
 */
export function sayRecurrence(
  series: Series,
  language: Language,
  { today, exceptions = true }: { today?: Day; exceptions?: boolean } = {},
): string {
  const t = translator(language);
  const say: Say = (key, values) => t(`meetings:recurrence.${key}` as TextKey, values);
  const from = today === undefined ? series.startsOn : latest(today, series.startsOn);
  const known = today ?? series.startsOn;
  const rhythm = rhythmOf(series);
  if (!rhythm) return sayByHand(series, language, from, say);
  const [first] = upcoming(series, series.startsOn, 1);
  const last = lastOccurrence(series);
  if (first && last?.original === first.original) return sayDayTime(first.day, first.clock, language, { today: known });
  const date = (day: Day) => sayDate(day, language, { today: known });
  return [
    say('at', { rhythm: sayRhythm(rhythm, language, say), clock: sayClock(series.clock, language) }),
    ...(first && today !== undefined && first.day > today ? [say('firstTime', { day: date(first.day) })] : []),
    ...sayMonths(rhythm, language, say),
    ...series.pauses
      .filter((pause) => pause.to >= from && isFelt(pause, rhythm, series))
      .map((pause) => sayPause(pause, language, known, say)),
    ...(exceptions ? sayExceptions(series, language, known, say) : []),
    ...(last ? [say('lastTime', { day: date(last.day) })] : []),
  ].join(', ');
}

function sayByHand(series: Series, language: Language, from: Day, say: Say): string {
  const [next] = upcoming(series, from, 1);
  const [, another] = upcoming(series, series.startsOn, 2);
  if (!next) return say('byHand');
  const when = sayDayTime(next.day, next.clock, language, { today: from });
  return another ? say('byHandNext', { when }) : when;
}

function sayRhythm({ every, interval, on }: Rhythm, language: Language, say: Say): string {
  const days =
    every === 'week'
      ? sayList(
          on.map(({ weekday }) => sayWeekday(weekday, language)),
          language,
        )
      : sayPlaces(on, language, say);
  const nth = sayOrdinal(interval, language);
  if (every === 'month')
    return interval === 1 ? say('month', { days }) : interval === 2 ? say('secondMonth', { days }) : say('nthMonth', { days, nth });
  if (interval === 1) {
    if (on.length === 7) return say('everyDay');
    const [first, last] = [on[0]?.weekday, on.at(-1)?.weekday];
    if (first && last && on.length >= leastRun && last - first === on.length - 1)
      return say('weekRun', { first: sayWeekday(first, language), last: sayWeekday(last, language) });
    return say('week', { days });
  }
  if (interval === 2) return say(on.length > 1 ? 'secondWeekSeveral' : 'secondWeek', { days });
  return say('nthWeek', { days, nth });
}

function sayPlaces(on: readonly Place[], language: Language, say: Say): string {
  const which = ({ nth = 1 }: Place) => (nth === -1 ? say('last') : sayOrdinal(nth, language));
  const [first] = on;
  const sameDay = first && on.every(({ weekday }) => weekday === first.weekday);
  if (sameDay) return `${sayList(on.map(which), language)} ${sayWeekday(first.weekday, language)}`;
  return sayList(
    on.map((place) => `${which(place)} ${sayWeekday(place.weekday, language)}`),
    language,
  );
}

function sayMonths({ notIn }: Rhythm, language: Language, say: Say): string[] {
  if (notIn.length === 0) return [];
  const all = Array.from({ length: 12 }, (_, n) => (n + 1) as Month);
  const names = (included: boolean) => all.filter((month) => notIn.includes(month) !== included).map((month) => sayMonth(month, language));
  if (notIn.length < 6) return [say('notIn', { months: sayNone(names(false), language) })];
  return [say('onlyIn', { months: sayList(names(true), language) })];
}

/** "Not in July or August", but "ikke i juli og august". */
const sayNone = (months: string[], language: Language): string => sayList(months, language, language === 'en' ? 'or' : 'and');

/** A pause in which there would have been no meeting anyway is not worth a word. */
const isFelt = ({ from, to }: Pause, rhythm: Rhythm, { startsOn }: Series): boolean => !rhythmDays(rhythm, startsOn, from, to).next().done;

/** Whole months are said by name, with the year when they are more than a year away. */
function sayPause({ from, to }: Pause, language: Language, today: Day, say: Say): string {
  const { date, year } = partsOf(from);
  const end = partsOf(to);
  const months = (end.year - year) * 12 + end.month - partsOf(from).month + 1;
  if (date !== 1 || end.date !== daysInMonth(end.year, end.month) || months > 6)
    return say('pause', { from: sayDate(from, language, { today }), to: sayDate(to, language, { today }) });
  const names = Array.from({ length: months }, (_, n) => sayMonth(partsOf(addMonths(from, n)).month, language));
  return say('notIn', { months: `${sayNone(names, language)}${from < addMonths(today, 12) ? '' : ` ${end.year}`}` });
}

function sayExceptions(series: Series, language: Language, today: Day, say: Say): string[] {
  const date = (day: Day) => sayDate(day, language, { today });
  const dates = (days: Day[]) => sayList(days.toSorted().map(date), language);
  const { skipped, moved, added } = series.exceptions;
  const ahead = (named: readonly Day[]) =>
    named.map((day) => occurrenceOf(series, day)).filter((found) => found !== undefined && found.day >= today) as Occurrence[];
  const cancelled = ahead(skipped).map(({ day }) => day);
  const elsewhere = ahead(moved.map(({ from }) => from)).filter(({ state }) => state === 'moved');
  const bare: Series = { ...series, pauses: [], exceptions: { skipped: [], moved: [], added: [] } };
  const extra = ahead(added)
    .filter(({ state, original }) => state === 'planned' && !occurrenceOf(bare, original))
    .map(({ day }) => day);
  if (cancelled.length + elsewhere.length + extra.length > mostExceptions) return [say('someExceptions')];
  return [
    ...(cancelled.length > 0 ? [say('not', { days: dates(cancelled) })] : []),
    ...elsewhere.map((held) => sayMoved(held, language, date, say)),
    ...(extra.length > 0 ? [say('also', { days: dates(extra) })] : []),
  ];
}

function sayMoved({ original, day, clock }: Occurrence, language: Language, date: (day: Day) => string, say: Say): string {
  const at = sayClock(clock, language);
  if (day === original) return say('movedTime', { from: date(original), clock: at });
  return say('moved', { from: date(original), to: date(day), clock: at });
}
