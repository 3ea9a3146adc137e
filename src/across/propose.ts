/** A draft over all who agreed, and asking for those of others who would sit in one of its groups. */
import { type Acting, asPerson, Missing } from '../accounts/index.ts';
import {
  type AcceptRefusal,
  type Circle,
  type Drafted,
  draftedOf,
  draftOf,
  held,
  makeDraft,
  mayAccept,
  problemsOf,
  type Stale,
  takeOff,
} from '../board/index.ts';
import { isJoining, type NewGroup } from '../composition/index.ts';
import { sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Refusal } from '../lib/refusal.ts';
import { agreementOf } from './actions.ts';
import { takesPart } from './agreement.ts';
import { addCrossing } from './store.ts';

/** Asks the machine for proposals over one's own who wait and the cards of others. The draft's id. */
export async function proposeAcross(acting: Acting, id: string, asked: { models: string[]; venues: string[] }): Promise<string> {
  const agreement = await agreementOf(acting, id);
  if (!takesPart(agreement, asPerson(acting.actor).association)) throw new Missing();
  return await makeDraft(acting, { chapter: null, agreement: agreement.id, asked: { ...asked, kinds: [], all: true }, people: [] });
}

export type Lot = { drafted: Drafted; circle: Circle; group: NewGroup; cards: string[] };
/** A group of a board that somebody of another association sits in; there is no other to ask about. */
export async function lotOf(acting: Acting, draft: string, circle: string): Promise<Lot> {
  const drafted = await draftedOf(acting, await draftOf(acting.tx, draft));
  return lotIn(drafted, circle);
}

function lotIn(drafted: Drafted, id: string): Lot {
  const circle = drafted.board.circles.find((one) => one.id === id);
  if (!circle || isJoining(circle.group)) throw new Missing();
  const cards = circle.group.people.filter((one) => drafted.gathered.about.get(one)?.other);
  if (cards.length === 0) throw new Missing();
  return { drafted, circle, group: circle.group, cards };
}

/** The host asks for those of others who would sit in a group, and the group leaves the board. Returns the crossing. */
export async function ask(acting: Acting, id: string, version: number, circleId: string): Promise<string | Stale | Refusal<AcceptRefusal>> {
  const { tx, now, actor } = acting;
  const draft = await held(acting, id, version);
  if ('refused' in draft) return draft;
  const lot = lotIn(await draftedOf(acting, draft), circleId);
  const { drafted, circle, group, cards } = lot;
  const refused = mayAccept(circle, problemsOf(drafted.gathered.instance, drafted.board).get(circleId) ?? []);
  if (refused) return refused;
  const { people, facilitators: leaders, ...place } = group;
  const crossing = newId();
  await addCrossing(tx, {
    ...place,
    id: crossing,
    leaders,
    agreement: draft.agreement!,
    association: draft.association,
    model: draft.model!,
    ownPeople: people.filter((one) => !cards.includes(one)),
    madeBy: asPerson(actor).id,
    madeAt: now,
  });
  const { rows } = await sql<{ count: number }>`select app.ask_from(${crossing}, ${id}, ${cards}::uuid[], ${now}) as count`.execute(tx);
  if (rows[0]?.count !== cards.length) throw new Missing();
  await takeOff(acting, drafted, circle, { crossing_id: crossing });
  await acting.record({ act: 'crossing.asked', object: ['crossing', crossing] });
  return crossing;
}
