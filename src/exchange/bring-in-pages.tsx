import { guessedText, warningText } from '../intake/index.ts';
import type { Columns } from '../lib/columns.ts';
import type { Clock, Day } from '../lib/day.ts';
import type { SheetWarning } from '../lib/sheet/index.ts';
import { sayDayTime } from '../lib/say.ts';
import {
  Actions,
  Alert,
  Button,
  ColumnFields,
  Details,
  type Errors,
  Field,
  Form,
  LinkButton,
  Page,
  Radios,
  Section,
  Task,
  TaskList,
  type Typed,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { type SheetField, sheetFields } from './from-sheet.ts';

export type Begun = { id: string; storedCount: number | null; day: Day; clock: Clock };
/** Whom a list may be for: `own`, or the id of an umbrella with what it is called. */
export type Whom = { value: string; label: string };

type StartProps = { begun: readonly Begun[]; whom: readonly Whom[]; today: Day; typed?: Typed; errors?: Errors };

export function BringInPage({ begun, whom, today, typed = {}, errors = {} }: StartProps) {
  const { t, language } = useFrame();
  const isUmbrellas = whom.every(({ value }) => value !== 'own');
  return (
    <Page
      title={t('exchange:in.title')}
      lead={t(isUmbrellas ? 'exchange:in.lead-umbrella' : 'exchange:in.lead')}
      back={isUmbrellas ? { href: urls.desk, label: t('desk:title') } : { href: urls.house, label: t('house:back') }}
      slip={Object.keys(errors).length > 0}
    >
      <Form action={urls.bringIn} files values={typed} errors={errors} hidden={whom.length === 1 ? { whom: whom[0]!.value } : {}}>
        {whom.length > 1 && <Radios name="whom" legend={t('exchange:in.whom')} options={whom} />}
        <Field name="file" label={t('exchange:in.file')} help={t('exchange:in.help')} type="file" accept=".csv,.tsv,.txt,.xlsx,.json" />
        <Actions>
          <Button>{t('exchange:in.read')}</Button>
        </Actions>
      </Form>
      <Details summary={t('exchange:in.what.title')}>
        {t.list('exchange:in.what.text').map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Details>
      {begun.length > 0 && (
        <Section title={t('exchange:in.begun')}>
          <TaskList>
            {begun.map(({ id, storedCount, day, clock }) => (
              <Task
                key={id}
                note={sayDayTime(day, clock, language, { today })}
                action={
                  storedCount === null && (
                    <LinkButton small tone="secondary" href={to(urls.bringInLook, { import: id })}>
                      {t('exchange:in.go-on')}
                    </LinkButton>
                  )
                }
              >
                {storedCount === null ? t('exchange:in.waiting') : t('exchange:in.stored', { count: storedCount })}
              </Task>
            ))}
          </TaskList>
        </Section>
      )}
    </Page>
  );
}

type ColumnsProps = {
  id: string;
  columns: Columns<SheetField>;
  values: Typed;
  errors?: Errors;
  warnings: readonly SheetWarning[];
  sheet: string;
};

/** What each column means: guessed, shown with what stands in it, and put right. */
export function DirectoryColumnsPage({ id, columns, values, errors = {}, warnings, sheet }: ColumnsProps) {
  const { t } = useFrame();
  return (
    <Page
      title={t('exchange:columns.title')}
      lead={t('exchange:columns.lead')}
      back={{ href: urls.bringIn, label: t('exchange:in.title') }}
      slip={Object.keys(errors).length > 0}
    >
      {warnings.map((warning) => (
        <Alert key={warning} tone="warning">
          {warningText(t, warning, sheet)}
        </Alert>
      ))}
      <Form action={to(urls.bringInColumns, { import: id })} values={values} errors={errors}>
        <ColumnFields
          {...columns}
          options={sheetFields.map((value) => ({ value, label: t(`exchange:field.${value as 'title'}`) }))}
          guessed={columns.guessedBy.map((by) => guessedText(t, by))}
          nth={(number) => t('exchange:columns.nth', { number })}
          empty={t('exchange:columns.empty')}
        />
        <Actions>
          <Button>{t('exchange:columns.next')}</Button>
        </Actions>
      </Form>
    </Page>
  );
}
