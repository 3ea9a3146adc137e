/** What is proposed: groups, and for everyone else the reason why not. */
import type { Kind } from './kind.ts';

export const LEFT_REASONS = ['no-time', 'too-far', 'too-few', 'no-facilitator', 'no-room', 'apart', 'no-language', 'one-sex'] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];
export type NewGroup = { venue: string; slot: string; kind: Kind; language: string; people: string[]; facilitators: string[] };
export type Joining = { open: string; people: string[] };
export type Group = NewGroup | Joining;
export type Left = { person: string; reason: LeftReason };

export const isJoining = (group: Group): group is Joining => 'open' in group;
