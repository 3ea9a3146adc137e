/** Keeps the rows of meetings as the plans say: half a year ahead, each with its own id for absences, hosts and links. */
import type { Acting } from '../accounts/index.ts';
import { addMonths, type Day, instantOf } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import type { Meeting } from './meeting.ts';
import { occurrenceOf, type Occurrence, occurrences } from './recurrence.ts';
import { meetingsFrom, type Plan, plansOf } from './store.ts';

const MONTHS_AHEAD = 6;

type Wanted = Occurrence & { plan: Plan };

/** What has been held, and every day before today, stays as it was. Returns how many rows were made, changed or taken away. */
export async function keepMeetings(
  { tx, now, today }: Pick<Acting, 'tx' | 'now' | 'today'>,
  group: { id: string; association: string },
): Promise<number> {
  const plans = await plansOf(tx, group.id, today);
  const to = addMonths(today, MONTHS_AHEAD);
  const wanted = plans.flatMap((plan) => occurrences(plan, { from: today, to }).map((one): Wanted => ({ ...one, plan })));
  const rows = await meetingsFrom(tx, group.id, today);
  const known = new Set(rows.map((row) => row.originalOn));
  let changed = 0;
  for (const row of rows.filter((one) => one.heldAt === null))
    changed += await keepOne({ tx, now }, row, found(row.originalOn, wanted, plans));
  const fresh = wanted.filter((one) => !known.has(one.original));
  if (fresh.length > 0)
    await tx
      .insertInto('meetings')
      .values(fresh.map((one) => ({ id: newId(), association_id: group.association, group_id: group.id, ...columnsOf(one, now) })))
      .onConflict((conflict) => conflict.columns(['group_id', 'original_on']).doNothing())
      .execute();
  return changed + fresh.length;
}

/** What a row stands for now; also what was moved beyond the half year. */
function found(original: Day, wanted: readonly Wanted[], plans: readonly Plan[]): Wanted | undefined {
  const near = wanted.find((one) => one.original === original);
  if (near) return near;
  for (const plan of plans) {
    const one = occurrenceOf(plan, original);
    if (one) return { ...one, plan };
  }
  return undefined;
}

async function keepOne({ tx, now }: Pick<Acting, 'tx' | 'now'>, row: Meeting, one: Wanted | undefined): Promise<number> {
  if (!one) {
    await tx.deleteFrom('meetings').where('id', '=', row.id).execute();
    return 1;
  }
  const isSame =
    row.day === one.day &&
    row.clock === one.clock &&
    row.minutes === one.minutes &&
    (row.cancelledAt !== null) === (one.state === 'cancelled') &&
    row.series === one.plan.id;
  if (isSame) return 0;
  const columns = columnsOf(one, now);
  const isShifted = row.day !== one.day || row.clock !== one.clock;
  await tx
    .updateTable('meetings')
    .set({
      ...columns,
      cancelled_at: one.state === 'cancelled' ? (row.cancelledAt ?? now) : null,
      moved_at: one.state === 'moved' ? (isShifted ? now : (row.movedAt ?? now)) : null,
      ...(isShifted && { confirmed_at: null }),
      sequence: row.sequence + 1,
    })
    .where('id', '=', row.id)
    .execute();
  return 1;
}

function columnsOf({ original, day, clock, minutes, state, plan }: Wanted, now: Date) {
  return {
    series_id: plan.id,
    original_on: original,
    day,
    clock,
    minutes,
    starts_at: instantOf(day, clock, plan.zone),
    cancelled_at: state === 'cancelled' ? now : null,
    moved_at: state === 'moved' ? now : null,
  };
}
