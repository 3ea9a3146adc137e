import { sayPhone } from '../intake/index.ts';
import type { Slip } from '../lib/forms.ts';
import type { Refusal } from '../lib/refusal.ts';
import { Actions, Button, errorsOf, Field, Form, LinkButton, Page, useFrame } from '../ui/index.ts';
import { urls } from '../urls.ts';
import type { ContactRefusal } from './actions.ts';
import { MINUTES, type NewContact } from './new-contact.ts';
import { Refused, type Shown } from './pages.tsx';

export function ContactPage({ typed, slips, refused }: Shown & { refused?: Refusal<ContactRefusal> | undefined }) {
  const { t } = useFrame();
  return (
    <Page title={t('me:contact.title')} lead={t('me:contact.lead')} size="large" back={{ href: urls.me }} slip={Boolean(slips ?? refused)}>
      {refused && <Refused>{t(`me:refusal.${refused.refused}`)}</Refused>}
      <Form action={urls.meContact} values={typed} errors={errorsOf(t, slips)}>
        <Field name="phone" type="tel" label={t('me:label.phone')} optional autocomplete="tel" width="half" />
        <Field name="email" type="email" label={t('me:label.email')} optional autocomplete="email" />
        <Field name="address" type="textarea" rows={3} label={t('me:label.address')} optional autocomplete="street-address" max={300} />
        <Actions>
          <Button>{t('me:save')}</Button>
          <LinkButton tone="quiet" href={urls.me}>
            {t('ui:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

type ProveProps = { waiting: readonly NewContact[]; wrong?: { of: unknown; slip: Slip } | undefined };

/** Where the code that was sent to a new contact is typed: each has a form of its own. */
export function ProvePage({ waiting, wrong }: ProveProps) {
  const { t } = useFrame();
  const lead = waiting.length > 0 ? t('me:prove.lead', { minutes: MINUTES }) : t('me:prove.none');
  return (
    <Page title={t('me:prove.title')} lead={lead} size="large" back={{ href: urls.me }} slip={Boolean(wrong)}>
      {waiting.map(({ kind, value }) => (
        <Form
          key={kind}
          id={kind}
          action={urls.meContactProve}
          hidden={{ kind }}
          errors={errorsOf(t, wrong?.of === kind ? { code: wrong.slip } : undefined, 'sign-in')}
        >
          <Field
            name="code"
            label={t('me:prove.label', { contact: kind === 'phone' ? sayPhone(value) : value })}
            help={t('sign-in:code.help')}
            width="half"
            digits
            autocomplete="one-time-code"
            max={20}
          />
          <Button wide>{t('me:prove.submit')}</Button>
        </Form>
      ))}
      <p>{t('me:prove.other')}</p>
      <Actions>
        <LinkButton tone="secondary" href={urls.meContact}>
          {t('me:prove.again')}
        </LinkButton>
      </Actions>
    </Page>
  );
}
