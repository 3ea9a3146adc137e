/** Yes and no by text message, to an invitation and to the heartbeat; and that one stops. */
import { isRefusal } from '../lib/refusal.ts';
import { type ReplyHandler, send } from '../messages/index.ts';
import { answerHeartbeat } from './heartbeat-actions.ts';
import { answerInvitation, leave } from './seat-actions.ts';
import { stateOf } from './seat.ts';
import { findHeartbeat, findSeat } from './store.ts';

const invitation: ReplyHandler = {
  purpose: 'invitation',
  wants: ['yes', 'no'],
  answer: async (acting, seatId, what) => {
    const seat = seatId === null ? undefined : await findSeat(acting.tx, seatId);
    if (!seat || stateOf(seat) !== 'invited') return false;
    return !isRefusal(await answerInvitation(acting, seat.id, what === 'yes' ? 'accept' : 'decline', 'sms'));
  },
};

/** Two questions, one word each: do you still meet, and is there room for one more? */
const heartbeat: ReplyHandler = {
  purpose: 'heartbeat',
  wants: ['yes', 'no'],
  answer: async (acting, id, what) => {
    const asked = id === null ? undefined : await findHeartbeat(acting.tx, id);
    if (!asked || asked.alive === false || asked.roomForMore !== null) return false;
    const isFirst = asked.alive === null;
    const pulse = isFirst ? { alive: what === 'yes', room: null } : { alive: true, room: what === 'yes' ? 1 : 0 };
    if (await answerHeartbeat(acting, asked.id, pulse, 'sms')) return false;
    const { association, id: to } = acting.actor;
    if (isFirst && pulse.alive)
      await send(acting, association, { to, kind: 'heartbeat-room', link: { purpose: 'heartbeat', object: asked.id }, about: asked.id });
    else await send(acting, association, { to, kind: 'heartbeat-thanks', about: asked.id });
    return true;
  },
};

const stopping: ReplyHandler = {
  purpose: 'seat',
  wants: ['leave'],
  answer: async (acting, seatId) => seatId !== null && (await leave(acting, seatId)) === undefined,
};

export const groupReplies: readonly ReplyHandler[] = [invitation, heartbeat, stopping];
