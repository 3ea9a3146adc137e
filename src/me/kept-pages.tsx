import { clockOf, type Day, dayOf, type Instant, zone } from '../lib/day.ts';
import { hasText, type TextKey } from '../lib/language.ts';
import { sayDate, sayDayTime } from '../lib/say.ts';
import type { Refusal } from '../lib/refusal.ts';
import type { EraseRefusal } from '../people/index.ts';
import {
  Actions,
  Alert,
  Confirm,
  Done,
  EmptyState,
  LinkButton,
  Page,
  Pagination,
  PrintButton,
  Prose,
  Section,
  SummaryList,
  Table,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Kept, Until } from './kept.ts';
import { type Look, LOOKS_PAGE } from './look-up.ts';

const ZONE = zone('Europe/Oslo');

/** What is kept, why and until when. */
export function KeptPage({ kept, association }: { kept: readonly Kept[]; association: string }) {
  const { t } = useFrame();
  return (
    <Page title={t('me:kept.title')} lead={t('me:kept.lead', { association })} size="large" back={{ href: urls.me }}>
      <KeptSections kept={kept} />
      <Section title={t('me:kept.never.title')}>
        <Prose>
          <p>{t('me:kept.never.text')}</p>
        </Prose>
      </Section>
      <Section title={t('me:export.title')}>
        <p>{t('me:export.lead')}</p>
        <Actions>
          <LinkButton href={to(urls.meExport, {}, { as: 'page' })}>{t('me:export.page')}</LinkButton>
          <LinkButton tone="secondary" href={to(urls.meExport, {}, { as: 'json' })}>
            {t('me:export.json')}
          </LinkButton>
        </Actions>
      </Section>
      <p>
        <a class="ds-link" href={urls.meErase}>
          {t('me:erase.title')}
        </a>
      </p>
    </Page>
  );
}

function KeptSections({ kept }: { kept: readonly Kept[] }) {
  const { t } = useFrame();
  return (
    <>
      {kept.map(({ purpose, rows, until }) => (
        <Section key={purpose} title={t(`people:purpose.${purpose}.title`)}>
          <SummaryList rows={rows} />
          <p>
            <strong>{t('me:kept.why')}</strong> {t(`people:purpose.${purpose}.why`)}
          </p>
          <Terms terms={until} />
        </Section>
      ))}
    </>
  );
}

/** How long; a line for each where one thing is kept longer than another. */
function Terms({ terms }: { terms: readonly Until[] }) {
  const { t } = useFrame();
  const label = <strong>{t('me:kept.until')}</strong>;
  const [first, ...more] = terms;
  if (more.length === 0)
    return (
      <p>
        {label} {first?.until}
      </p>
    );
  return (
    <>
      <p>{label}</p>
      <ul class="ds-list">
        {terms.map(({ of, until }) => (
          <li key={until}>{of === null ? until : `${of}: ${until}`}</li>
        ))}
      </ul>
    </>
  );
}

/** The same to print and keep, with who has looked. */
export function TakeOutPage({
  kept,
  looks,
  association,
  now,
}: {
  kept: readonly Kept[];
  looks: readonly Look[];
  association: string;
  now: Instant;
}) {
  const { t, language } = useFrame();
  const day = sayDate(dayOf(now, ZONE), language, { year: 'always' });
  return (
    <Page title={t('me:export.heading')} lead={t('me:export.made', { association, day })} size="large" back={{ href: urls.meKept }}>
      <PrintButton />
      <KeptSections kept={kept} />
      {looks.length > 0 && (
        <Section title={t('me:looked.title')}>
          <LooksTable looks={looks} today={dayOf(now, ZONE)} />
        </Section>
      )}
    </Page>
  );
}

export function LookedAtPage({ looks, count, page, today }: { looks: readonly Look[]; count: number; page: number; today: Day }) {
  const { t } = useFrame();
  return (
    <Page title={t('me:looked.title')} lead={t('me:looked.lead')} size="large" width="wide" back={{ href: urls.me }}>
      {looks.length === 0 ? (
        <EmptyState title={t('me:looked.empty')}>{t('me:looked.empty-text')}</EmptyState>
      ) : (
        <LooksTable looks={looks} today={today} />
      )}
      <Pagination page={page} pages={Math.ceil(count / LOOKS_PAGE)} href={(other) => to(urls.meLookedAt, {}, { page: other })} />
    </Page>
  );
}

function LooksTable({ looks, today }: { looks: readonly Look[]; today: Day }) {
  const { t, language } = useFrame();
  const roleOf = ({ role }: Look) => (hasText(`me:role.${role}`) ? t(`me:role.${role}` as TextKey) : t('me:role.other'));
  return (
    <Table
      caption={t('me:looked.title')}
      rows={looks}
      columns={[
        { head: t('me:looked.what'), cell: ({ act, list }) => actOf(t, act, list) },
        { head: t('me:looked.who'), cell: (look) => (look.name ? `${look.name}, ${roleOf(look)}` : capital(roleOf(look))) },
        { head: t('me:looked.when'), cell: ({ at }) => sayDayTime(dayOf(at, ZONE), clockOf(at, ZONE), language, { today }) },
      ]}
    />
  );
}

const capital = (word: string): string => word.slice(0, 1).toLocaleUpperCase() + word.slice(1);

/** In the second person where we have it. */
function actOf(t: ReturnType<typeof useFrame>['t'], act: string, list: string): string {
  const which = act === 'list.looked-at' ? [`me:list.${list}`] : [];
  const key = [...which, `me:act.${act.replace('.', '-')}`, `history:act.${act.replace('.', '-')}`, 'me:act.other'].find(hasText);
  return t(key!);
}

export type ErasePageProps = { groups: readonly string[]; facilitates: readonly string[]; refused?: Refusal<EraseRefusal> | undefined };

/** Says what happens and to whom, and asks once. */
export function ErasePage({ groups, facilitates, refused }: ErasePageProps) {
  const { t } = useFrame();
  const happens = [
    t('me:erase.happens.you'),
    ...groups.map((name) => t('me:erase.happens.group', { name })),
    ...facilitates.map((name) => t('me:erase.happens.facilitates', { name })),
    t('me:erase.happens.counts'),
    t('me:erase.happens.receipt'),
    t('me:erase.happens.final'),
  ];
  return (
    <Page title={t('me:erase.question')} size="large" back={{ href: urls.me }} slip={Boolean(refused)}>
      {refused && (
        <Alert tone="danger" live>
          {t(`me:refusal.${refused.refused}`)}
        </Alert>
      )}
      <Confirm
        action={urls.meErase}
        submit={t('me:erase.submit')}
        cancel={urls.me}
        cancelLabel={t('me:erase.cancel')}
        danger
        happens={happens}
      />
    </Page>
  );
}

/** For everyone who has the number: that it was done, when, and nothing else. */
export function ReceiptPage({ receipt, at }: { receipt: string; at: Instant }) {
  const { t, language } = useFrame();
  const day = sayDate(dayOf(at, ZONE), language, { year: 'always' });
  return (
    <Page title={t('me:receipt.title')} size="large" heading={false}>
      <Done title={t('me:receipt.title')} lead={t('me:receipt.lead')}>
        <SummaryList
          rows={[
            { label: t('me:receipt.number'), value: inGroups(receipt) },
            { label: t('me:receipt.day'), value: day },
          ]}
        />
        <p>{t('me:receipt.keep')}</p>
        <PrintButton />
      </Done>
    </Page>
  );
}

/** Four signs at a time, so that it can be read over the phone. */
const inGroups = (receipt: string): string => receipt.replace(/(.{4})(?=.)/g, '$1 ');
