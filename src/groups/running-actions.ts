/** What a group needs to run: who does what, and what it is like. */
import type { Acting } from '../accounts/index.ts';
import { Missing } from '../accounts/index.ts';
import { newId } from '../lib/ids.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { mayChange, mayNameDuties } from './access.ts';
import { holdCircle } from './circle.ts';
import { isOver } from './group.ts';
import { duties, type DutyName } from './handover.ts';
import { inState } from './seat.ts';

export type Named = Partial<Record<DutyName, readonly string[]>>;
export type DutyRefusal = 'is-over';

/** Who does what from now on: seats by duty. Whoever is not named any more is free of it. */
export async function nameDuties(acting: Acting, id: string, named: Named): Promise<Refusal<DutyRefusal> | undefined> {
  const { tx, now, record } = acting;
  const { group, seats, duties: held } = await holdCircle(acting, id, mayNameDuties);
  if (isOver(group)) return refuse('is-over');
  const sitting = inState(seats, 'accepted');
  for (const duty of duties) {
    const wanted = named[duty] ?? [];
    if (wanted.some((seat) => !sitting.some((one) => one.id === seat))) throw new Missing();
    const before = held.filter((one) => one.duty === duty);
    const ended = before.filter((one) => !wanted.includes(one.seat)).map((one) => one.id);
    if (ended.length > 0) await tx.updateTable('duties').set({ ended_at: now }).where('id', 'in', ended).execute();
    for (const seat of wanted.filter((one) => !before.some((other) => other.seat === one))) {
      const row = { id: newId(), association_id: group.association, group_id: id, seat_id: seat, duty, taken_at: now };
      await tx.insertInto('duties').values(row).execute();
      const about = sitting.find((one) => one.id === seat)!.person;
      await record({ act: 'duty.named', object: ['duty', row.id], about, group: id, association: group.association });
    }
  }
  return undefined;
}

export type Settings = {
  name: string;
  size: number;
  listed: boolean;
  byHeadCount: boolean;
  /** only asked of a digital group */
  room: string | null;
};
export type ChangeRefusal = 'is-over' | 'fewer-than-sit';

/** The group may choose its own size, above or below the model's. */
export async function change(acting: Acting, id: string, to: Settings): Promise<Refusal<ChangeRefusal> | undefined> {
  const { tx, record } = acting;
  const { group, seats } = await holdCircle(acting, id, mayChange);
  if (isOver(group)) return refuse('is-over');
  const sitting = inState(seats, 'accepted').length;
  if (to.size < sitting) return refuse('fewer-than-sit', { count: sitting });
  const settings = {
    name: to.name,
    size_max: to.size,
    size_min: Math.min(group.sizeMin, to.size),
    listed: to.listed,
    by_head_count: to.byHeadCount,
  };
  await tx.updateTable('groups').set(settings).where('id', '=', id).execute();
  if (to.room !== null)
    await tx
      .insertInto('rooms')
      .values({ group_id: id, association_id: group.association, link: to.room })
      .onConflict((conflict) => conflict.column('group_id').doUpdateSet({ link: to.room! }))
      .execute();
  await record({ act: 'group.changed', object: ['group', id], group: id, association: group.association });
  return undefined;
}
