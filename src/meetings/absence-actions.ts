/** "I cannot come", in one press: from a private link, the page, an SMS, or told to a facilitator on the phone. No reason is asked for. */
import { type Acting, Missing } from '../accounts/index.ts';
import { type Circle, inState, isRunningItself } from '../groups/index.ts';
import { addDays, addMinutes, clock, clockOf, instantOf, zone } from '../lib/day.ts';
import { recall, send } from '../messages/index.ts';
import { to, urls } from '../urls.ts';
import { mayBeAbsent, maySeeWhoIsAbsent } from './access.ts';
import { nextHost } from './host-actions.ts';
import { holdMeeting } from './meeting-actions.ts';
import { type Meeting, mayTell, type MeetingRefusal } from './meeting.ts';
import { absencesAt } from './store.ts';
import { absenceLink } from './tell.ts';

export type By = 'link' | 'sms' | 'page' | 'phone';

/** The actor cannot come. Told twice is told once. */
export async function tellAbsence(acting: Acting, id: string, by: By): Promise<MeetingRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, mayBeAbsent);
  const refused = mayTell(meeting, acting.now);
  if (refused) return refused;
  await keepAbsence(acting, circle, meeting, circle.tie.seat!, by);
  if (by === 'sms') await confirm(acting, circle, meeting);
  return undefined;
}

/** A facilitator was told on the phone that someone cannot come. */
export async function tellAbsenceOf(acting: Acting, id: string, seat: string): Promise<MeetingRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, maySeeWhoIsAbsent);
  const refused = mayTell(meeting, acting.now);
  if (refused) return refused;
  if (!inState(circle.seats, 'accepted').some((one) => one.id === seat)) throw new Missing();
  await keepAbsence(acting, circle, meeting, seat, 'phone');
  return undefined;
}

/** The actor can come after all. */
export async function withdrawAbsence(acting: Acting, id: string): Promise<MeetingRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, mayBeAbsent);
  const refused = mayTell(meeting, acting.now);
  if (refused) return refused;
  await endAbsence(acting, circle, meeting, circle.tie.seat!);
  return undefined;
}

/** A facilitator was told that someone can come after all. */
export async function withdrawAbsenceOf(acting: Acting, id: string, seat: string): Promise<MeetingRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, maySeeWhoIsAbsent);
  const refused = mayTell(meeting, acting.now);
  if (refused) return refused;
  await endAbsence(acting, circle, meeting, seat);
  return undefined;
}

async function keepAbsence(acting: Acting, circle: Circle, meeting: Meeting, seat: string, by: By): Promise<void> {
  const { tx, now } = acting;
  const own = { meeting_id: meeting.id, seat_id: seat, association_id: circle.group.association, group_id: meeting.group };
  const made = await tx
    .insertInto('absences')
    .values({ ...own, noticed_at: now, by_way: by })
    .onConflict((conflict) =>
      conflict
        .columns(['meeting_id', 'seat_id'])
        .doUpdateSet({ noticed_at: now, by_way: by, withdrawn_at: null })
        .where('absences.withdrawn_at', 'is not', null),
    )
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 0n) return;
  await nextHost(acting, circle, meeting, seat);
  await record(acting, circle, meeting, seat, 'absence.told');
  await tellThoseWhoHold(acting, circle, meeting);
}

async function endAbsence(acting: Acting, circle: Circle, meeting: Meeting, seat: string): Promise<void> {
  const ended = await acting.tx
    .updateTable('absences')
    .set({ withdrawn_at: acting.now })
    .where('meeting_id', '=', meeting.id)
    .where('seat_id', '=', seat)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return;
  await record(acting, circle, meeting, seat, 'absence.withdrawn');
  await tellThoseWhoHold(acting, circle, meeting);
}

const record = (acting: Acting, { group, seats }: Circle, meeting: Meeting, seat: string, act: 'absence.told' | 'absence.withdrawn') =>
  acting.record({
    act,
    object: ['meeting', meeting.id],
    about: seats.find((one) => one.id === seat)?.person ?? null,
    group: meeting.group,
    association: group.association,
  });

const confirm = async (acting: Acting, { group }: Circle, meeting: Meeting): Promise<void> => {
  if (acting.actor.kind === 'visitor') return;
  const { day, clock: at } = meeting;
  const about = `${meeting.id} ${meeting.sequence}`;
  await send(acting, group.association, {
    to: acting.actor.id,
    kind: 'absence-confirmed',
    about,
    variables: { day, clock: at },
    link: absenceLink(meeting, acting.today),
  });
};

const OSLO = zone('Europe/Oslo');
const EVENING = clock('18:00');

/**
 * How many cannot come, never who: gathered into one message the evening before; from then on at once, but at most one an hour.
 * A message that waits is taken back when it no longer is right.
 */
async function tellThoseWhoHold(acting: Acting, circle: Circle, meeting: Meeting): Promise<void> {
  const evening = instantOf(addDays(meeting.day, -1), EVENING, OSLO);
  const isEarly = acting.now < evening;
  const about = isEarly ? meeting.id : `${meeting.id} ${acting.today} ${clockOf(acting.now, OSLO).slice(0, 2)}`;
  if (isEarly) await recall(acting, about, ['absences']);
  const count = (await absencesAt(acting.tx, [meeting.id])).get(meeting.id) ?? 0;
  if (count === 0) return;
  const variables = { count, day: meeting.day, clock: meeting.clock, page: to(urls.meeting, { meeting: meeting.id }) };
  const times = { ...(isEarly && { after: evening }), before: addMinutes(meeting.startsAt, 0) };
  for (const person of whoHold(circle))
    await send(acting, circle.group.association, { to: person, kind: 'absences', about, variables, ...times });
}

/** Those who hold the group; where it runs itself, whoever has taken on to remind, else its contact persons. */
function whoHold({ group, seats, facilitators, duties }: Circle): string[] {
  if (!isRunningItself(group)) return facilitators.filter((one) => one.part === 'facilitator').map((one) => one.person);
  const having = (duty: string) => duties.filter((one) => one.duty === duty).map((one) => one.seat);
  const chosen = having('reminders').length > 0 ? having('reminders') : having('contact');
  return inState(seats, 'accepted').flatMap((seat) => (chosen.includes(seat.id) && seat.person ? [seat.person] : []));
}
