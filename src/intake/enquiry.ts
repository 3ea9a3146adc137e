/** An enquiry: someone wants something. The words and pure rules; no database, no clock. */
import { kinds, sexes } from './import/kind.ts';
import { phases } from './import/health.ts';
import { slots } from './import/slots.ts';

export const wants = ['group', 'talk', 'help', 'represent'] as const;
export type Wants = (typeof wants)[number];
export const cameBy = ['web', 'phone', 'letter', 'import', 'meeting'] as const;
export type CameBy = (typeof cameBy)[number];
export type EnquiryKind = (typeof kinds)[number];
export type Phase = (typeof phases)[number];
export type Sex = (typeof sexes)[number];
/** Where it stands; kept by the database from dated facts (migrations/0011_stages.sql). */
export const stages = ['new', 'booked', 'talked', 'waiting', 'first', 'later', 'placed', 'finished', 'withdrawn'] as const;
export type Stage = (typeof stages)[number];
export { kinds, phases, sexes, slots };
