import { type Day, dayOf, type Instant, zone } from '../lib/day.ts';
import { sayDate } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { ActForm, Alert, Button, LinkButton, Page, Section, useFrame } from '../ui/index.ts';
import { PasskeyForm } from './passkey-form.tsx';
import type { Passkey } from './passkey.ts';

const ZONE = zone('Europe/Oslo');

export type PasskeysProps = {
  passkeys: readonly Passkey[];
  today: Day;
  /** whether she has just shown who she is, as making a passkey demands */
  proved: boolean;
  totp: boolean;
  oidc: { name: string; linked: boolean } | undefined;
};

/** Everything one signs in with beside codes, and how to change it. */
export function PasskeysPage({ passkeys, today, proved, totp, oidc }: PasskeysProps) {
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
