/** A meeting was held: who came, by name or by head count. In ten seconds, and it can be put right later. */
import { type Acting, Missing } from '../accounts/index.ts';
import { type Circle, type Group, inState, isAccompanied, progress } from '../groups/index.ts';
import { sql } from '../lib/db.ts';
import { send } from '../messages/index.ts';
import { to, urls } from '../urls.ts';
import { mayHold } from './access.ts';
import { themeOf } from './along.ts';
import { hostOf } from './host-actions.ts';
import { holdMeeting } from './meeting-actions.ts';
import { type Meeting, mayNote, type MeetingRefusal } from './meeting.ts';
import { accompaniedHeld } from './store.ts';

/** Seats that were there, or how many. */
export type Came = { seats: readonly string[] } | { heads: number };

/** Names are for an accompanied group that has seats and has not asked for numbers; nobody needs them once it runs itself. */
export const countsByName = (group: Group): boolean => group.seated && !group.byHeadCount && isAccompanied(group);

export async function noteAttendance(acting: Acting, id: string, came: Came): Promise<MeetingRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, mayHold);
  const refused = mayNote(meeting, acting.today);
  if (refused) return refused;
  const { group } = circle;
  const byName = 'seats' in came;
  if (byName !== countsByName(group)) throw new Missing();
  if (byName) await keepNames(acting, circle, meeting, came.seats);
  const heads = byName ? came.seats.length : came.heads;
  const isFirstTime = meeting.heldAt === null;
  const theme = isFirstTime ? await themeOf(acting, meeting) : meeting.theme;
  await acting.tx
    .updateTable('meetings')
    .set({
      held_at: meeting.heldAt ?? acting.now,
      head_count: heads,
      ...(isFirstTime && { accompanied: isAccompanied(group), theme_id: theme, host_seat_id: await hostOf(acting, circle, meeting) }),
    })
    .where('id', '=', id)
    .execute();
  const entry = { object: ['meeting', id] as const, group: group.id, association: group.association };
  if (isFirstTime) {
    await spend(acting, theme);
    await acting.record({ act: 'meeting.held', ...entry });
    await tellOfDecision(acting, circle);
  }
  await acting.record({ act: 'attendance.noted', ...entry });
  return undefined;
}

async function keepNames({ tx }: Acting, { seats, group }: Circle, meeting: Meeting, present: readonly string[]): Promise<void> {
  const sitting = inState(seats, 'accepted').map((seat) => seat.id);
  if (present.some((seat) => !sitting.includes(seat))) throw new Missing();
  if (sitting.length === 0) return;
  const own = { meeting_id: meeting.id, association_id: group.association, group_id: group.id };
  await tx
    .insertInto('attendance')
    .values(sitting.map((seat) => ({ ...own, seat_id: seat, present: present.includes(seat) })))
    .onConflict((conflict) => conflict.columns(['meeting_id', 'seat_id']).doUpdateSet((set) => ({ present: set.ref('excluded.present') })))
    .execute();
}

/** The theme has had one meeting more. */
async function spend({ tx }: Acting, theme: string | null): Promise<void> {
  if (!theme) return;
  await tx
    .updateTable('themes')
    .set({ meetings_taken: sql`meetings_taken + 1` })
    .where('id', '=', theme)
    .execute();
}

/** With the last accompanied meeting the group's decision is due: those who hold it hear so, once. */
async function tellOfDecision(acting: Acting, { group, facilitators }: Circle): Promise<void> {
  const { held, of, isDue } = progress(group, await accompaniedHeld(acting.tx, group.id));
  if (!isAccompanied(group) || !isDue || held !== of) return;
  const variables = { page: to(urls.groupDecide, { group: group.id }) };
  for (const { person, part } of facilitators)
    if (part === 'facilitator')
      await send(acting, group.association, { to: person, kind: 'decision-due', about: `${group.id} ${of}`, variables });
}
