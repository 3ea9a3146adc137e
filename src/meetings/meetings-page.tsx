/** All meetings of a group: those ahead, what can be done with them, and those that were. */
import type { Day } from '../lib/day.ts';
import { sayDayTime } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { ActForm, Actions, Aloud, Button, Details, EmptyState, LinkButton, Page, Section, Timeline, useFrame } from '../ui/index.ts';
import { isInside, mayPlan } from './access.ts';
import { isHeld, type Meeting } from './meeting.ts';
import { MeetingTags } from './parts.tsx';
import { sayRecurrence } from './say-recurrence.ts';
import type { MeetingLine, MeetingsView } from './view.ts';
import { sayPlace, sayWhen } from './words.ts';

export function MeetingsPage({ view }: { view: MeetingsView }) {
  const { t, language } = useFrame();
  const { group, tie, ahead, plan, today } = view;
  const at = { group: group.id };
  const plans = mayPlan(tie, group);
  return (
    <Page
      title={t('meetings:title')}
      over={group.name}
      lead={plan && t('meetings:plan.says', { plan: sayRecurrence(plan, language, { today }) })}
      back={{ href: to(urls.group, at) }}
      size={tie.leads || tie.coordinates ? 'normal' : 'large'}
    >
      {plans && plan && <PlanWays group={group.id} />}
      <Section title={t('meetings:ahead')}>
        {ahead.length === 0 ? (
          <EmptyState
            title={t('meetings:none.title')}
            action={plans && <LinkButton href={to(urls.meetingsPlan, at)}>{t('meetings:plan.title')}</LinkButton>}
          >
            {t(plans ? 'meetings:none.plan' : 'meetings:none.wait')}
          </EmptyState>
        ) : (
          <Timeline
            items={ahead.map((line) => ({
              when: sayWhen(line.meeting, language, today),
              at: line.meeting.day,
              ahead: true,
              children: <Line line={line} today={today} />,
            }))}
          />
        )}
      </Section>
      {isInside(tie, group) && <Ways view={view} />}
      <Past meetings={view.past} />
    </Page>
  );
}

function PlanWays({ group }: { group: string }) {
  const { t } = useFrame();
  const at = { group };
  return (
    <Actions>
      <LinkButton tone="secondary" icon="plus" href={to(urls.meetingAdd, at)}>
        {t('meetings:add.title')}
      </LinkButton>
      <LinkButton tone="secondary" href={to(urls.pause, at)}>
        {t('meetings:pause.title')}
      </LinkButton>
      <LinkButton tone="secondary" icon="pen" href={to(urls.meetingsPlan, at)}>
        {t('meetings:plan.change')}
      </LinkButton>
    </Actions>
  );
}

function Line({ line, today }: { line: MeetingLine; today: Day }) {
  const { t, language } = useFrame();
  const { meeting, theme, venue, host } = line;
  const notes = [theme?.title, venue && sayPlace(venue, t), host && t('meetings:host.line', { name: host.called })].filter(Boolean);
  return (
    <>
      <MeetingTags line={line} />
      {notes.length > 0 && <p>{notes.join(' · ')}</p>}
      <p>
        <a class="ds-link" href={to(urls.meeting, { meeting: meeting.id })}>
          {t('meetings:open')}
          <Aloud> {sayWhen(meeting, language, today)}</Aloud>
        </a>
      </p>
    </>
  );
}

/** Paper, calendar and reminders: how one keeps the days. */
function Ways({ view: { group, tie, wantsReminders } }: { view: MeetingsView }) {
  const { t } = useFrame();
  const at = { group: group.id };
  return (
    <Section title={t('meetings:keep.title')}>
      <Actions>
        <LinkButton tone="secondary" icon="print" href={to(urls.programme, at)}>
          {t('meetings:programme.title')}
        </LinkButton>
        <LinkButton tone="secondary" icon="calendar" href={to(urls.calendarLink, at)}>
          {t('meetings:calendar.title')}
        </LinkButton>
      </Actions>
      {tie.seat !== null && (
        <>
          <p>{t(wantsReminders ? 'meetings:reminders.on' : 'meetings:reminders.off')}</p>
          <ActForm action={to(urls.reminders, at)} hidden={{ wanted: wantsReminders ? 'no' : 'yes' }}>
            <Button tone="secondary">{t(wantsReminders ? 'meetings:reminders.stop' : 'meetings:reminders.want')}</Button>
          </ActForm>
        </>
      )}
    </Section>
  );
}

function Past({ meetings }: { meetings: readonly Meeting[] }) {
  const { t, language } = useFrame();
  const held = meetings.filter(isHeld).toReversed();
  if (held.length === 0) return null;
  return (
    <Details summary={t('meetings:past', { count: held.length })}>
      <ul class="ds-list">
        {held.map((meeting) => (
          <li key={meeting.id}>
            <a class="ds-link" href={to(urls.meeting, { meeting: meeting.id })}>
              {sayDayTime(meeting.day, meeting.clock, language, { year: 'always' })}
            </a>
            {meeting.headCount !== null && ` · ${t('meetings:came', { count: meeting.headCount })}`}
          </li>
        ))}
      </ul>
    </Details>
  );
}
