/** An enquiry: someone wants something. Words and pure rules; no database, no clock. */
import type { Day, Instant } from '../lib/day.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { kinds, phases, sexes, type Slot, slots } from './import/index.ts';

export const wants = ['group', 'talk', 'help', 'represent'] as const;
export type Wants = (typeof wants)[number];
export const cameBy = ['web', 'phone', 'letter', 'import', 'meeting', 'across'] as const;
export type CameBy = (typeof cameBy)[number];
export type EnquiryKind = (typeof kinds)[number];
export type Phase = (typeof phases)[number];
export type Sex = (typeof sexes)[number];
export const reachWays = ['sms', 'phone', 'email', 'post'] as const;
export const waysToTalk = ['phone', 'in-person', 'video'] as const;
export type WayToTalk = (typeof waysToTalk)[number];
export const outcomes = ['group', 'one-to-one-first', 'professional-first', 'later', 'not-a-group'] as const;
export type Outcome = (typeof outcomes)[number];
/** Languages a person may tick, and those there is one more of; ISO 639. A sheet may bring others. Norwegian is one to talk in. */
export const usualLanguages = ['nb', 'da', 'en'] as const;
export const otherLanguages = [
  'sv',
  'se',
  'nsl',
  'dsl',
  'fi',
  'de',
  'pl',
  'uk',
  'ru',
  'lt',
  'ro',
  'es',
  'fr',
  'tr',
  'ku',
  'ar',
  'fa',
  'ps',
  'ur',
  'so',
  'ti',
  'am',
  'sw',
  'ta',
  'vi',
  'th',
  'tl',
  'zh',
] as const;
export const languageCodes = [...usualLanguages, ...otherLanguages];

/** Where it stands; kept by the database from dated facts (migrations/0011_stages.sql). */
export const stages = ['new', 'booked', 'talked', 'waiting', 'first', 'later', 'placed', 'finished', 'withdrawn'] as const;
export type Stage = (typeof stages)[number];
/** Still the coordinator's to do something about. */
export const openStages: readonly Stage[] = ['new', 'booked', 'talked'];
/** Agreed to be taken up again. */
export const restingStages: readonly Stage[] = ['first', 'later'];

export type Enquiry = {
  id: string;
  association: string;
  chapter: string | null;
  /** Null: erased. */
  person: string | null;
  wants: Wants;
  cameBy: CameBy;
  receivedOn: Day;
  stage: Stage;
  kind: EnquiryKind | null;
  mixedOk: boolean;
  diagnosis: string | null;
  phase: Phase | null;
  birthYear: number | null;
  sex: Sex | null;
  sameSex: boolean;
  languages: string[];
  postcode: string | null;
  place: string | null;
  maxKm: number | null;
  digitalOk: boolean;
  slots: string[];
  needs: string[];
  wish: Buffer | null;
  answeredAt: Instant | null;
  answeredBy: string | null;
};

export type ChangeRefusal = 'is-withdrawn';
export const mayChange = ({ stage, person }: Enquiry): Refusal<ChangeRefusal> | undefined =>
  stage === 'withdrawn' || person === null ? refuse('is-withdrawn') : undefined;

export type AnswerRefusal = 'is-withdrawn' | 'is-placed' | 'is-finished';
/** Nothing more to do: answered, or the person only wanted to know something. */
export function mayAnswer({ stage }: Enquiry): Refusal<AnswerRefusal> | undefined {
  if (stage === 'withdrawn') return refuse('is-withdrawn');
  if (stage === 'placed') return refuse('is-placed');
  return stage === 'finished' ? refuse('is-finished') : undefined;
}

export type TriageRefusal = AnswerRefusal | 'only-for-groups' | 'again-when' | 'someone-else-did';
/**
 * What the talk led to. The one who finished an enquiry may think again; to everyone else it is simply finished.
 * `seen` is the triage in force when the page was drawn, `inForce` the one there is now.
 */
export function mayTriage(
  enquiry: Pick<Enquiry, 'stage' | 'wants' | 'answeredBy'>,
  decision: { outcome: Outcome; again: Day | null; seen: string | null; inForce: string | null; by: string; today: Day },
): Refusal<TriageRefusal> | undefined {
  if (enquiry.wants !== 'group') return refuse('only-for-groups');
  if (enquiry.stage === 'withdrawn') return refuse('is-withdrawn');
  if (enquiry.stage === 'placed') return refuse('is-placed');
  if (enquiry.stage === 'finished' && enquiry.answeredBy !== decision.by) return refuse('is-finished');
  if (decision.seen !== decision.inForce) return refuse('someone-else-did');
  const needsDay = decision.outcome === 'later' && (decision.again === null || decision.again <= decision.today);
  return needsDay ? refuse('again-when') : undefined;
}
export { kinds, phases, sexes, type Slot, slots };
