/** Signing the pledge: in the page, or on paper that somebody registers. */
import { type Acting, idOf, Missing } from '../accounts/index.ts';
import { newId } from '../lib/ids.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { mayRegisterPledge, maySign } from './access.ts';
import { circleOf, everyoneIn } from './circle.ts';
import { pledgesInForce } from './pledge-store.ts';

export type SignRefusal = 'text-changed';

/** Signs the text that was read; one that was changed meanwhile is read anew. Signed twice is signed once. */
export async function sign(acting: Acting, group: string, text: string): Promise<Refusal<SignRefusal> | undefined> {
  await circleOf(acting, group, maySign);
  return await keepPledge(acting, group, idOf(acting.actor)!, text, 'page');
}

/** A facilitator or coordinator has the signed paper in hand. */
export async function registerPaper(
  acting: Acting,
  group: string,
  person: string,
  text: string,
): Promise<Refusal<SignRefusal> | undefined> {
  const circle = await circleOf(acting, group, mayRegisterPledge);
  if (!everyoneIn(circle).includes(person)) throw new Missing();
  return await keepPledge(acting, group, person, text, 'paper');
}

async function keepPledge(
  { tx, now, actor, record }: Acting,
  group: string,
  person: string,
  text: string,
  how: 'page' | 'paper',
): Promise<Refusal<SignRefusal> | undefined> {
  const { association_id: association } = await tx
    .selectFrom('groups')
    .select('association_id')
    .where('id', '=', group)
    .executeTakeFirstOrThrow();
  if (!(await pledgesInForce(tx, association, now)).some((one) => one.id === text)) return refuse('text-changed');
  const id = newId();
  const made = await tx
    .insertInto('pledges')
    .values({
      id,
      association_id: association,
      group_id: group,
      person_id: person,
      text_id: text,
      signed_at: now,
      how,
      registered_by: how === 'paper' ? idOf(actor) : null,
    })
    .onConflict((conflict) => conflict.columns(['group_id', 'person_id', 'text_id']).doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 0n) return undefined;
  await record({ act: how === 'paper' ? 'pledge.registered' : 'pledge.signed', object: ['pledge', id], about: person, group, association });
  return undefined;
}
