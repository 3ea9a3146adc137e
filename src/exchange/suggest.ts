/** What an umbrella suggests: each association says whether it shows it, keeps it as a draft, or says no. Nothing of it is shown before. */
import { type Acting, associationOf } from '../accounts/index.ts';
import { newId } from '../lib/ids.ts';
import { type Day, dayOf, type Instant, zone } from '../lib/day.ts';
import type { Translate } from '../lib/language.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { bringIn } from '../offers/index.ts';
import { urls } from '../urls.ts';
import type { DraftOffer, ReadRow } from './draft.ts';
import type { Home } from './homes.ts';
import { keysHere } from './known.ts';
import { type Format, sameKeys, storedKey } from './read-directory.ts';

const AT_ONCE = 100;

/** Each association sees what is suggested to it; suggested again, it is not there twice. */
export async function suggest(
  acting: Acting,
  umbrella: string,
  source: Format,
  rows: readonly (ReadRow & { home: Home | null })[],
): Promise<void> {
  const { tx, now } = acting;
  const values = rows.flatMap(({ draft, home }) => {
    if (!home) return [];
    const about = { association_id: home.id, umbrella_id: umbrella, source, source_key: storedKey(draft) };
    return [{ id: newId(), ...about, offer: JSON.stringify(draft), suggested_at: now }];
  });
  for (let at = 0; at < values.length; at += AT_ONCE)
    await tx
      .insertInto('suggestions')
      .values(values.slice(at, at + AT_ONCE))
      .execute();
  for (const association of new Set(values.map((one) => one.association_id)))
    await acting.record({ act: 'offers.suggested', object: ['umbrella', umbrella], association });
}

export type Suggestion = { id: string; umbrella: string; source: Format; on: Day; draft: DraftOffer };

/** What waits for an answer of the association, the oldest first. */
export async function suggestionsOf({ tx, actor }: Acting, id?: string): Promise<Suggestion[]> {
  const rows = await tx
    .selectFrom('suggestions as s')
    .innerJoin('umbrellas as u', 'u.id', 's.umbrella_id')
    .select(['s.id', 's.source', 's.suggested_at as at', 's.offer', 'u.name as umbrella'])
    .where('s.association_id', '=', associationOf(actor))
    .where('s.answer', 'is', null)
    .$if(id !== undefined, (query) => query.where('s.id', '=', id!).forUpdate('s'))
    .orderBy('s.suggested_at')
    .orderBy('s.id')
    .execute();
  return rows.map(({ at, offer, source, ...row }) => ({ ...row, source: source as Format, on: dayOn(at), draft: offer as DraftOffer }));
}

const dayOn = (at: Instant): Day => dayOf(at, zone('Europe/Oslo'));

export const answers = ['published', 'kept', 'declined'] as const;
export type Answer = (typeof answers)[number];

/** One tap. What has come here another way meanwhile is not made twice. Undefined when there is no such thing, or it is answered. */
export async function answerSuggestion(acting: Acting, id: string, answer: Answer): Promise<undefined | 'done' | Refusal<'is-here'>> {
  const [found] = await suggestionsOf(acting, id);
  if (!found) return undefined;
  const { draft, source } = found;
  const association = associationOf(acting.actor);
  const known = answer === 'declined' ? new Set<string>() : await keysHere(acting.tx, [association], { format: source, umbrella: null });
  const isHere = sameKeys(draft).some((key) => known.has(`${association} ${key}`));
  if (answer !== 'declined' && !isHere)
    await bringIn(acting, [{ ...draft, key: storedKey(draft) }], { source, publish: answer === 'published' });
  const given = isHere ? 'declined' : answer;
  await acting.tx.updateTable('suggestions').set({ offer: '{}', answer: given, answered_at: acting.now }).where('id', '=', id).execute();
  await acting.record({ act: 'suggestion.answered', object: ['suggestion', id] });
  return isHere ? refuse('is-here') : 'done';
}

/** A line for the desk of those who answer. */
export async function suggestionsDue(acting: Acting, t: Translate) {
  const all = await suggestionsOf(acting);
  const [first] = all;
  if (!first) return [];
  const text = t('exchange:due', { count: all.length, umbrella: first.umbrella });
  return [{ kind: 'suggestion', text, since: first.on, act: t('desk:act.answer'), href: urls.suggestions }];
}
