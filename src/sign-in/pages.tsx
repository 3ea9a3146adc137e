import type { Slips, Typed } from '../lib/forms.ts';
import { to, urls } from '../urls.ts';
import { Alert, Button, Checkbox, Details, errorsOf, Field, Form, LinkButton, Page, Radios, Section, useFrame } from '../ui/index.ts';
import { MINUTES } from './code.ts';
import type { Candidate } from './enter.ts';
import { PasskeyForm } from './passkey-form.tsx';

type Shown = { typed?: Typed | undefined; slips?: Slips | undefined; back: string };

/** One field, one button; everything else is below. */
export function SignInPage({ typed, slips, back, oidc, trouble }: Shown & { oidc: string | undefined; trouble?: Trouble | undefined }) {
  const { t } = useFrame();
  return (
    <Page title={t('sign-in:title')} lead={t('sign-in:lead')} size="large" slip={Boolean(slips)} islands={['passkey']}>
      {trouble && <Alert tone="warning">{t(`sign-in:trouble.${trouble}`)}</Alert>}
      <Form action={urls.signIn} values={typed} errors={errorsOf(t, slips, 'sign-in')} hidden={{ back }}>
        <Field name="contact" label={t('sign-in:contact.label')} help={t('sign-in:contact.help')} autocomplete="username" max={254} />
        <Checkbox name="own" label={t('sign-in:own.label')} help={t('sign-in:own.help')} />
        <Button wide>{t('sign-in:send')}</Button>
      </Form>
      <Section title={t('sign-in:other')}>
        <div class="flow">
          <PasskeyForm kind="get" action={urls.signInPasskey} options={urls.signInPasskeyOptions} hidden={{ back }} copies="own">
            {t('sign-in:passkey.use')}
          </PasskeyForm>
          {oidc && (
            <LinkButton tone="secondary" href={to(urls.signInOidc, {}, { back })}>
              {t('sign-in:oidc.begin', { name: oidc })}
            </LinkButton>
          )}
          <p>
            <a class="ds-link" href={to(urls.signInPaper, {}, { back })}>
              {t('sign-in:paper.link')}
            </a>
          </p>
        </div>
      </Section>
    </Page>
  );
}

/** Why a way in did not work, for those that end on the first page again. */
export const troubles = ['passkey', 'cancelled', 'unreachable', 'stale', 'not-verified', 'unknown'] as const;
export type Trouble = (typeof troubles)[number];

/** The same whether or not anybody is reached there. */
export function CodePage({ slips, back }: Shown) {
  const { t } = useFrame();
  return (
    <Page
      title={t('sign-in:code.title')}
      lead={t('sign-in:code.lead', { minutes: MINUTES })}
      size="large"
      slip={Boolean(slips)}
      back={{ href: to(urls.signIn, {}, { back }) }}
    >
      <Form action={urls.signInCode} errors={errorsOf(t, slips, 'sign-in')} hidden={{ back }}>
        <Field
          name="code"
          label={t('sign-in:code.label')}
          help={t('sign-in:code.help')}
          width="half"
          digits
          autocomplete="one-time-code"
          max={20}
        />
        <Button wide>{t('sign-in:enter')}</Button>
      </Form>
      <Details summary={t('sign-in:code.none')}>
        <p>{t('sign-in:code.none-text')}</p>
        <Again back={back} />
      </Details>
    </Page>
  );
}

/** Opening a link does nothing: mail scanners do that too. The button does. */
export function LinkPage({ token, works, back }: { token: string; works: boolean; back: string }) {
  const { t } = useFrame();
  if (!works)
    return (
      <Page title={t('sign-in:link.elsewhere')} lead={t('sign-in:link.elsewhere-text', { minutes: MINUTES })} size="large">
        <Again back={back} />
      </Page>
    );
  return (
    <Page title={t('sign-in:title')} lead={t('sign-in:link.text')} size="large">
      <Form action={to(urls.signInLink, { token })}>
        <Button wide>{t('sign-in:enter')}</Button>
      </Form>
    </Page>
  );
}

function Again({ back }: { back: string }) {
  const { t } = useFrame();
  return (
    <p>
      <a class="ds-link" href={to(urls.signIn, {}, { back })}>
        {t('sign-in:code.again')}
      </a>
    </p>
  );
}

/** Several people are reached there: which of them is it? */
export function ChoosePage({ people, slips }: { people: readonly Candidate[]; slips?: Slips }) {
  const { t } = useFrame();
  return (
    <Page title={t('sign-in:choose.title')} lead={t('sign-in:choose.lead')} size="large" slip={Boolean(slips)}>
      <Form action={urls.signInChoose} errors={errorsOf(t, slips, 'sign-in')}>
        <Radios
          name="person"
          legend={t('sign-in:choose.legend')}
          options={people.map(({ person, name, house }) => ({ value: person, label: name?.called ?? '', help: house }))}
        />
        <Button wide>{t('sign-in:enter')}</Button>
      </Form>
    </Page>
  );
}

export function PaperPage({ typed, slips, back }: Shown) {
  const { t } = useFrame();
  return (
    <Page
      title={t('sign-in:paper.title')}
      lead={t('sign-in:paper.lead')}
      size="large"
      slip={Boolean(slips)}
      back={{ href: to(urls.signIn, {}, { back }) }}
    >
      <Form action={urls.signInPaper} values={typed} errors={errorsOf(t, slips, 'sign-in')} hidden={{ back }}>
        <Field name="code" label={t('sign-in:code.label')} help={t('sign-in:paper.help')} autocomplete="off" max={40} />
        <Checkbox name="own" label={t('sign-in:own.label')} help={t('sign-in:own.help')} />
        <Button wide>{t('sign-in:enter')}</Button>
      </Form>
    </Page>
  );
}
