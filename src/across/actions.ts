/** The verbs of an agreement and of a group that crosses: who agrees, who is shown, who is asked, and how the group is made. */
import { type Acting, asPerson, Missing } from '../accounts/index.ts';
import { compose, type ComposeOutcome } from '../groups/index.ts';
import type { Clock, Day } from '../lib/day.ts';
import { sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { isLanguage } from '../lib/language.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { send } from '../messages/index.ts';
import { type Agreement, takesPart } from './agreement.ts';
import { bandsOf } from './card.ts';
import { agreementsOf, askedFor, type Crossing, crossingsOf, did, putCards, requestsAt, toShare } from './store.ts';

export async function agreementOf(acting: Acting, id: string): Promise<Agreement> {
  const found = (await agreementsOf(acting.tx, id))[0];
  if (!found) throw new Missing();
  return found;
}

export type StartRefusal = 'needs-two' | 'not-yours';
/** Begins one; an administrator's own association has then agreed, the others are asked. */
export async function start(
  acting: Acting,
  wanted: { name: string; diagnosis: string | null; associations: readonly string[] },
): Promise<string | Refusal<StartRefusal>> {
  const { tx, now } = acting;
  if (new Set(wanted.associations).size < 2) return refuse('needs-two');
  const id = newId();
  const done = await did(
    tx,
    sql`select app.start_agreement(${id}, ${wanted.name}, ${wanted.diagnosis}, ${[...wanted.associations]}::uuid[], ${now}) as done`,
  );
  if (!done) return refuse('not-yours');
  for (const association of new Set(wanted.associations))
    await acting.record({ act: 'agreement.started', object: ['agreement', id], association });
  return id;
}

/** Says yes for her own association, or ends it: the cards go, and what was asked and not answered. */
export async function answer(acting: Acting, id: string, yes: boolean): Promise<void> {
  const { association } = asPerson(acting.actor);
  await agreementOf(acting, id);
  if (!(await did(acting.tx, sql`select app.answer_agreement(${id}, ${association}, ${yes}, ${acting.now}) as done`))) throw new Missing();
  await acting.record({ act: yes ? 'agreement.agreed' : 'agreement.ended', object: ['agreement', id] });
}

/** Shows the partners bands of those who wait. Returns how many. */
export async function share(acting: Acting, id: string): Promise<number> {
  const { tx, now, today, world } = acting;
  const { association } = asPerson(acting.actor);
  const agreement = await agreementOf(acting, id);
  if (!takesPart(agreement, association)) throw new Missing();
  const { country } = world.houses.of(association)!;
  const open = new Set((await requestsAt(tx, { association })).filter(({ state }) => !isOver(state)).map(({ enquiry }) => enquiry));
  const rows = (await toShare(tx, association, agreement.diagnosis)).filter(({ enquiry }) => !open.has(enquiry));
  const cards = rows.map(({ enquiry, ...one }) => ({ id: crypto.randomUUID(), enquiry, ...bandsOf(one, country, today) }));
  await putCards(tx, { agreement: id, association, at: now }, cards);
  await acting.record({ act: 'cards.shared', object: ['agreement', id] });
  return cards.length;
}
const isOver = (state: string): boolean => state === 'declined' || state === 'no' || state === 'withdrawn';

/** Her own association's coordinator, or her chapter's: she may be asked, or not. Then it is hers to answer. */
export async function agree(acting: Acting, id: string, yes: boolean): Promise<Refusal<'is-over'> | undefined> {
  const { tx, now } = acting;
  const { association } = asPerson(acting.actor);
  const request = (await requestsAt(tx, { id, association }))[0];
  if (!request) throw new Missing();
  if (!(await did(tx, sql`select app.agree_request(${id}, ${yes}, ${now}) as done`))) return refuse('is-over');
  await acting.record({ act: yes ? 'crossing.agreed' : 'crossing.declined', object: ['crossing-request', id], about: request.person });
  if (yes)
    await send(acting, association, { to: request.person!, kind: 'across-asked', about: id, link: { purpose: 'across', object: id } });
  return undefined;
}

export async function crossingOf(acting: Acting, id: string): Promise<Crossing> {
  const found = (await crossingsOf(acting.tx, { id }))[0];
  if (!found) throw new Missing();
  return found;
}

export type Making = {
  name: string;
  size: number;
  firstOn: Day;
  firstAt: Clock;
  rhythm: 'weekly' | 'every-second-week' | 'monthly' | 'free';
};
export type Made = ComposeOutcome | Refusal<'is-made'>;

/** Makes the group of the host's own and of those who have said yes, by the same verb as one made by hand. */
export async function make(acting: Acting, id: string, given: Making): Promise<Made> {
  const crossing = await crossingOf(acting, id);
  if (crossing.group) return refuse('is-made');
  const guests = (await askedFor(acting.tx, id)).flatMap(({ guest }) => guest ?? []);
  const { association, model, venue, kind, leaders } = crossing;
  const language = isLanguage(crossing.language) ? crossing.language : (acting.world.houses.of(association)!.languages[0] ?? 'nb');
  const draft = {
    ...given,
    model,
    chapter: null,
    venue,
    kind,
    language,
    facilitators: leaders,
    people: [...crossing.ownPeople, ...guests],
  };
  const made = await compose(acting, association, draft);
  if (!('group' in made)) return made;
  await acting.tx.updateTable('crossings').set({ group_id: made.group }).where('id', '=', id).execute();
  return made;
}
