import type { Day } from '../lib/day.ts';
import { sayDate, weekdayNames } from '../lib/say.ts';
import { Actions, EmptyState, Field, Filters, LinkButton, Page, Pagination, Select, Table, type Typed, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { kinds, languageCodes } from './enquiry.ts';
import { languageLabel, saySlots } from './fields.tsx';
import { weekdays } from './details.ts';
import type { Waiting } from './waiting.ts';

export type WaitingPageProps = {
  rows: readonly (Waiting & { name: string })[];
  count: number;
  page: number;
  pages: number;
  values: Typed;
  chapters: readonly { id: string; name: string }[];
  isFiltered: boolean;
  today: Day;
};

/** Those triaged to a group who have no seat: who, since when, where, when, and what they can talk. */
export function WaitingPage({ rows, count, page, pages, values, chapters, isFiltered, today }: WaitingPageProps) {
  const { t, language } = useFrame();
  const names = weekdayNames(language);
  const slots = weekdays.flatMap((day, at) =>
    (['day', 'eve'] as const).map((part) => ({ value: `${day}-${part}`, label: t(`intake:slots.one-${part}`, { day: names[at]! }) })),
  );
  const place = ({ postcode, place: name }: Waiting) => [postcode, name].filter(Boolean).join(' ') || t('intake:waiting.unknown');
  return (
    <Page title={t('intake:waiting.title')} lead={t('intake:waiting.lead')} width="wide">
      <Actions>
        <LinkButton icon="people" href={urls.drafts}>
          {t('board:link')}
        </LinkButton>
        <LinkButton tone="secondary" href={urls.groupNew}>
          {t('intake:waiting.compose')}
        </LinkButton>
      </Actions>
      <Filters action={urls.waitingList} values={values} result={t('intake:waiting.count', { count })}>
        <Select
          name="kind"
          label={t('intake:waiting.kind')}
          empty={t('intake:waiting.any')}
          options={[
            ...kinds.map((value) => ({ value, label: t(`intake:kind-word.${value}`) })),
            { value: 'mixed', label: t('intake:waiting.mixed') },
          ]}
        />
        {chapters.length > 0 && (
          <Select
            name="chapter"
            label={t('intake:waiting.chapter')}
            empty={t('intake:waiting.any')}
            options={chapters.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Field name="area" label={t('intake:waiting.area')} width="short" digits />
        <Select name="slot" label={t('intake:waiting.slot')} empty={t('intake:waiting.any')} options={slots} />
        <Select
          name="language"
          label={t('intake:waiting.language')}
          empty={t('intake:waiting.any')}
          options={languageCodes.map((value) => ({ value, label: languageLabel(t, value) }))}
        />
      </Filters>
      <Table
        caption={t('intake:waiting.title')}
        rows={rows}
        columns={[
          {
            head: t('intake:waiting.name'),
            cell: (row) => (
              <a class="ds-link" href={to(urls.enquiry, { enquiry: row.enquiry })}>
                {row.name || t('intake:waiting.nameless')}
              </a>
            ),
          },
          { head: t('intake:waiting.since'), cell: (row) => sayDate(row.receivedOn, language, { today }).replaceAll(' ', '\u00a0') },
          { head: t('intake:waiting.kind'), cell: (row) => (row.kind ? t(`intake:kind-word.${row.kind}`) : t('intake:waiting.unknown')) },
          { head: t('intake:waiting.place'), cell: (row) => `${place(row)}${row.digitalOk ? ` · ${t('intake:waiting.digital')}` : ''}` },
          { head: t('intake:waiting.slot'), cell: (row) => saySlots(t, row.slots) || t('intake:waiting.unknown') },
          {
            head: t('intake:waiting.language'),
            cell: (row) => row.languages.map((code) => languageLabel(t, code)).join(', ') || t('intake:waiting.unknown'),
          },
        ]}
        empty={
          <EmptyState title={t(isFiltered ? 'intake:waiting.none' : 'intake:waiting.empty')}>
            {t(isFiltered ? 'intake:waiting.none-how' : 'intake:waiting.empty-how')}
          </EmptyState>
        }
      />
      <Pagination page={page} pages={pages} href={(at) => to(urls.waitingList, {}, { ...(values as Record<string, string>), page: at })} />
      <Actions>
        <LinkButton tone="quiet" icon="plus" href={urls.enquiryNew}>
          {t('intake:inbox.enter')}
        </LinkButton>
        <LinkButton tone="quiet" href={urls.signals}>
          {t('signals:title')}
        </LinkButton>
      </Actions>
    </Page>
  );
}
