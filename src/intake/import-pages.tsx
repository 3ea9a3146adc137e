import type { Clock, Day } from '../lib/day.ts';
import { sayDayTime } from '../lib/say.ts';
import {
  Actions,
  Alert,
  Button,
  Checkbox,
  Checkboxes,
  ColumnFields,
  Details,
  EmptyState,
  type Errors,
  Field,
  Form,
  LinkButton,
  Page,
  Pagination,
  Section,
  Table,
  Tag,
  Task,
  TaskList,
  type Typed,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { fieldName, fields, guessedText, type Columns } from './import/index.ts';

export type ListLine = { id: string; day: Day; clock: Clock; storedCount: number | null };

export function ImportsPage({ lists, today }: { lists: readonly ListLine[]; today: Day }) {
  const { t, language } = useFrame();
  return (
    <Page title={t('intake:imports.title')} lead={t('intake:imports.lead')} back={{ href: urls.inbox, label: t('intake:inbox.title') }}>
      <Actions>
        <LinkButton icon="plus" href={urls.importNew}>
          {t('intake:imports.choose')}
        </LinkButton>
      </Actions>
      {lists.length === 0 ? (
        <EmptyState title={t('intake:imports.empty')}>{t('intake:imports.empty-how')}</EmptyState>
      ) : (
        <TaskList>
          {lists.map(({ id, day, clock, storedCount }) => (
            <Task
              key={id}
              note={sayDayTime(day, clock, language, { today })}
              action={
                storedCount === null && (
                  <LinkButton small tone="secondary" href={to(urls.import, { import: id })}>
                    {t('intake:imports.go-on')}
                  </LinkButton>
                )
              }
            >
              {storedCount === null ? t('intake:imports.waiting') : t('intake:imports.stored', { count: storedCount })}
            </Task>
          ))}
        </TaskList>
      )}
    </Page>
  );
}

export function UploadPage({ error }: { error?: string }) {
  const { t } = useFrame();
  return (
    <Page
      title={t('intake:imports.upload.title')}
      lead={t('intake:imports.upload.lead')}
      back={{ href: urls.imports, label: t('intake:imports.title') }}
      slip={Boolean(error)}
    >
      <Form action={urls.importNew} files errors={error ? { file: error } : {}}>
        <Field
          name="file"
          label={t('intake:imports.upload.file')}
          help={t('intake:imports.upload.help')}
          type="file"
          accept=".csv,.tsv,.txt,.xlsx"
        />
        <Actions>
          <Button>{t('intake:imports.upload.read')}</Button>
        </Actions>
      </Form>
      <Details summary={t('intake:imports.upload.what.title')}>
        <p>{t('intake:imports.upload.what.text')}</p>
      </Details>
    </Page>
  );
}

/** What each column means: guessed, shown with what stands in it, and corrected. */
export function ColumnsPage({
  id,
  columns,
  values,
  errors = {},
  notes,
}: {
  id: string;
  columns: Columns;
  values: Typed;
  errors?: Errors;
  notes: readonly string[];
}) {
  const { t } = useFrame();
  return (
    <Page
      title={t('intake:imports.columns.title')}
      lead={t('intake:imports.columns.lead')}
      back={{ href: urls.imports, label: t('intake:imports.title') }}
      slip={Object.keys(errors).length > 0}
    >
      {notes.map((note) => (
        <Alert key={note} tone="warning">
          {note}
        </Alert>
      ))}
      <Form action={to(urls.importColumns, { import: id })} values={values} errors={errors}>
        <ColumnFields
          {...columns}
          options={fields.map((value) => ({ value, label: fieldName(t, value) }))}
          guessed={columns.guessedBy.map((by) => guessedText(t, by))}
          nth={(number) => t('intake:imports.columns.nth', { number })}
          empty={t('intake:imports.columns.empty')}
        />
        <Actions>
          <Button>{t('intake:imports.columns.next')}</Button>
        </Actions>
      </Form>
    </Page>
  );
}

export type Verdict = 'new' | 'here' | 'same' | 'unreadable';
export type RowView = {
  line: number;
  verdict: Verdict;
  label: string;
  name: string;
  reach: string;
  place: string;
  says: readonly string[];
  enquiry: string | null;
};
export type PreviewPageProps = {
  id: string;
  counts: Record<Verdict, number>;
  rows: readonly RowView[];
  wishes: readonly { line: number; name: string; wish: string }[];
  notes: readonly string[];
  page: number;
  pages: number;
};

const tones = { new: 'success', here: 'info', same: 'neutral', unreadable: 'warning' } as const;

/** Every row as it would be taken in, before anything is stored. */
export function PreviewPage({ id, counts, rows, wishes, notes, page, pages }: PreviewPageProps) {
  const { t } = useFrame();
  const verdicts: Verdict[] = ['new', 'here', 'same', 'unreadable'];
  return (
    <Page
      title={t('intake:imports.preview.title')}
      lead={t('intake:imports.preview.lead')}
      width="wide"
      back={{ href: to(urls.importColumns, { import: id }), label: t('intake:imports.columns.title') }}
    >
      <ul class="happens">
        {verdicts
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => (
            <li key={verdict}>{t(`intake:imports.preview.count.${verdict}`, { count: counts[verdict] })}</li>
          ))}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {counts.new > 0 && (
        <Form action={to(urls.importStore, { import: id })} values={{ tell: 'yes' }}>
          {wishes.length > 0 && (
            <Checkboxes
              name="wish"
              legend={t('intake:imports.preview.wishes')}
              help={t('intake:imports.preview.wishes-help')}
              optional
              options={wishes.map(({ line, name, wish }) => ({ value: String(line), label: `${name}: ${wish}` }))}
            />
          )}
          <Checkbox name="tell" label={t('intake:imports.preview.tell')} help={t('intake:imports.preview.tell-help')} />
          <Actions>
            <Button>{t('intake:imports.preview.store', { count: counts.new })}</Button>
            <LinkButton tone="quiet" href={urls.imports}>
              {t('intake:imports.preview.leave')}
            </LinkButton>
          </Actions>
        </Form>
      )}
      {counts.new === 0 && <Alert>{t('intake:imports.preview.nobody')}</Alert>}
      <Section title={t('intake:imports.preview.rows')}>
        <Table
          caption={t('intake:imports.preview.rows')}
          rows={rows}
          columns={[
            { head: t('intake:imports.preview.line'), cell: (row) => String(row.line), number: true },
            { head: t('intake:waiting.name'), title: true, cell: (row) => <Who row={row} /> },
            {
              head: t('intake:imports.preview.verdict'),
              cell: (row) => (
                <>
                  <Tag tone={tones[row.verdict]}>{row.label}</Tag>
                  {row.says.map((said) => (
                    <p key={said} class="note">
                      {said}
                    </p>
                  ))}
                </>
              ),
            },
          ]}
        />
        <Pagination page={page} pages={pages} href={(at) => to(urls.import, { import: id }, { page: at })} />
      </Section>
    </Page>
  );
}

function Who({ row: { enquiry, name, reach, place } }: { row: RowView }) {
  return (
    <>
      {enquiry ? (
        <a class="ds-link" href={to(urls.enquiry, { enquiry })}>
          {name}
        </a>
      ) : (
        name
      )}
      <p class="note">{[reach, place].filter(Boolean).join(' · ')}</p>
    </>
  );
}
