/** Changing one meeting: another time, another place, or not at all. */
import { to, urls } from '../urls.ts';
import { Button, Confirm, Form, Page, Select, useFrame } from '../ui/index.ts';
import { type Asked, isSlip, useErrors } from './asked.tsx';
import { TimeFields } from './plan-pages.tsx';
import type { MeetingView } from './view.ts';
import { sayWhen } from './words.ts';

export function MovePage({ view, ...asked }: Asked & { view: MeetingView }) {
  const { t, language } = useFrame();
  const { meeting } = view.line;
  const at = { meeting: meeting.id };
  const now = sayWhen(meeting, language, view.today, true);
  return (
    <Page
      title={t('meetings:move.title')}
      over={view.group.name}
      lead={t('meetings:move.lead', { when: now })}
      back={{ href: to(urls.meeting, at) }}
      slip={isSlip(asked)}
    >
      <Form
        action={to(urls.meetingMove, at)}
        values={asked.typed ?? { day: meeting.day, clock: meeting.clock, minutes: meeting.minutes }}
        errors={useErrors(asked)}
      >
        <TimeFields />
        <Button>{t('meetings:move.act')}</Button>
      </Form>
    </Page>
  );
}

export function CancelPage({ view, ...asked }: Asked & { view: MeetingView }) {
  const { t, language } = useFrame();
  const at = { meeting: view.line.meeting.id };
  return (
    <Page
      title={t('meetings:cancel.question', { when: sayWhen(view.line.meeting, language, view.today) })}
      over={view.group.name}
      slip={isSlip(asked)}
    >
      <Confirm
        action={to(urls.meetingCancel, at)}
        submit={t('meetings:cancel.act')}
        cancel={to(urls.meeting, at)}
        happens={t.list('meetings:cancel.happens')}
        errors={useErrors(asked)}
      />
    </Page>
  );
}

export function PlacePage({ view, venues, ...asked }: Asked & { view: MeetingView; venues: readonly { id: string; name: string }[] }) {
  const { t, language } = useFrame();
  const { meeting } = view.line;
  const at = { meeting: meeting.id };
  const when = sayWhen(meeting, language, view.today);
  return (
    <Page
      title={t('meetings:place.change')}
      over={view.group.name}
      lead={t('meetings:place.lead', { when })}
      back={{ href: to(urls.meeting, at) }}
      slip={isSlip(asked)}
    >
      <Form
        action={to(urls.meetingPlace, at)}
        values={asked.typed ?? { venue: meeting.venue ?? view.group.venue }}
        errors={useErrors(asked)}
      >
        <Select
          name="venue"
          label={t('meetings:place.title')}
          empty={t('meetings:place.usual')}
          options={venues.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button>{t('meetings:place.act')}</Button>
      </Form>
    </Page>
  );
}
