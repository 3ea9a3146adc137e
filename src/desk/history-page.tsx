import type { ComponentChildren } from 'preact';
import type { Happened, Head, HistoryKind } from '../history/index.ts';
import { historyKinds, sayHash } from '../history/index.ts';
import { type Day, wallOf, zone } from '../lib/day.ts';
import { hasText, type TextKey } from '../lib/language.ts';
import { sayDayTime } from '../lib/say.ts';
import { Actions, DayField, EmptyState, Filters, LinkButton, Page, Section, Select, Table, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';

export type HistoryProps = {
  rows: readonly Happened[];
  /** by id: whoever is missing is no longer with us */
  names: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
  chosen: { kind: HistoryKind | null; person: string | null; day: string };
  /** the entry this page begins after */
  after: string | null;
  hasMore: boolean;
  head: Head;
  today: Day;
};

const OSLO = zone('Europe/Oslo');

/** Who did what, and who looked. For whoever answers for the association. */
export function HistoryPage({ rows, names, groups, chosen, after, hasMore, head, today }: HistoryProps) {
  const { t } = useFrame();
  const { kind, person, day } = chosen;
  const kept = { kind: kind ?? undefined, person: person ?? undefined, day };
  return (
    <Page title={t('history:title')} lead={t('history:lead')} width="wide" back={{ href: urls.house, label: t('house:back') }}>
      <Filters action={urls.history} values={{ kind: kind ?? '', day }}>
        {person && <input type="hidden" name="person" value={person} />}
        <Select
          name="kind"
          label={t('history:kind')}
          empty={t('history:all')}
          options={historyKinds.map((value) => ({ value, label: t(`history:kinds.${value}`) }))}
        />
        <DayField name="day" label={t('history:day')} optional />
      </Filters>
      {person && (
        <p>
          {t('history:person', { name: names.get(person) ?? t('history:gone') })}{' '}
          <a class="ds-link" href={to(urls.history, {}, { ...kept, person: undefined })}>
            {t('history:everyone')}
          </a>
        </p>
      )}
      <Entries rows={rows} names={names} groups={groups} today={today} />
      <Actions>
        {hasMore && (
          <LinkButton tone="secondary" href={to(urls.history, {}, { ...kept, after: rows.at(-1)!.id })}>
            {t('history:older')}
          </LinkButton>
        )}
        {after && (
          <LinkButton tone="quiet" href={to(urls.history, {}, kept)}>
            {t('history:newer')}
          </LinkButton>
        )}
      </Actions>
      <Section title={t('history:head.title')}>
        {head.seq === 0 ? (
          <p>{t('history:head.none')}</p>
        ) : (
          <>
            <p>{t('history:head.text')}</p>
            <p>
              <code>{`${head.seq}:${sayHash(head.hash)}`}</code>
            </p>
          </>
        )}
      </Section>
    </Page>
  );
}

function Entries({ rows, names, groups, today }: Pick<HistoryProps, 'rows' | 'names' | 'groups' | 'today'>) {
  const { t, language } = useFrame();
  const when = ({ at }: Happened) => {
    const { day, clock } = wallOf(at, OSLO);
    return sayDayTime(day, clock, language, { today, weekday: false });
  };
  return (
    <Table
      caption={t('history:title')}
      rows={rows}
      empty={<EmptyState title={t('history:empty')}>{t('history:empty-text')}</EmptyState>}
      columns={[
        {
          head: t('history:what'),
          title: true,
          cell: ({ act, object, group }) => (
            <>
              {sayAct(t, act, object)}
              {group && groups.has(group) && <p class="note">{groups.get(group)}</p>}
            </>
          ),
        },
        { head: t('history:who'), cell: (row) => <Who row={row} names={names} /> },
        {
          head: t('history:whom'),
          cell: ({ about, actor, shown }) =>
            about && about !== actor ? <Someone id={about} names={names} /> : shown > 0 ? t('history:shown', { count: shown }) : '',
        },
        { head: t('history:when'), cell: when },
      ]}
    />
  );
}

function Who({ row: { actor, role }, names }: { row: Happened; names: HistoryProps['names'] }) {
  const { t } = useFrame();
  const key = `history:role.${role}`;
  const said = hasText(key) ? t(key as TextKey) : null;
  if (actor === null) return <>{role === 'system' ? `${t('history:system')}, ${said}` : t('history:visitor')}</>;
  return <Someone id={actor} names={names} after={said && `, ${said}`} />;
}

/** A name leads to everything about it. */
function Someone({ id, names, after }: { id: string; names: HistoryProps['names']; after?: ComponentChildren }) {
  const { t } = useFrame();
  const name = names.get(id);
  if (!name) return <>{t('history:gone')}</>;
  return (
    <>
      <a class="ds-link" href={to(urls.history, {}, { person: id })} aria-label={t('history:about', { name })}>
        {name}
      </a>
      {after}
    </>
  );
}

function sayAct(t: ReturnType<typeof useFrame>['t'], act: string, object: string): string {
  const list = `history:list.${object}`;
  if (act === 'list.looked-at' && hasText(list)) return t(list as TextKey);
  const key = `history:act.${act.replace('.', '-')}`;
  return hasText(key) ? t(`history:act.${act.replace('.', '-')}` as TextKey) : act;
}
