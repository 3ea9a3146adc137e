import { atWork } from '../accounts/index.ts';
import { zone } from '../lib/day.ts';
import { type Tick, type Worker, worker } from '../lib/jobs.ts';
import { queue } from '../lib/queue.ts';
import { deliver, type Office } from './deliver.ts';
import { answerReply } from './answer.ts';
import { incoming, type ReplyHandler } from './reply.ts';
import { outgoing } from './send.ts';

/** Lets go of what was held because there was no way out of the house, once there is one. */
export const releasing = queue<{}>('messages.release', { retries: 0, keepDays: 1 });

export const messageQueues = [outgoing, incoming, releasing];

export function messageWork(office: Office, handlers: readonly ReplyHandler[]): { workers: Worker[]; ticks: Tick[] } {
  return {
    workers: [
      worker(outgoing, (job) => deliver(office, job)),
      worker(incoming, (job) => answerReply({ ...office, handlers }, job), 1),
      worker(releasing, (job) => release(office, job.id), 1),
    ],
    ticks: [{ queue: releasing, cron: '*/5 * * * *', zone: zone('Europe/Oslo') }],
  };
}

async function release({ world, jobs, post }: Office, job: string): Promise<void> {
  const open = (['email', 'sms'] as const).filter((channel) => post[channel]);
  if (open.length === 0) return;
  await atWork(world, jobs, job, async ({ tx }) => {
    const freed = await tx
      .updateTable('messages')
      .set({ state: 'waiting', job_id: null })
      .where('state', '=', 'held')
      .where('channel', 'in', open)
      .returning('id')
      .execute();
    for (const { id } of freed) await world.enqueue(tx, outgoing, { message: id });
  });
}
