export {
  type CameBy,
  type EnquiryKind,
  kinds,
  type Phase,
  phases,
  type Sex,
  sexes,
  slots,
  type Stage,
  stages,
  type Wants,
  wants,
} from './enquiry.ts';
export { countWaiting, type Waiting, waitingList, type WaitingFilter, WAITING_PAGE } from './waiting.ts';
export { intakeRoutes } from './routes.ts';
export { enquiriesOf } from './store.ts';
export { detailRows, toldBy } from './told.ts';
export { sayPhone } from '../lib/phone.ts';
export { type IntakeDue, intakeDue, type OwnEnquiry, ownEnquiry, type TalkToday, talksToday } from './desk.ts';
export {
  commonDiagnoses,
  fileText,
  guessedText,
  isMarkup,
  readEmail,
  readPhone,
  readPostcode,
  saysNothing,
  shown,
  warningText,
} from './import/index.ts';
export { keepList, type KeptList, listOf, rememberedMapping, rememberMapping, setMapping, setStored, stagedBy } from './staged.ts';
