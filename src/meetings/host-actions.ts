/** Who brings the coffee, and the host's word that a meeting is on. */
import { type Acting, Missing } from '../accounts/index.ts';
import { type Circle, inState } from '../groups/index.ts';
import { mayHost } from './access.ts';
import { type Away, type Host, hostsFor } from './hosts.ts';
import { holdMeeting } from './meeting-actions.ts';
import { type Meeting, mayTell, type MeetingRefusal } from './meeting.ts';
import { meetingsBefore, meetingsFrom } from './store.ts';

/** Takes the turn, or gives it to somebody else in the group. */
export async function hostMeeting(acting: Acting, id: string, seat: string): Promise<MeetingRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, mayHost);
  const refused = mayTell(meeting, acting.now);
  if (refused) return refused;
  const chosen = inState(circle.seats, 'accepted').find((one) => one.id === seat);
  if (!chosen) throw new Missing();
  if (meeting.host === seat) return undefined;
  await acting.tx.updateTable('meetings').set({ host_seat_id: seat, confirmed_at: null }).where('id', '=', id).execute();
  const about = chosen.person;
  await acting.record({
    act: 'meeting.hosted',
    object: ['meeting', id],
    about,
    group: meeting.group,
    association: circle.group.association,
  });
  return undefined;
}

/** The host, or whoever runs the meetings, says that it is on. */
export async function confirmMeeting(acting: Acting, id: string): Promise<MeetingRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, mayHost);
  const refused = mayTell(meeting, acting.now);
  if (refused) return refused;
  const host = (await hostsAhead(acting, circle)).get(id);
  const isHost = host !== undefined && host.seat === circle.tie.seat;
  if (!isHost && circle.tie.seat !== null && circle.group.handedOverOn === null) throw new Missing();
  if (meeting.confirmedAt) return undefined;
  await acting.tx
    .updateTable('meetings')
    .set({ confirmed_at: acting.now, ...(isHost && { host_seat_id: host.seat }) })
    .where('id', '=', id)
    .execute();
  await acting.record({ act: 'meeting.confirmed', object: ['meeting', id], group: meeting.group, association: circle.group.association });
  return undefined;
}

/** The host of each meeting ahead, said or proposed. */
export async function hostsAhead(
  { tx, today }: Pick<Acting, 'tx' | 'today'>,
  { group, seats }: Circle,
  away?: Away,
): Promise<Map<string, Host>> {
  const past = await meetingsBefore(tx, group.id, today);
  const ahead = await meetingsFrom(tx, group.id, today);
  return hostsFor(past, ahead, sitting(seats), away);
}

/** Who brought the coffee, unless somebody said otherwise: kept when the meeting was held, so that the turn goes on from there. */
export async function hostOf({ tx }: Pick<Acting, 'tx'>, { group, seats }: Circle, meeting: Meeting): Promise<string | null> {
  const past = await meetingsBefore(tx, group.id, meeting.day);
  const ahead = await meetingsFrom(tx, group.id, meeting.day);
  return hostsFor(past, ahead, sitting(seats)).get(meeting.id)?.seat ?? null;
}

/** A host who cannot come is not waited for with the coffee: it is the next one's turn. */
export async function nextHost(acting: Acting, circle: Circle, meeting: Meeting, absent: string): Promise<void> {
  if ((await hostsAhead(acting, circle)).get(meeting.id)?.seat !== absent) return;
  const next = (await hostsAhead(acting, circle, { meeting: meeting.id, seat: absent })).get(meeting.id);
  await acting.tx
    .updateTable('meetings')
    .set({ host_seat_id: next?.seat ?? null, confirmed_at: null })
    .where('id', '=', meeting.id)
    .execute();
}

const sitting = (seats: Circle['seats']): string[] => inState(seats, 'accepted').map((seat) => seat.id);
