export { actsOf, happened, type Happened, type HistoryFilter, type HistoryKind, historyKinds } from './look-up.ts';
export { type Act, acts, lists } from './acts.ts';
export { type Entry, record } from './record.ts';
export { type Head, headOf, sealHistory, sealing, type Verdict, verifyHistory } from './seal.ts';
export { type Archive, historyQueues, historyWork, sayHash, sealAll } from './work.ts';
