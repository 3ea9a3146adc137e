/** Counting oneself in, and the page it is taken back on. */
import type { Day } from '../lib/day.ts';
import { sayDate, sayNumber, weekdayNames } from '../lib/say.ts';
import {
  Actions,
  Button,
  Checkbox,
  Checkboxes,
  Confirm,
  type Errors,
  Field,
  Fieldset,
  Form,
  LinkButton,
  Page,
  Prose,
  Radios,
  Section,
  Select,
  SummaryList,
  type Typed,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { distances, type Interest, kinds, USUAL_KM, weekdays } from './interest.ts';

export type CountPageProps = { slug: string; phone: string | null; values: Typed; errors?: Errors };

export function CountPage({ slug, phone, values, errors = {} }: CountPageProps) {
  const { t, language } = useFrame();
  const days = weekdays.map((value, at) => ({ value, label: weekdayNames(language)[at]!.slice(0, 3) }));
  const here = { association: slug };
  return (
    <Page
      title={t('interest:count.title')}
      lead={t('interest:count.lead')}
      size="large"
      back={{ href: to(urls.listedGroups, here) }}
      slip={Object.keys(errors).length > 0}
    >
      <Form
        action={to(urls.interest, here)}
        values={{ maxKm: String(USUAL_KM), ...values }}
        errors={errors}
        hidden={{ once: String(values['once'] ?? '') }}
      >
        <Radios
          name="kind"
          legend={t('intake:field.kind')}
          options={kinds.map((value) => ({ value, label: t(`intake:kind-of.${value}`) }))}
        />
        <Field
          name="postcode"
          label={t('intake:field.postcode')}
          help={t('interest:count.postcode-help')}
          width="short"
          digits
          autocomplete="postal-code"
        />
        <Select
          name="maxKm"
          label={t('intake:field.max-km')}
          options={distances.map((value) => ({ value: String(value), label: `${value} km` }))}
        />
        <Fieldset legend={t('intake:field.when')} help={t('interest:count.when-help')}>
          <Checkboxes inline name="days" legend={t('intake:field.days')} optional options={days} />
          <Checkboxes inline name="evenings" legend={t('intake:field.evenings')} optional options={days} />
        </Fieldset>
        <Fieldset legend={t('interest:count.tell')} help={t('interest:count.tell-help')}>
          <Checkbox name="tell" label={t('interest:count.tell-me')} />
          <Field name="phone" label={t('intake:field.phone')} type="tel" width="half" autocomplete="tel" optional />
          <Field name="email" label={t('intake:field.email')} type="email" autocomplete="email" optional />
        </Fieldset>
        <section class="section">
          <h2>{t('intake:enquire.consent')}</h2>
          <Prose>
            {t.list('interest:count.consent').map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Prose>
        </section>
        <Checkbox name="adult" label={t('intake:field.adult')} />
        <Checkbox name="consent" label={t('intake:field.consent')} />
        <Actions>
          <Button>{t('interest:count.send')}</Button>
        </Actions>
      </Form>
      <Section title={t('interest:count.rather')}>
        <p>{t('interest:count.rather-text')}</p>
        <Actions>
          <LinkButton tone="secondary" href={to(urls.enquire, { ...here, wants: 'group' })}>
            {t('interest:count.ask')}
          </LinkButton>
        </Actions>
        {phone && <p>{t('intake:follow.call', { phone })}</p>}
      </Section>
    </Page>
  );
}

/** "You are the 4th", or that she is among the first: never how many below that, and never who, where or when. */
export function NumberLine({ number }: { number: number | null }) {
  const { t, language } = useFrame();
  if (number === null) return <p>{t('interest:number.first')}</p>;
  const said = number <= 12 ? t(`interest:ordinal.${number as 4}`) : t('interest:ordinal.many', { number: sayNumber(number, language) });
  return <p>{t('interest:number.told', { ordinal: said })}</p>;
}

type OwnProps = { interest: Interest; number: number | null; token: string; url: string; slug: string; when: string; today: Day };

export function OwnPage({ interest, number, token, url, slug, when, today }: OwnProps) {
  const { t, language } = useFrame();
  const { kind, postcode, place, maxKm, toTell, expiresOn } = interest;
  return (
    <Page title={t('interest:own.title')} size="large">
      <section class="occasion">
        <p class="over">{t('interest:own.over')}</p>
        <h2>{t(interest.told ? 'interest:own.near' : 'interest:own.counted')}</h2>
        {interest.told ? <p>{t('interest:own.near-text')}</p> : <NumberLine number={number} />}
        <Actions>
          <LinkButton tone={interest.told ? 'primary' : 'secondary'} href={to(urls.enquire, { association: slug, wants: 'group' })}>
            {t('interest:count.ask')}
          </LinkButton>
        </Actions>
      </section>
      <Section title={t('interest:own.keep')}>
        <p>{t('interest:own.keep-text')}</p>
        <p class="private-link">
          <a class="ds-link" href={to(urls.link.interest, { token })}>
            {url}
          </a>
        </p>
      </Section>
      <Section title={t('interest:own.said')}>
        <SummaryList
          rows={[
            { label: t('intake:row.kind'), value: t(`intake:kind-word.${kind}`) },
            { label: t('intake:row.place'), value: [postcode, place].filter(Boolean).join(' ') },
            { label: t('intake:row.max-km'), value: `${maxKm} km` },
            { label: t('intake:row.when'), value: when || t('interest:own.any-time') },
            { label: t('interest:own.tell'), value: t(toTell ? 'interest:own.tell-yes' : 'interest:own.tell-no') },
            { label: t('interest:own.until'), value: sayDate(expiresOn, language, { today }) },
          ]}
        />
        <Actions>
          <LinkButton tone="quiet" href={to(urls.link.interestWithdraw, { token })}>
            {t('interest:own.withdraw')}
          </LinkButton>
        </Actions>
      </Section>
    </Page>
  );
}

export function TakeBackPage({ token }: { token: string }) {
  const { t } = useFrame();
  const back = to(urls.link.interest, { token });
  return (
    <Page title={t('interest:withdraw.title')} size="large" back={{ href: back }}>
      <Confirm
        danger
        action={to(urls.link.interestWithdraw, { token })}
        submit={t('interest:withdraw.submit')}
        cancel={back}
        cancelLabel={t('interest:withdraw.cancel')}
        happens={t.list('interest:withdraw.happens')}
      />
    </Page>
  );
}
