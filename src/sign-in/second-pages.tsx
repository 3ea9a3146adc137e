import type { Slips } from '../lib/forms.ts';
import { urls } from '../urls.ts';
import { Alert, Button, errorsOf, Field, Form, NumberedList, Page, Section, useFrame } from '../ui/index.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { Qr } from './qr.tsx';

type Shown = { slips?: Slips | undefined; back: string; trouble?: 'passkey' | undefined };

/** Whoever sees others' data shows once more who she is, in the way she has chosen. */
export function SecondStepPage({ slips, back, totp, passkey, trouble }: Shown & { totp: boolean; passkey: boolean }) {
  const { t } = useFrame();
  return (
    <Page title={t('sign-in:second.title')} lead={t('sign-in:second.lead')} slip={Boolean(slips)} islands={['passkey']}>
      <Trouble trouble={trouble} />
      <TwoWays slips={slips} back={back} totp={totp} passkey={passkey} action={urls.secondStep} />
      <p class="note">{t('sign-in:second.lost')}</p>
    </Page>
  );
}

export function TwoWays({ slips, back, totp, passkey, action }: Shown & { totp: boolean; passkey: boolean; action: string }) {
  const { t } = useFrame();
  return (
    <div class="flow">
      {passkey && (
        <PasskeyForm kind="get" action={urls.signInPasskey} options={urls.signInPasskeyOptions} hidden={{ back }} main={!totp}>
          {t('sign-in:passkey.use')}
        </PasskeyForm>
      )}
      {passkey && !totp && <NeedsScript />}
      {totp && (
        <Form action={action} errors={errorsOf(t, slips, 'sign-in')} hidden={{ back }}>
          <CodeField />
          <Button>{t('sign-in:go-on')}</Button>
        </Form>
      )}
    </div>
  );
}

function CodeField() {
  const { t } = useFrame();
  return (
    <Field
      name="code"
      label={t('sign-in:totp.label')}
      help={t('sign-in:totp.help')}
      width="half"
      digits
      autocomplete="one-time-code"
      max={20}
    />
  );
}

/** Passkeys are the one thing here that a browser cannot do without script. */
function NeedsScript() {
  const { t } = useFrame();
  return (
    <noscript>
      <p>{t('sign-in:passkey.needs-script')}</p>
    </noscript>
  );
}

function Trouble({ trouble }: Pick<Shown, 'trouble'>) {
  const { t } = useFrame();
  return trouble ? <Alert tone="warning">{t('sign-in:passkey.failed')}</Alert> : null;
}

type SetUp = Shown & { secret: string; uri: string; seesOthers: boolean };

export function SetUpPage({ slips, back, secret, uri, seesOthers, trouble }: SetUp) {
  const { t } = useFrame();
  return (
    <Page
      title={t('sign-in:set-up.title')}
      lead={t(seesOthers ? 'sign-in:set-up.lead' : 'sign-in:set-up.lead-own')}
      slip={Boolean(slips)}
      islands={['passkey']}
    >
      <Trouble trouble={trouble} />
      <Section title={t('sign-in:set-up.passkey')}>
        <div class="flow">
          <p>{t('sign-in:set-up.passkey-text')}</p>
          <PasskeyForm kind="create" action={urls.passkeys} options={urls.passkeyOptions} hidden={{ back }} main>
            {t('sign-in:passkey.make')}
          </PasskeyForm>
          <NeedsScript />
        </div>
      </Section>
      <Section title={t('sign-in:set-up.totp')}>
        <NumberedList
          items={[
            t('sign-in:set-up.open-app'),
            <>
              <p>{t('sign-in:set-up.scan')}</p>
              <Qr text={uri} label={t('sign-in:set-up.qr')} />
              <p>
                {t('sign-in:set-up.key')} <code class="secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
              </p>
            </>,
            t('sign-in:set-up.type'),
          ]}
        />
        <Form action={urls.secondStepSetUp} errors={errorsOf(t, slips, 'sign-in')} hidden={{ back }}>
          <CodeField />
          <Button>{t('sign-in:set-up.done')}</Button>
        </Form>
      </Section>
    </Page>
  );
}
