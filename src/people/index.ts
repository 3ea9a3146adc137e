export { type Erased, type ErasedBecause, erasedList } from './erased-list.ts';
export { erase, type EraseRefusal, mayErase, receiptOf, replayErasures } from './erasure.ts';
export { type Everything, everythingAbout, type Row } from './everything.ts';
export * from './people.ts';
export {
  type Class,
  classes,
  type Column,
  type Ground,
  type Keep,
  keeps,
  type Purpose,
  purposes,
  register,
  type Table,
  tablesAboutPeople,
} from './register.ts';
export { calledIn, keepKey, keyFor, keysOf, openFor, type PersonKey, sealFor } from './seal.ts';
export {
  confirmDay,
  type Counts,
  forgetWhatIsDue,
  peopleQueues,
  peopleWork,
  retentionHeldSince,
  retentionSilentSince,
} from './retention.ts';
export { keepMark, openKeyring } from './keyring.ts';
