/** A group that crosses: the proposal, who is asked, and the two who must say yes before a name is exchanged. */
import type { NewGroup } from '../composition/index.ts';
import {
  ActForm,
  Actions,
  Alert,
  Button,
  ClockField,
  DayField,
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
import type { Agreement } from './agreement.ts';
import type { Names } from './agreement-pages.tsx';
import { rhythms } from './forms.ts';
import type { Pool } from './propose.ts';
import type { Asked, Crossing, Told } from './store.ts';
import { sayCard, saySlot } from './words.ts';

export type ProposalProps = {
  agreement: Agreement;
  pool: Pool;
  groups: readonly NewGroup[];
  names: Names;
  own: Names;
  venues: Names;
  leaders: Names;
};

export function ProposalPage({ agreement, groups, ...more }: ProposalProps) {
  const { t } = useFrame();
  return (
    <Page
      title={t('across:propose.title')}
      lead={t('across:propose.lead')}
      back={{ href: to(urls.agreement, { agreement: agreement.id }), label: agreement.name }}
    >
      {groups.length === 0 && <EmptyState title={t('across:propose.none')}>{t('across:propose.none-text')}</EmptyState>}
      {groups.map((group) => (
        <Proposed key={`${group.venue} ${group.slot}`} agreement={agreement} group={group} {...more} />
      ))}
    </Page>
  );
}

function Proposed({ agreement, pool, group, names, own, venues, leaders }: Omit<ProposalProps, 'groups'> & { group: NewGroup }) {
  const { t } = useFrame();
  const { venue, slot, kind, language } = group;
  const many = group.people.length;
  return (
    <Section title={t('across:propose.group', { count: many, when: saySlot(t, slot), venue: venues.get(venue) ?? '' })}>
      <ul class="ds-list">
        {group.people.map((id) => {
          const card = pool.cards.get(id);
          return (
            <li key={id}>
              {card ? sayCard(t, card) : (own.get(id) ?? '')}{' '}
              <span class="note">({card ? names.get(card.association) : t('across:propose.own')})</span>
            </li>
          );
        })}
      </ul>
      <p class="note">{group.facilitators.map((id) => leaders.get(id) ?? '').join(', ')}</p>
      <ActForm action={to(urls.agreementAsk, { agreement: agreement.id })} hidden={{ model: pool.model, venue, slot, kind, language }}>
        {group.people.map((id) => (
          <input key={id} type="hidden" name="people" value={id} />
        ))}
        {group.facilitators.map((id) => (
          <input key={id} type="hidden" name="leaders" value={id} />
        ))}
        <Button>{t('across:propose.ask', { count: group.people.filter((id) => pool.cards.has(id)).length })}</Button>
      </ActForm>
    </Section>
  );
}

export type CrossingProps = {
  crossing: Crossing;
  agreement: Agreement;
  asked: readonly Asked[];
  names: Names;
  own: readonly string[];
  guests: Names;
  venue: string;
  typed: Typed;
  errors?: Errors;
};

/** For the host: how it stands with each. A name stands here once she herself has said yes. */
export function CrossingPage({ crossing, agreement, asked, names, own, guests, venue, typed, errors = {} }: CrossingProps) {
  const { t } = useFrame();
  const line = (one: Asked) =>
    (one.guest && guests.get(one.guest)) ??
    [one.kind && t(`intake:kind-word.${one.kind}`), one.decade !== null && t('across:card.decade', { decade: one.decade }), one.place]
      .filter(Boolean)
      .join(' · ');
  return (
    <Page
      title={t('across:crossing.title', { when: saySlot(t, crossing.slot), venue })}
      back={{ href: to(urls.agreement, { agreement: agreement.id }), label: agreement.name }}
      slip={Object.keys(errors).length > 0}
    >
      <Section title={t('across:crossing.asked')}>
        <SummaryList
          rows={asked.map((one) => ({
            label: line(one) || t('across:crossing.somebody'),
            value: `${names.get(one.association) ?? ''}: ${t(`across:state.${one.state}`)}`,
          }))}
        />
        <p class="note">{t('across:crossing.means')}</p>
      </Section>
      <Section title={t('across:crossing.own')}>
        <ul class="ds-list">
          {own.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </Section>
      {crossing.group ? (
        <LinkButton href={to(urls.group, { group: crossing.group })}>{t('across:crossing.open')}</LinkButton>
      ) : (
        <Section title={t('across:crossing.make-title')}>
          <p>{t('across:crossing.make-text', { count: own.length + asked.filter((one) => one.guest).length })}</p>
          <Form action={to(urls.crossingMake, { crossing: crossing.id })} values={typed} errors={errors}>
            <Field name="name" label={t('groups:compose.name')} help={t('groups:compose.name-help')} max={60} />
            <Field name="size" type="number" width="short" label={t('groups:compose.size')} />
            <DayField name="first_on" label={t('groups:compose.first-on')} />
            <ClockField name="first_at" label={t('groups:compose.first-at')} />
            <Select
              name="rhythm"
              label={t('groups:compose.rhythm')}
              options={rhythms.map((value) => ({ value, label: t(`groups:rhythm.${value}`) }))}
            />
            <Actions>
              <Button>{t('groups:compose.act')}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </Page>
  );
}

export type RequestProps = { id: string; name: string; state: string; told: Told; host: string; agreement?: string };

/** For her own association: may she be asked? */
export function RequestPage({ id, name, state, told, host }: RequestProps) {
  const { t } = useFrame();
  return (
    <Page title={t('across:request.title', { name })} back={{ href: urls.agreements, label: t('across:agreements.title') }}>
      <p>{t('across:request.text', { host })}</p>
      <GroupFacts told={told} host={host} />
      {state === 'asked' ? (
        <>
          <p>{t('across:request.happens', { name })}</p>
          <Actions>
            {(['yes', 'no'] as const).map((answer) => (
              <ActForm key={answer} action={to(urls.crossingRequest, { request: id })} hidden={{ answer }}>
                <Button tone={answer === 'yes' ? 'primary' : 'secondary'}>{t(`across:request.${answer}`)}</Button>
              </ActForm>
            ))}
          </Actions>
        </>
      ) : (
        <Alert tone="info">{t(`across:state.${state as 'asked'}`)}</Alert>
      )}
    </Page>
  );
}

export function GroupFacts({ told, host }: { told: Told; host: string }) {
  const { t } = useFrame();
  return (
    <SummaryList
      rows={[
        { label: t('across:facts.host'), value: host },
        { label: t('across:facts.when'), value: saySlot(t, told.slot) },
        { label: t('across:facts.where'), value: told.digital ? t('across:facts.digital') : (told.place ?? '') },
        { label: t('across:facts.who'), value: t(`groups:kind.${told.kind}`) },
      ]}
    />
  );
}
