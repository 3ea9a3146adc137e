/** Agreements between associations: begun, agreed to, ended; and from there, groups together. */
import { dayOf, zone } from '../lib/day.ts';
import { sayDate } from '../lib/say.ts';
import {
  ActForm,
  Actions,
  Alert,
  Button,
  Card as Tile,
  Cards,
  Checkboxes,
  EmptyState,
  type Errors,
  Field,
  Form,
  LinkButton,
  Page,
  Section,
  Select,
  SummaryList,
  type Typed,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { type Agreement, type Member, partners, standingOf } from './agreement.ts';
import type { Card } from './card.ts';
import { diagnosisOptions } from './diagnosis.ts';
import { sayAbout, sayCard } from './words.ts';

const OSLO = zone('Europe/Oslo');
export type Names = ReadonlyMap<string, string>;

/** `person`: whose name stands there; null where none does. */
export type RequestLine = { id: string; line: string; state: string; person: string | null };
/** `requests`: of one's own people, or of one's chapter's, those that others have asked for and nobody has answered. */
export type AgreementsProps = { agreements: readonly Agreement[]; names: Names; requests: readonly RequestLine[]; mayStart: boolean };

export function AgreementsPage({ agreements, names, requests, mayStart }: AgreementsProps) {
  const { t, language } = useFrame();
  return (
    <Page title={t('across:agreements.title')} lead={t('across:agreements.lead')}>
      <Requests requests={requests} />
      {agreements.length === 0 && requests.length === 0 && (
        <EmptyState title={t('across:agreements.none')}>{t('across:agreements.how')}</EmptyState>
      )}
      <Cards>
        {agreements.map((one) => (
          <Tile
            key={one.id}
            level={2}
            title={one.name}
            href={to(urls.agreement, { agreement: one.id })}
            note={one.members.map(({ association }) => names.get(association) ?? '').join(', ')}
          >
            {partners(one).length > 0
              ? t('across:agreements.holds', { about: sayAbout(t, one.diagnosis) })
              : t('across:agreements.asked', { day: sayDate(dayOf(one.startedAt, OSLO), language, { year: 'always' }) })}
          </Tile>
        ))}
      </Cards>
      {mayStart && (
        <Actions>
          <LinkButton href={urls.agreementNew}>{t('across:start.title')}</LinkButton>
        </Actions>
      )}
    </Page>
  );
}

export type StartProps = { houses: readonly { id: string; name: string }[]; typed: Typed; errors?: Errors };

export function StartPage({ houses, typed, errors = {} }: StartProps) {
  const { t } = useFrame();
  return (
    <Page
      title={t('across:start.title')}
      lead={t('across:start.lead')}
      back={{ href: urls.agreements, label: t('across:agreements.title') }}
      slip={Object.keys(errors).length > 0}
    >
      <Form action={urls.agreementNew} values={typed} errors={errors}>
        <Field name="name" label={t('across:start.name')} help={t('across:start.name-help')} />
        <Checkboxes
          name="association"
          legend={t('across:start.who')}
          options={houses.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="diagnosis"
          label={t('across:start.about')}
          help={t('across:start.about-help')}
          empty={t('across:agreement.everyone')}
          optional
          options={diagnosisOptions(t)}
        />
        <Actions>
          <Button>{t('across:start.act')}</Button>
        </Actions>
      </Form>
    </Page>
  );
}

export type AgreementProps = {
  agreement: Agreement;
  names: Names;
  /** the actor's association, where she coordinates all of it */
  own: string | null;
  administers: boolean;
  /** null: does not take part */
  work: {
    shown: number;
    sharedOn: string | null;
    others: readonly Card[];
    models: readonly { id: string; name: string }[];
    venues: readonly { id: string; name: string; place: string | null }[];
    crossings: readonly { id: string; line: string; asked: number; yes: number }[];
    requests: readonly RequestLine[];
  } | null;
};

export function AgreementPage({ agreement, names, own, administers, work }: AgreementProps) {
  const { t, language } = useFrame();
  const mine = agreement.members.find(({ association }) => association === own);
  const said = (one: Member) => {
    const at = one.endedAt ?? one.agreedAt;
    return t(`across:standing.${standingOf(one)}`, { day: at ? sayDate(dayOf(at, OSLO), language, { year: 'always' }) : '' });
  };
  return (
    <Page title={agreement.name} back={{ href: urls.agreements, label: t('across:agreements.title') }}>
      <SummaryList
        rows={[
          { label: t('across:start.about'), value: sayAbout(t, agreement.diagnosis) },
          ...agreement.members.map((one) => ({ label: names.get(one.association) ?? '', value: said(one) })),
        ]}
      />
      {mine && administers && <Answer agreement={agreement} mine={mine} />}
      {work ? <Work agreement={agreement} names={names} work={work} /> : <Alert tone="info">{t('across:agreement.waits')}</Alert>}
    </Page>
  );
}

function Requests({ requests }: { requests: readonly RequestLine[] }) {
  const { t } = useFrame();
  if (requests.length === 0) return null;
  return (
    <Section title={t('across:requests.title')}>
      <ul class="ds-list">
        {requests.map(({ id, line, state }) => (
          <li key={id}>
            <a class="ds-link" href={to(urls.crossingRequest, { request: id })}>
              {line}
            </a>{' '}
            · {t(`across:state.${state as 'asked'}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Answer({ agreement, mine }: { agreement: Agreement; mine: Member }) {
  const { t } = useFrame();
  const agrees = standingOf(mine) !== 'agreed';
  return (
    <Section title={t(agrees ? 'across:agreement.agree-title' : 'across:agreement.end-title')}>
      <p>{t(agrees ? 'across:agreement.agree-text' : 'across:agreement.end-text')}</p>
      <Actions>
        <ActForm action={to(urls.agreementAnswer, { agreement: agreement.id })} hidden={{ answer: agrees ? 'yes' : 'no' }}>
          <Button tone={agrees ? 'primary' : 'secondary'}>{t(agrees ? 'across:agreement.agree' : 'across:agreement.end')}</Button>
        </ActForm>
      </Actions>
    </Section>
  );
}

function Work({ agreement, names, work }: Pick<AgreementProps, 'agreement' | 'names'> & { work: NonNullable<AgreementProps['work']> }) {
  const { t } = useFrame();
  const here = { agreement: agreement.id };
  return (
    <>
      <Requests requests={work.requests} />
      <Section title={t('across:share.title')}>
        <p>{t('across:share.text')}</p>
        {work.sharedOn && <p class="note">{t('across:share.shown', { count: work.shown, day: work.sharedOn })}</p>}
        <ActForm action={to(urls.agreementShare, here)}>
          <Button tone="secondary">{t('across:share.act')}</Button>
        </ActForm>
      </Section>
      <Section title={t('across:cards.title')}>
        {work.others.length === 0 && <EmptyState title={t('across:cards.none')}>{t('across:cards.how')}</EmptyState>}
        <ul class="ds-list">
          {work.others.map((card) => (
            <li key={card.id}>
              {sayCard(t, card)} <span class="note">({names.get(card.association)})</span>
            </li>
          ))}
        </ul>
        {work.others.length > 0 && (
          <Form action={to(urls.agreementPropose, here)} values={{ model: work.models.slice(0, 1).map(({ id }) => id) }}>
            <Checkboxes
              name="model"
              legend={t('board:new.models')}
              help={t('board:new.models-help')}
              options={work.models.map(({ id, name }) => ({ value: id, label: name }))}
            />
            {work.venues.length > 0 && (
              <Checkboxes
                name="venue"
                legend={t('board:new.venues')}
                help={t('board:new.venues-help')}
                optional
                options={work.venues.map(({ id, name, place }) => ({ value: id, label: [name, place].filter(Boolean).join(', ') }))}
              />
            )}
            <p class="note">{t('across:propose.how')}</p>
            <Actions>
              <Button>{t('across:propose.act')}</Button>
            </Actions>
          </Form>
        )}
      </Section>
      {work.crossings.length > 0 && (
        <Section title={t('across:crossings.title')}>
          <ul class="ds-list">
            {work.crossings.map(({ id, line, asked, yes }) => (
              <li key={id}>
                <a class="ds-link" href={to(urls.crossing, { crossing: id })}>
                  {line}
                </a>{' '}
                · {t('across:crossings.answers', { yes, asked })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
