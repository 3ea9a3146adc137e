import type { Db } from './lib/db.ts';
import type { Tick, Worker } from './lib/jobs.ts';
import type { Queue } from './lib/queue.ts';
import type { World } from './accounts/index.ts';
import { historyQueues, historyWork } from './history/index.ts';
import { signInQueues, signInWork } from './sign-in/index.ts';
import { groupQueues, groupWork } from './groups/index.ts';
import { meetingQueues, meetingWork } from './meetings/index.ts';
import { boardQueues, boardWork } from './board/index.ts';
import { messageQueues, messageWork, openPost } from './messages/index.ts';
import { peopleQueues, peopleWork } from './people/index.ts';
import { replyHandlers } from './replies.ts';

/** Work that is done later: each feature's queues, workers and ticks, gathered for the migration and the start. */
export type Work = { workers: readonly Worker[]; ticks: readonly Tick[]; close(): void };

/** Every queue there is; their tables are made at migration. */
export const queues: readonly Queue<object>[] = [
  ...messageQueues,
  ...groupQueues,
  ...meetingQueues,
  ...boardQueues,
  ...signInQueues,
  ...peopleQueues,
  ...historyQueues,
];

/** `jobs` is the connection of the role that works for everyone. */
export function workOf(world: World, jobs: Db): Work {
  const post = openPost(world.config, world.now);
  const all = [
    messageWork({ world, jobs, post }, replyHandlers),
    signInWork(world, jobs),
    groupWork(world, jobs),
    meetingWork(world, jobs),
    boardWork(world, jobs),
    peopleWork(world, jobs),
    historyWork({ jobs, log: world.log, now: world.now }),
  ];
  return { workers: all.flatMap((one) => one.workers), ticks: all.flatMap((one) => one.ticks), close: () => post.close() };
}
