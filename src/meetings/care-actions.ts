/** Reminders for those who ask, and "I need to talk" for those who hold a group. */
import { type Acting, idOf, Missing } from '../accounts/index.ts';
import { circleOf } from '../groups/index.ts';
import type { Day } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import type { Tx } from '../lib/db.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { mayAskForTalk, mayBeAbsent } from './access.ts';
import { meetingOf } from './meeting-actions.ts';

/** Whether one is reminded of every meeting; unless asked for, only of the first. */
export async function wantReminders(acting: Acting, id: string, wanted: boolean): Promise<void> {
  const { tx, now, record } = acting;
  const { group, tie } = await circleOf(acting, id, mayBeAbsent);
  const own = { seat_id: tie.seat!, association_id: group.association, group_id: id, since: now };
  if (wanted)
    await tx
      .insertInto('reminders_wanted')
      .values(own)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else await tx.deleteFrom('reminders_wanted').where('seat_id', '=', own.seat_id).execute();
  const act = wanted ? 'reminders.wanted' : 'reminders.ended';
  await record({ act, object: ['seat', own.seat_id], about: idOf(acting.actor), group: id, association: group.association });
}

/** A facilitator wants somebody to call after a meeting, or no longer does. Nothing of what was said. */
export async function wantTalk(acting: Acting, id: string, wanted: boolean): Promise<Refusal<'not-yet'> | undefined> {
  const { tx, today, record } = acting;
  const { meeting, circle } = await meetingOf(acting, id, mayAskForTalk);
  if (meeting.day > today) return refuse('not-yet');
  const person = idOf(acting.actor)!;
  const { association } = circle.group;
  if (!wanted) {
    const taken = await tx.deleteFrom('talks_wanted').where('meeting_id', '=', id).where('person_id', '=', person).executeTakeFirst();
    if (taken.numDeletedRows > 0n)
      await record({ act: 'talk.withdrawn', object: ['meeting', id], about: person, group: meeting.group, association });
    return undefined;
  }
  await tx
    .insertInto('talks_wanted')
    .values({ id: newId(), association_id: association, group_id: meeting.group, meeting_id: id, person_id: person, wanted_on: today })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await record({ act: 'talk.wanted', object: ['meeting', id], about: person, group: meeting.group, association });
  return undefined;
}

export const wantsTalk = async (tx: Tx, meeting: string, person: string | null): Promise<boolean> =>
  person !== null &&
  (await tx
    .selectFrom('talks_wanted')
    .select('id')
    .where('meeting_id', '=', meeting)
    .where('person_id', '=', person)
    .executeTakeFirst()) !== undefined;

export type TalkWanted = { id: string; person: string; group: string; since: Day };

/** Those who want a talk, oldest first: for the desk of whoever coordinates. */
export const talksWanted = (tx: Tx): Promise<TalkWanted[]> =>
  tx
    .selectFrom('talks_wanted')
    .select(['id', 'person_id as person', 'group_id as group', 'wanted_on as since'])
    .orderBy('wanted_on')
    .orderBy('id')
    .execute();

/** The talk has been had; nothing of it is kept. */
export async function talkHad({ tx, record }: Acting, id: string): Promise<void> {
  const had = await tx.deleteFrom('talks_wanted').where('id', '=', id).returningAll().executeTakeFirst();
  if (!had) throw new Missing();
  await record({ act: 'talk.had', object: ['talk', id], about: had.person_id, group: had.group_id, association: had.association_id });
}
