export * from './group.ts';
export { coordinates, mayRegisterPledge, mayCompose, maySee, type Tie, tieOf } from './access.ts';
export { agreedIn, calledOf, type Circle, circleOf, everyoneIn, holdCircle, type Known, knownOf } from './circle.ts';
export {
  type Broken,
  type Candidate,
  type ComposeReason,
  type HintReason,
  hintsOf,
  type Model,
  type Plan,
  refusalsOf,
} from './composing.ts';
export { compose, type ComposeOutcome, type Draft, invite, type InviteRefusal, place, type PlaceRefusal } from './composing-actions.ts';
export { type Duty, type DutyName } from './handover.ts';
export { answerHeartbeat, askHeartbeats } from './heartbeat-actions.ts';
export { groupQueues, groupWork } from './work.ts';
export { groupCards, listedGroups } from './list.ts';
export { type GroupCard, GroupsPage, GroupTile } from './list-pages.tsx';
export { GroupPage, type MeetingsOfGroup } from './group-page.tsx';
export { sayBroken, sayFirst, sayRefusal, sayVenue } from './words.ts';
export type { Held } from './life-routes.tsx';
export type { NextOf } from './link-routes.tsx';
export { groupRoutes } from './routes.tsx';
export { inState, ringOf, type Seat, type SeatState, stateOf } from './seat.ts';
export { type Answer, type Answered, answerInvitation, type By, leave } from './seat-actions.ts';
export { groupReplies } from './replies.ts';
export { StatusTag } from './status-tag.tsx';
export { type Step } from './steps.ts';
export { facilitatorsToName, withLeaders } from './leaders.ts';
export { type Facilitator, facilitatorsOf, findGroup, findSeat, findVenue, modelsOf, seatsOf, type Venue, venuesOf } from './store.ts';
export { type GroupView, groupView } from './view.ts';
export { type Waiting, waitingForGroup } from './waiting.ts';
export { type GroupDue, groupsDue } from './desk.ts';
export { StepList } from './group-steps.tsx';
export { type PledgeText, textFor, unsigned } from './pledge.ts';
export { pledgesInForce, signaturesOf } from './pledge-store.ts';
