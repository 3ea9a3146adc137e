/** The line before a group: a seat that is declined goes to the next, by itself. */
import type { Acting, World } from '../accounts/index.ts';
import { atWork } from '../accounts/index.ts';
import { addDays, type Clock, type Day, earliest } from '../lib/day.ts';
import type { Db } from '../lib/db.ts';
import { type Worker, worker } from '../lib/jobs.ts';
import { queue } from '../lib/queue.ts';
import { send } from '../messages/index.ts';
import { type Group, isForming } from './group.ts';
import { inState, nextInLine, type Seat } from './seat.ts';
import { findGroup, hold, seatsOf } from './store.ts';

export const line = queue<{ group: string }>('groups.line');

const DAYS_TO_ANSWER = 14;

/** Has the line looked after once this transaction is done. */
export const moveLine = async ({ world, tx }: Pick<Acting, 'world' | 'tx'>, group: string): Promise<void> => {
  await world.enqueue(tx, line, { group });
};

/** Asks whoever is next. The group must be held. Returns how many were asked. */
export async function askNext(acting: Acting, group: Group): Promise<number> {
  const next = nextInLine(group, await seatsOf(acting.tx, [group.id]));
  for (const seat of next) await ask(acting, group, seat);
  return next.length;
}

/** Invites the person of one seat, with a private link to answer by. */
export async function ask({ tx, now, today, world, record }: Acting, group: Group, seat: Pick<Seat, 'id' | 'person'>): Promise<void> {
  if (!seat.person) return;
  await tx.updateTable('seats').set({ invited_at: now, gone_at: null }).where('id', '=', seat.id).execute();
  const link = { purpose: 'invitation', object: seat.id, days: DAYS_TO_ANSWER } as const;
  const first = firstMeeting(group);
  const untilDay = earliest(addDays(today, DAYS_TO_ANSWER - 1), first?.day ?? addDays(today, DAYS_TO_ANSWER));
  await send({ world, tx, now }, group.association, {
    to: seat.person,
    kind: first ? 'seat-invited' : 'seat-offered',
    ...(first && { variables: { ...first, untilDay } }),
    link,
  });
  await record({ act: 'group.invited', object: ['seat', seat.id], about: seat.person, group: group.id, association: group.association });
}

/** When the first meeting is, for a message; a group under way has had it. */
export const firstMeeting = ({ startedOn, firstOn, firstAt }: Group): { day: Day; clock: Clock } | undefined =>
  startedOn === null && firstOn && firstAt ? { day: firstOn, clock: firstAt } : undefined;

/** While the group forms, the next are asked. Once it has started or come to nothing, those still in line are free for another group. */
export async function keepLine(acting: Acting, id: string): Promise<void> {
  await hold(acting.tx, id);
  const group = await findGroup(acting.tx, id);
  if (!group) return;
  if (isForming(group)) return void (await askNext(acting, group));
  const standing = inState(await seatsOf(acting.tx, [id]), 'standing').map((seat) => seat.id);
  if (standing.length > 0) await acting.tx.deleteFrom('seats').where('id', 'in', standing).execute();
}

export const lineWorker = (world: World, jobs: Db): Worker =>
  worker(line, ({ id, data, doneIn }) =>
    atWork(world, jobs, id, async (acting) => {
      await keepLine(acting, data.group);
      await doneIn(acting.tx);
    }),
  );
