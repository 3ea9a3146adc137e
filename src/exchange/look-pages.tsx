import {
  Actions,
  Alert,
  Button,
  Checkbox,
  Form,
  LinkButton,
  Page,
  Pagination,
  Section,
  Select,
  Table,
  Tag,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { LookedAt, LookedRow } from './bring-in.ts';
import { NOBODY } from './homes.ts';
import type { Verdict } from './read-directory.ts';

const tones = { new: 'success', here: 'info', same: 'neutral', unreadable: 'warning' } as const;
const verdicts: readonly Verdict[] = ['new', 'here', 'same', 'unreadable'];

/** A name of an association as it stands in the file, and what it is taken to mean. */
export type NameView = { name: string; key: string; count: number; home: string | null };
type LookProps = {
  id: string;
  looked: LookedAt;
  /** headings of columns that are left out */
  unread: readonly string[];
  /** null: the list is the association's own */
  names: readonly NameView[] | null;
  page: number;
  pages: number;
  rows: readonly LookedRow[];
};

/** Every row as it would be taken in, before anything is stored. */
export function LookPage({ id, looked, unread, names, page, pages, rows }: LookProps) {
  const { t } = useFrame();
  const fresh = looked.rows.filter(({ verdict }) => verdict === 'new').length;
  const isSheet = looked.format === 'sheet';
  const back = isSheet
    ? { href: to(urls.bringInColumns, { import: id }), label: t('exchange:columns.title') }
    : { href: urls.bringIn, label: t('exchange:in.title') };
  return (
    <Page title={t('exchange:look.title')} lead={t(`exchange:look.format.${looked.format}`)} width="wide" back={back}>
      <Counts rows={looked.rows} unread={unread} />
      {names && <Names id={id} names={names} homes={looked.homes} />}
      {names && <PerHome looked={looked} />}
      {fresh > 0 ? (
        <Form action={to(urls.bringInStore, { import: id })} values={{}}>
          {names ? (
            <p>{t('exchange:look.asks')}</p>
          ) : (
            <Checkbox name="publish" label={t('exchange:look.publish')} help={t('exchange:look.publish-help')} />
          )}
          <Actions>
            <Button>{t(names ? 'exchange:look.suggest' : 'exchange:look.store', { count: fresh })}</Button>
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
            ...(names ? [{ head: t('exchange:look.association'), cell: (row: LookedRow) => row.home?.name ?? '–' }] : []),
            { head: t('exchange:look.happens'), cell: (row) => <Happens row={row} /> },
          ]}
        />
        <Pagination page={page} pages={pages} href={(at) => to(urls.bringInLook, { import: id }, { page: at })} />
      </Section>
    </Page>
  );
}

function Counts({ rows, unread }: { rows: readonly LookedRow[]; unread: readonly string[] }) {
  const { t } = useFrame();
  const counts = Map.groupBy(rows, ({ verdict }) => verdict);
  return (
    <ul class="happens">
      {verdicts.flatMap((verdict) => {
        const count = counts.get(verdict)?.length ?? 0;
        return count > 0 ? [<li key={verdict}>{t(`exchange:look.count.${verdict}`, { count })}</li>] : [];
      })}
      {unread.length > 0 && <li>{t('exchange:look.unread', { headings: unread.join(', ') })}</li>}
    </ul>
  );
}

/** What the names in the file mean: guessed, put right, and known the next time. */
function Names({ id, names, homes }: { id: string; names: readonly NameView[]; homes: LookedAt['homes'] }) {
  const { t } = useFrame();
  const options = [{ value: NOBODY, label: t('exchange:names.none') }, ...homes.map((home) => ({ value: home.id, label: home.name }))];
  const values = Object.fromEntries(names.map(({ home }, at) => [`name-${at}`, home ?? NOBODY]));
  return (
    <Section title={t('exchange:names.title')}>
      <p>{t('exchange:names.lead')}</p>
      <Form action={to(urls.bringInNames, { import: id })} values={values}>
        {names.map(({ name, count }, at) => (
          <Select
            key={at}
            name={`name-${at}`}
            label={name || t('exchange:names.empty')}
            help={t('exchange:names.rows', { count })}
            empty={false}
            options={options}
          />
        ))}
        <Actions>
          <Button tone="secondary">{t('exchange:names.keep')}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

/** How much each association is asked about. */
function PerHome({ looked: { homes, rows } }: { looked: LookedAt }) {
  const { t } = useFrame();
  const own = Map.groupBy(rows, ({ home }) => home?.id);
  const count = (id: string, ...wanted: Verdict[]) => String((own.get(id) ?? []).filter(({ verdict }) => wanted.includes(verdict)).length);
  return (
    <Table
      caption={t('exchange:look.per-association')}
      rows={homes.filter(({ id }) => own.has(id))}
      columns={[
        { head: t('exchange:look.association'), title: true, cell: ({ name }) => name },
        { head: t('exchange:look.verdict.new'), number: true, cell: ({ id }) => count(id, 'new') },
        { head: t('exchange:look.verdict.here'), number: true, cell: ({ id }) => count(id, 'here', 'same') },
        { head: t('exchange:look.not-read'), number: true, cell: ({ id }) => count(id, 'unreadable') },
      ]}
    />
  );
}

function Offer({ row: { draft } }: { row: LookedRow }) {
  const { t } = useFrame();
  const where = [draft.address, [draft.postcode, draft.place].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return (
    <>
      {draft.title || t('exchange:look.untitled')}
      <p class="note">{[t(`offers:kind.${draft.kind}`), where].filter(Boolean).join(' · ')}</p>
    </>
  );
}

function Happens({ row }: { row: LookedRow }) {
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
