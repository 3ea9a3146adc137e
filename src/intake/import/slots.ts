import { found, none } from './findings.ts';
import type { Found } from './findings.ts';
import { fold, saysNothing } from './words.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const daytimes = ['day', 'eve'] as const;
type Weekday = (typeof weekdays)[number];
type Daytime = (typeof daytimes)[number];
/** A part of the week that a person can meet in: 'tue-eve'. */
export type Slot = `${Weekday}-${Daytime}`;
export const slots: readonly Slot[] = weekdays.flatMap((day) => daytimes.map((time): Slot => `${day}-${time}`));

type Word = { days: readonly Weekday[] } | { time: Daytime };

const dayWords: Readonly<Record<Weekday, string>> = {
  mon: 'man mand mandag mandager mandagar mandage månd måndag måndagar mon monday mondays',
  tue: 'tir tirs tirsd tirsdag tirsdager tirsdage tys tysd tysdag tysdagar tue tues tuesday tuesdays',
  wed: 'ons onsd onsdag onsdager onsdagar onsdage wed weds wednesday wednesdays',
  thu: 'tor tors torsd torsdag torsdager torsdagar torsdage thu thur thurs thursday thursdays',
  fri: 'fre fred fredag fredager fredagar fredage friday fridays',
  sat: 'lør lørd lørdag lørdager lørdagar lørdage lau laur laurd laurdag laurdagar sat saturday saturdays',
  sun: 'søn sønd søndag søndager søndagar søndage sun sund sundag sundagar sunday sundays',
};
const daytimeWords: Readonly<Record<Daytime, string>> = {
  day: 'dag dagtid formiddag formiddager formiddagen formiddagar morgen morgon morgenen ettermiddag ettermiddager ettermiddagen eftermiddag day daytime daytimes morning mornings afternoon afternoons',
  eve: 'kveld kvelder kvelden kveldar kveldstid aften aftener aftenen eve eves evening evenings',
};
const spans: readonly (readonly [string, readonly Weekday[]])[] = [
  [
    'alle dager|alle dagar|alle dage|hver dag|kvar dag|hele uka|hele uken|heile veka|hele ugen|når som helst|anytime|any day|every day|all days',
    weekdays,
  ],
  ['alle|alltid|altid|always|fleksibel|fleksibelt|flexible', weekdays],
  ['hverdager|hverdag|hverdage|kvardagar|kvardag|ukedager|vekedagar|ugedage|weekdays|weekday', weekdays.slice(0, 5)],
  ['helg|helger|helgen|helga|helgar|weekend|weekender|weekends', weekdays.slice(5)],
];
const silent = new Set('og and samt eller or på i om til the best kl klokka klokken etter efter after fra from at in on to'.split(' '));

const words = new Map<string, Word>([
  ...spans.flatMap(([forms, days]) => forms.split('|').map((form): [string, Word] => [fold(form), { days }])),
  ...weekdays.flatMap((day) => dayWords[day].split(' ').map((form): [string, Word] => [fold(form), { days: [day] }])),
  ...daytimes.flatMap((time) => daytimeWords[time].split(' ').map((form): [string, Word] => [fold(form), { time }])),
]);
const phrases = [...words.keys()].filter((form) => form.includes(' '));

/**
 * When a person can meet, from "man kveld, fre kveld", "hverdager etter 17", "man–ons dag", "Tuesdays". A daytime goes with the days
 * before it; a day without one is the whole day. What is said not to fit is not guessed at.
 */
export function readSlots(text: string): Found<Slot[]> {
  if (saysNothing(text)) return none;
  const folded = fold(text.replace(/(?<=\p{L})\s?[-–]\s?(?=\p{L})/gu, ' til '));
  if (/\b(ikke|ikkje|ei|not|unntatt|unntatt|utenom|utanom|undtagen|except|uten)\b/.test(folded)) return found<Slot[]>(null, 'unread');
  const { chosen, left } = readWords(split(folded));
  const value = slots.filter((slot) => chosen.has(slot));
  if (value.length === 0) return found<Slot[]>(null, 'unread');
  return left ? found(value, 'partly-read') : found(value);
}

/** Words, and phrases as one word. "fri" is Friday only among other English words: to Nordic people it means free. */
function split(folded: string): string[] {
  const english = /\b(mon|tue|wed|thu|sat|mornings?|evenings?|eve|afternoons?)/.test(folded)
    ? folded.replace(/\bfri\b/g, 'friday')
    : folded;
  const joined = phrases.reduce(
    (text, phrase) => ` ${text} `.replaceAll(` ${phrase} `, ` ${phrase.replaceAll(' ', '_')} `).trim(),
    english,
  );
  return joined.split(' ').map((word) => word.replaceAll('_', ' '));
}

function readWords(parts: string[]): { chosen: Set<Slot>; left: boolean } {
  const chosen = new Set<Slot>();
  let waiting: Weekday[] = [];
  let last: readonly Weekday[] = weekdays;
  let left = false;
  const choose = (days: readonly Weekday[], times: readonly Daytime[]) =>
    days.forEach((day) => times.forEach((time) => chosen.add(`${day}-${time}`)));
  for (const [n, part] of parts.entries()) {
    const word = words.get(part) ?? hour(part, parts[n - 1]);
    if (!word) left ||= !silent.has(part);
    else if ('time' in word) {
      if (waiting.length > 0) last = waiting;
      waiting = [];
      choose(last, [word.time]);
    } else waiting.push(...(isRange(parts, n) ? through(waiting.at(-1), word.days) : word.days));
  }
  choose(waiting, daytimes);
  return { chosen, left };
}

/** "etter 17" is an evening, "kl 10" a day. */
function hour(part: string, before: string | undefined): Word | undefined {
  if (!/^\d{1,2}$/.test(part) || !before || !/^(kl|klokka|klokken|etter|efter|after|fra|from|at)$/.test(before)) return undefined;
  return { time: Number(part) >= 16 ? 'eve' : 'day' };
}

const isRange = (parts: string[], n: number): boolean => ['til', 'to'].includes(parts[n - 1] ?? '');

/** The days after the first, up to and with the last; over a Sunday too. */
function through(first: Weekday | undefined, [last]: readonly Weekday[]): Weekday[] {
  if (first === undefined || last === undefined) return last === undefined ? [] : [last];
  const [from, to] = [weekdays.indexOf(first), weekdays.indexOf(last)];
  return Array.from({ length: (to - from + 7) % 7 }, (_, n) => weekdays[(from + n + 1) % 7]!);
}
