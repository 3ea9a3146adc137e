/** What the group hopes for: a round at the start and again later. Only what all agree on is kept, and nobody's name. */
import { type Acting } from '../accounts/index.ts';
import { holdCircle, isOver } from '../groups/index.ts';
import { textInForce } from '../associations/index.ts';
import type { Day } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Translate } from '../lib/language.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { mayNoteExpectations } from './access.ts';

export type Round = { round: number; heldOn: Day; lines: string[] };

/** The rounds of a group, the newest first. */
export async function roundsOf(tx: Tx, group: string): Promise<Round[]> {
  const rows = await tx
    .selectFrom('expectations')
    .select(['round', 'held_on as heldOn', 'line'])
    .where('group_id', '=', group)
    .orderBy('round', 'desc')
    .orderBy('place')
    .execute();
  const rounds = new Map<number, Round>();
  for (const { round, heldOn, line } of rows) rounds.set(round, { round, heldOn, lines: [...(rounds.get(round)?.lines ?? []), line] });
  return [...rounds.values()];
}

/** The association's own questions for the first round; for later ones, how it has gone. */
export async function questionsFor(tx: Tx, t: Translate, association: string, rounds: readonly Round[]): Promise<string[]> {
  if (rounds.length > 0) return t.list('defaults:expectations-again');
  return (await textInForce(tx, association, 'expectations', t.language))?.lines ?? t.list('defaults:expectations');
}

/** Keeps a round. One noted earlier the same day is put right. */
export async function noteExpectations(acting: Acting, id: string, lines: readonly string[]): Promise<Refusal<'is-over'> | undefined> {
  const { tx, now, today, record } = acting;
  const { group } = await holdCircle(acting, id, mayNoteExpectations);
  if (isOver(group)) return refuse('is-over');
  const [last] = await roundsOf(tx, id);
  const isSame = last?.heldOn === today;
  const round = isSame ? last.round : (last?.round ?? 0) + 1;
  if (isSame) await tx.deleteFrom('expectations').where('group_id', '=', id).where('round', '=', round).execute();
  const own = { association_id: group.association, group_id: id, round, held_on: today, created_at: now };
  await tx
    .insertInto('expectations')
    .values(lines.map((line, place) => ({ ...own, id: newId(), place, line })))
    .execute();
  await record({ act: 'expectations.noted', object: ['group', id], group: id, association: group.association });
  return undefined;
}
