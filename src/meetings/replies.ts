/** "I cannot come" by text message, to the message that told of the meeting; and that one can after all. */
import type { ReplyHandler } from '../messages/index.ts';
import { tellAbsence, withdrawAbsence } from './absence-actions.ts';
import { isAhead } from './meeting.ts';
import { absentSeats, findMeeting } from './store.ts';

const absence: ReplyHandler = {
  purpose: 'absence',
  wants: ['absent', 'no', 'yes'],
  answer: async (acting, id, what) => {
    const meeting = id === null ? undefined : await findMeeting(acting.tx, id);
    if (!meeting || !isAhead(meeting, acting.now)) return false;
    if (what !== 'yes') return (await tellAbsence(acting, meeting.id, 'sms')) === undefined;
    const hasTold = (await absentSeats(acting.tx, meeting.id)).length > 0;
    return hasTold && (await withdrawAbsence(acting, meeting.id)) === undefined;
  },
};

export const meetingReplies: readonly ReplyHandler[] = [absence];
