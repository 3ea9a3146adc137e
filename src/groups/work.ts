import type { World } from '../accounts/index.ts';
import type { Db } from '../lib/db.ts';
import type { Tick, Worker } from '../lib/jobs.ts';
import { heartbeats, heartbeatTick, heartbeatWorker } from './heartbeat-actions.ts';
import { line, lineWorker } from './line.ts';

/** What groups do by themselves: the line moves on, and twice a year a question is asked. */
export const groupQueues = [line, heartbeats];

export const groupWork = (world: World, jobs: Db): { workers: Worker[]; ticks: Tick[] } => ({
  workers: [lineWorker(world, jobs), heartbeatWorker(world, jobs)],
  ticks: [heartbeatTick],
});
