import type { Db } from './lib/db.ts';
import type { Tick, Worker } from './lib/jobs.ts';
import type { Queue } from './lib/queue.ts';
import type { World } from './accounts/index.ts';
import { outgoing } from './messages/index.ts';

/** Work that is done later: each feature's queues, workers and ticks, gathered for the migration and the start. */
export type Work = { workers: readonly Worker[]; ticks: readonly Tick[] };

/** Every queue there is; their tables are made at migration. */
export const queues: readonly Queue<object>[] = [outgoing];

/** `jobs` is the connection of the role that works for everyone. */
export const workOf = (_world: World, _jobs: Db): Work => ({ workers: [], ticks: [] });
