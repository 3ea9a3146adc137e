/** Where it begins: drafts, the form a proposal is asked for with, and the proposals themselves. */
import {
  Actions,
  ActForm,
  Alert,
  Button,
  Card,
  Cards,
  Checkboxes,
  Details,
  EmptyState,
  type Errors,
  type Typed,
  Form,
  LinkButton,
  Page,
  Radios,
  Section,
  Select,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';

export type DraftLine = { id: string; title: string; note: string };

export function DraftsPage({ lines }: { lines: readonly DraftLine[] }) {
  const { t } = useFrame();
  return (
    <Page title={t('board:title')} lead={t('board:lead')} back={{ href: urls.waitingList }}>
      <Actions>
        <LinkButton icon="people" href={urls.draftNew}>
          {t('board:begin')}
        </LinkButton>
        <LinkButton tone="quiet" href={urls.readinessList}>
          {t('board:to-facilitators')}
        </LinkButton>
      </Actions>
      <Section title={t('board:drafts')}>
        {lines.length === 0 ? (
          <EmptyState title={t('board:none')}>{t('board:none-how')}</EmptyState>
        ) : (
          <Cards>
            {lines.map(({ id, title, note }) => (
              <Card key={id} title={title} note={note} href={to(urls.draft, { draft: id })} />
            ))}
          </Cards>
        )}
      </Section>
    </Page>
  );
}

export type NewChoices = {
  /** empty value: the whole association */
  places: readonly { value: string; label: string }[];
  models: readonly { value: string; label: string }[];
  venues: readonly { value: string; label: string }[];
  people: readonly { value: string; label: string }[];
  count: number;
};

const kinds = ['patient', 'relative', 'bereaved'] as const;

export function NewDraftPage({ choices, typed = {}, errors = {} }: { choices: NewChoices; typed?: Typed; errors?: Errors }) {
  const { t } = useFrame();
  const back = { href: urls.drafts, label: t('board:title') };
  const empty = choices.models.length === 0 ? t('board:new.no-model') : choices.count === 0 ? t('board:new.nobody') : null;
  return (
    <Page title={t('board:new.title')} lead={t('board:new.lead')} back={back} slip={Object.keys(errors).length > 0}>
      {empty ? (
        <EmptyState title={empty}>{t('board:new.nobody-how')}</EmptyState>
      ) : (
        <Form action={urls.draftNew} values={{ who: 'all', model: [choices.models[0]!.value], ...typed }} errors={errors}>
          {choices.places.length > 1 && <Select name="chapter" label={t('board:new.where')} options={choices.places} empty={false} />}
          <Checkboxes name="model" legend={t('board:new.models')} help={t('board:new.models-help')} options={choices.models} />
          {choices.venues.length > 0 && (
            <Checkboxes name="venue" legend={t('board:new.venues')} help={t('board:new.venues-help')} optional options={choices.venues} />
          )}
          <Checkboxes
            inline
            name="kind"
            legend={t('board:new.kinds')}
            help={t('board:new.kinds-help')}
            optional
            options={kinds.map((value) => ({ value, label: t(`groups:kind.${value}`) }))}
          />
          <Radios
            name="who"
            legend={t('board:new.who')}
            options={[
              { value: 'all', label: t('board:new.all') },
              { value: 'chosen', label: t('board:new.chosen') },
            ]}
          />
          <Details summary={t('board:new.choose')} open={typed['who'] === 'chosen'}>
            <Checkboxes name="people" legend={t('board:new.first', { count: choices.people.length })} optional options={choices.people} />
          </Details>
          <Button>{t('board:new.act')}</Button>
        </Form>
      )}
    </Page>
  );
}

export type ProposalShown = {
  no: number;
  summary: string;
  share: string;
  differs: string | null;
  /** the score, row by row, and how it stands to the bound */
  points: string[];
  sum: string;
  groups: { title: string; says: string[] }[];
  moreGroups: number;
  left: { why: string; who: string }[];
  /** pins that could not be kept */
  refused: string[];
  /** nothing is possible, because … */
  nothing: string[];
};

export type ProposalsProps = {
  draft: string;
  version: number;
  place: string;
  proposals: readonly ProposalShown[];
  notes: readonly string[];
  stopped: boolean;
  failed: boolean;
  hasBoard: boolean;
};

export function ProposalsPage({ draft, version, place, proposals, notes, stopped, failed, hasBoard }: ProposalsProps) {
  const { t } = useFrame();
  const at = { draft };
  return (
    <Page
      title={t('board:proposals.title')}
      over={place}
      lead={t('board:proposals.lead')}
      back={{ href: urls.drafts, label: t('board:drafts') }}
    >
      {failed && (
        <Alert tone="danger" title={t('board:work.failed')}>
          {t('board:work.failed-how')}
        </Alert>
      )}
      {stopped && <Alert tone="info" title={t('board:work.stopped')} />}
      {notes.length > 0 && (
        <Alert tone="info">
          <ul class="ds-list">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Alert>
      )}
      {proposals.map((proposal) => (
        <ProposalSection key={proposal.no} proposal={proposal} draft={draft} version={version} />
      ))}
      <Actions>
        {hasBoard && <LinkButton href={to(urls.draft, at)}>{t('board:proposals.to-board')}</LinkButton>}
        <ActForm action={to(urls.draftPropose, at)} hidden={{ version: String(version) }}>
          <Button tone="secondary">{t('board:again')}</Button>
        </ActForm>
        <LinkButton tone="quiet" href={urls.readinessList}>
          {t('board:to-facilitators')}
        </LinkButton>
      </Actions>
    </Page>
  );
}

function ProposalSection({ proposal, draft, version }: { proposal: ProposalShown; draft: string; version: number }) {
  const { t } = useFrame();
  const { no, summary, share, differs, points, sum, groups, moreGroups, left, refused, nothing } = proposal;
  return (
    <Section title={t('board:proposals.one', { no })} id={`proposal-${no}`}>
      {nothing.length > 0 ? (
        <EmptyState title={t('board:nothing.title')}>
          <ul class="ds-list">
            {nothing.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </EmptyState>
      ) : (
        <>
          <p>
            <strong>{summary}</strong> {share} {differs}
          </p>
          <ul class="proposal-groups">
            {groups.map(({ title, says }) => (
              <li key={title + says[0]}>
                {says[0]}
                {says.length > 1 && `; ${says.slice(1).join('; ')}`}.
              </li>
            ))}
          </ul>
          {moreGroups > 0 && <p class="note">{t('board:proposals.more', { count: moreGroups })}</p>}
        </>
      )}
      {refused.length > 0 && (
        <Alert tone="warning" title={t('board:proposals.refused')}>
          <ul class="ds-list">
            {refused.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
      )}
      {left.length > 0 && (
        <Details summary={t('board:proposals.left')}>
          <dl class="left-why">
            {left.map(({ why, who }) => (
              <div key={why}>
                <dt>{why}</dt>
                <dd>{who}</dd>
              </div>
            ))}
          </dl>
        </Details>
      )}
      {points.length > 0 && (
        <Details summary={t('board:group.points')}>
          <ul class="ds-list">
            {points.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>{sum}</p>
        </Details>
      )}
      <ActForm action={to(urls.draftChoose, { draft })} hidden={{ version: String(version), proposal: String(no) }}>
        <Button>
          {t('board:proposals.take')}
          <span class="ds-sr-only">, {t('board:proposals.one', { no })}</span>
        </Button>
      </ActForm>
    </Section>
  );
}
