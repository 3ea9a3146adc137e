/** The front door. */
export { compose, type Composing } from './compose.ts';
export { composeNow, defaultSeconds, type Answer, type Progress, type Run } from './core.ts';
export { proposals, type Proposal } from './proposals.ts';
export { isJoining, LEFT_REASONS, type Group, type Joining, type Left, type LeftReason, type NewGroup } from './answer.ts';
export { KINDS, type Kind } from './kind.ts';
export {
  parseInstance,
  type Facilitator,
  type Instance,
  type Model,
  type OpenGroup,
  type Parsed,
  type Person,
  type Profile,
  type Venue,
} from './instance.ts';
export {
  brokenBetween,
  brokenForFacilitator,
  brokenForPerson,
  brokenInGroup,
  brokenRules,
  RULES,
  type Broken,
  type Rule,
} from './rules.ts';
export { answerScore, companyPoints, groupPoints, POINTS, total, type Point, type PointReason } from './score.ts';
export { portrait, type GroupPortrait } from './explain.ts';
export type { Pins } from './pins.ts';
