export { type Act, acts } from './acts.ts';
export { type Entry, record } from './record.ts';
export { type Head, headOf, sealHistory, sealing, type Verdict, verifyHistory } from './seal.ts';
export { type Archive, historyQueues, historyWork, sayHash, sealAll } from './work.ts';
