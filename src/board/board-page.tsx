/** The page of one draft: how far the composing is, or the board. */
import type { Translate } from '../lib/language.ts';
import { ActForm, Actions, Alert, Button, Details, LinkButton, Page, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Draft } from './draft.ts';
import type { BoardShown } from './shown.ts';
import { boardTexts, type BoardTexts, BoardView } from './view.tsx';

export type Said = { title: string; lines: readonly string[]; tone: 'info' | 'success' | 'danger' | 'warning' };

export type WorkShown = { title: string; share: number; said: string; soFar: string; stopping: boolean; over: boolean };
export function workShown(t: Translate, draft: Draft, isQuiet: boolean): WorkShown {
  const share = Math.round(draft.share * 100);
  return {
    title: t('board:work.title'),
    share,
    said: isQuiet
      ? t('board:work.quiet')
      : draft.stopAsked
        ? t('board:work.stopping')
        : draft.work === 'waiting'
          ? t('board:work.waiting')
          : t('board:work.share', { share }),
    soFar: draft.groups > 0 ? t('board:work.so-far', { count: draft.groups, placed: draft.placed }) : '',
    stopping: draft.stopAsked,
    over: draft.work !== 'waiting' && draft.work !== 'running',
  };
}

/** Works without script by a press; with script it fills by itself. */
export function WorkPanel({
  id,
  version,
  work,
  isQuiet,
  after,
}: {
  id: string;
  version: number;
  work: WorkShown;
  isQuiet: boolean;
  after: string;
}) {
  const { t } = useFrame();
  return (
    <section class="board-work" id="board-work" data-state={to(urls.draftState, { draft: id })} data-after={after} aria-live="polite">
      <p class="board-work-said">{work.said}</p>
      <progress max={100} value={work.share} aria-label={work.title} />
      <p class="board-work-so-far note">{work.soFar}</p>
      <Actions>
        {isQuiet ? (
          <ActForm action={to(urls.draftPropose, { draft: id })} hidden={{ version: String(version) }}>
            <Button>{t('board:again')}</Button>
          </ActForm>
        ) : (
          <>
            <LinkButton tone="secondary" href={to(urls.draft, { draft: id })}>
              {t('board:work.look')}
            </LinkButton>
            {!work.stopping && (
              <ActForm action={to(urls.draftStop, { draft: id })}>
                <Button tone="quiet">{t('board:work.stop')}</Button>
              </ActForm>
            )}
          </>
        )}
      </Actions>
    </section>
  );
}

export type HeadOf = { draft: Draft; place: string; work: WorkShown | null; isQuiet: boolean };

export function WorkPage({ draft, place, work, isQuiet }: HeadOf & { work: WorkShown }) {
  const { t } = useFrame();
  return (
    <Page
      title={work.title}
      over={place}
      lead={t('board:work.lead')}
      back={{ href: urls.drafts, label: t('board:drafts') }}
      islands={['board']}
    >
      <WorkPanel id={draft.id} version={draft.version} work={work} isQuiet={isQuiet} after={to(urls.draft, { draft: draft.id })} />
      <EndDraft id={draft.id} />
    </Page>
  );
}

export function BoardPage({
  draft,
  place,
  shown,
  said,
  hasProposals,
  work,
  isQuiet,
}: HeadOf & { shown: BoardShown; said?: Said; hasProposals: boolean }) {
  const { t, csrf } = useFrame();
  const at = { draft: draft.id };
  return (
    <Page
      title={t('board:board.title')}
      over={place}
      lead={shown.score}
      width="wide"
      back={{ href: urls.drafts, label: t('board:drafts') }}
      islands={['board']}
      slip={said?.tone === 'danger'}
    >
      {said && (
        <Alert tone={said.tone} title={said.title} live>
          {said.lines.length > 0 && (
            <ul class="ds-list">
              {said.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Alert>
      )}
      {work && <WorkPanel id={draft.id} version={draft.version} work={work} isQuiet={isQuiet} after={to(urls.draftProposals, at)} />}
      <Details summary={t('board:board.how-title')}>
        <p>{t('board:board.how')}</p>
      </Details>
      <div
        id="board"
        data-shown={JSON.stringify(shown)}
        data-texts={JSON.stringify(textsOf(t, shown))}
        data-dialog={JSON.stringify(dialogOf(t))}
        data-csrf={csrf}
        data-state={to(urls.draftState, at)}
        data-move={to(urls.draftMove, at)}
        data-pin={to(urls.draftPin, at)}
        data-new={to(urls.draftCircleNew, at)}
        data-here={to(urls.draft, at)}
      >
        <BoardView
          shown={shown}
          texts={textsOf(t, shown)}
          csrf={csrf}
          links={{
            pin: to(urls.draftPin, at),
            newGroup: to(urls.draftCircleNew, at),
            page: (page, left) => to(urls.draft, at, { page, left }),
          }}
        />
      </div>
      <Actions>
        <ActForm action={to(urls.draftPropose, at)} hidden={{ version: String(shown.version) }}>
          <Button tone="secondary">{t('board:again-around')}</Button>
        </ActForm>
        {hasProposals && (
          <LinkButton tone="quiet" href={to(urls.draftProposals, at)}>
            {t('board:proposals.see')}
          </LinkButton>
        )}
      </Actions>
      <EndDraft id={draft.id} />
    </Page>
  );
}

/** What the open card says in the browser. */
const dialogOf = (t: Translate) => ({
  to: t('board:person.to'),
  act: t('board:person.act'),
  cannot: t('board:person.cannot'),
  none: t('board:person.none'),
  name: t('board:person.name'),
  hold: t('board:board.hold'),
  'let-go': t('board:board.let-go'),
  close: t('board:board.close'),
  searching: t('board:board.searching'),
  offline: t('board:board.offline'),
});

export function textsOf(t: Translate, shown: BoardShown): BoardTexts {
  const open = (name: string) => `{{${name}}}`;
  const said = Object.fromEntries(boardTexts.map((key) => [key, t(`board:board.${key}`)])) as Record<(typeof boardTexts)[number], string>;
  return {
    ...said,
    leftCount: t('board:board.left-count', { count: shown.leftCount }),
    patterns: {
      accepted: t('board:board.accepted', { no: open('no') }),
      asked: t('board:board.asked', { no: open('no') }),
      pages: t('board:board.pages', { page: open('page'), pages: open('pages') }),
    },
  };
}

function EndDraft({ id }: { id: string }) {
  const { t } = useFrame();
  return (
    <Details summary={t('board:board.away')}>
      <p>{t('board:board.away-how')}</p>
      <ActForm action={to(urls.draftEnd, { draft: id })}>
        <Button tone="danger">{t('board:board.away')}</Button>
      </ActForm>
    </Details>
  );
}
