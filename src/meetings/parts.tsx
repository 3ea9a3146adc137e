/** Meetings as they stand in other pages: the next one first, then the ways on. */
import type { Acting } from '../accounts/index.ts';
import type { Circle, Known, MeetingsOfGroup } from '../groups/index.ts';
import { isOver } from '../groups/index.ts';
import type { Day } from '../lib/day.ts';
import { sayDate, sayDuration } from '../lib/say.ts';
import { ActForm, Actions, Alert, Button, type Fact, Facts, LinkButton, Occasion, Section, Tag, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { isInside, mayHold, mayOpenCard, maySeeMeetings, mayPlan } from './access.ts';
import { isCancelled, isHeld, type Meeting } from './meeting.ts';
import { absentSeats } from './store.ts';
import { type MeetingLine, type MeetingsView, nextLine, unnotedOf, viewOf } from './view.ts';
import { sayPlace, sayWhen } from './words.ts';

/** What the page of a group shows of its meetings. */
export async function meetingsOfGroup(acting: Acting, circle: Circle, known: Known): Promise<MeetingsOfGroup> {
  const view = await viewOf(acting, circle, known);
  const next = nextLine(view);
  const mine = next && circle.tie.seat ? await absentSeats(acting.tx, next.meeting.id) : [];
  return {
    held: view.progress.held,
    lastHeads: view.past.findLast(isHeld)?.headCount ?? null,
    next: next && <NextMeeting view={view} line={next} isAbsent={circle.tie.seat !== null && mine.includes(circle.tie.seat)} />,
    saysWhere: next?.venue === null,
    unnoted: mayHold(circle.tie, circle.group) ? <Unnoted meetings={unnotedOf(view).slice(0, NOTES)} today={view.today} /> : null,
    more: maySeeMeetings(circle.tie, circle.group) ? <MeetingWays circle={circle} view={view} /> : null,
  };
}

/** Day, time, place, and "I cannot come": the first thing on a group's page. */
export function NextMeeting({ view, line, isAbsent }: { view: MeetingsView; line: MeetingLine; isAbsent: boolean }) {
  const { t, language } = useFrame();
  const { meeting } = line;
  const at = { meeting: meeting.id };
  return (
    <Occasion
      over={t('meetings:next')}
      title={<a href={to(urls.meeting, at)}>{sayWhen(meeting, language, view.today, true)}</a>}
      actions={
        <>
          {view.tie.seat !== null && <AbsenceButton action={to(urls.absent, at)} isAbsent={isAbsent} />}
          {meeting.day <= view.today && mayOpenCard(view.tie, view.group) && (
            <LinkButton tone="secondary" href={to(urls.card, at)}>
              {t('meetings:card.open')}
            </LinkButton>
          )}
          {meeting.day <= view.today && mayHold(view.tie, view.group) && (
            <LinkButton tone="secondary" icon="check" href={to(urls.attendance, at)}>
              {t('meetings:attendance.title')}
            </LinkButton>
          )}
        </>
      }
    >
      <MeetingTags line={line} />
      <MeetingFacts view={view} line={line} />
    </Occasion>
  );
}

/** One press, and one to take it back. */
export function AbsenceButton({ action, isAbsent }: { action: string; isAbsent: boolean }) {
  const { t } = useFrame();
  return (
    <ActForm action={action} hidden={{ act: isAbsent ? 'come' : 'absent' }}>
      <Button tone={isAbsent ? 'secondary' : 'primary'}>{t(isAbsent ? 'meetings:absence.come' : 'meetings:absence.act')}</Button>
    </ActForm>
  );
}

export function MeetingTags({ line: { meeting, absent } }: { line: MeetingLine }) {
  const { t } = useFrame();
  const tags = [
    isCancelled(meeting) && <Tag tone="danger">{t('meetings:state.cancelled')}</Tag>,
    isHeld(meeting) && <Tag tone="success">{t('meetings:state.held')}</Tag>,
    meeting.headCount !== null && <Tag>{t('meetings:came', { count: meeting.headCount })}</Tag>,
    meeting.movedAt && !isCancelled(meeting) && <Tag tone="warning">{t('meetings:state.moved')}</Tag>,
    meeting.confirmedAt && !isCancelled(meeting) && <Tag tone="success">{t('meetings:state.confirmed')}</Tag>,
    absent > 0 && <Tag>{t('meetings:absence.count', { count: absent })}</Tag>,
  ].filter(Boolean);
  return tags.length > 0 ? <p class="tags">{tags}</p> : null;
}

/** Where, which door, how long, who brings the coffee, and what it is about. */
export function MeetingFacts({ view, line }: { view: MeetingsView; line: MeetingLine }) {
  const { t, language } = useFrame();
  const venue = line.venue ?? view.venue;
  const facts: (Fact | null)[] = [
    venue ? { icon: venue.digital ? 'globe' : 'place', label: t('meetings:place.title'), children: sayPlace(venue, t) } : null,
    venue?.digital && view.room
      ? {
          icon: 'globe',
          label: t('meetings:place.room'),
          children: (
            <a class="ds-link" href={view.room}>
              {t('meetings:place.open-room')}
            </a>
          ),
        }
      : null,
    venue?.door ? { icon: 'door', label: t('meetings:place.door'), children: venue.door } : null,
    {
      icon: 'clock',
      label: t('meetings:length'),
      children: t('meetings:lasts', { duration: sayDuration(line.meeting.minutes, language) }),
    },
    line.host && !venue?.digital ? { icon: 'cup', label: t('meetings:host.title'), children: <Coffee line={line} view={view} /> } : null,
    line.theme ? { icon: 'chat', label: t('meetings:theme.title'), children: line.theme.title } : null,
  ];
  return <Facts items={facts.filter((fact) => fact !== null)} />;
}

function Coffee({ line: { host }, view }: { line: MeetingLine; view: MeetingsView }) {
  const { t } = useFrame();
  if (!host) return null;
  const own = host.seat === view.tie.seat;
  const key = host.said ? (own ? 'you' : 'said') : own ? 'you-next' : 'next';
  return <>{t(`meetings:host.${key}`, { name: host.called })}</>;
}

/** So many lines are asked for at once; the others come when these are noted. */
const NOTES = 3;

function Unnoted({ meetings, today }: { meetings: readonly Meeting[]; today: Day }) {
  const { t, language } = useFrame();
  if (meetings.length === 0) return null;
  return (
    <Alert tone="info">
      {meetings.map(({ id, day }) => (
        <p key={id}>
          {t('meetings:attendance.unnoted', { day: sayDate(day, language, { today }) })}{' '}
          <a
            class="ds-link"
            href={to(urls.attendance, { meeting: id })}
            aria-label={t('meetings:attendance.note-day', { day: sayDate(day, language, { today }) })}
          >
            {t('meetings:attendance.note')}
          </a>
        </p>
      ))}
    </Alert>
  );
}

function MeetingWays({ circle: { tie, group }, view }: { circle: Circle; view: MeetingsView }) {
  const { t } = useFrame();
  const at = { group: group.id };
  return (
    <Section title={t('meetings:title')}>
      <Actions>
        <LinkButton tone="secondary" icon="calendar" href={to(urls.meetings, at)}>
          {t('meetings:all')}
        </LinkButton>
        {isInside(tie, group) && (
          <LinkButton tone="secondary" icon="chat" href={to(urls.themes, at)}>
            {t('meetings:snake.title')}
          </LinkButton>
        )}
        <LinkButton tone="secondary" icon="print" href={to(urls.programme, at)}>
          {t('meetings:programme.title')}
        </LinkButton>
        {isInside(tie, group) && (
          <LinkButton tone="secondary" icon="people" href={to(urls.expectations, at)}>
            {t('meetings:expectations.title')}
          </LinkButton>
        )}
        {!view.plan && mayPlan(tie, group) && !isOver(group) && (
          <LinkButton icon="plus" href={to(urls.meetingsPlan, at)}>
            {t('meetings:plan.title')}
          </LinkButton>
        )}
      </Actions>
    </Section>
  );
}
