/** Behind a private link: one meeting, and "I cannot come" in one press. No sign-in, no reason. */
import { to, urls } from '../urls.ts';
import { Alert, ActForm, Button, Done, Occasion, Page, Section, useFrame } from '../ui/index.ts';
import { type Asked, useErrors } from './asked.tsx';
import { isAhead, isCancelled } from './meeting.ts';
import { MeetingFacts, MeetingTags } from './parts.tsx';
import type { MeetingView } from './view.ts';
import { sayWhen } from './words.ts';

export function AbsenceLinkPage({ token, view, ...asked }: Asked & { token: string; view: MeetingView }) {
  const { t, language } = useFrame();
  const { line, now, today, isAbsent } = view;
  const when = sayWhen(line.meeting, language, today, true);
  const isOpen = isAhead(line.meeting, now) && !isCancelled(line.meeting);
  const error = useErrors(asked)[''];
  return (
    <Page title={t('meetings:one')} size="large" heading={!isAbsent} slip={error !== undefined}>
      {error && (
        <Alert tone="danger" live>
          {error}
        </Alert>
      )}
      {isAbsent && isOpen && <Done title={t('meetings:absence.thanks')} lead={t('meetings:absence.thanks-text', { when })} />}
      <Occasion
        over={t(isCancelled(line.meeting) ? 'meetings:state.cancelled' : 'meetings:when')}
        title={when}
        actions={
          isOpen && (
            <ActForm action={to(urls.link.absence, { token })} hidden={{ act: isAbsent ? 'come' : 'absent' }}>
              <Button tone={isAbsent ? 'secondary' : 'primary'}>{t(isAbsent ? 'meetings:absence.come' : 'meetings:absence.act')}</Button>
            </ActForm>
          )
        }
      >
        {!isCancelled(line.meeting) && <MeetingTags line={line} />}
        <MeetingFacts view={view} line={line} />
      </Occasion>
      {!isOpen && !isCancelled(line.meeting) && <p>{t('meetings:absence.over')}</p>}
      <NextDays view={view} />
    </Page>
  );
}

function NextDays({ view: { ahead, line, today } }: { view: MeetingView }) {
  const { t, language } = useFrame();
  const others = ahead.filter(({ meeting }) => meeting.id !== line.meeting.id && !isCancelled(meeting)).slice(0, 6);
  if (others.length === 0) return null;
  return (
    <Section title={t('meetings:next-days')}>
      <ul class="ds-list">
        {others.map(({ meeting }) => (
          <li key={meeting.id}>{sayWhen(meeting, language, today)}</li>
        ))}
      </ul>
    </Section>
  );
}
