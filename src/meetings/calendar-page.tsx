import type { Group } from '../groups/index.ts';
import { to, urls } from '../urls.ts';
import { ActForm, Alert, Button, LinkButton, NumberedList, Page, Section, useFrame } from '../ui/index.ts';

/** What comes, what others see of it, and a button; then the address, this once. */
export function CalendarPage({ group, has, address }: { group: Group | null; has: boolean; address?: string | undefined }) {
  const { t } = useFrame();
  const at = group && { group: group.id };
  const back = at ? to(urls.meetings, at) : urls.me;
  return (
    <Page title={t('meetings:calendar.title')} lead={t('meetings:calendar.lead')} back={{ href: back }} size="large">
      {address ? (
        <Address address={address} />
      ) : (
        <>
          {!at && <p>{t('meetings:calendar.all')}</p>}
          <p>{t('meetings:calendar.neutral')}</p>
          <p>{t('meetings:calendar.own')}</p>
          {has && <p>{t('meetings:calendar.renew-help')}</p>}
          <ActForm action={at ? to(urls.calendarLink, at) : urls.meCalendar}>
            <Button>{t(has ? 'meetings:calendar.renew' : 'meetings:calendar.make')}</Button>
          </ActForm>
          {at && (
            <p>
              <a class="ds-link" href={urls.meCalendar}>
                {t('meetings:calendar.several')}
              </a>
            </p>
          )}
        </>
      )}
    </Page>
  );
}

function Address({ address }: { address: string }) {
  const { t } = useFrame();
  return (
    <>
      <Alert tone="success" title={t('meetings:calendar.yours')} live>
        <p class="address">
          <code>{address}</code>
        </p>
        <p>{t('meetings:calendar.once')}</p>
      </Alert>
      <p>
        <LinkButton href={address.replace(/^https?:/, 'webcal:')}>{t('meetings:calendar.subscribe')}</LinkButton>
      </p>
      <Section title={t('meetings:calendar.how-title')}>
        <NumberedList items={t.list('meetings:calendar.how')} />
      </Section>
      <p>{t('meetings:calendar.own')}</p>
    </>
  );
}
