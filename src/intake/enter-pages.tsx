import type { Errors, Typed } from '../ui/index.ts';
import { languageName, languages } from '../lib/language.ts';
import { Actions, Button, Checkbox, DayField, Details, Form, LinkButton, Page, Radios, Select, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { cameBy, type Wants, wants } from './enquiry.ts';
import { DetailFields, isTold, More, PlacingFields, ReachByField, ReachFields } from './fields.tsx';

type FormPage = { values: Typed; errors?: Errors };

/** One taken by phone, from a letter or at a meeting. */
export function EnterPage({
  values,
  errors = {},
  consent,
  offered,
}: FormPage & { consent: readonly string[]; offered: readonly string[] }) {
  const { t } = useFrame();
  const spoken = languages.filter((one) => offered.includes(one)).map((value) => ({ value, label: languageName(value) }));
  return (
    <Page
      title={t('intake:enter.title')}
      lead={t('intake:enter.lead')}
      back={{ href: urls.inbox, label: t('intake:inbox.title') }}
      slip={Object.keys(errors).length > 0}
    >
      <Form long action={urls.enquiryNew} values={values} errors={errors}>
        <Radios
          inline
          name="wants"
          legend={t('intake:enter.wants')}
          options={wants.map((value) => ({ value, label: t(`intake:wants.${value}`) }))}
        />
        <Radios
          inline
          name="cameBy"
          legend={t('intake:enter.came-by')}
          options={cameBy
            .filter((value) => value !== 'web' && value !== 'import' && value !== 'across')
            .map((value) => ({ value, label: t(`intake:came-by.${value}`) }))}
        />
        <DayField name="receivedOn" label={t('intake:enter.received')} help={t('intake:enter.received-help')} optional />
        <ReachFields full />
        <ReachByField />
        <Select name="language" label={t('intake:enter.language')} empty={false} options={spoken} />
        <More summary={t('intake:enter.told')} open={isTold(errors, values)}>
          <DetailFields about="group" full unmarked />
          <PlacingFields unmarked />
        </More>
        <Details summary={t('intake:enter.consent-text')}>
          {consent.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Details>
        <Checkbox name="adult" label={t('intake:field.adult-them')} />
        <Checkbox name="consent" label={t('intake:field.consent-them')} help={t('intake:field.consent-them-help')} />
        <Actions>
          <Button>{t('intake:enter.save')}</Button>
          <LinkButton tone="quiet" href={urls.inbox}>
            {t('ui:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

export function DetailsPage({ id, name, about, values, errors = {} }: FormPage & { id: string; name: string; about: Wants }) {
  const { t } = useFrame();
  const back = to(urls.enquiry, { enquiry: id });
  return (
    <Page
      title={t('intake:details.title', { name })}
      lead={t('intake:details.lead')}
      back={{ href: back, label: name }}
      slip={Object.keys(errors).length > 0}
    >
      <Form long action={to(urls.enquiryDetails, { enquiry: id })} values={values} errors={errors}>
        <ReachFields full />
        <ReachByField />
        <DetailFields about={about} full />
        <PlacingFields />
        <Actions>
          <Button>{t('intake:change.save')}</Button>
          <LinkButton tone="quiet" href={back}>
            {t('ui:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
