import { EmptyState, Filters, LinkButton, Page, Pagination, Select, Table, Task, TaskList, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { type Filter, type Line, PAGE, shows, type ToDo, ways } from './outbox.ts';
import { State, useWhen } from './outbox-parts.tsx';

export type OutboxProps = { lines: Line[]; count: number; filter: Filter; todo: ToDo };

export function OutboxPage({ lines, count, filter, todo }: OutboxProps) {
  const { t } = useFrame();
  const option = (value: string, label: string) => ({ value, label });
  const chosen = { show: filter.show ?? '', way: filter.way ?? '' };
  return (
    <Page title={t('outbox:title')} lead={t('outbox:lead')} width="wide" back={{ href: urls.desk }}>
      <Needed todo={todo} />
      <Filters action={urls.outbox} values={chosen} result={t('outbox:count', { count })}>
        <Select
          name="show"
          label={t('outbox:filter.state')}
          empty={t('outbox:filter.all')}
          options={shows.map((show) => option(show, t(`outbox:state.${show}`)))}
        />
        <Select
          name="way"
          label={t('outbox:filter.way')}
          empty={t('outbox:filter.all')}
          options={ways.map((way) => option(way, t(`outbox:way.${way}`)))}
        />
      </Filters>
      <Lines lines={lines} />
      <Pagination page={filter.page} pages={Math.ceil(count / PAGE)} href={(page) => to(urls.outbox, {}, { ...chosen, page })} />
    </Page>
  );
}

/** What waits for a person, each with its one act. */
function Needed({ todo }: { todo: ToDo }) {
  const { t } = useFrame();
  const all = [
    { what: 'replies', count: todo.replies, href: urls.replies },
    { what: 'calls', count: todo.calls, href: to(urls.outbox, {}, { show: 'to-do', way: 'call' }) },
    { what: 'letters', count: todo.letters, href: urls.papers },
    { what: 'failed', count: todo.failed, href: to(urls.outbox, {}, { show: 'failed' }) },
    { what: 'held', count: todo.held, href: to(urls.outbox, {}, { show: 'held' }) },
  ] as const;
  const some = all.filter(({ count }) => count > 0);
  if (some.length === 0) return null;
  return (
    <TaskList>
      {some.map(({ what, count, href }) => (
        <Task
          key={what}
          action={
            <LinkButton href={href} tone="secondary">
              {t('outbox:to-do.show')}
            </LinkButton>
          }
        >
          {t(`outbox:to-do.${what}`, { count })}
        </Task>
      ))}
    </TaskList>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  const { t } = useFrame();
  const when = useWhen();
  return (
    <Table
      caption={t('outbox:title')}
      rows={lines}
      empty={<EmptyState title={t('outbox:empty.title')}>{t('outbox:empty.text')}</EmptyState>}
      columns={[
        {
          head: t('outbox:column.kind'),
          title: true,
          cell: (line) => (
            <a class="ds-link" href={to(urls.outboxMessage, { message: line.id })}>
              {t(`outbox:kind.${line.kind}`)}
            </a>
          ),
        },
        { head: t('outbox:column.to'), cell: (line) => line.to ?? t('outbox:nobody') },
        { head: t('outbox:column.when'), cell: (line) => when(line.made) },
        { head: t('outbox:column.way'), cell: (line) => t(`outbox:way.${line.channel ?? 'none'}`) },
        { head: t('outbox:column.state'), cell: (line) => <State show={line.show} line={line} /> },
      ]}
    />
  );
}
