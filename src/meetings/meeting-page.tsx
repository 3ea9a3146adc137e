/** One meeting: when, where, which door, who brings the coffee, and what can be done about it. */
import { to, urls } from '../urls.ts';
import { ActForm, Actions, Alert, Button, Form, LinkButton, Occasion, Page, Section, Select, useFrame } from '../ui/index.ts';
import { mayAskForTalk, mayChooseTheme, mayHold, mayHost, mayOpenCard, mayPlan } from './access.ts';
import { type Asked, isSlip, useErrors } from './asked.tsx';
import { hasBegun, isAhead } from './view.ts';
import type { MeetingView } from './view.ts';
import { isCancelled, isHeld } from './meeting.ts';
import { AbsenceButton, MeetingFacts, MeetingTags } from './parts.tsx';
import { sayWhen } from './words.ts';

export function MeetingPage({ view, wantsTalk, ...asked }: Asked & { view: MeetingView; wantsTalk: boolean }) {
  const { t, language } = useFrame();
  const { line, group, tie, today, now, number } = view;
  const { meeting } = line;
  const at = { meeting: meeting.id };
  const ahead = isAhead(meeting, now) && !isCancelled(meeting);
  const errors = useErrors(asked);
  return (
    <Page
      title={t('meetings:one')}
      over={group.name}
      back={{ href: to(urls.meetings, { group: group.id }), label: t('meetings:all') }}
      size={tie.leads || tie.coordinates ? 'normal' : 'large'}
      slip={isSlip(asked)}
    >
      {errors[''] && (
        <Alert tone="danger" live>
          {errors['']}
        </Alert>
      )}
      <Occasion
        over={number ? t('meetings:number', number) : t('meetings:when')}
        title={sayWhen(meeting, language, today, true)}
        actions={ahead && tie.seat !== null && <AbsenceButton action={to(urls.absent, at)} isAbsent={view.isAbsent} />}
      >
        <MeetingTags line={line} />
        {view.isAbsent && <p>{t('meetings:absence.told')}</p>}
        <MeetingFacts view={view} line={line} />
      </Occasion>
      {!isCancelled(meeting) && <OnTheDay view={view} />}
      {ahead && line.host && mayHost(tie, group) && <Host view={view} />}
      {ahead && view.whoIsAbsent && <WhoIsAbsent view={view} />}
      {ahead && mayChooseTheme(tie, group) && (
        <p>
          <a class="ds-link" href={to(urls.meetingTheme, at)}>
            {t('meetings:theme.choose')}
          </a>
        </p>
      )}
      {isAhead(meeting, now) && mayPlan(tie, group) && <Changes view={view} />}
      {hasBegun(meeting, today) && !isCancelled(meeting) && mayAskForTalk(tie, group) && <Talk meeting={meeting.id} wanted={wantsTalk} />}
    </Page>
  );
}

/** The card and the attendance: what a facilitator needs when people sit down. */
function OnTheDay({
  view: {
    line: { meeting },
    group,
    tie,
    today,
  },
}: {
  view: MeetingView;
}) {
  const { t } = useFrame();
  const at = { meeting: meeting.id };
  const notes = mayHold(tie, group) && hasBegun(meeting, today);
  const opens = mayOpenCard(tie, group) && !isHeld(meeting);
  if (!notes && !opens) return null;
  return (
    <Actions>
      {opens && (
        <LinkButton tone={notes ? 'primary' : 'secondary'} href={to(urls.card, at)}>
          {t('meetings:card.open')}
        </LinkButton>
      )}
      {notes && (
        <LinkButton tone="secondary" icon="check" href={to(urls.attendance, at)}>
          {t(isHeld(meeting) ? 'meetings:attendance.change' : 'meetings:attendance.title')}
        </LinkButton>
      )}
    </Actions>
  );
}

function Host({ view: { line, tie, sitting, group } }: { view: MeetingView }) {
  const { t } = useFrame();
  const at = { meeting: line.meeting.id };
  const confirms = !line.meeting.confirmedAt && (line.host?.seat === tie.seat || tie.leads || group.handedOverOn !== null);
  return (
    <Section title={t('meetings:host.section')}>
      {confirms && (
        <>
          <p>{t('meetings:host.is-on')}</p>
          <ActForm action={to(urls.meetingConfirm, at)}>
            <Button tone="secondary">{t('meetings:host.confirm')}</Button>
          </ActForm>
        </>
      )}
      <Form action={to(urls.meetingHost, at)} values={{ seat: line.host?.seat }} id="host">
        <Select
          name="seat"
          label={t('meetings:host.who')}
          empty={false}
          options={sitting.map(({ seat, called }) => ({
            value: seat,
            label: seat === tie.seat ? t('meetings:host.me', { name: called }) : called,
          }))}
        />
        <Button tone="secondary">{t('meetings:host.swap')}</Button>
      </Form>
    </Section>
  );
}

/** By name, and only here: a message never says who. */
function WhoIsAbsent({
  view: {
    line: { meeting },
    whoIsAbsent,
    sitting,
  },
}: {
  view: MeetingView;
}) {
  const { t } = useFrame();
  const action = to(urls.absent, { meeting: meeting.id });
  const others = sitting.filter((one) => !whoIsAbsent?.some(({ seat }) => seat === one.seat));
  return (
    <Section title={t('meetings:absence.title')}>
      {whoIsAbsent?.length === 0 && <p>{t('meetings:absence.nobody')}</p>}
      {whoIsAbsent?.map(({ seat, called }) => (
        <div class="row" key={seat}>
          <p>{called}</p>
          <ActForm action={action} hidden={{ act: 'come', seat }}>
            <Button tone="quiet" small label={t('meetings:absence.comes-for', { name: called })}>
              {t('meetings:absence.comes')}
            </Button>
          </ActForm>
        </div>
      ))}
      {others.length > 0 && (
        <Form action={action} hidden={{ act: 'absent' }} id="absent">
          <Select
            name="seat"
            label={t('meetings:absence.phoned')}
            options={others.map((one) => ({ value: one.seat, label: one.called }))}
          />
          <Button tone="secondary">{t('meetings:absence.note')}</Button>
        </Form>
      )}
    </Section>
  );
}

function Changes({
  view: {
    line: { meeting },
    venue,
  },
}: {
  view: MeetingView;
}) {
  const { t } = useFrame();
  const at = { meeting: meeting.id };
  const isOff = isCancelled(meeting);
  return (
    <Section title={t('meetings:change.title')}>
      <Actions>
        {!isOff && (
          <LinkButton tone="secondary" icon="calendar" href={to(urls.meetingMove, at)}>
            {t('meetings:move.title')}
          </LinkButton>
        )}
        {!isOff && !venue?.digital && (
          <LinkButton tone="secondary" icon="place" href={to(urls.meetingPlace, at)}>
            {t('meetings:place.change')}
          </LinkButton>
        )}
        {!isOff && (
          <LinkButton tone="secondary" icon="close" href={to(urls.meetingCancel, at)}>
            {t('meetings:cancel.title')}
          </LinkButton>
        )}
        {(isOff || meeting.movedAt) && (
          <ActForm action={to(urls.meetingRestore, at)}>
            <Button tone="secondary">{t(isOff ? 'meetings:restore.cancelled' : 'meetings:restore.moved')}</Button>
          </ActForm>
        )}
      </Actions>
    </Section>
  );
}

/** One tick, no text: somebody calls. */
function Talk({ meeting, wanted }: { meeting: string; wanted: boolean }) {
  const { t } = useFrame();
  return (
    <Section title={t('meetings:talk.title')}>
      <p>{t(wanted ? 'meetings:talk.wanted' : 'meetings:talk.lead')}</p>
      <ActForm action={to(urls.talkWanted, { meeting })} hidden={{ wanted: wanted ? 'no' : 'yes' }}>
        <Button tone="secondary">{t(wanted ? 'meetings:talk.undo' : 'meetings:talk.act')}</Button>
      </ActForm>
    </Section>
  );
}
