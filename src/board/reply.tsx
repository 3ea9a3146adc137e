/** How a draft is answered: as a page, or in the browser's own words where it asked for them. */
import { idOf, type Visit } from '../accounts/index.ts';
import { addMinutes } from '../lib/day.ts';
import type { Translate } from '../lib/language.ts';
import { namesOf } from '../people/index.ts';
import { to, urls } from '../urls.ts';
import { BoardPage, type Said, type WorkShown, workShown } from './board-page.tsx';
import { changesSince, proposalsOf, type Since } from './changes.ts';
import type { Who } from './say.ts';
import { type Draft, type Drafted, draftedOf, draftOf } from './draft.ts';
import { sceneOf } from './scene.ts';
import { type BoardShown, boardShown } from './shown.ts';

export type OfDraft = Visit<{ draft: string }>;

export const wantsJson = (visit: Visit): boolean => visit.http.req.header('accept')?.includes('application/json') === true;

export function json({ http }: Visit, value: object, status: 200 | 409 | 422 = 200): Response {
  http.header('Cache-Control', 'no-store');
  return http.json(value, status);
}

/** Which pages of a large board are looked at. */
export function pagesOf({ query }: Visit): { page: number; left: number } {
  const at = (name: string) => Math.min(5_000, Math.max(1, Math.trunc(Number(query.get(name)) || 1)));
  return { page: at('page'), left: at('left') };
}

export const isWorking = ({ work }: Draft): boolean => work === 'waiting' || work === 'running';
/** Nothing has been heard of it for long: the process that did it is gone. */
const QUIET_MINUTES = 5;
export const isQuiet = (draft: Draft, now: Date): boolean => isWorking(draft) && addMinutes(draft.workAt, QUIET_MINUTES) < now;

export const workOf = (visit: Visit, draft: Draft): WorkShown | null =>
  isWorking(draft) ? workShown(visit.t, draft, isQuiet(draft, visit.now)) : null;

/** "The whole association", the chapter the draft is for, or the agreement with others. */
export async function placeOf({ tx, t }: Pick<Visit, 'tx' | 't'>, at: Pick<Draft, 'chapter' | 'agreement'>): Promise<string> {
  const { chapter, agreement } = at;
  if (agreement !== null) {
    const row = await tx.selectFrom('agreements').select('name').where('id', '=', agreement).executeTakeFirst();
    return t('board:across', { name: row?.name ?? '' });
  }
  if (chapter === null) return t('board:whole');
  const row = await tx.selectFrom('chapters').select('name').where('id', '=', chapter).executeTakeFirst();
  return row?.name ?? t('board:whole');
}

export async function boardPage(visit: OfDraft, said?: Said, status: 200 | 409 | 422 = 200): Promise<Response> {
  const draft = await draftOf(visit.tx, visit.params.draft);
  const drafted = await draftedOf(visit, draft);
  const shown = await boardShown(visit, drafted, pagesOf(visit));
  const place = await placeOf(visit, draft);
  const hasProposals = (await proposalsOf(visit.tx, draft.id)).length > 0;
  return visit.page(
    <BoardPage
      {...{ draft, place, shown, hasProposals }}
      {...(said && { said })}
      work={workOf(visit, draft)}
      isQuiet={isQuiet(draft, visit.now)}
    />,
    status,
  );
}

/** What others have done since a version, a sentence each. */
export async function newsSince(visit: Visit, drafted: Drafted, version: number): Promise<string[]> {
  const own = idOf(visit.actor);
  const since = (await changesSince(visit.tx, drafted.draft.id, version)).filter((one) => one.by !== own);
  if (since.length === 0) return [];
  const scene = await sceneOf(visit, drafted, [...new Set(since.flatMap((one) => one.person ?? []))]);
  const colleagues = await namesOf(visit, [...new Set(since.flatMap((one) => one.by ?? []))]);
  return saySince(visit.t, since, scene.who, (person) => colleagues.get(person)?.called ?? visit.t('board:somebody'));
}

export type BoardNews = { shown: BoardShown; said: string; lines: string[]; ok: boolean; stale?: boolean };

/** Somebody else was faster: the board as it is now, and what happened. */
export async function staleReply(visit: OfDraft, version: number): Promise<Response> {
  const drafted = await draftedOf(visit, await draftOf(visit.tx, visit.params.draft));
  const lines = await newsSince(visit, drafted, version);
  const said = visit.t('board:stale.title');
  if (wantsJson(visit)) {
    const news: BoardNews = { shown: await boardShown(visit, drafted, pagesOf(visit)), said, lines, ok: false, stale: true };
    return json(visit, news, 409);
  }
  return await boardPage(visit, { tone: 'warning', title: said, lines: [...lines, visit.t('board:stale.how')] }, 409);
}

export const toDraft = (visit: OfDraft): string => to(urls.draft, { draft: visit.params.draft });

/** What others did to the draft meanwhile, in the order it happened. */
function saySince(t: Translate, since: readonly Since[], who: Who, colleague: (person: string) => string): string[] {
  return since.map(({ what, by, person, from, to: into }) => {
    const name = by === null ? '' : colleague(by);
    const circle = (no: number | null) => (no === null ? t('board:left-over') : t('board:circle', { no }));
    return t(`board:since.${what}`, {
      name,
      who: person === null ? t('board:somebody') : who(person),
      from: circle(from),
      to: circle(into),
    });
  });
}
