/** One group on the board: who sits there, who could start it, and accepting it. */
import { languageName, type Language } from '../lib/language.ts';
import {
  Actions,
  ActForm,
  Alert,
  Button,
  Checkbox,
  Checkboxes,
  ClockField,
  DayField,
  Details,
  type Errors,
  type Typed,
  Field,
  Form,
  LinkButton,
  Page,
  Radios,
  Section,
  Select,
  SummaryList,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { CircleShown } from './shown.ts';

export type CirclePageProps = {
  draft: string;
  version: number;
  place: string;
  circle: CircleShown;
  points: { sum: string; lines: string[] };
  /** where those of other associations are asked for; null: there are none */
  asks: string | null;
  /** names by card, where they were asked for */
  names: ReadonlyMap<string, string> | null;
  /** null: a group that is there already has its own */
  leaders: { options: { value: string; label: string }[]; chosen: readonly string[] } | null;
  errors?: Errors;
};

export function CirclePage({ draft, version, place, circle, points, asks, names, leaders, errors = {} }: CirclePageProps) {
  const { t } = useFrame();
  const at = { draft, circle: circle.id };
  const hidden = { version: String(version) };
  const isReady = circle.problems.length === 0 && circle.cards.length > 0;
  return (
    <Page
      title={circle.title}
      over={place}
      lead={`${circle.says.join('; ')}.`}
      back={{ href: to(urls.draft, { draft }), label: t('board:board.title') }}
      slip={Object.keys(errors).length > 0}
    >
      {!isReady && circle.cards.length > 0 && (
        <Alert tone="warning" title={t('board:group.problems')}>
          <ul class="ds-list">
            {circle.problems.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Actions>
        {isReady && (
          <LinkButton href={asks ?? to(urls.draftCircleAccept, at)}>{t(asks ? 'board:group.ask' : 'board:group.accept')}</LinkButton>
        )}
        {!names && circle.cards.length > 0 && (
          <ActForm action={to(urls.draftCircleNames, at)}>
            <Button tone="secondary">{t('board:group.names')}</Button>
          </ActForm>
        )}
      </Actions>
      <Section title={t('board:group.people')}>
        {circle.cards.length === 0 ? (
          <p>{t('board:says.empty')}</p>
        ) : (
          <SummaryList
            rows={circle.cards.map((card) => ({
              label: names?.get(card.id) ?? card.initials,
              value: [card.about, ...card.marks].join('; '),
              change: { href: card.href, about: card.initials, label: t('board:person.act') },
            }))}
          />
        )}
      </Section>
      {leaders && (
        <Section title={t('board:group.leaders')}>
          {leaders.options.length === 0 ? (
            <p>{t('board:group.no-leaders')}</p>
          ) : (
            <Form action={to(urls.draftCircleLeaders, at)} hidden={hidden} values={{ leaders: leaders.chosen }} errors={errors}>
              <Checkboxes
                name="leaders"
                legend={t('board:group.leaders')}
                help={t('board:group.leaders-help')}
                optional
                options={leaders.options}
              />
              <Button tone="secondary">{t('board:group.leaders-act')}</Button>
            </Form>
          )}
        </Section>
      )}
      <Details summary={t('board:group.points')}>
        <ul class="ds-list">
          {points.lines.map((line, n) => (
            <li key={n}>{line}</li>
          ))}
        </ul>
        <p>{points.sum}</p>
      </Details>
      <Details summary={t('board:group.dissolve')}>
        <p>{t('board:group.dissolve-how')}</p>
        <ActForm action={to(urls.draftCircleDissolve, at)} hidden={hidden}>
          <Button tone="secondary">{t('board:group.dissolve')}</Button>
        </ActForm>
      </Details>
    </Page>
  );
}

export type Options = readonly { value: string; label: string }[];

export function NewCirclePage({
  draft,
  version,
  place,
  venues,
  slots,
  languages,
  typed = {},
  errors = {},
}: {
  draft: string;
  version: number;
  place: string;
  venues: Options;
  slots: Options;
  languages: readonly Language[];
  typed?: Typed;
  errors?: Errors;
}) {
  const { t } = useFrame();
  const kinds = ['patient', 'relative', 'bereaved', 'mixed'] as const;
  return (
    <Page
      title={t('board:group.new')}
      over={place}
      back={{ href: to(urls.draft, { draft }), label: t('board:board.title') }}
      slip={Object.keys(errors).length > 0}
    >
      <Form
        action={to(urls.draftCircleNew, { draft })}
        hidden={{ version: String(version) }}
        values={{ language: languages[0], kind: 'patient', ...typed }}
        errors={errors}
      >
        <Select name="venue" label={t('board:group.venue')} options={venues} />
        <Select name="slot" label={t('board:group.slot')} options={slots} />
        <Radios
          inline
          name="kind"
          legend={t('board:group.kind')}
          options={kinds.map((value) => ({ value, label: t(`groups:kind.${value}`) }))}
        />
        <Select
          name="language"
          label={t('board:group.language')}
          empty={false}
          options={languages.map((value) => ({ value, label: languageName(value) }))}
        />
        <Button>{t('board:group.make')}</Button>
      </Form>
    </Page>
  );
}

export type AcceptProps = {
  draft: string;
  version: number;
  place: string;
  circle: CircleShown;
  /** the group they join; null: a new one */
  joins: string | null;
  rhythms: readonly string[];
  values: Typed;
  errors?: Errors;
  broken?: readonly string[];
};

export function AcceptPage({ draft, version, place, circle, joins, rhythms, values, errors = {}, broken = [] }: AcceptProps) {
  const { t } = useFrame();
  const at = { draft, circle: circle.id };
  return (
    <Page
      title={t('board:accept.title')}
      over={place}
      lead={joins === null ? t('board:accept.lead') : t('board:accept.join-lead', { group: joins })}
      back={{ href: to(urls.draftCircle, at), label: circle.title }}
      slip={broken.length > 0 || Object.keys(errors).length > 0}
    >
      {broken.length > 0 && (
        <Alert tone="danger" title={t('groups:compose.broken')} live>
          <ul class="ds-list">
            {broken.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
      )}
      <p>{circle.says.join('; ')}.</p>
      <Form action={to(urls.draftCircleAccept, at)} hidden={{ version: String(version) }} values={values} errors={errors}>
        {joins === null && (
          <>
            <Field name="name" label={t('groups:compose.name')} help={t('groups:compose.name-help')} max={60} />
            <Field name="size" type="number" width="short" label={t('groups:compose.size')} help={t('board:accept.size-help')} />
            <DayField name="first_on" label={t('groups:compose.first-on')} />
            <ClockField name="first_at" label={t('groups:compose.first-at')} />
            <Select
              name="rhythm"
              label={t('groups:compose.rhythm')}
              empty={false}
              options={rhythms.map((value) => ({ value, label: t(`groups:rhythm.${value as 'free'}`) }))}
            />
            <Checkbox name="ask" label={t('board:accept.ask')} help={t('board:accept.ask-help')} />
            <Field name="at_once" type="number" width="short" label={t('board:accept.at-once')} />
          </>
        )}
        <Button>{t(joins === null ? 'board:accept.act' : 'board:accept.join')}</Button>
      </Form>
    </Page>
  );
}
