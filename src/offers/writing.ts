/** From what was typed to what is stored, and back. Pure: what is wrong comes back as slips by field. */
import { type Clock, type Day, parseClock, parseDay, type Zone } from '../lib/day.ts';
import type { Slips, Typed } from '../lib/forms.ts';
import type { Language } from '../lib/language.ts';
import { type Country, findPlace, isComplete, municipalityBy, placeOf } from '../lib/places/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { type Month, readRule, rhythmFrom, writeRule } from '../meetings/index.ts';
import type { Often } from './forms.ts';
import type { OfferText } from './offer.ts';

/** What the form of an offer gives, typed (forms.ts). */
export type Written = Record<`${'title' | 'summary' | 'more'}-${Language}`, string | null | undefined> & {
  often: Often;
  startsOn: Day | null;
  clock: string | null;
  minutes: number | null;
  notIn: readonly string[];
  until: Day | null;
  pauseFrom: Day | null;
  pauseTo: Day | null;
  skipped: readonly string[];
  postcode: string | null;
  municipalities: readonly string[];
  venue: string | null;
  ways: readonly string[];
  contactName: string | null;
  link: string | null;
  validFrom: Day | null;
  validUntil: Day | null;
};

export type Times = {
  starts_on: Day | null;
  clock: Clock | null;
  minutes: number | null;
  rule: string;
  skipped: Day[];
  pauses: { from: Day; to: Day }[];
};
export type Where = {
  postcode: string | null;
  place: string | null;
  municipality: string | null;
  latitude: number | null;
  longitude: number | null;
};

/** The texts that were written; the first language of the association must have a title. */
export function textsOf(written: Written, languages: readonly Language[], slips: Slips): Partial<Record<Language, OfferText>> {
  const texts: Partial<Record<Language, OfferText>> = {};
  for (const language of languages) {
    const title = written[`title-${language}`];
    if (!title) continue;
    texts[language] = { title, summary: written[`summary-${language}`] ?? '', more: written[`more-${language}`] ?? '' };
  }
  if (Object.keys(texts).length === 0) slips[`title-${languages[0]}`] = { code: 'required' };
  return texts;
}

const none: Times = { starts_on: null, clock: null, minutes: null, rule: '', skipped: [], pauses: [] };

/** `before` is the rule it had: one that the plain form cannot say stays as it is. */
export function timesOf(written: Written, before: string, zone: Zone, slips: Slips): Times {
  if (written.often === 'agreed') return none;
  const clock = parseClock(written.clock ?? '');
  if (!written.startsOn) slips['startsOn'] = { code: 'required' };
  if (!clock) slips['clock'] = { code: written.clock ? 'not-a-clock' : 'required' };
  if (!written.minutes) slips['minutes'] = { code: 'required' };
  if (Boolean(written.pauseFrom) !== Boolean(written.pauseTo) || (written.pauseFrom ?? '') > (written.pauseTo ?? ''))
    slips['pauseTo'] = { code: 'pause-backwards' };
  const skipped = written.skipped.map((text) => parseDay(text, written.startsOn ?? undefined));
  if (skipped.includes(undefined)) slips['skipped'] = { code: 'not-a-day' };
  if (!written.startsOn || !clock || !written.minutes) return none;
  const rule = ruleOf(written, written.startsOn, before);
  if (rule !== '' && isRefusal(readRule(rule, { startsOn: written.startsOn, clock, zone }))) slips['often'] = { code: 'not-a-choice' };
  return {
    starts_on: written.startsOn,
    clock,
    minutes: written.minutes,
    rule,
    skipped: skipped.filter((day) => day !== undefined),
    pauses: written.pauseFrom && written.pauseTo ? [{ from: written.pauseFrom, to: written.pauseTo }] : [],
  };
}

function ruleOf({ often, notIn, until }: Written, first: Day, before: string): string {
  if (often === 'as-it-is') return before;
  if (often === 'once' || often === 'agreed') return '';
  const months = notIn.map(Number) as Month[];
  const end = until ? { until } : {};
  if (often === 'weekdays') {
    const on = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday }));
    return writeRule({ every: 'week', interval: 1, on, notIn: months, ...end });
  }
  return writeRule({ ...rhythmFrom(first, often, months), ...end });
}

export function whereOf({ postcode, ways, venue }: Written, country: Country, slips: Slips): Where {
  const place = postcode ? placeOf(country, postcode) : undefined;
  if (postcode && !place && isComplete(country)) slips['postcode'] = { code: 'no-such-postcode', values: { postcode } };
  if (ways.includes('in-person') && !postcode && !venue) slips['postcode'] = { code: 'where' };
  return {
    postcode,
    place: place?.name ?? null,
    municipality: place?.municipality ?? null,
    latitude: place?.point?.latitude ?? null,
    longitude: place?.point?.longitude ?? null,
  };
}

/** Municipalities by name or by number, one a line. */
export function servedOf(lines: readonly string[], country: Country, slips: Slips): string[] {
  return lines.flatMap((line) => {
    const code = municipalityBy(country, line)?.code ?? (/^\d{4}$/.test(line) ? undefined : findPlace(line, country).found?.municipality);
    if (!code) slips['municipalities'] = { code: 'no-such-municipality', values: { line } };
    return code ?? [];
  });
}

/** A first name stands alone: nobody is named in full to everyone. */
export function checkContact({ contactName, link }: Written, slips: Slips): void {
  if (contactName && /\s/.test(contactName)) slips['contactName'] = { code: 'first-name' };
  if (link && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(link)) slips['link'] = { code: 'not-a-link' };
}

type Stored = {
  rule: string;
  starts_on: Day | null;
  clock: Clock | null;
  pauses: readonly { from: Day; to: Day }[];
  zone: Zone;
};

/** How often, as the plain form would ask it; what it cannot say is kept as it is. */
export function oftenOf({ rule, starts_on, clock, zone }: Stored): { often: Often; notIn: string[]; until: string } {
  if (!starts_on || !clock) return { often: 'agreed', notIn: [], until: '' };
  if (rule === '') return { often: 'once', notIn: [], until: '' };
  const rhythm = readRule(rule, { startsOn: starts_on, clock, zone });
  if (isRefusal(rhythm)) return { often: 'as-it-is', notIn: [], until: '' };
  const shared = { notIn: rhythm.notIn.map(String), until: rhythm.until ?? '' };
  const end = rhythm.until ? { until: rhythm.until } : {};
  const same = (['week', 'second-week', 'month', 'last-in-month'] as const).find(
    (one) => writeRule({ ...rhythmFrom(starts_on, one, rhythm.notIn), ...end }) === rule,
  );
  if (!same && /^FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR(;|$)/.test(rule)) return { often: 'weekdays', ...shared };
  return same ? { often: same, ...shared } : { often: 'as-it-is', notIn: [], until: '' };
}

export type { Typed };
