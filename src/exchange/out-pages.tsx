import { Actions, Alert, LinkButton, Page, Points, Section, useFrame } from '../ui/index.ts';
import { urls } from '../urls.ts';
import { tableText } from './describe.ts';
import { leftOutReasons } from './plan.ts';

/** What goes out, how, and what stays. */
export function TakeOutPage({ tables }: { tables: readonly string[] }) {
  const { t } = useFrame();
  return (
    <Page title={t('exchange:out.title')} lead={t('exchange:out.lead')} back={{ href: urls.house, label: t('house:back') }}>
      <Alert tone="warning" title={t('exchange:out.care.title')}>
        {t('exchange:out.care.text')}
      </Alert>
      <Actions>
        <LinkButton href={urls.takeOutWorkbook}>{t('exchange:out.workbook')}</LinkButton>
        <LinkButton tone="secondary" href={urls.takeOutArchive}>
          {t('exchange:out.archive')}
        </LinkButton>
      </Actions>
      <p class="note">{t('exchange:out.recorded')}</p>
      <Section title={t('exchange:out.what')}>
        <Points items={tables.map((table) => ({ icon: 'check', text: tableText(t, table) }))} />
      </Section>
      <Section title={t('exchange:readme.not-here')}>
        <Points
          items={[...leftOutReasons.map((reason) => t(`exchange:left-out.${reason}`)), ...t.list('exchange:readme.also-not')].map(
            (text) => ({ icon: 'close' as const, text }),
          )}
        />
      </Section>
    </Page>
  );
}
