/** Asking the groups that run themselves, and hearing their answer. */
import { type Acting, atWork, Missing, type World } from '../accounts/index.ts';
import { type Db, sql } from '../lib/db.ts';
import { zone } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import { type Tick, type Worker, worker } from '../lib/jobs.ts';
import { queue } from '../lib/queue.ts';
import type { Refusal } from '../lib/refusal.ts';
import { send } from '../messages/index.ts';
import { mayAnswerHeartbeat } from './access.ts';
import { close } from './actions.ts';
import { circleOf } from './circle.ts';
import { type ClosedBecause, isOver } from './group.ts';
import { type HeartbeatRefusal, isHeartbeatDue, mayAnswer, type Pulse } from './heartbeat.ts';
import type { By } from './seat-actions.ts';
import { findHeartbeat } from './store.ts';

export const heartbeats = queue<Record<string, never>>('groups.heartbeats');
export const heartbeatTick: Tick = { queue: heartbeats, cron: '30 10 * * *', zone: zone('Europe/Oslo') };

export const heartbeatWorker = (world: World, jobs: Db): Worker =>
  worker(heartbeats, ({ id, doneIn }) =>
    atWork(world, jobs, id, async (acting) => {
      await askHeartbeats(acting);
      await doneIn(acting.tx);
    }),
  );

/** Asks every group whose half year is up: a question to each of its contact persons. Returns how many groups were asked. */
export async function askHeartbeats(acting: Acting): Promise<number> {
  const { tx, today } = acting;
  const groups = await tx
    .selectFrom('groups as g')
    .select([
      'g.id',
      'g.association_id as association',
      'g.handed_over_on as handedOverOn',
      (from) =>
        from
          .selectFrom('heartbeats as h')
          .select(sql<never>`max(h.asked_on)`.as('on'))
          .whereRef('h.group_id', '=', 'g.id')
          .as('last'),
    ])
    .where('g.handed_over_on', 'is not', null)
    .where('g.closed_on', 'is', null)
    .execute();
  const due = groups.filter((group) => isHeartbeatDue(group.handedOverOn!, group.last, today));
  for (const group of due) await askOne(acting, group);
  return due.length;
}

async function askOne(acting: Acting, group: { id: string; association: string }): Promise<void> {
  const { tx, today, record } = acting;
  const id = newId();
  await tx.insertInto('heartbeats').values({ id, association_id: group.association, group_id: group.id, asked_on: today }).execute();
  await record({ act: 'heartbeat.asked', object: ['heartbeat', id], group: group.id, association: group.association });
  const contacts = await tx
    .selectFrom('duties as d')
    .innerJoin('seats as s', 's.id', 'd.seat_id')
    .select('s.person_id as person')
    .where('d.group_id', '=', group.id)
    .where('d.duty', '=', 'contact')
    .where('d.ended_at', 'is', null)
    .execute();
  for (const { person } of contacts) {
    const link = { purpose: 'heartbeat', object: id, days: 90 } as const;
    if (person) await send(acting, group.association, { to: person, kind: 'heartbeat', link, about: id });
  }
}

/** The group's answer, by a contact person or told to the coordinator. A no with a reason closes the group; a bare no by SMS waits for a talk. */
export async function answerHeartbeat(
  acting: Acting,
  id: string,
  pulse: Pulse & { because?: ClosedBecause | null },
  by: By,
): Promise<Refusal<HeartbeatRefusal> | undefined> {
  const { tx, today, record } = acting;
  const heartbeat = await findHeartbeat(tx, id);
  if (!heartbeat) throw new Missing();
  const { group } = await circleOf(acting, heartbeat.group, mayAnswerHeartbeat);
  const refused = mayAnswer(isOver(group));
  if (refused) return refused;
  const said = { answered_on: today, alive: pulse.alive, room_for_more: pulse.alive ? pulse.room : null, answered_by: by };
  await tx.updateTable('heartbeats').set(said).where('id', '=', id).execute();
  await record({ act: 'heartbeat.answered', object: ['heartbeat', id], group: group.id, association: group.association });
  if (!pulse.alive && pulse.because) await close(acting, group.id, pulse.because);
  return undefined;
}
