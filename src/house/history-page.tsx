import type { Act, Head } from '../history/index.ts';
import type { Typed } from '../lib/forms.ts';
import { sayDayTime } from '../lib/say.ts';
import type { Clock, Day } from '../lib/day.ts';
import { DayField, EmptyState, Filters, LinkButton, Page, Select, Table, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';

export type Happened = {
  id: string;
  day: Day;
  clock: Clock;
  act: Act;
  role: string;
  who: string | null;
  about: { id: string; name: string } | null;
};
export const shown = ['all', 'looks', 'changes'] as const;
export type Shown = (typeof shown)[number];

type Props = { entries: readonly Happened[]; older: string | null; head: Head; values: Typed };

/** Who did what and who looked, the newest first. */
export function HistoryPage({ entries, older, head, values }: Props) {
  const { t, language } = useFrame();
  const who = (entry: Happened) =>
    entry.who ??
    t(entry.role === 'visitor' ? 'history:page.visitor' : entry.role === 'system' ? 'history:page.system' : 'history:page.someone');
  const empty = <EmptyState title={t('history:page.none')}>{t('history:page.none-text')}</EmptyState>;
  return (
    <Page title={t('history:page.title')} lead={t('history:page.lead')} back={{ href: urls.house, label: t('house:back') }} width="wide">
      <Filters action={urls.history} values={values}>
        <Select name="show" label={t('history:page.kind')} options={shown.map((value) => ({ value, label: t(`history:page.${value}`) }))} />
        <DayField name="day" label={t('history:page.day')} optional />
      </Filters>
      <Table
        caption={t('history:page.title')}
        rows={entries}
        empty={empty}
        columns={[
          { head: t('history:page.when'), cell: (entry) => sayDayTime(entry.day, entry.clock, language) },
          { head: t('history:page.what'), title: true, cell: (entry) => t(`history:act.${entry.act}` as never) },
          { head: t('history:page.who'), cell: who },
          {
            head: t('history:page.about'),
            cell: ({ about }) => (about ? <a href={to(urls.person, { person: about.id })}>{about.name}</a> : ''),
          },
        ]}
      />
      {older && (
        <LinkButton href={to(urls.history, {}, { show: String(values['show'] ?? ''), before: older })} tone="secondary">
          {t('history:page.older')}
        </LinkButton>
      )}
      {head.seq > 0 && <p class="note">{t('history:page.head', { seq: head.seq, hash: head.hash.toString('hex').slice(0, 16) })}</p>}
    </Page>
  );
}
