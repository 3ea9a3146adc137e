export { kinds, type MessageKind } from './kinds.ts';
export { type Outgoing, outgoing, send } from './send.ts';
