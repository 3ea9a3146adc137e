/** The first page of whoever is signed in: what needs doing today, and nothing else. Several hats: one section after the other. */
import type { ComponentChildren } from 'preact';
import { type Umbrella, UmbrellaFigures } from '../associations/index.ts';
import { type GroupCard, type GroupView, GroupTile, isAccompanied, isForming, sayFirst, StepList } from '../groups/index.ts';
import type { OwnEnquiry } from '../intake/index.ts';
import type { Clock, Day } from '../lib/day.ts';
import { sayDate, sayDay, sayDayTime } from '../lib/say.ts';
import type { ToNote } from '../meetings/index.ts';
import { Cards, Details, EmptyState, LinkButton, Occasion, Page, Section, Steps, Task, TaskList, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Line } from './desk-lines.ts';
import { DeskTasks } from './desk-tasks.tsx';

export type OwnGroup = {
  view: GroupView;
  /** the next meeting, drawn whole */
  next: ComponentChildren;
  /** or only named, where another group meets sooner */
  later: { meeting: string; day: Day; clock: Clock } | null;
  toNote: readonly ToNote[];
};
export type DeskProps = {
  today: Day;
  /** null: coordinates nothing */
  work: { lines: readonly Line[]; cards: readonly GroupCard[] } | null;
  own: readonly OwnGroup[];
  /** named as a facilitator, with or without a group now */
  facilitates: boolean;
  umbrella: Umbrella | undefined;
  enquiry: OwnEnquiry | null;
  association: string | undefined;
};

export function DeskPage({ today, work, own, facilitates, umbrella, enquiry, association }: DeskProps) {
  const { t, language } = useFrame();
  const works = work !== null || facilitates || umbrella !== undefined;
  const day = sayDay(today, language);
  return (
    <Page title={t('desk:title')} over={day.charAt(0).toUpperCase() + day.slice(1)} size={works ? 'normal' : 'large'} width="wide">
      {work && <Work {...work} today={today} />}
      {own.map((one) => (
        <Own key={one.view.group.id} {...one} today={today} />
      ))}
      {umbrella && (
        <Section
          title={umbrella.name}
          aside={
            <span>
              <a class="ds-link" href={urls.agreements}>
                {t('across:agreements.title')}
              </a>
              {' · '}
              <a class="ds-link" href={urls.bringIn}>
                {t('exchange:in.title')}
              </a>
            </span>
          }
        >
          <UmbrellaFigures umbrella={umbrella} />
        </Section>
      )}
      {own.length === 0 && facilitates && !work && (
        <EmptyState title={t('desk:no-group.title')}>{t('desk:no-group.facilitator')}</EmptyState>
      )}
      {own.length === 0 && !works && <Waiting enquiry={enquiry} today={today} association={association} />}
    </Page>
  );
}

function Work({ lines, cards, today }: { lines: readonly Line[]; cards: readonly GroupCard[]; today: Day }) {
  const { t } = useFrame();
  return (
    <>
      <DeskTasks lines={lines} today={today} />
      {cards.length > 0 && (
        <Details summary={t('desk:groups')} open={!lines.some((line) => line.isNow)}>
          <Cards>
            {cards.map((card) => (
              <GroupTile key={card.group.id} card={card} />
            ))}
          </Cards>
          <p>
            <a class="ds-link" href={urls.groups}>
              {t('desk:all-groups')}
            </a>
          </p>
        </Details>
      )}
    </>
  );
}

/** A group one holds or sits in: when it meets next, and what it needs of one. */
function Own({ view, next, later, toNote, today }: OwnGroup & { today: Day }) {
  const { t, language } = useFrame();
  const { group, progress, tie } = view;
  const first = isForming(group) ? sayFirst(group, language) : null;
  const counted = isAccompanied(group) && progress.of !== null && tie.leads ? { held: progress.held, of: progress.of } : null;
  return (
    <Section title={<a href={to(urls.group, { group: group.id })}>{group.name}</a>}>
      {counted && <Steps of={counted.of} done={counted.held} label={t('groups:counter', counted)} />}
      {later && (
        <p>
          {t('meetings:next')}:{' '}
          <a class="ds-link" href={to(urls.meeting, { meeting: later.meeting })}>
            {sayDayTime(later.day, later.clock, language, { today })}
          </a>
        </p>
      )}
      {next ?? (first && !later && <Occasion over={t('groups:first-meeting')} title={first} level={3} />)}
      {toNote.length > 0 && (
        <TaskList>
          {toNote.map(({ meeting, day, clock }) => (
            <Task
              key={meeting}
              today
              action={
                <LinkButton small href={to(urls.attendance, { meeting })}>
                  {t('desk:act.note')}
                </LinkButton>
              }
            >
              {t('desk:due.attendance', { when: sayDayTime(day, clock, language, { today }) })}
            </Task>
          ))}
        </TaskList>
      )}
      <StepList view={view} />
    </Section>
  );
}

/** Somebody without a group: where the own enquiry stands, or how to begin. */
function Waiting({ enquiry, today, association }: Pick<DeskProps, 'enquiry' | 'today' | 'association'>) {
  const { t, language } = useFrame();
  if (enquiry?.talk)
    return <Occasion over={t('intake:follow.booked.over')} title={sayDayTime(enquiry.talk.day, enquiry.talk.clock, language, { today })} />;
  if (enquiry)
    return (
      <Occasion over={t('intake:follow.where')} title={t(`intake:follow.${enquiry.said}.title`)}>
        <p>{t(`intake:follow.${enquiry.said}.text`, { since: sayDate(enquiry.receivedOn, language, { today }) })}</p>
      </Occasion>
    );
  const ask = association && <LinkButton href={to(urls.enquire, { association, wants: 'group' })}>{t('desk:no-group.ask')}</LinkButton>;
  return (
    <EmptyState title={t('desk:no-group.title')} action={ask}>
      {t('desk:no-group.text')}
    </EmptyState>
  );
}
