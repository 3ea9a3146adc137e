/** Brochures, posters and cards: a run for each place they are laid out, so that one sees which of them people came by. */
import type { Slips, Typed } from '../lib/forms.ts';
import { languageName, type Translate } from '../lib/language.ts';
import { sayDate, sayNumber } from '../lib/say.ts';
import {
  Actions,
  Button,
  Card,
  Cards,
  EmptyState,
  errorsOf,
  Field,
  Form,
  LinkButton,
  Page,
  Radios,
  Section,
  Select,
  SummaryList,
  Table,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { type Count, papers, type RunLine, type Subject } from './run.ts';

export function useCount() {
  const { t, language } = useFrame();
  return (count: Count) => (count === 'few' ? t('papers:runs.few') : sayNumber(count, language));
}

export function RunsSection({ runs }: { runs: readonly RunLine[] }) {
  const { t, language } = useFrame();
  const count = useCount();
  const add = (
    <LinkButton tone="secondary" icon="plus" href={urls.runNew}>
      {t('papers:runs.add')}
    </LinkButton>
  );
  return (
    <Section title={t('papers:runs.title')}>
      <p>{t('papers:runs.text')}</p>
      {runs.length === 0 ? (
        <EmptyState title={t('papers:runs.none')} action={add}>
          {t('papers:runs.none-text')}
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('papers:runs.title')}
            rows={runs}
            columns={[
              {
                head: t('papers:runs.place'),
                title: true,
                cell: (run) => (
                  <a class="ds-link" href={to(urls.run, { run: run.id })}>
                    {run.place}
                  </a>
                ),
              },
              { head: t('papers:runs.about'), cell: (run) => run.subject.name },
              { head: t('papers:runs.made'), cell: (run) => sayDate(run.madeOn, language) },
              { head: t('papers:runs.opened'), number: true, cell: (run) => count(run.opened) },
              { head: t('papers:runs.enquired'), number: true, cell: (run) => count(run.enquired) },
              { head: t('papers:runs.interested'), number: true, cell: (run) => count(run.interested) },
            ]}
          />
          <p class="note">{t('papers:runs.rounded')}</p>
          <Actions>{add}</Actions>
        </>
      )}
    </Section>
  );
}

/** The association and its chapters first; then, each by name, the municipalities and what is listed. */
function subjectChoices(subjects: readonly Subject[], t: Translate) {
  const of = (kind: Subject['kind'], label: (name: string) => string) =>
    subjects.filter((one) => one.kind === kind).map(({ id, name }) => ({ value: id, label: label(name) }));
  const own = [
    ...of('association', (name) => t('papers:run.association', { name })),
    ...of('chapter', (name) => t('papers:run.chapter', { name })),
  ];
  const more = [
    { label: t('papers:run.places'), options: of('place', (name) => name) },
    { label: t('papers:run.offers'), options: of('offer', (name) => name) },
  ];
  return [...own, ...more.filter(({ options }) => options.length > 0)];
}

type NewProps = { subjects: readonly Subject[]; languages: readonly string[]; typed?: Typed; slips?: Slips };

export function NewRunPage({ subjects, languages, typed, slips }: NewProps) {
  const { t, language } = useFrame();
  const values = typed ?? { subject: subjects[0]?.id, language: languages.includes(language) ? language : languages[0] };
  return (
    <Page
      title={t('papers:run.new')}
      lead={t('papers:run.lead')}
      back={{ href: urls.papers, label: t('papers:title') }}
      slip={slips !== undefined}
    >
      <Form action={urls.runNew} values={values} errors={errorsOf(t, slips, 'papers')}>
        <Select name="subject" label={t('papers:run.subject')} options={subjectChoices(subjects, t)} />
        <Radios
          name="language"
          legend={t('papers:run.language')}
          options={languages.map((value) => ({ value, label: languageName(value as typeof language) }))}
        />
        <Field name="place" label={t('papers:run.place')} help={t('papers:run.place-help')} />
        <Field name="copies" type="number" width="short" optional label={t('papers:run.copies')} />
        <Button>{t('papers:run.make')}</Button>
      </Form>
    </Page>
  );
}

export function RunPage({ run, address }: { run: RunLine; address: string }) {
  const { t, language } = useFrame();
  const count = useCount();
  return (
    <Page
      title={run.place}
      over={run.subject.name}
      lead={t('papers:run.ready')}
      back={{ href: urls.papers, label: t('papers:title') }}
      width="wide"
    >
      <Cards>
        {papers.map((paper) => (
          <Card
            key={paper}
            level={2}
            icon="print"
            title={t(`papers:paper.${paper}.title`)}
            href={to(urls.runPaper, { run: run.id, paper })}
          >
            {t(`papers:paper.${paper}.text`)}
          </Card>
        ))}
      </Cards>
      <SummaryList
        rows={[
          { label: t('papers:run.address'), value: address },
          { label: t('papers:run.language'), value: languageName(run.language) },
          { label: t('papers:runs.made'), value: sayDate(run.madeOn, language, { year: 'always' }) },
          ...(run.copies ? [{ label: t('papers:run.printed'), value: sayNumber(run.copies, language) }] : []),
          { label: t('papers:runs.opened'), value: count(run.opened) },
          { label: t('papers:runs.enquired'), value: count(run.enquired) },
          { label: t('papers:runs.interested'), value: count(run.interested) },
        ]}
      />
      <p class="note">{t('papers:runs.rounded')}</p>
    </Page>
  );
}
