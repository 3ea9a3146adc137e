/** What a proposal is made of: an instance for each model, around what is held on the board. */
import type { Acting } from '../accounts/index.ts';
import type { Pins } from '../composition/index.ts';
import type { Tx } from '../lib/db.ts';
import { pinsOf } from './board.ts';
import { type Draft, draftedOf, scopeOf } from './draft.ts';
import { layCards } from './others.ts';
import { gather, type Gathered } from './pool.ts';

/** `numbers`: what the pinned groups are called on the board. */
export type Matter = { model: string; gathered: Gathered; pins: Pins; numbers: number[] };

/** One instance for each model that was asked for, made around what is held on the board. */
export async function mattersOf(acting: Pick<Acting, 'tx' | 'today' | 'world'>, draft: Draft): Promise<Matter[]> {
  if (draft.agreement !== null) await layCards(acting.tx, draft.id);
  const { pins, numbers } = draft.chosenAt ? await heldOn(acting, draft) : { pins: {}, numbers: [] };
  const models = draft.chosenAt && draft.model ? [draft.model] : draft.asked.models;
  const only = draft.asked.all ? null : await chosenFor(acting.tx, draft.id);
  const asked = await askedFor(acting.tx, draft.id);
  const most = acting.world.config.COMPOSE_AT_MOST;
  const matters: Matter[] = [];
  for (const model of models) {
    const gathered = await gather(acting, { ...scopeOf(draft, model), kinds: draft.asked.kinds, only, most });
    if (gathered) matters.push({ model, gathered: without(gathered, asked), pins, numbers });
  }
  return matters;
}

async function heldOn(acting: Pick<Acting, 'tx' | 'today'>, draft: Draft) {
  const { board, gathered } = await draftedOf(acting, draft);
  return pinsOf(board, gathered.instance);
}

/** One's own who sit in a group that others are asked about: they are composed with no more. */
async function askedFor(tx: Tx, draft: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('draft_people as p')
    .innerJoin('draft_groups as g', 'g.id', 'p.draft_group_id')
    .select('p.enquiry_id as id')
    .where('p.draft_id', '=', draft)
    .where('g.crossing_id', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

const without = (gathered: Gathered, gone: ReadonlySet<string>): Gathered => ({
  ...gathered,
  instance: { ...gathered.instance, people: gathered.instance.people.filter((one) => !gone.has(one.id)) },
});

const chosenFor = async (tx: Tx, draft: string): Promise<string[]> =>
  (await tx.selectFrom('draft_people').select('enquiry_id as id').where('draft_id', '=', draft).execute()).map(({ id }) => id);
