/** A group that crosses: asking for it, who is asked, and the two who must say yes before a name is exchanged. */
import {
  ActForm,
  Actions,
  Alert,
  Button,
  ClockField,
  DayField,
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
import { sayList } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import type { Agreement } from './agreement.ts';
import type { Names } from './agreement-pages.tsx';
import { rhythms } from './forms.ts';
import type { Named } from './look-up.ts';
import type { Asked, Crossing, Told } from './store.ts';
import { saySlot } from './words.ts';

export type AskProps = {
  board: string;
  lot: string;
  version: number;
  place: string;
  says: readonly string[];
  /** how many of each association are asked for */
  asked: readonly { name: string; count: number }[];
  problems: readonly string[];
};

/** Before anybody is asked: what the group would be like, whose people are asked for, and what happens then. */
export function AskPage({ board, lot, version, place, says, asked, problems }: AskProps) {
  const { t, language } = useFrame();
  return (
    <Page
      title={t('across:ask.title')}
      over={place}
      lead={`${says.join('; ')}.`}
      back={{ href: to(urls.draftCircle, { draft: board, circle: lot }), label: t('across:ask.back') }}
    >
      {problems.length > 0 ? (
        <Alert tone="warning" title={t('board:group.problems')}>
          <ul class="ds-list">
            {problems.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <>
          <SummaryList rows={asked.map(({ name, count }) => ({ label: name, value: t('across:ask.of-theirs', { count }) }))} />
          <p>
            {t('across:ask.happens', {
              names: sayList(
                asked.map(({ name }) => name),
                language,
              ),
            })}
          </p>
          <ActForm action={to(urls.boardAsk, { board, lot })} hidden={{ version: String(version) }}>
            <Button>{t('across:propose.ask', { count: asked.reduce((sum, { count }) => sum + count, 0) })}</Button>
          </ActForm>
        </>
      )}
    </Page>
  );
}

export type CrossingProps = {
  crossing: Crossing;
  agreement: Agreement;
  asked: readonly Asked[];
  names: Names;
  own: readonly Named[];
  guests: ReadonlyMap<string, Named>;
  venue: string;
  typed: Typed;
  errors?: Errors;
};

/** For the host: how it stands with each. A name stands here once she herself has said yes. */
export function CrossingPage({ crossing, agreement, asked, names, own, guests, venue, typed, errors = {} }: CrossingProps) {
  const { t } = useFrame();
  const line = (one: Asked) =>
    (one.guest && guests.get(one.guest)?.called) ??
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
          {own.map(({ person, called }) => (
            <li key={person}>{called}</li>
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
