import { type Day, dayOf, type Instant, zone } from '../lib/day.ts';
import { sayDate } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { ActForm, Alert, Button, LinkButton, Page, Section, useFrame } from '../ui/index.ts';
import { PasskeyForm } from './passkey-form.tsx';
import type { Passkey } from './passkey.ts';
import type { Session } from './session-list.ts';

const ZONE = zone('Europe/Oslo');

export type PasskeysProps = {
  passkeys: readonly Passkey[];
  today: Day;
  /** whether she has just shown who she is, as making a passkey demands */
  proved: boolean;
  totp: boolean;
  oidc: { name: string; linked: boolean } | undefined;
  sessions: readonly Session[];
};

/** Everything one signs in with beside codes, and how to change it. */
export function PasskeysPage({ passkeys, today, proved, totp, oidc, sessions }: PasskeysProps) {
  const { t } = useFrame();
  return (
    <Page title={t('sign-in:passkeys.title')} lead={t('sign-in:passkeys.lead')} back={{ href: urls.me }} islands={['passkey']}>
      <Section title={t('sign-in:passkeys.list')}>
        {passkeys.length === 0 ? (
          <p>{t('sign-in:passkeys.none')}</p>
        ) : (
          <ul class="tasks">
            {passkeys.map((passkey, at) => (
              <Row key={passkey.id} passkey={passkey} number={at + 1} today={today} />
            ))}
          </ul>
        )}
        {proved ? (
          <PasskeyForm kind="create" action={urls.passkeys} options={urls.passkeyOptions} hidden={{ back: urls.passkeys }}>
            {t('sign-in:passkey.make')}
          </PasskeyForm>
        ) : (
          <LinkButton tone="secondary" icon="key" href={to(urls.stepUp, {}, { back: urls.passkeys })}>
            {t('sign-in:passkey.make')}
          </LinkButton>
        )}
        <noscript>
          <Alert>{t('sign-in:passkey.needs-script')}</Alert>
        </noscript>
      </Section>
      <Section title={t('sign-in:passkeys.app')}>
        <div class="flow">
          <p>{t(totp ? 'sign-in:passkeys.app-on' : 'sign-in:passkeys.app-off')}</p>
          <LinkButton tone="secondary" href={to(urls.secondStepSetUp, {}, { back: urls.passkeys })}>
            {t(totp ? 'sign-in:passkeys.app-new' : 'sign-in:passkeys.app-add')}
          </LinkButton>
        </div>
      </Section>
      {oidc && (
        <Section title={oidc.name}>
          {oidc.linked ? (
            <p>{t('sign-in:passkeys.linked', { name: oidc.name })}</p>
          ) : (
            <LinkButton tone="secondary" href={to(urls.signInOidc, {}, { back: urls.passkeys })}>
              {t('sign-in:passkeys.link', { name: oidc.name })}
            </LinkButton>
          )}
        </Section>
      )}
      <Section title={t('sign-in:codes.title')}>
        <p>{t('sign-in:codes.worth')}</p>
      </Section>
      <Sessions sessions={sessions} today={today} />
    </Page>
  );
}

function Row({ passkey, number, today }: { passkey: Passkey; number: number; today: Day }) {
  const { t, language } = useFrame();
  const name = t('sign-in:passkeys.named', { number });
  const date = (at: Instant) => sayDate(dayOf(at, ZONE), language, { today });
  return (
    <li class="task">
      <div class="task-text">
        <p>{name}</p>
        <p class="task-note">
          {passkey.used
            ? t('sign-in:passkeys.used', { day: date(passkey.made), used: date(passkey.used) })
            : t('sign-in:passkeys.made', { day: date(passkey.made) })}
        </p>
      </div>
      <div class="task-action">
        <ActForm action={to(urls.passkeyRemove, { passkey: passkey.id })}>
          <Button tone="secondary" small label={t('sign-in:passkeys.remove-label', { name })}>
            {t('sign-in:passkeys.remove')}
          </Button>
        </ActForm>
      </div>
    </li>
  );
}

/** Where she is signed in: what she does not know, she ends. */
function Sessions({ sessions, today }: Pick<PasskeysProps, 'sessions' | 'today'>) {
  const { t, language } = useFrame();
  const date = (at: Instant) => sayDate(dayOf(at, ZONE), language, { today });
  return (
    <Section title={t('sign-in:sessions.title')}>
      <ul class="tasks">
        {sessions.map(({ key, begun, seen, ownDevice, here }) => (
          <li class="task" key={key}>
            <div class="task-text">
              <p>{t(here ? 'sign-in:sessions.here' : ownDevice ? 'sign-in:sessions.own' : 'sign-in:sessions.borrowed')}</p>
              <p class="task-note">{t('sign-in:sessions.when', { day: date(begun), used: date(seen) })}</p>
            </div>
            {!here && (
              <div class="task-action">
                <ActForm action={urls.sessionsEnd} hidden={{ session: key }}>
                  <Button tone="secondary" small label={t('sign-in:sessions.end-label', { day: date(begun) })}>
                    {t('sign-in:sessions.end')}
                  </Button>
                </ActForm>
              </div>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <ActForm action={urls.sessionsEnd}>
          <Button tone="secondary">{t('sign-in:sessions.end-others')}</Button>
        </ActForm>
      )}
    </Section>
  );
}
