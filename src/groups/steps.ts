/** What a group needs next of the one who looks at it, the most pressing first: its page is a list of these. */
import { maySign, type Tie } from './access.ts';
import { type Group, isAccompanied, isForming, isOver, isRunningItself, type Progress } from './group.ts';

export type Step =
  | 'agree'
  | 'sign'
  | 'facilitators'
  | 'lost'
  | 'more-people'
  | 'invite'
  | 'pledges'
  | 'start'
  | 'decide'
  | 'merge'
  | 'duties'
  | 'hand-over'
  | 'checklist'
  | 'contact'
  | 'heartbeat';

export type Standing = {
  group: Group;
  tie: Tie;
  progress: Progress;
  /** standing in line, and asked without an answer yet */
  inLine: number;
  open: number;
  seated: number;
  /** facilitators named, and those of them who have agreed */
  named: number;
  agreed: number;
  unsigned: number;
  signed: boolean;
  dutiesOpen: number;
  contacts: number;
  isHeartbeatOpen: boolean;
};

export function stepsOf(at: Standing): Step[] {
  if (isOver(at.group)) return [];
  const forWhom: [Step, boolean][] = [
    ['agree', at.tie.leads && !at.tie.agreed],
    ['sign', maySign(at.tie) && !at.signed],
    ...forming(at),
    ...accompanied(at),
    ['contact', isRunningItself(at.group) && at.tie.manages && at.contacts === 0],
    ['heartbeat', isRunningItself(at.group) && (at.tie.manages || at.tie.coordinates) && at.isHeartbeatOpen],
  ];
  return forWhom.flatMap(([step, holds]) => (holds ? [step] : []));
}

function forming({ group, tie, inLine, open, seated, named, agreed, unsigned }: Standing): [Step, boolean][] {
  const works = isForming(group) && (tie.coordinates || tie.agreed);
  const isManned = agreed >= neededFor(group);
  const isPeopled = !group.seated || (seated >= group.sizeMin && open === 0);
  return [
    ['facilitators', works && tie.coordinates && named < group.facilitatorsMin && !group.oneFacilitatorOn],
    ['invite', works && tie.coordinates && inLine > 0 && group.askedAtOnce === 0],
    ['more-people', works && tie.coordinates && group.seated && seated + inLine + open < group.sizeMin],
    ['pledges', works && unsigned > 0 && seated > 0],
    ['start', works && isManned && isPeopled && unsigned === 0 && (!group.seated || seated > 0)],
  ];
}

/** How many must hold it: "we start with one" may have been said. */
const neededFor = (group: Group): number => Math.min(group.facilitatorsMin, group.oneFacilitatorOn ? 1 : group.facilitatorsMin);

function accompanied({ group, tie, progress, named, dutiesOpen }: Standing): [Step, boolean][] {
  const works = isAccompanied(group) && (tie.coordinates || tie.agreed);
  const isDecided = group.decision === 'self-run' || group.decision === 'merge';
  return [
    ['lost', works && tie.coordinates && named < neededFor(group)],
    ['decide', works && progress.isDue && !isDecided],
    ['merge', works && tie.coordinates && group.decision === 'merge'],
    ['duties', works && group.decision === 'self-run' && dutiesOpen > 0],
    ['hand-over', works && group.decision === 'self-run' && dutiesOpen === 0],
    ['checklist', works && progress.isChecklistDue && !progress.isDue && !isDecided],
  ];
}
