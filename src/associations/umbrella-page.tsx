import type { Day } from '../lib/day.ts';
import { sayDate, sayList, sayNumber } from '../lib/say.ts';
import { EmptyState, Page, Section, SummaryList, Table, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { sayPhone } from './public-parts.tsx';
import type { Figures, Member, Umbrella } from './umbrella.ts';

/** What everyone sees of an umbrella: its associations, what they offer and who to call; below, how much there is of it. */
export function UmbrellaPage({ umbrella }: { umbrella: Umbrella }) {
  const { t } = useFrame();
  return (
    <Page title={umbrella.name} lead={t('public:umbrella.lead')} size="large" width="wide">
      {umbrella.members.map((member) => (
        <Section key={member.id} title={member.name}>
          <Association member={member} today={umbrella.today} />
        </Section>
      ))}
      <Section title={t('public:umbrella.figures')}>
        <UmbrellaFigures umbrella={umbrella} />
      </Section>
    </Page>
  );
}

/** Logo, words, contact, what it offers and how many members, each figure with its day. */
function Association({ member, today }: { member: Member; today: Day }) {
  const { t } = useFrame();
  const sayKinds = useKinds();
  const { slug, name, about, logo, kinds, phone } = member;
  return (
    <>
      {logo && <img class="logos" src={to(urls.logo, { association: slug })} alt={t('public:umbrella.logo', { name })} />}
      {about && <p>{about}</p>}
      <SummaryList
        rows={[
          ...(phone ? [{ label: t('public:umbrella.contact'), value: <Contact member={member} /> }] : []),
          ...(kinds.length > 0 ? [{ label: t('public:umbrella.has'), value: sayKinds(kinds) }] : []),
          { label: t('public:umbrella.offers'), value: <Offers member={member} today={today} /> },
          { label: t('public:umbrella.members'), value: <Members member={member} /> },
        ]}
      />
      <p>
        <a class="ds-link" href={to(urls.association, { association: slug })}>
          {t('public:umbrella.more', { name })}
        </a>
      </p>
    </>
  );
}

/** Sums beside each association, with what they count and when. */
export function UmbrellaFigures({ umbrella: { members, total, on } }: { umbrella: Umbrella }) {
  const { t, language } = useFrame();
  if (members.length === 0) return <EmptyState title={t('public:umbrella.empty')} />;
  const figure = (figures: Figures, of: 'groups' | 'people') =>
    figures ? sayNumber(figures[of], language) : <span class="note">{t('public:umbrella.few')}</span>;
  const rows: (Member | 'total')[] = members.length > 1 ? [...members, 'total'] : members;
  return (
    <>
      <Table
        caption={t('public:umbrella.title')}
        rows={rows}
        columns={[
          { head: t('public:umbrella.association'), cell: (row) => (row === 'total' ? t('public:umbrella.total') : row.name) },
          { head: t('public:umbrella.groups'), number: true, cell: (row) => figure(row === 'total' ? total : row.figures, 'groups') },
          { head: t('public:umbrella.people'), number: true, cell: (row) => figure(row === 'total' ? total : row.figures, 'people') },
        ]}
      />
      <p class="note">{t('public:umbrella.means', { day: sayDate(on, language, { year: 'always' }) })}</p>
    </>
  );
}

/** How many on the list today; the list itself is a press away. */
function Offers({ member: { slug, offers }, today }: { member: Member; today: Day }) {
  const { t, language } = useFrame();
  const said = t('public:umbrella.offers-on', { count: offers, day: sayDate(today, language, { year: 'always' }) });
  if (offers === 0) return <span class="note">{said}</span>;
  return (
    <a class="ds-link" href={to(urls.finderOf, { association: slug })}>
      {said}
    </a>
  );
}

/** "Open café, conversation group and peer support." */
function useKinds() {
  const { t, language } = useFrame();
  return (kinds: readonly string[]): string => {
    const names = kinds.map((kind) => t(`offers:kind.${kind as 'open-cafe'}`).toLocaleLowerCase(language));
    const said = sayList(names, language);
    return `${said.charAt(0).toLocaleUpperCase(language)}${said.slice(1)}`;
  };
}

function Members({ member: { members } }: { member: Member }) {
  const { t, language } = useFrame();
  if (!members) return <span class="note">{t('public:umbrella.not-said')}</span>;
  const said = { members: sayNumber(members.count, language), day: sayDate(members.on, language, { year: 'always' }) };
  return <>{t('public:umbrella.members-on', said)}</>;
}

function Contact({ member: { contactName, phone } }: { member: Member }) {
  if (!phone) return null;
  return (
    <a class="ds-link" href={`tel:${phone}`}>
      {[contactName, sayPhone(phone).replaceAll(' ', '\u00a0')].filter(Boolean).join(', ')}
    </a>
  );
}
