/** What a coordinator does with a draft. Every change says which version it was made on; a stale one changes nothing. */
import { type Acting, asPerson, idOf, Missing } from '../accounts/index.ts';
import { newId } from '../lib/ids.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { mayDraft } from './access.ts';
import { circleWith, judge, type Verdict } from './board.ts';
import { noteChange, type Note, proposalsOf, stillThere } from './changes.ts';
import { type Asked, type Draft, type Drafted, draftedOf, draftOf, findDraft } from './draft.ts';
import { addPeople, hold, layOut, seat } from './laid.ts';
import { composing } from './work.ts';

/** `agreement`: over all associations that have agreed, for one's own as a whole. */
export type NewDraft = { chapter: string | null; agreement?: string | null; asked: Asked; people: readonly string[] };

export async function makeDraft(acting: Acting, made: NewDraft): Promise<string> {
  const { tx, now, actor, world, record } = acting;
  const { association } = asPerson(actor);
  const { chapter, agreement = null, asked } = made;
  if (!mayDraft(actor, { association, chapter })) throw new Missing();
  const models = await tx
    .selectFrom('programme_models')
    .select('id')
    .where('association_id', '=', association)
    .where('id', 'in', asked.models)
    .execute();
  if (models.length < asked.models.length) throw new Missing();
  const id = newId();
  await tx
    .insertInto('drafts')
    .values({
      id,
      association_id: association,
      chapter_id: chapter,
      agreement_id: agreement,
      asked: JSON.stringify(asked),
      made_by: idOf(actor)!,
      made_at: now,
      changed_at: now,
      work_at: now,
    })
    .execute();
  await addPeople(tx, { id, association }, made.people);
  await record({ act: 'draft.made', object: ['draft', id] });
  await world.enqueue(tx, composing, { draft: id, no: 1 });
  return id;
}

export type Stale = Refusal<'stale'>;
/** Holds the draft; refuses when somebody else has changed it since `version`. */
export async function held(acting: Acting, id: string, version: number): Promise<Draft | Stale> {
  const draft = await findDraft(acting.tx, id, true);
  if (!draft || !mayDraft(acting.actor, draft)) throw new Missing();
  return draft.version === version ? draft : refuse('stale');
}

export const noted = (acting: Acting, draft: Draft, note: Note) => noteChange(acting.tx, draft, acting.now, idOf(acting.actor), note);

/** Stops the composing; what was found until then is kept. Whoever presses twice has stopped it once. */
export async function stopDraft(acting: Acting, id: string): Promise<void> {
  const draft = await findDraft(acting.tx, id, true);
  if (!draft || !mayDraft(acting.actor, draft)) throw new Missing();
  await acting.tx.updateTable('drafts').set({ stop_asked: true }).where('id', '=', id).execute();
}

/** Composes again, around what is held. */
export async function proposeAgain(acting: Acting, id: string, version: number): Promise<Stale | undefined> {
  const draft = await held(acting, id, version);
  if ('refused' in draft) return draft;
  const no = draft.workNo + 1;
  await acting.tx
    .updateTable('drafts')
    .set({ work: 'waiting', work_no: no, work_at: acting.now, work_share: 0, work_placed: 0, work_groups: 0, stop_asked: false })
    .where('id', '=', id)
    .execute();
  await acting.record({ act: 'draft.proposed', object: ['draft', id] });
  await acting.world.enqueue(acting.tx, composing, { draft: id, no });
  return undefined;
}

/** Takes a proposal to the board in place of what lies there. Groups and people that were held stay held. */
export async function choose(acting: Acting, id: string, version: number, no: number): Promise<Stale | undefined> {
  const draft = await held(acting, id, version);
  if ('refused' in draft) return draft;
  const proposal = (await proposalsOf(acting.tx, id)).find((one) => one.no === no);
  if (!proposal) throw new Missing();
  const before = await draftedOf(acting, draft.chosenAt ? draft : { ...draft, model: proposal.model });
  const { groups, left } = stillThere(proposal.answer, before.gathered.instance);
  const heldPeople = new Set(before.board.circles.flatMap(({ pinned, group }) => (pinned ? group.people.slice(0, 1) : [])));
  await layOut(
    acting.tx,
    draft,
    groups.map((group) => ({ group, pinned: group.people.some((one) => heldPeople.has(one)) })),
    left,
  );
  const chosen = { model_id: proposal.model, chosen_at: acting.now, work_score: proposal.score, work_bound: proposal.bound };
  await acting.tx.updateTable('drafts').set(chosen).where('id', '=', id).execute();
  await noted(acting, draft, { what: 'chosen', to: no });
  await acting.record({ act: 'draft.chosen', object: ['draft', id] });
  return undefined;
}

export type MoveOutcome = { verdict: Verdict; drafted: Drafted; moved: boolean };
/** Moves somebody, and those who asked to sit with her. What breaks a hard rule is told and not done. `to` null: off the groups. */
export async function move(acting: Acting, id: string, version: number, person: string, to: string | null): Promise<MoveOutcome | Stale> {
  const draft = await held(acting, id, version);
  if ('refused' in draft) return draft;
  const drafted = await draftedOf(acting, draft);
  const { board, gathered } = drafted;
  const target = to === null ? undefined : board.circles.find((one) => one.id === to);
  if (to !== null && !target) throw new Missing();
  const verdict = judge(gathered, board, person, to);
  if (verdict.broken.length > 0) return { verdict, drafted, moved: false };
  await seat(acting.tx, id, verdict.movers, to);
  const from = circleWith(board, person)?.no ?? null;
  await noted(acting, draft, { what: 'moved', ...whomOf(gathered, person), from, to: target?.no ?? null });
  await acting.record({ act: 'draft.moved', object: ['draft', id], about: await personOf(acting, person) });
  return { verdict, drafted, moved: true };
}

const whomOf = ({ about }: Drafted['gathered'], person: string) => (about.get(person)?.other ? { card: person } : { person });

const personOf = async ({ tx }: Acting, enquiry: string): Promise<string | null> =>
  (await tx.selectFrom('enquiries').select('person_id as id').where('id', '=', enquiry).executeTakeFirst())?.id ?? null;

export type Pinning = { person: string } | { circle: string };
export async function pin(acting: Acting, id: string, version: number, what: Pinning, pinned: boolean): Promise<Stale | undefined> {
  const draft = await held(acting, id, version);
  if ('refused' in draft) return draft;
  const { board, gathered } = await draftedOf(acting, draft);
  const circle = 'circle' in what ? board.circles.find((one) => one.id === what.circle) : circleWith(board, what.person);
  if ('circle' in what) {
    if (!circle) throw new Missing();
    await acting.tx.updateTable('draft_groups').set({ pinned }).where('id', '=', what.circle).execute();
  } else {
    if (!circle && !board.left.some((one) => one.person === what.person)) throw new Missing();
    await hold(acting.tx, id, what.person, pinned);
  }
  const whom = 'person' in what ? whomOf(gathered, what.person) : {};
  await noted(acting, draft, { what: pinned ? 'pinned' : 'unpinned', ...whom, to: circle?.no ?? null });
  return undefined;
}

/** Puts the draft away. Nobody on it loses a place in line. */
export async function endDraft(acting: Acting, id: string): Promise<void> {
  const draft = await draftOf(acting.tx, id);
  if (!mayDraft(acting.actor, draft)) throw new Missing();
  await acting.tx.deleteFrom('drafts').where('id', '=', id).execute();
  await acting.record({ act: 'draft.ended', object: ['draft', id] });
}
