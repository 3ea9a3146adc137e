/** Who leads a group: named by the coordinator, agreed to by themselves. */
import { type Acting, idOf, Missing } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { mayAgree, mayCompose, mayDecline, mayStartIt } from './access.ts';
import { agreedIn, type Circle, circleOf, holdCircle } from './circle.ts';
import { isOver, mayStartWithOne, type OneRefusal } from './group.ts';
import { inState } from './seat.ts';
import { findModel } from './store.ts';
import { facilitatorsToName } from './leaders.ts';

/** Names a facilitator, or a professional guest until a day; or ends that. */
export async function nameFacilitator(
  acting: Acting,
  id: string,
  person: string,
  part: 'facilitator' | 'guest',
  until: Day | null,
): Promise<Refusal<'is-over' | 'facilitator-sits' | 'too-many-facilitators'> | undefined> {
  const { group, seats, facilitators } = await holdCircle(acting, id, mayCompose);
  if (isOver(group) || group.handedOverOn) return refuse('is-over');
  if (facilitators.some((one) => one.person === person)) return undefined;
  if (inState(seats, 'standing', 'invited', 'accepted').some((seat) => seat.person === person)) return refuse('facilitator-sits');
  const model = await findModel(acting.tx, group.model);
  if (part === 'facilitator' && facilitators.filter((one) => one.part === part).length >= model!.facilitatorsMax)
    return refuse('too-many-facilitators', { max: model!.facilitatorsMax });
  if (!(await facilitatorsToName(acting, group.association)).has(person)) throw new Missing();
  await insertFacilitator(acting, group, person, part, until);
  return undefined;
}

export async function endFacilitator(acting: Acting, id: string, facilitator: string): Promise<void> {
  const { group, facilitators } = await circleOf(acting, id, mayCompose);
  const one = facilitators.find(({ id: row }) => row === facilitator);
  if (!one) throw new Missing();
  await acting.tx.updateTable('facilitators').set({ ended_at: acting.now }).where('id', '=', facilitator).execute();
  await acting.record({
    act: 'facilitator.ended',
    object: ['facilitator', facilitator],
    about: one.person,
    group: group.id,
    association: group.association,
  });
}

/** "I have this group." */
export async function agree({ tx, now, actor, record }: Acting, id: string): Promise<void> {
  const { group, facilitators } = await circleOf({ tx, actor }, id, mayAgree);
  const own = await holdOwn({ tx, actor }, facilitators);
  if (own.agreedAt) return;
  await tx.updateTable('facilitators').set({ agreed_at: now }).where('id', '=', own.id).execute();
  await record({
    act: 'facilitator.agreed',
    object: ['facilitator', own.id],
    about: own.person,
    group: id,
    association: group.association,
  });
}

/** "I cannot": no reason is asked for. The group is no longer hers, and whoever asked is told on the first page. */
export async function decline({ tx, now, actor, record }: Acting, id: string): Promise<void> {
  const { group, facilitators } = await circleOf({ tx, actor }, id, mayDecline);
  const own = await holdOwn({ tx, actor }, facilitators);
  if (own.agreedAt) throw new Missing();
  await tx.updateTable('facilitators').set({ declined_at: now, ended_at: now }).where('id', '=', own.id).execute();
  await record({
    act: 'facilitator.declined',
    object: ['facilitator', own.id],
    about: own.person,
    group: id,
    association: group.association,
  });
}

/** What the actor was asked, as it stands once another answer of hers, sent at the same time, is in. */
async function holdOwn({ tx, actor }: Pick<Acting, 'tx' | 'actor'>, facilitators: Circle['facilitators']) {
  const own = await tx
    .selectFrom('facilitators')
    .select(['id', 'person_id as person', 'agreed_at as agreedAt'])
    .where('id', '=', facilitators.find((one) => one.person === idOf(actor))!.id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!own) throw new Missing();
  return own;
}

/** "We start with one": said by someone, on a day. */
export async function startWithOne(acting: Acting, id: string): Promise<Refusal<OneRefusal> | undefined> {
  const { group, facilitators } = await holdCircle(acting, id, mayStartIt);
  const refused = mayStartWithOne(group, agreedIn(facilitators).length);
  if (refused) return refused;
  const said = { one_facilitator_by: idOf(acting.actor), one_facilitator_on: acting.today };
  await acting.tx.updateTable('groups').set(said).where('id', '=', id).execute();
  await acting.record({ act: 'one-facilitator.accepted', object: ['group', id], group: id, association: group.association });
  return undefined;
}

/** What was said of her before and holds no more, such as a guest's last day or a role that ran out, is over: it does not begin again beside this. */
export async function insertFacilitator(
  { tx, now, today, record }: Acting,
  group: { id: string; association: string },
  person: string,
  part: 'facilitator' | 'guest',
  until: Day | null,
): Promise<void> {
  const id = newId();
  await tx
    .updateTable('facilitators')
    .set({ ended_at: now })
    .where('group_id', '=', group.id)
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .execute();
  await tx
    .insertInto('facilitators')
    .values({ id, association_id: group.association, group_id: group.id, person_id: person, part, from_day: today, until_day: until })
    .execute();
  await record({ act: 'facilitator.named', object: ['facilitator', id], about: person, group: group.id, association: group.association });
}
