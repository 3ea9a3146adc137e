/** A proposal over one's own people and the cards of others, by the composer; and what of it may be asked for. */
import { type Acting, asPerson } from '../accounts/index.ts';
import { gather, propose, spoken } from '../board/index.ts';
import { brokenInGroup, type Instance, isJoining, type NewGroup } from '../composition/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Agreement } from './agreement.ts';
import { type Card, personOf } from './card.ts';
import { cardsFor, MOST_CARDS } from './store.ts';

/** Pools are small: an answer while one waits. */
const SECONDS = 1.5;

export type Pool = { model: string; instance: Instance; cards: ReadonlyMap<string, Card> };
export type Chosen = {
  model: string;
  venue: string;
  slot: string;
  kind: NewGroup['kind'];
  language: string;
  leaders: string[];
  ownPeople: string[];
  cards: string[];
};

/** Undefined: no such model. Own people as they are, others as cards. */
export async function poolOf(acting: Acting, agreement: Agreement, model: string): Promise<Pool | undefined> {
  const { tx, today, actor } = acting;
  const { association } = asPerson(actor);
  const only = await ownWaiting(tx, association, agreement.diagnosis);
  const found = await gather(acting, { association, chapter: null, model, only });
  if (!found) return undefined;
  const others = (await cardsFor(tx, agreement.id)).filter((card) => card.association !== association).slice(0, MOST_CARDS);
  const cards = new Map(others.map((card) => [card.id, { ...card, languages: card.languages.map(spoken) }]));
  const people = [...found.instance.people, ...[...cards.values()].map((card) => personOf(card, today, agreement.diagnosis))];
  // Guests join no group that is there: they said yes to one that begins.
  const open = found.instance.open.map((one) => ({ ...one, seats: 0 }));
  return { model, cards, instance: { ...found.instance, people, open } };
}

/** Up to three ways to form groups in which somebody of another association sits. */
export async function proposedFor({ instance, cards }: Pool): Promise<NewGroup[]> {
  const [best] = await propose({ instance, together: [] }, { count: 1, seconds: SECONDS });
  const groups = (best?.groups ?? []).filter((one): one is NewGroup => !isJoining(one));
  return groups.filter((one) => one.people.some((id) => cards.has(id)));
}

/** What was chosen, if it still keeps every rule among those who still wait; undefined where it does not. */
export function chosenFrom(pool: Pool, group: NewGroup): Chosen | undefined {
  if (brokenInGroup(group, pool.instance).length > 0 || !group.people.some((id) => pool.cards.has(id))) return undefined;
  return {
    model: pool.model,
    venue: group.venue,
    slot: group.slot,
    kind: group.kind,
    language: group.language,
    leaders: group.facilitators,
    ownPeople: group.people.filter((id) => !pool.cards.has(id)),
    cards: group.people.filter((id) => pool.cards.has(id)),
  };
}

async function ownWaiting(tx: Tx, association: string, diagnosis: string | null): Promise<string[]> {
  const rows = await tx
    .selectFrom('enquiries')
    .select('id')
    .where('association_id', '=', association)
    .where('stage', '=', sql.lit('waiting'))
    .where('came_by', '<>', 'across')
    .$if(diagnosis !== null, (query) => query.where('diagnosis', '=', diagnosis))
    .orderBy('received_on')
    .limit(MOST_CARDS)
    .execute();
  return rows.map(({ id }) => id);
}
