/** One printing of one paper for one place, with a short address of its own that counts. */
import { randomInt } from 'node:crypto';
import type { Day } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';

/** What can be printed of every run: folded to A5, one A5, an A3 for the wall, four cards on an A4. */
export const papers = ['folded', 'a5', 'poster', 'cards'] as const;
export type Paper = (typeof papers)[number];

/** What it is about: an offer or listed group, one municipality (`NO-4601`), a chapter, or the whole association. */
export type Subject = { kind: 'offer' | 'place' | 'chapter' | 'association'; id: string; name: string; chapter: string | null };

export type Run = {
  id: string;
  code: string;
  subject: Subject;
  language: Language;
  place: string;
  copies: number | null;
  madeOn: Day;
};
export type RunLine = Run & { opened: Count; enquired: Count; interested: Count };

/** A count as it is shown: fewer than five are not told apart, and more are rounded to five, as in all published figures. */
export type Count = number | 'few';
export const told = (count: number): Count => (count < 5 ? 'few' : Math.round(count / 5) * 5);

/** Letters and figures that nobody takes for one another when they are read aloud or copied from a poster. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
export const newCode = (): string => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
