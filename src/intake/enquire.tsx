import type { Errors, Typed } from '../ui/index.ts';
import { Actions, Button, Checkbox, Details, Done, Form, LinkButton, NumberedList, Page, Prose, Section, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Wants } from './enquiry.ts';
import { DetailFields, isTold, More, ReachByField, ReachFields } from './fields.tsx';

export type EnquirePageProps = {
  slug: string;
  wants: Wants;
  consent: readonly string[];
  phone: string | null;
  values: Typed;
  errors?: Errors;
};

/** The whole of an enquiry on one page: what is needed on top, the rest behind one press. */
export function EnquirePage({ slug, wants, consent, phone, values, errors = {} }: EnquirePageProps) {
  const { t } = useFrame();
  return (
    <Page
      title={t(`intake:enquire.${wants}.title`)}
      lead={t(`intake:enquire.${wants}.lead`)}
      size="large"
      back={{ href: to(urls.association, { association: slug }) }}
      slip={Object.keys(errors).length > 0}
    >
      <Form
        action={to(urls.enquire, { association: slug, wants })}
        values={values}
        errors={errors}
        hidden={{ once: String(values['once'] ?? '') }}
      >
        <ReachFields />
        <ReachByField />
        <More summary={t(`intake:enquire.${wants}.more`)} open={isTold(errors, values)}>
          <DetailFields about={wants} unmarked />
        </More>
        <section class="section">
          <h2>{t('intake:enquire.consent')}</h2>
          <Prose>
            {consent.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Prose>
        </section>
        <Checkbox name="adult" label={t('intake:field.adult')} />
        <Checkbox name="consent" label={t('intake:field.consent')} />
        <Actions>
          <Button>{t('intake:enquire.send')}</Button>
        </Actions>
      </Form>
      <Details summary={t('intake:enquire.other.title')}>
        <p>{t('intake:enquire.other.text')}</p>
        {phone && <p>{t('intake:enquire.other.call', { phone })}</p>}
      </Details>
    </Page>
  );
}

export type SentPageProps = {
  slug: string;
  /** the private link's path; known once, to the browser that sent */ link: string | null;
  url: string | null;
};

/** Neutral on purpose: whoever looks over the shoulder learns nothing. */
export function SentPage({ slug, link, url }: SentPageProps) {
  const { t } = useFrame();
  return (
    <Page title={t('intake:sent.title')} size="large" heading={false}>
      <Done title={t('intake:sent.title')} lead={t('intake:sent.lead')} />
      {link && url && (
        <Section title={t('intake:sent.link.title')}>
          <p>{t('intake:sent.link.text')}</p>
          <LinkButton href={link}>{t('intake:sent.link.open')}</LinkButton>
          <p class="private-link">
            <a class="ds-link" href={link}>
              {url}
            </a>
          </p>
          <p>{t('intake:sent.link.keep')}</p>
        </Section>
      )}
      <Section title={t('intake:sent.next.title')}>
        <NumberedList items={t.list('intake:sent.next.steps')} />
      </Section>
      <Actions>
        <LinkButton tone="secondary" href={to(urls.association, { association: slug })}>
          {t('intake:sent.on')}
        </LinkButton>
      </Actions>
    </Page>
  );
}
