/** Everything that goes on paper, in one place: what waits for the printer, whom to call, and what is laid out where people come by. */
import { ActForm, Actions, Button, EmptyState, LinkButton, Page, Section, Table, Task, TaskList, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Batch } from './batch.ts';
import { BatchTag, useWhen } from './letters-pages.tsx';
import { RunsSection } from './run-pages.tsx';
import type { RunLine } from './run.ts';

export type PapersProps = { letters: number; calls: number; batches: readonly Batch[]; runs: readonly RunLine[]; refused?: string };

export function PapersPage({ letters, calls, batches, runs }: PapersProps) {
  const { t } = useFrame();
  return (
    <Page title={t('papers:title')} lead={t('papers:lead')} width="wide" back={{ href: urls.desk }}>
      <Section title={t('papers:letters.title')}>
        <Waiting letters={letters} calls={calls} />
        {batches.length > 0 && <Batches batches={batches} />}
      </Section>
      <RunsSection runs={runs} />
      <Section title={t('papers:groups.title')}>
        <p>{t('papers:groups.text')}</p>
        <Actions>
          <LinkButton tone="secondary" href={urls.groups}>
            {t('papers:groups.act')}
          </LinkButton>
        </Actions>
      </Section>
    </Page>
  );
}

function Waiting({ letters, calls }: { letters: number; calls: number }) {
  const { t } = useFrame();
  if (letters + calls === 0) return <EmptyState title={t('papers:letters.none')}>{t('papers:letters.none-text')}</EmptyState>;
  return (
    <TaskList>
      {letters > 0 && (
        <Task
          action={
            <ActForm action={urls.letters}>
              <Button>{t('papers:letters.gather')}</Button>
            </ActForm>
          }
        >
          {t('outbox:to-do.letters', { count: letters })}
        </Task>
      )}
      {calls > 0 && (
        <Task
          action={
            <LinkButton tone="secondary" icon="print" href={urls.callList}>
              {t('papers:calls.print')}
            </LinkButton>
          }
        >
          {t('outbox:to-do.calls', { count: calls })}
        </Task>
      )}
    </TaskList>
  );
}

function Batches({ batches }: { batches: readonly Batch[] }) {
  const { t } = useFrame();
  const when = useWhen();
  return (
    <Table
      caption={t('papers:batches.title')}
      showCaption
      rows={batches}
      columns={[
        {
          head: t('papers:batches.when'),
          title: true,
          cell: (batch) => (
            <a class="ds-link" href={to(urls.letterBatch, { batch: batch.id })}>
              {when(batch.gatheredAt)}
            </a>
          ),
        },
        { head: t('papers:batches.letters'), number: true, cell: (batch) => String(batch.count) },
        { head: t('papers:batches.state'), cell: (batch) => <BatchTag batch={batch} /> },
      ]}
    />
  );
}
