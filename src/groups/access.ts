/** Who may do what with which group: pure questions about how someone is tied to it. Row-level security asks the same underneath. */
import type { Actor } from '../accounts/index.ts';
import { type Group, isOver, isRunningItself } from './group.ts';
import type { Duty } from './handover.ts';
import { inState, type Seat } from './seat.ts';

/** How the actor is tied to a group; a stranger has no tie, and the group does not exist. */
export type Tie = {
  coordinates: boolean;
  /** leads it, agreed or only named */
  leads: boolean;
  agreed: boolean;
  /** a professional at the first meetings */
  guest: boolean;
  /** the own seat, accepted */
  seat: string | null;
  /** a contact person, or anyone in a group that runs itself and has none */
  manages: boolean;
};

type Around = {
  seats: readonly Seat[];
  facilitators: readonly { person: string; part: 'facilitator' | 'guest'; agreedAt: unknown }[];
  duties: readonly Duty[];
};

export function tieOf(actor: Actor, group: Group, { seats, facilitators, duties }: Around): Tie {
  const person = actor.kind === 'visitor' ? null : actor.id;
  const seat = inState(seats, 'accepted').find((one) => one.person !== null && one.person === person) ?? null;
  const own = facilitators.find((one) => one.person === person && group.handedOverOn === null);
  const contacts = duties.filter((one) => one.duty === 'contact');
  return {
    coordinates: coordinates(actor, group),
    leads: own?.part === 'facilitator',
    agreed: own?.part === 'facilitator' && own.agreedAt !== null,
    guest: own?.part === 'guest',
    seat: seat?.id ?? null,
    manages: seat !== null && isRunningItself(group) && (contacts.length === 0 || contacts.some((one) => one.seat === seat.id)),
  };
}

/** An administrator or coordinator of the association, or of the group's own chapter. */
export const coordinates = (actor: Actor, group: { association: string; chapter: string | null }): boolean =>
  actor.kind === 'person' &&
  actor.roles.some(
    ({ role, association, chapter }) =>
      (role === 'administrator' || role === 'coordinator') &&
      association === group.association &&
      (chapter === null || chapter === group.chapter),
  );

export const maySee = (tie: Tie): boolean => tie.coordinates || tie.leads || tie.guest || tie.seat !== null;
/** The association forms a group and changes it until the group runs itself; then it has nothing left to decide there. */
export const mayCompose = (tie: Tie, group: Group): boolean => tie.coordinates && group.handedOverOn === null;
const works = (tie: Tie, group: Group): boolean => (tie.coordinates || tie.agreed) && group.handedOverOn === null;
export const mayStartIt = works;
export const mayDecideIt = works;
export const mayHandItOver = works;
export const mayRegisterPledge = works;
/** What a participant chose to show is for those who hold the group, as long as they do. */
export const mayReach = (tie: Tie, group: Group): boolean => tie.agreed && !isOver(group);
export const mayAgree = (tie: Tie): boolean => tie.leads;
/** Whoever has taken a group does not say no to it any more: she talks with whoever asked her. */
export const mayDecline = (tie: Tie): boolean => tie.leads && !tie.agreed;
export const mayNameDuties = (tie: Tie, group: Group): boolean => (isRunningItself(group) ? tie.manages : works(tie, group));
export const mayChange = (tie: Tie, group: Group): boolean => (isRunningItself(group) ? tie.manages : tie.coordinates);
export const mayCloseIt = (tie: Tie, group: Group): boolean => tie.coordinates || (isRunningItself(group) ? tie.manages : tie.agreed);
export const mayLeaveIt = (tie: Tie): boolean => tie.seat !== null;
export const maySign = (tie: Tie): boolean => tie.seat !== null || tie.leads || tie.guest;
export const mayAnswerHeartbeat = (tie: Tie, group: Group): boolean => isRunningItself(group) && (tie.manages || tie.coordinates);
