import { groupReplies } from './groups/index.ts';
import { meetingReplies } from './meetings/index.ts';
import type { ReplyHandler } from './messages/index.ts';

/** Features that take an answer by text message: each adds its own here, so that messages need not know them. */
export const replyHandlers: ReplyHandler[] = [...groupReplies, ...meetingReplies];
