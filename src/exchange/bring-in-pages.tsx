import type { Clock, Day } from '../lib/day.ts';
import { sayDayTime } from '../lib/say.ts';
import {
  Actions,
  Alert,
  Button,
  Checkbox,
  Details,
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
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { LookedAt } from './bring-in.ts';
import type { Judged, Verdict } from './read-directory.ts';

export type Begun = { id: string; storedCount: number | null; day: Day; clock: Clock };

export function BringInPage({ begun, today, error }: { begun: readonly Begun[]; today: Day; error?: string }) {
  const { t, language } = useFrame();
  return (
    <Page
      title={t('exchange:in.title')}
      lead={t('exchange:in.lead')}
      back={{ href: urls.house, label: t('house:back') }}
      slip={Boolean(error)}
    >
      <Form action={urls.bringIn} files errors={error ? { file: error } : {}}>
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

const tones = { new: 'success', here: 'info', same: 'neutral', unreadable: 'warning' } as const;
const verdicts: readonly Verdict[] = ['new', 'here', 'same', 'unreadable'];

/** Every row as it would be taken in, before anything is stored. */
export function LookPage({
  id,
  looked,
  page,
  pages,
  rows,
}: {
  id: string;
  looked: LookedAt;
  page: number;
  pages: number;
  rows: readonly Judged[];
}) {
  const { t } = useFrame();
  const counts = Map.groupBy(looked.rows, ({ verdict }) => verdict);
  const fresh = counts.get('new')?.length ?? 0;
  return (
    <Page
      title={t('exchange:look.title')}
      lead={t(`exchange:look.format.${looked.format}`)}
      width="wide"
      back={{ href: urls.bringIn, label: t('exchange:in.title') }}
    >
      <ul class="happens">
        {verdicts.flatMap((verdict) => {
          const count = counts.get(verdict)?.length ?? 0;
          return count > 0 ? [<li key={verdict}>{t(`exchange:look.count.${verdict}`, { count })}</li>] : [];
        })}
        {looked.unread.length > 0 && <li>{t('exchange:look.unread', { headings: looked.unread.join(', ') })}</li>}
      </ul>
      {fresh > 0 ? (
        <Form action={to(urls.bringInStore, { import: id })} values={{}}>
          <Checkbox name="publish" label={t('exchange:look.publish')} help={t('exchange:look.publish-help')} />
          <Actions>
            <Button>{t('exchange:look.store', { count: fresh })}</Button>
            <LinkButton tone="quiet" href={urls.bringIn}>
              {t('exchange:look.leave')}
            </LinkButton>
          </Actions>
        </Form>
      ) : (
        <Alert>{t('exchange:look.nothing')}</Alert>
      )}
      <Section title={t('exchange:look.rows')}>
        <Table
          caption={t('exchange:look.rows')}
          rows={rows}
          columns={[
            { head: t('exchange:look.line'), cell: ({ line }) => String(line), number: true },
            { head: t('exchange:look.offer'), title: true, cell: (row) => <Offer row={row} /> },
            { head: t('exchange:look.happens'), cell: (row) => <Happens row={row} /> },
          ]}
        />
        <Pagination page={page} pages={pages} href={(at) => to(urls.bringInLook, { import: id }, { page: at })} />
      </Section>
    </Page>
  );
}

function Offer({ row: { draft } }: { row: Judged }) {
  const { t } = useFrame();
  const where = [draft.address, [draft.postcode, draft.place].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return (
    <>
      {draft.title || t('exchange:look.untitled')}
      <p class="note">{[t(`offers:kind.${draft.kind}`), where].filter(Boolean).join(' · ')}</p>
    </>
  );
}

function Happens({ row }: { row: Judged }) {
  const { t } = useFrame();
  const label =
    row.verdict === 'same' ? t('exchange:look.verdict.same', { line: row.sameAs ?? 0 }) : t(`exchange:look.verdict.${row.verdict}`);
  const says = [
    ...row.because.map(({ reason, typed }) => t(`exchange:because.${reason}`, { typed })),
    ...(row.verdict === 'new' ? row.remarks.map((remark) => t(`exchange:remark.${remark}`)) : []),
  ];
  return (
    <>
      <Tag tone={tones[row.verdict]}>{label}</Tag>
      {says.map((said) => (
        <p key={said} class="note">
          {said}
        </p>
      ))}
    </>
  );
}
