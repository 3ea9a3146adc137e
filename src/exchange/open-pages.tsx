import { Page, Points, Prose, Section, SummaryList, useFrame } from '../ui/index.ts';
import { urls } from '../urls.ts';
import { LICENCE } from './open-paths.ts';

const formats = ['openTable', 'openGeo', 'openLinked', 'openGuide', 'hsds', 'openApi'] as const;

/** What is open, how it is asked for, and what one may do with it. */
export function OpenDataPage({ server }: { server: string }) {
  const { t } = useFrame();
  return (
    <Page title={t('exchange:open.title')} lead={t('exchange:open.lead')} size="large" back={{ href: urls.start }}>
      <Section title={t('exchange:open.formats')}>
        <SummaryList
          rows={formats.map((format) => ({
            label: t(`exchange:format.${format}`),
            value: (
              <a class="ds-link" href={urls[format]}>
                {server + urls[format]}
              </a>
            ),
          }))}
        />
      </Section>
      <Section title={t('exchange:open.ask.title')}>
        <Points items={t.list('exchange:open.ask.points').map((text) => ({ icon: 'check' as const, text }))} />
      </Section>
      <Section title={t('exchange:open.calendar.title')}>
        <Prose>
          <p>{t('exchange:open.calendar.text')}</p>
        </Prose>
      </Section>
      <Section title={t('exchange:open.never.title')}>
        <Points items={t.list('exchange:open.never.points').map((text) => ({ icon: 'lock' as const, text }))} />
      </Section>
      <Section title={t('exchange:open.licence.title')} id="licence">
        <Prose>
          <p>
            {t('exchange:open.licence.text')}{' '}
            <a class="ds-link" href={LICENCE.url} rel="license">
              {LICENCE.name}
            </a>
          </p>
          <p>{t('exchange:open.licence.places')}</p>
        </Prose>
      </Section>
    </Page>
  );
}
