import {
  choice,
  choices,
  email,
  form,
  optionalInteger,
  lines,
  longText,
  optionalChoice,
  optionalDay,
  optionalId,
  optionalText,
  phone,
  ticked,
} from '../lib/forms.ts';
import { type Language } from '../lib/language.ts';
import { areas, audiences, offerKinds, runners, ways } from './offer.ts';

/** How often, as the plain form asks; by agreement has no times. */
export const often = ['agreed', 'once', 'week', 'second-week', 'month', 'last-in-month', 'weekdays', 'as-it-is'] as const;
export type Often = (typeof often)[number];
export const months = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;
export const tongues = ['nb', 'nn', 'da', 'en', 'se', 'pl', 'uk', 'ar', 'so', 'ur', 'tr', 'sv', 'de'] as const;
export const rooms = ['yes', 'no'] as const;

const words = { title: 80, summary: 200, more: 2_000 } as const;

/** The form of an offer: its texts in each language of the association, then what there is to know. */
export const offerForm = (languages: readonly Language[], country: 'NO' | 'DK') =>
  form({
    ...Object.fromEntries(
      languages.flatMap((language) => [
        [`title-${language}`, optionalText(words.title)],
        [`summary-${language}`, optionalText(words.summary)],
        [`more-${language}`, longText(words.more)],
      ]),
    ),
    kind: choice(offerKinds),
    runBy: choice(runners),
    kinds: choices(audiences),
    areas: choices(areas),
    languages: choices(tongues),
    ways: choices(ways, 1),
    chapter: optionalId(),
    venue: optionalId(),
    address: optionalText(120),
    postcode: optionalText(10),
    municipalities: lines(0, 60, 60),
    often: choice(often),
    startsOn: optionalDay(),
    clock: optionalText(10),
    minutes: optionalInteger(5, 1_440),
    notIn: choices(months),
    until: optionalDay(),
    pauseFrom: optionalDay(),
    pauseTo: optionalDay(),
    skipped: lines(0, 30, 20),
    wheelchair: ticked(),
    hearingLoop: ticked(),
    dropIn: ticked(),
    room: optionalChoice(rooms),
    contactName: optionalText(40),
    contactPhone: phone(country),
    contactEmail: email(),
    link: optionalText(500),
    validFrom: optionalDay(),
    validUntil: optionalDay(),
    published: ticked(),
  });
