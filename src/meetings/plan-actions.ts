/** When a group meets: planning, and changing the plan as a whole. Load, may, rule, save, tell and record, in one transaction. */
import type { Acting } from '../accounts/index.ts';
import { type Circle, holdCircle, isOver } from '../groups/index.ts';
import { addDays, addYears, type Clock, type Day, latest, type Zone } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import { isRefusal, type Refusal, refuse } from '../lib/refusal.ts';
import { mayPlan } from './access.ts';
import { keepMeetings } from './keep.ts';
import { lastOccurrence, occurrences, type Series } from './recurrence.ts';
import { type Month, rhythmFrom } from './rhythm.ts';
import { writeRule } from './rule.ts';
import { endPause, type Limits, moveOne, pause, plan, type SeriesReason } from './series.ts';
import { changeFrom, type Split } from './split.ts';
import { accompaniedHeld, limitsOf, type Plan, plansOf } from './store.ts';
import { tellOfPlan } from './tell.ts';

export type PlanReason = SeriesReason | 'not-a-rule' | 'unsupported-rule' | 'is-over' | 'no-plan';
export type PlanRefusal = Refusal<PlanReason>;

export const often = ['week', 'second-week', 'month', 'last-in-month', 'by-hand'] as const;
export type Wish = {
  startsOn: Day;
  clock: Clock;
  minutes: number;
  /** the very first meeting may be longer; null: as long as the others */
  firstMinutes: number | null;
  often: (typeof often)[number];
  notIn: readonly Month[];
  until: Day | null;
};

export type Drawn = { before?: Series; after: Series; replaces: Plan | undefined };

/** What would be: the new plan, and what is left of the one it follows. Nothing is stored. */
export async function draw({ tx, today }: Pick<Acting, 'tx' | 'today'>, circle: Circle, wish: Wish): Promise<Drawn | PlanRefusal> {
  const { group } = circle;
  if (isOver(group)) return refuse('is-over');
  const { most, first, zone } = await limitsOf(tx, group.id);
  const limits: Limits = { today, maxMinutes: most };
  const at = { startsOn: wish.startsOn, clock: wish.clock, minutes: wish.minutes, rule: ruleOf(wish) };
  const current = (await plansOf(tx, group.id, today)).findLast((one) => one.endedOn === null);
  const made = current ? changeFrom(current, wish.startsOn, at, limits) : asSplit(plan({ ...at, zone: zone as Zone }, limits));
  if (isRefusal(made)) return made;
  const isFirst = (await accompaniedHeld(tx, group.id)) === 0;
  const after = isFirst ? withLongFirst(made.after, wish, { today, maxMinutes: Math.max(first, most) }) : made.after;
  return isRefusal(after) ? after : { ...made, after, replaces: current };
}

const asSplit = (made: ReturnType<typeof plan>): Split | PlanRefusal => (isRefusal(made) ? made : { after: made });

function ruleOf({ startsOn, often: how, notIn, until }: Wish): string {
  if (how === 'by-hand') return '';
  return writeRule({ ...rhythmFrom(startsOn, how, notIn), ...(until && { until }) });
}

/** The first meeting for itself, where the group's rules let it be longer. */
function withLongFirst(series: Series, { firstMinutes }: Wish, limits: Limits): Series | PlanRefusal {
  const [first] = occurrences(series, { from: limits.today, limit: 1 });
  if (firstMinutes === null || !first) return series;
  return moveOne(series, first.original, { day: first.day, clock: first.clock, minutes: firstMinutes }, limits);
}

/** Stores the plan. With one there already, it changes from its first day on, and what has been stays. */
export async function planMeetings(acting: Acting, id: string, wish: Wish): Promise<PlanRefusal | undefined> {
  const circle = await holdCircle(acting, id, mayPlan);
  const drawn = await draw(acting, circle, wish);
  if (isRefusal(drawn)) return drawn;
  const made = await storePlan(acting, circle, drawn);
  await keepMeetings(acting, circle.group);
  await tellUnlessAsInvited(acting, circle, drawn, made);
  const act = drawn.replaces ? 'meetings.changed' : 'meetings.planned';
  await acting.record({ act, object: ['series', made], group: id, association: circle.group.association });
  return undefined;
}

/** Those who were asked to come that day know it already. */
async function tellUnlessAsInvited(acting: Acting, circle: Circle, { after, replaces }: Drawn, made: string): Promise<void> {
  const { startedOn, firstOn, firstAt } = circle.group;
  const isAsInvited = !replaces && startedOn === null && after.startsOn === firstOn && after.clock === firstAt;
  if (!isAsInvited) await tellOfPlan(acting, circle, made);
}

/** The old plan ends where the new one begins; one of which nothing is left becomes the new one. */
async function storePlan(acting: Acting, { group }: Circle, { before, after, replaces }: Drawn): Promise<string> {
  const { tx, now } = acting;
  if (replaces && !before) {
    await savePlan(acting, { ...replaces, ...after });
    return replaces.id;
  }
  // A meeting that was moved past the change is still the old plan's.
  if (replaces && before) await savePlan(acting, { ...replaces, ...before, endedOn: latest(addDays(after.startsOn, -1), lastDay(before)) });
  const id = newId();
  const own = { id, association_id: group.association, group_id: group.id, zone: after.zone, venue_id: replaces?.venue ?? null };
  await tx
    .insertInto('series')
    .values({ ...own, ...columnsOf(after), created_at: now, changed_at: now })
    .execute();
  return id;
}

const lastDay = (series: Series): Day => lastOccurrence(series)?.day ?? series.startsOn;

export async function savePlan({ tx, now }: Pick<Acting, 'tx' | 'now'>, changed: Plan): Promise<void> {
  await tx
    .updateTable('series')
    .set({ ...columnsOf(changed), ended_on: changed.endedOn, sequence: changed.sequence + 1, changed_at: now })
    .where('id', '=', changed.id)
    .execute();
}

function columnsOf({ startsOn, clock, minutes, rule, exceptions, pauses }: Series) {
  return {
    starts_on: startsOn,
    clock,
    minutes,
    rule,
    skipped: [...exceptions.skipped],
    moved: JSON.stringify(exceptions.moved),
    added: [...exceptions.added],
    pauses: JSON.stringify(pauses),
  };
}

/** A summer without meetings, or any other stretch of days. */
export async function pauseMeetings(acting: Acting, id: string, span: { from: Day; to: Day }): Promise<PlanRefusal | undefined> {
  return await changeAll(acting, id, 'meetings.paused', (series, limits) => pause(series, span, limits));
}

/** Meetings again from today on. */
export async function resumeMeetings(acting: Acting, id: string, from: Day): Promise<PlanRefusal | undefined> {
  return await changeAll(acting, id, 'meetings.resumed', (series, limits) => endPause(series, from, limits));
}

async function changeAll(
  acting: Acting,
  id: string,
  act: 'meetings.paused' | 'meetings.resumed',
  change: (series: Series, limits: Limits) => Series | PlanRefusal,
): Promise<PlanRefusal | undefined> {
  const circle = await holdCircle(acting, id, mayPlan);
  const current = (await plansOf(acting.tx, id, acting.today)).findLast((one) => one.endedOn === null);
  if (!current) return refuse('no-plan');
  const changed = change(current, { today: acting.today, maxMinutes: 0 });
  if (isRefusal(changed)) return changed;
  await savePlan(acting, { ...current, ...changed });
  await keepMeetings(acting, circle.group);
  await tellOfPlan(acting, circle, `${current.id} ${current.sequence + 1}`);
  await acting.record({ act, object: ['series', current.id], group: id, association: circle.group.association });
  return undefined;
}

/** The days a plan gives from today on, for a look before it is stored. */
export const daysAhead = ({ before, after }: Drawn, today: Day, limit = 60) =>
  [...(before ? occurrences(before, { from: today, limit }) : []), ...occurrences(after, { from: today, to: addYears(today, 1), limit })]
    .filter(({ state }) => state !== 'cancelled')
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .slice(0, limit);
