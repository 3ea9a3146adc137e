import type { Field } from './fields.ts';

/** Why a row cannot be taken in. The text of each is `import:reason.<reason>`. */
export const reasons = [
  'no-name',
  'name-is-formula',
  'name-is-markup',
  'name-unreadable',
  'two-people',
  'no-contact',
  'phone-unreadable',
  'email-unreadable',
  'postcode-unreadable',
  'birth-year-unreadable',
  'under-18',
  'date-unreadable',
  'date-does-not-exist',
  'role-does-not-fit',
] as const;
export type ReasonName = (typeof reasons)[number];

/** What was read otherwise than it was typed, or left out. The text of each is `import:remark.<remark>`. */
export const remarks = [
  'letters-spoiled',
  'name-shortened',
  'phone-second-left-out',
  'email-second-left-out',
  'postcode-zero-restored',
  'national-id-left-out',
  'formula-left-out',
  'markup-left-out',
  'too-long-left-out',
  'role-missing',
  'unread',
  'partly-read',
  'enquired-in-future',
  'note-left-out',
  'note-shortened',
  'shares-phone',
  'shares-email',
] as const;
export type RemarkName = (typeof remarks)[number];

export type Reason = { reason: ReasonName; field: Field; typed: string };
export type Remark = { remark: RemarkName; field: Field; typed: string; line?: number };

/** What one cell came to: a value or none, and what is to be said about it. A reason stops the whole row. */
export type Found<T> = { value: T | null; reason?: ReasonName; remarks?: readonly RemarkName[] };

export const none: Found<never> = { value: null };
export const found = <T>(value: T | null, ...remarks: RemarkName[]): Found<T> => (remarks.length > 0 ? { value, remarks } : { value });
export const unreadable = (reason: ReasonName): Found<never> => ({ value: null, reason });
