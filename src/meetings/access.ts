/** Who may do what with a group's meetings: pure questions about how someone is tied to the group. */
import { type Group, isOver, isRunningItself, type Tie } from '../groups/index.ts';

/** In the group: sits in it, or holds it until the handover. */
export const isInside = (tie: Tie, group: Group): boolean => tie.seat !== null || ((tie.leads || tie.guest) && group.handedOverOn === null);
/** Those who run the meetings: the facilitators, and everyone in a group that runs itself. */
const runs = (tie: Tie, group: Group): boolean =>
  (tie.leads && group.handedOverOn === null) || (tie.seat !== null && isRunningItself(group));

/** The association sees days and head counts until the group runs itself. */
export const maySeeMeetings = (tie: Tie, group: Group): boolean => isInside(tie, group) || (tie.coordinates && group.handedOverOn === null);
export const mayPlan = (tie: Tie, group: Group): boolean => runs(tie, group) && !isOver(group);
export const mayHold = (tie: Tie, group: Group): boolean => runs(tie, group);
export const mayOpenCard = isInside;
export const mayBeAbsent = (tie: Tie): boolean => tie.seat !== null;
/** Names of those who cannot come are for the facilitators; a group that runs itself hears how many. */
export const maySeeWhoIsAbsent = (tie: Tie, group: Group): boolean => tie.leads && group.handedOverOn === null;
export const mayHost = (tie: Tie, group: Group): boolean => tie.seat !== null || runs(tie, group);
export const maySeeThemes = isInside;
export const mayRaiseTheme = isInside;
export const mayChooseTheme = (tie: Tie, group: Group): boolean => runs(tie, group) && !isOver(group);
export const mayNoteExpectations = mayChooseTheme;
export const mayAskForTalk = (tie: Tie, group: Group): boolean => tie.leads && group.handedOverOn === null;
export const maySubscribe = isInside;
