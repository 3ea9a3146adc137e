import type { Day, Instant } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';

export type RoleName = 'administrator' | 'coordinator' | 'facilitator' | 'umbrella-officer';
export type Role = { role: RoleName; association: string; chapter: string | null; umbrella: string | null };
export type LinkPurpose =
  | 'enquiry'
  | 'interview'
  | 'invitation'
  | 'pledge'
  | 'absence'
  | 'seat'
  | 'heartbeat'
  | 'calendar'
  | 'import-consent'
  | 'interest'
  | 'across';

export type Visitor = { kind: 'visitor' };
/** Someone signed in. Roles and groups hold today; they are read anew for every request. */
export type Person = {
  kind: 'person';
  id: string;
  association: string;
  language: Language;
  largeType: boolean;
  roles: Role[];
  facilitates: string[];
  sits: string[];
  session: Buffer;
  method: string;
  ownDevice: boolean;
  hasSecond: boolean;
  secondAt: Instant | null;
  stepUpAt: Instant | null;
  /** when this browser was last heard of, within five minutes */
  seenAt: Instant;
};
/** Someone who holds a private link: may do the one thing it is for. */
export type Holder = {
  kind: 'holder';
  id: string;
  association: string;
  language: Language;
  link: string;
  purpose: LinkPurpose;
  object: string | null;
};
export type Actor = Visitor | Person | Holder;

/** What the database tells of a session (app.find_session). Dated roles are judged by `today`. */
export function personOf(row: SessionRow, session: Buffer, today: Day): Person {
  const holds = (span: { from: Day; until: Day | null }) => span.from <= today && (span.until === null || span.until >= today);
  const roles = row.roles.filter(holds);
  const helps = (house: string) => roles.some(({ role, association }) => role === 'facilitator' && association === house);
  return {
    kind: 'person',
    id: row.person,
    association: row.association,
    language: row.language,
    largeType: row.largeType,
    roles: roles.map(({ role, association, chapter, umbrella }) => ({ role, association, chapter, umbrella })),
    // Whoever was named holds a group as long as she has the role (app.facilitated).
    facilitates: row.facilitates.filter((one) => holds(one) && helps(one.association)).map((one) => one.group),
    sits: row.sits,
    session,
    method: row.method,
    ownDevice: row.ownDevice,
    hasSecond: row.hasSecond,
    secondAt: row.secondAt ? new Date(row.secondAt) : null,
    stepUpAt: row.stepUpAt ? new Date(row.stepUpAt) : null,
    seenAt: new Date(row.lastSeenAt),
  };
}

export type SessionRow = {
  person: string;
  association: string;
  language: Language;
  largeType: boolean;
  method: string;
  ownDevice: boolean;
  hasSecond: boolean;
  secondAt: string | null;
  stepUpAt: string | null;
  lastSeenAt: string;
  roles: (Role & { from: Day; until: Day | null })[];
  facilitates: { group: string; association: string; from: Day; until: Day | null }[];
  sits: string[];
};

export const idOf = (actor: Actor): string | null => (actor.kind === 'visitor' ? null : actor.id);
export const hasRole = (actor: Actor, ...names: RoleName[]): boolean =>
  actor.kind === 'person' && actor.roles.some((role) => names.includes(role.role));
/** The word history keeps for the hat worn: the highest role a person has. */
export function hatOf(actor: Actor): string {
  if (actor.kind !== 'person') return actor.kind;
  const order: RoleName[] = ['administrator', 'coordinator', 'facilitator', 'umbrella-officer'];
  return order.find((name) => hasRole(actor, name)) ?? 'participant';
}
