/** The person's own page: what is asked, exactly what would be passed on, yes or no, and how to take it back. */
import { ActForm, Actions, Alert, Button, Confirm, Form, LinkButton, Page, Section, SummaryList, useFrame } from '../ui/index.ts';
import { Checkbox, type Errors } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { GroupFacts } from './crossing-pages.tsx';
import type { Told } from './store.ts';

export type AskedProps = {
  token: string;
  host: string;
  home: string;
  told: Told;
  gives: { called: string; contact: string } | null;
  phone: string | null;
  errors?: Errors;
};

export function AskedPage({ token, host, home, told, gives, phone, errors = {} }: AskedProps) {
  const { t } = useFrame();
  const action = to(urls.link.across, { token });
  return (
    <Page title={t('across:asked.title')} lead={t('across:asked.lead', { host, home })} size="large" slip={Object.keys(errors).length > 0}>
      <GroupFacts told={told} host={host} />
      <Section title={t('across:asked.gives-title', { host })}>
        {gives && (
          <SummaryList
            rows={[
              { label: t('across:asked.called'), value: gives.called },
              { label: t('across:asked.contact'), value: gives.contact },
            ]}
          />
        )}
        {t.list('across:asked.gives', { host, home }).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Section>
      <Form action={action} errors={errors} hidden={{ answer: 'yes' }}>
        <Checkbox name="consent" label={t('across:asked.consent', { host })} />
        <Actions>
          <Button>{t('across:asked.yes')}</Button>
        </Actions>
      </Form>
      <ActForm action={action} hidden={{ answer: 'no' }}>
        <Button tone="secondary">{t('across:asked.no')}</Button>
      </ActForm>
      <p>{t('across:asked.either')}</p>
      {phone && <p>{t('intake:follow.call', { phone })}</p>}
    </Page>
  );
}

export function AnsweredPage({ token, state, host, phone }: { token: string; state: string; host: string; phone: string | null }) {
  const { t } = useFrame();
  return (
    <Page title={t(`across:answered.${state as 'yes'}.title`)} size="large">
      <Alert tone={state === 'yes' ? 'success' : 'info'}>{t(`across:answered.${state as 'yes'}.text`, { host })}</Alert>
      {state === 'yes' && (
        <Actions>
          <LinkButton tone="quiet" href={to(urls.link.acrossTakeBack, { token })}>
            {t('across:take-back.title')}
          </LinkButton>
        </Actions>
      )}
      {phone && <p>{t('intake:follow.call', { phone })}</p>}
    </Page>
  );
}

export function TakeBackPage({ token, host }: { token: string; host: string }) {
  const { t } = useFrame();
  const back = to(urls.link.across, { token });
  return (
    <Page title={t('across:take-back.title')} size="large" back={{ href: back }}>
      <Confirm
        danger
        action={to(urls.link.acrossTakeBack, { token })}
        submit={t('across:take-back.submit')}
        cancel={back}
        cancelLabel={t('across:take-back.cancel')}
        happens={t.list('across:take-back.happens', { host })}
      />
    </Page>
  );
}
