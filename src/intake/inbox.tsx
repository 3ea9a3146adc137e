import type { Clock, Day } from '../lib/day.ts';
import { daysBetween } from '../lib/day.ts';
import { sayDate, sayDayTime, saySince } from '../lib/say.ts';
import { EmptyState, Filters, LinkButton, Page, Pagination, Select, Task, TaskList, useFrame, Actions } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { INBOX_MOST } from './store.ts';
import { type Stage, type Wants, wants } from './enquiry.ts';

export type InboxRow = {
  id: string;
  /** null: erased */
  name: string | null;
  wants: Wants;
  stage: Stage;
  receivedOn: Day;
  talk: { day: Day; clock: Clock; isPast: boolean; isUnfit: boolean; by: string | null } | null;
  againOn: Day | null;
};
export type Shown = 'open' | 'resting' | 'done';
export const shownOnes: readonly Shown[] = ['open', 'resting', 'done'];
export type InboxPageProps = {
  rows: readonly InboxRow[];
  count: number;
  page: number;
  pages: number;
  show: Shown;
  about: Wants | null;
  today: Day;
};

/** Who has been in touch, the oldest first, each a sentence with its one act. */
export function InboxPage({ rows, count, page, pages, show, about, today }: InboxPageProps) {
  const { t } = useFrame();
  const kept = { show: show === 'open' ? undefined : show, wants: about ?? undefined };
  return (
    <Page title={t('intake:inbox.title')} lead={t('intake:inbox.lead')}>
      <Actions>
        <LinkButton icon="plus" href={urls.enquiryNew}>
          {t('intake:inbox.enter')}
        </LinkButton>
        <LinkButton tone="secondary" icon="download" href={urls.imports}>
          {t('intake:inbox.import')}
        </LinkButton>
      </Actions>
      <Filters
        action={urls.inbox}
        values={{ show, wants: about ?? '' }}
        active={show !== 'open' || about !== null}
        result={count > INBOX_MOST ? t('intake:inbox.many') : t('intake:inbox.count', { count })}
      >
        <Select
          name="show"
          label={t('intake:inbox.show')}
          empty={false}
          options={shownOnes.map((value) => ({ value, label: t(`intake:inbox.shown.${value}`) }))}
        />
        <Select
          name="wants"
          label={t('intake:inbox.wants')}
          empty={t('intake:inbox.all')}
          options={wants.map((value) => ({ value, label: t(`intake:wants.${value}`) }))}
        />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={t(`intake:inbox.empty.${show}`)}>{show === 'open' ? t('intake:inbox.empty.how') : undefined}</EmptyState>
      ) : (
        <TaskList>
          {rows.map((row) => (
            <Line key={row.id} row={row} today={today} />
          ))}
        </TaskList>
      )}
      <Pagination page={page} pages={pages} href={(at) => to(urls.inbox, {}, { ...kept, page: at })} />
    </Page>
  );
}

function Line({ row, today }: { row: InboxRow; today: Day }) {
  const { t, language } = useFrame();
  const { text, act, isNow } = sentenceOf(row, today);
  const name = row.name ?? t('intake:inbox.erased');
  const values = {
    name,
    when: row.talk ? sayDayTime(row.talk.day, row.talk.clock, language, { today }) : '',
    day: row.againOn ? sayDate(row.againOn, language, { today }) : '',
    by: row.talk?.by ?? '',
  };
  const href = to(pageOf[act], { enquiry: row.id });
  const verb = act === 'held' ? 'triage' : act;
  return (
    <Task
      today={isNow}
      note={
        row.receivedOn === today
          ? t('intake:inbox.received-today')
          : t('intake:inbox.received', { since: saySince(row.receivedOn, language, today) })
      }
      action={
        <LinkButton small tone="secondary" href={href} label={`${t(`intake:inbox.act.${verb}`)}: ${name}`}>
          {t(`intake:inbox.act.${verb}`)}
        </LinkButton>
      }
    >
      <a class="ds-link" href={to(urls.enquiry, { enquiry: row.id })}>
        {t(`intake:inbox.line.${text}`, values)}
      </a>
    </Task>
  );
}

type Act = 'book' | 'open' | 'held' | 'triage';
type Sentence = {
  text:
    | 'group'
    | 'talk'
    | 'help'
    | 'represent'
    | 'unfit'
    | 'booked'
    | 'booked-by'
    | 'past'
    | 'talked'
    | 'first'
    | 'later'
    | 'waiting'
    | 'placed'
    | 'finished'
    | 'withdrawn';
  act: Act;
  isNow: boolean;
};

const PATIENCE = 3;
/** A talk whose time has passed is first noted as held, which leads on to what came of it. */
const pageOf = { book: urls.interviewBook, open: urls.enquiry, held: urls.interviewHold, triage: urls.triage } as const;

/** What one line says and asks. Today: what is agreed for today or past, and whoever has waited three days for a first answer. */
export function sentenceOf(
  { stage, wants, talk, againOn, receivedOn }: Pick<InboxRow, 'stage' | 'wants' | 'talk' | 'againOn' | 'receivedOn'>,
  today: Day,
): Sentence {
  if (stage === 'booked' && talk) {
    if (talk.isPast) return { text: 'past', act: 'held', isNow: true };
    return { text: talk.by ? 'booked-by' : 'booked', act: 'open', isNow: talk.day === today };
  }
  if (stage === 'new' || stage === 'booked') {
    const isUnfit = talk?.isUnfit ?? false;
    return {
      text: isUnfit ? 'unfit' : wants,
      act: isUnfit || wants === 'group' ? 'book' : 'open',
      isNow: isUnfit || daysBetween(receivedOn, today) >= PATIENCE,
    };
  }
  if (stage === 'talked') return { text: 'talked', act: wants === 'group' ? 'triage' : 'open', isNow: true };
  if (stage === 'later') return { text: 'later', act: 'triage', isNow: againOn !== null && againOn <= today };
  return { text: stage, act: stage === 'first' ? 'triage' : 'open', isNow: false };
}
