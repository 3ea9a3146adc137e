export { type Channel, chooseChannel } from './channel.ts';
export { kinds, type MessageKind } from './kinds.ts';
export { linkDays, linkUrl } from './links.ts';
export { openPost, type Post } from './post.ts';
export type { ReplyAnswer, ReplyHandler } from './reply.ts';
export { type Outgoing, outgoing, recall, type Secret, send, type Variables } from './send.ts';
export { messageRoutes } from './routes.tsx';
export { type Answer, understand } from './understand.ts';
export { messageQueues, messageWork, releasing } from './work.ts';
