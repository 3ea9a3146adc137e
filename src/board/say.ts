/** The score, the rules and the reasons in words. People are named by their initials, never by more. */
import type { Broken, Group, GroupPortrait, LeftReason } from '../composition/index.ts';
import { isJoining, LEFT_REASONS, portrait } from '../composition/index.ts';
import type { Instance } from '../composition/index.ts';
import type { TextKey, Translate } from '../lib/language.ts';
import { sayList, sayNumber, weekdayNames } from '../lib/say.ts';
import type { Change } from './board.ts';
import type { About } from './pool.ts';
import { type Lack, lacks } from './waiting.ts';
import { isEvening, weekdayOf } from './words.ts';

/** Names of what is not a person who waits: places, groups, and colleagues who start groups. */
export type Names = { venues: ReadonlyMap<string, string>; groups: ReadonlyMap<string, string>; leaders: ReadonlyMap<string, string> };
export type Who = (person: string) => string;

export const sayWhen = (t: Translate, slot: string): string =>
  t(isEvening(slot) ? 'board:when.evening' : 'board:when.daytime', { day: weekdayNames(t.language)[weekdayOf(slot) - 1] ?? '' });

/** "Tuesday evenings, the library": what a group on the board is called. */
export function sayWhere(t: Translate, group: Group, instance: Instance, names: Names): string {
  if (!isJoining(group)) return t('board:where', { when: sayWhen(t, group.slot), venue: names.venues.get(group.venue) ?? t('board:gone') });
  const open = instance.open.find((one) => one.id === group.open);
  return t('board:joining', { group: names.groups.get(group.open) ?? t('board:gone'), when: open ? sayWhen(t, open.slot) : '' });
}

/** What one group is like, a sentence each; the first is how many, when and where. `rough`: years and kilometres are known as bands only. */
export function sayGroup(t: Translate, group: Group, instance: Instance, names: Names, rough = false): string[] {
  const seen = portrait(group, instance);
  const where = sayWhere(t, group, instance, names);
  const leaders = isJoining(group) ? [] : group.facilitators.map((one) => names.leaders.get(one) ?? t('board:leader'));
  const first = isJoining(group)
    ? t('board:says.joining', { count: seen.joining, where, total: seen.size })
    : t('board:says.people', { count: seen.size, where });
  return [
    first,
    ...sayCompany(t, seen, rough),
    sayWay(t, group, instance, seen, rough),
    ...(leaders.length > 0 ? [t('board:says.leaders', { names: sayList(leaders, t.language) })] : []),
  ];
}

const NEAR_KM = 2;
function sayWay(t: Translate, group: Group, instance: Instance, { farthestKm }: GroupPortrait, rough: boolean): string {
  const venue = isJoining(group) ? instance.open.find((one) => one.id === group.open)?.venue : group.venue;
  if (instance.venues.find((one) => one.id === venue)?.digital) return t('board:says.from-home');
  return farthestKm <= NEAR_KM ? t('board:says.near') : t(rough ? 'board:says.way-about' : 'board:says.way', { km: farthestKm });
}

/** Who would be few of a kind, how far apart the ages are, and how many share too little with the others: each row of the score table. */
function sayCompany(t: Translate, seen: GroupPortrait, rough: boolean): string[] {
  if (seen.size === 0) return [];
  const said = (key: 'phase' | 'age' | 'diagnosis') => {
    const count = aloneIn(seen, key);
    return count > 0 ? [t(`board:says.alone-${key}`, { count })] : [];
  };
  return [...saySexes(t, seen), sayAges(t, seen, rough), ...said('phase'), ...said('age'), ...said('diagnosis')];
}

const aloneIn = ({ alone }: GroupPortrait, of: 'sex' | 'phase' | 'age' | 'diagnosis'): number =>
  alone.filter((one) => one.reason === `alone-${of}`).length;

/** "Two would be the only men" where everybody's sex is known; where it is not, only that somebody may be the only one. */
function saySexes(t: Translate, seen: GroupPortrait): string[] {
  const { women, men, others } = seen;
  const few = (n: number, rest: number) => others === 0 && n > 0 && n <= 2 && rest > n;
  const told = (few(men, women) && men === 1) || (few(women, men) && women === 1) ? 1 : 0;
  const count = aloneIn(seen, 'sex') - told;
  return [
    ...(few(men, women) ? [t('board:says.men', { count: men })] : []),
    ...(few(women, men) ? [t('board:says.women', { count: women })] : []),
    ...(count > 0 ? [t('board:says.alone-sex', { count })] : []),
  ];
}

function sayAges(t: Translate, { ageSpan, sentences }: GroupPortrait, rough: boolean): string {
  const over = Math.max(0, ...sentences.flatMap((one) => (one.reason === 'age-span' && one.points < 0 ? [one.amount ?? 0] : [])));
  const years = t(rough ? 'board:says.ages-about' : 'board:says.ages', { years: ageSpan });
  return over > 0 ? `${years}, ${t('board:says.ages-over', { count: over })}` : years;
}

const marks = { 'alone-phase': 'board:mark.phase', 'alone-age': 'board:mark.age', 'alone-diagnosis': 'board:mark.diagnosis' } as const;

/** Why a card is marked: she would be the only one of something. */
export function sayAlone(t: Translate, instance: Instance, reason: string, person: string): string {
  const sex = instance.people.find((one) => one.id === person)?.sex ?? 'x';
  return t(reason in marks ? marks[reason as keyof typeof marks] : `board:mark.sex-${sex}`);
}

export const sayPoints = (t: Translate, points: number): string => {
  const number = sayNumber(Math.abs(Math.round(points)), t.language);
  return points < 0 ? `−${number}` : points > 0 ? `+${number}` : number;
};

/** One line of the score table: what changes, and by how many points. */
export function sayChange(t: Translate, change: Change, who: Who, about?: ReadonlyMap<string, Pick<About, 'other'>>): string {
  const { reason, points, before, after } = change;
  const other = change.person === undefined ? undefined : about?.get(change.person)?.other;
  const name = change.person === undefined ? t('board:change.member') : who(change.person);
  const up = points > 0;
  const key = ((): TextKey => {
    if (reason === 'seat' && other) return !up ? 'board:change.no-seat-known' : after ? 'board:change.seat-known' : 'board:change.seat-now';
    if (reason === 'seat') return up ? 'board:change.seat' : 'board:change.no-seat';
    if (reason === 'new-group') return up ? 'board:change.group-less' : 'board:change.group-more';
    if (reason === 'way')
      return before === undefined ? 'board:change.way' : after === undefined ? 'board:change.way-gone' : 'board:change.way-other';
    if (reason === 'age-span') return up ? 'board:change.ages-closer' : 'board:change.ages-wider';
    return up ? `board:change.not-${reason}` : `board:change.${reason}`;
  })();
  const text = t(key, { name, count: after ?? before ?? 0, before: before ?? 0, after: after ?? 0 });
  return t('board:change.line', { points: sayPoints(t, points), text });
}

const rules = [
  'too-few-people',
  'too-many-people',
  'no-free-seat',
  'nobody-joins',
  'venue-closed',
  'room-taken',
  'person-busy',
  'person-language',
  'person-too-far',
  'person-not-digital',
  'person-kind',
  'apart',
  'one-sex',
  'facilitator-count',
  'facilitator-busy',
  'facilitator-language',
  'facilitator-kind',
  'facilitator-too-far',
  'facilitator-not-digital',
  'facilitator-twice',
  'facilitator-full',
  'unknown-venue',
  'unknown-person',
] as const;

/** Why a rule says no. */
export function sayRule(
  t: Translate,
  broken: Pick<Broken, 'rule' | 'person' | 'other' | 'facilitator'>,
  who: Who,
  { leaders }: Names,
  instance: Instance,
): string {
  const known = rules.find((one) => one === broken.rule) ?? 'other';
  const rule = known === 'apart' && broken.other === undefined ? 'apart-member' : known;
  const { min, max, facilitators } = instance.model;
  return t(`board:rule.${rule}`, {
    name: broken.person === undefined ? '' : who(broken.person),
    other: broken.other === undefined ? '' : who(broken.other),
    leader: broken.facilitator === undefined ? '' : (leaders.get(broken.facilitator) ?? t('board:leader')),
    min,
    max,
    count: facilitators,
  });
}

/** Why somebody is left over, as the first thing that would have to change. */
export function sayLeft(t: Translate, reason: string | null, untold: readonly Lack[]): string {
  if (untold.length > 0)
    return t('board:left.untold', {
      what: sayList(
        lacks.filter((one) => untold.includes(one)).map((one) => t(`board:lack.${one}`)),
        t.language,
      ),
    });
  const known = LEFT_REASONS.find((one): one is LeftReason => one === reason);
  return known ? t(`board:left.${known}`) : t('board:left.not-yet');
}

/** How far from the best possible: whole per cent, never rounded up to what it is not. */
export const shareOf = (score: number, bound: number): number =>
  bound <= 0 ? 100 : Math.max(0, Math.min(100, Math.floor((100 * score) / bound + 1e-9)));

/** How far from the best possible, in plain words. What is possible beyond it is rounded up: the bound is proven, that it can be reached is not. */
export function sayShare(t: Translate, score: number, bound: number): string {
  if (score <= 0) return bound <= 0 ? t('board:share.best') : t('board:share.none');
  if (score >= bound) return t('board:share.best');
  return t('board:share.of', { share: shareOf(score, bound), rest: moreOf(score, bound) });
}

/** How many per cent better an answer could be at most. */
export const moreOf = (score: number, bound: number): number => Math.max(1, Math.ceil((100 * (bound - score)) / score - 1e-9));

/** "PE" of "Per Eksempel". */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/u).filter(Boolean);
  const first = (word: string | undefined) => [...(word ?? '')][0]?.toUpperCase() ?? '';
  return words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0]) || '?';
}
