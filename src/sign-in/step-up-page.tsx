import type { Slips } from '../lib/forms.ts';
import { urls } from '../urls.ts';
import { ActForm, Button, errorsOf, Field, Form, Page, useFrame } from '../ui/index.ts';
import { MINUTES } from './code.ts';
import { TwoWays } from './second-pages.tsx';

/** How somebody may show again who she is: with her second step if she has one, else as she signs in. */
export type Proof = { by: 'second'; totp: boolean; passkey: boolean } | { by: 'code'; channels: readonly Channel[] } | { by: 'paper' };
export type Channel = 'sms' | 'email';

type Props = { proof: Proof; back: string; sent: boolean; slips?: Slips | undefined };

export function StepUpPage({ proof, back, sent, slips }: Props) {
  const { t } = useFrame();
  return (
    <Page title={t('sign-in:step-up.title')} lead={t('sign-in:step-up.lead')} size="large" slip={Boolean(slips)} islands={['passkey']}>
      {proof.by === 'second' && <TwoWays action={urls.stepUp} back={back} slips={slips} totp={proof.totp} passkey={proof.passkey} />}
      {proof.by === 'code' && (sent || slips) && (
        <TypeCode back={back} slips={slips} lead={t('sign-in:step-up.sent', { minutes: MINUTES })} />
      )}
      {proof.by === 'code' && <SendCode back={back} channels={proof.channels} again={sent || Boolean(slips)} />}
      {proof.by === 'paper' && <TypeCode back={back} slips={slips} lead={t('sign-in:step-up.paper')} paper />}
    </Page>
  );
}

function TypeCode({ back, slips, lead, paper }: { back: string; slips: Slips | undefined; lead: string; paper?: boolean }) {
  const { t } = useFrame();
  return (
    <Form action={urls.stepUp} errors={errorsOf(t, slips, 'sign-in')} hidden={{ back }}>
      <p>{lead}</p>
      {paper ? (
        <Field name="code" label={t('sign-in:code.label')} help={t('sign-in:paper.help')} autocomplete="off" max={40} />
      ) : (
        <Field
          name="code"
          label={t('sign-in:code.label')}
          help={t('sign-in:code.help')}
          width="half"
          digits
          autocomplete="one-time-code"
          max={20}
        />
      )}
      <Button wide>{t('sign-in:go-on')}</Button>
    </Form>
  );
}

function SendCode({ back, channels, again }: { back: string; channels: readonly Channel[]; again: boolean }) {
  const { t } = useFrame();
  return (
    <div class="actions">
      {channels.map((channel, at) => (
        <ActForm key={channel} action={urls.stepUpSend} hidden={{ back, by: channel }}>
          <Button tone={at === 0 && !again ? 'primary' : 'secondary'} icon={channel === 'sms' ? 'phone' : 'mail'} wide>
            {t(`sign-in:step-up.${channel}`)}
          </Button>
        </ActForm>
      ))}
    </div>
  );
}
