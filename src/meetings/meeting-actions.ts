/** One meeting of the plan: moved, cancelled, restored, added, at another place. */
import { type Acting, Missing } from '../accounts/index.ts';
import { type Circle, circleOf, holdCircle, venuesOf } from '../groups/index.ts';
import { isRefusal, refuse } from '../lib/refusal.ts';
import { mayPlan } from './access.ts';
import { keepMeetings } from './keep.ts';
import { isAhead, type Meeting, mayChangeMeeting, type MeetingRefusal } from './meeting.ts';
import { type PlanRefusal, savePlan } from './plan-actions.ts';
import { addOne, cancelOne, type Limits, moveOne, restoreOne, type SetTime } from './series.ts';
import type { Series } from './recurrence.ts';
import { accompaniedHeld, findMeeting, limitsOf, meetingsFrom, type Plan, plansOf } from './store.ts';
import { tellOfMeeting, tellOfPlan } from './tell.ts';

export type ChangeRefusal = PlanRefusal | MeetingRefusal;
type Question = Parameters<typeof circleOf>[2];

/** A meeting with its group, if the actor may; else it does not exist. */
export async function meetingOf(
  acting: Pick<Acting, 'tx' | 'actor'>,
  id: string,
  may: Question,
): Promise<{ meeting: Meeting; circle: Circle }> {
  const meeting = await findMeeting(acting.tx, id);
  if (!meeting) throw new Missing();
  return { meeting, circle: await circleOf(acting, meeting.group, may) };
}

/** The same, held until the end of the transaction. */
export async function holdMeeting(acting: Acting, id: string, may: Question): Promise<{ meeting: Meeting; circle: Circle }> {
  const found = await findMeeting(acting.tx, id);
  if (!found) throw new Missing();
  const circle = await holdCircle(acting, found.group, may);
  return { meeting: (await findMeeting(acting.tx, id)) ?? found, circle };
}

/** Another day, another time, or longer or shorter. Everyone who sits is told. */
export async function moveMeeting(acting: Acting, id: string, to: SetTime): Promise<ChangeRefusal | undefined> {
  return await changeOne(acting, id, 'meeting.moved', (plan, meeting, limits) => moveOne(plan, meeting.originalOn, to, limits));
}

/** It stays in sight as cancelled. Everyone who sits is told, and when they meet next. */
export async function cancelMeeting(acting: Acting, id: string): Promise<ChangeRefusal | undefined> {
  return await changeOne(acting, id, 'meeting.cancelled', (plan, meeting, limits) => cancelOne(plan, meeting.originalOn, limits));
}

/** A moved or cancelled meeting is as planned again. */
export async function restoreMeeting(acting: Acting, id: string): Promise<ChangeRefusal | undefined> {
  return await changeOne(acting, id, 'meeting.restored', (plan, meeting, limits) => restoreOne(plan, meeting.originalOn, limits));
}

const newsOf = { 'meeting.moved': 'meeting-moved', 'meeting.cancelled': 'meeting-cancelled', 'meeting.restored': 'meeting-moved' } as const;

async function changeOne(
  acting: Acting,
  id: string,
  act: keyof typeof newsOf,
  change: (plan: Series, meeting: Meeting, limits: Limits) => Series | PlanRefusal,
): Promise<ChangeRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, mayPlan);
  const refused = mayChangeMeeting(meeting, acting.now);
  if (refused) return refused;
  const plan = await planOf(acting, meeting);
  if (!plan) return refuse('no-plan');
  const changed = change(plan, meeting, await limitsFor(acting, meeting));
  if (isRefusal(changed)) return changed;
  await savePlan(acting, { ...plan, ...changed });
  await keepMeetings(acting, circle.group);
  const isBackOn = act === 'meeting.restored' && meeting.cancelledAt !== null;
  if (isBackOn) await tellOfPlan(acting, circle, `${meeting.id} ${plan.sequence + 1}`);
  else await tellOfMeeting(acting, circle, newsOf[act], meeting);
  await acting.record({ act, object: ['meeting', id], group: meeting.group, association: circle.group.association });
  return undefined;
}

const planOf = async ({ tx, today }: Acting, meeting: Meeting): Promise<Plan | undefined> =>
  (await plansOf(tx, meeting.group, today)).find((plan) => plan.id === meeting.series);

/** The very first meeting may be longer than the others. */
async function limitsFor({ tx, today, now }: Acting, { id, group }: Pick<Meeting, 'group'> & { id?: string }): Promise<Limits> {
  const { most, first } = await limitsOf(tx, group);
  const isFirst =
    id !== undefined &&
    (await accompaniedHeld(tx, group)) === 0 &&
    (await meetingsFrom(tx, group, today)).find((one) => isAhead(one, now))?.id === id;
  return { today, maxMinutes: isFirst ? Math.max(first, most) : most };
}

/** One meeting more. */
export async function addMeeting(acting: Acting, group: string, at: SetTime): Promise<ChangeRefusal | undefined> {
  const circle = await holdCircle(acting, group, mayPlan);
  const plan = (await plansOf(acting.tx, group, acting.today)).findLast((one) => one.endedOn === null);
  if (!plan) return refuse('no-plan');
  const changed = addOne(plan, at, await limitsFor(acting, { group }));
  if (isRefusal(changed)) return changed;
  await savePlan(acting, { ...plan, ...changed });
  await keepMeetings(acting, circle.group);
  await tellOfPlan(acting, circle, `${plan.id} ${plan.sequence + 1}`);
  await acting.record({ act: 'meeting.added', object: ['series', plan.id], group, association: circle.group.association });
  return undefined;
}

/** This once somewhere else; `venue` null: where the group usually meets. */
export async function placeMeeting(acting: Acting, id: string, venue: string | null): Promise<ChangeRefusal | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, mayPlan);
  const refused = mayChangeMeeting(meeting, acting.now);
  if (refused) return refused;
  const known = await venuesOf(acting.tx, circle.group.association);
  if (venue !== null && !known.some((one) => one.id === venue)) throw new Missing();
  const place = venue === circle.group.venue ? null : venue;
  if (place === meeting.venue) return undefined;
  await acting.tx
    .updateTable('meetings')
    .set({ venue_id: place, confirmed_at: null, sequence: meeting.sequence + 1 })
    .where('id', '=', id)
    .execute();
  const plan = await planOf(acting, meeting);
  if (plan) await savePlan(acting, plan);
  await tellOfMeeting(acting, circle, 'meeting-place', meeting);
  await acting.record({ act: 'meeting.placed', object: ['meeting', id], group: meeting.group, association: circle.group.association });
  return undefined;
}
