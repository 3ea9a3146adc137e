/** Parts of the week and languages, as the board counts them. */
import type { Clock, Day } from '../lib/day.ts';
import { weekday } from '../lib/day.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const slots: readonly string[] = days.flatMap((day) => [`${day}-day`, `${day}-eve`]);
/** When a place is taken to be open where nobody has said: any weekday. */
export const usualSlots: string[] = slots.slice(0, 10);

/** Bokmål and nynorsk are two ways to write one spoken language. */
export const spoken = (language: string): string => (language === 'nn' ? 'nb' : language);

/** Evening begins at four. */
export const slotOf = (on: Day, at: Clock): string => `${days[weekday(on) - 1]!}-${at < '16:00' ? 'day' : 'eve'}`;
export const weekdayOf = (slot: string): number => days.indexOf(slot.slice(0, 3) as 'mon') + 1;
export const isEvening = (slot: string): boolean => slot.endsWith('-eve');
/** When a group of this part of the week usually meets; the coordinator may say otherwise. */
export const usualClock = (slot: string): Clock => (isEvening(slot) ? '18:00' : '11:00') as Clock;
