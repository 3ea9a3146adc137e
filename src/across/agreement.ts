/** An agreement between associations: begun by one, in force between those who have said yes, until each ends it. Pure. */
import type { Instant } from '../lib/day.ts';

export type Member = { association: string; agreedAt: Instant | null; endedAt: Instant | null };
export type Agreement = {
  id: string;
  umbrella: string | null;
  name: string;
  diagnosis: string | null;
  startedAt: Instant;
  members: Member[];
};
export type Standing = 'asked' | 'agreed' | 'ended';

export const standingOf = ({ agreedAt, endedAt }: Member): Standing => (endedAt ? 'ended' : agreedAt ? 'agreed' : 'asked');

/** Those between whom it holds; none while there is only one. As in app.partners. */
export function partners({ members }: Pick<Agreement, 'members'>): string[] {
  const agreed = members.filter((one) => standingOf(one) === 'agreed').map(({ association }) => association);
  return agreed.length > 1 ? agreed : [];
}
export const takesPart = (agreement: Pick<Agreement, 'members'>, association: string): boolean => partners(agreement).includes(association);

/** How it stands with somebody who was asked for. */
export const requestStates = ['asked', 'declined', 'person-asked', 'yes', 'no', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];
