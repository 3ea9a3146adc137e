import { sayDate, sayNumber } from '../lib/say.ts';
import { EmptyState, Page, Table, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { sayPhone } from './public-parts.tsx';
import type { Figures, Member, Umbrella } from './umbrella.ts';

/** What everyone sees of an umbrella: its associations and who to call, and how much there is of it. */
export function UmbrellaPage({ umbrella }: { umbrella: Umbrella }) {
  const { t } = useFrame();
  return (
    <Page title={umbrella.name} lead={t('public:umbrella.lead')} size="large" width="wide">
      <UmbrellaFigures umbrella={umbrella} />
    </Page>
  );
}

/** Sums beside each association, with what they count and when. */
export function UmbrellaFigures({ umbrella: { members, total, on, today } }: { umbrella: Umbrella }) {
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
          { head: t('public:umbrella.association'), cell: (row) => (row === 'total' ? t('public:umbrella.total') : <Name member={row} />) },
          { head: t('public:umbrella.contact'), cell: (row) => (row === 'total' ? '' : <Contact member={row} />) },
          {
            head: t('public:umbrella.offers'),
            cell: (row) =>
              row === 'total'
                ? ''
                : t('public:umbrella.offers-on', { count: row.offers, day: sayDate(today, language, { year: 'always' }) }),
          },
          { head: t('public:umbrella.members'), cell: (row) => (row === 'total' ? '' : <Members member={row} />) },
          { head: t('public:umbrella.groups'), number: true, cell: (row) => figure(row === 'total' ? total : row.figures, 'groups') },
          { head: t('public:umbrella.people'), number: true, cell: (row) => figure(row === 'total' ? total : row.figures, 'people') },
        ]}
      />
      <p class="note">{t('public:umbrella.means', { day: sayDate(on, language, { year: 'always' }) })}</p>
    </>
  );
}

function Name({ member: { slug, name, about, logo } }: { member: Member }) {
  const { t } = useFrame();
  return (
    <>
      {logo && <img class="logos" src={to(urls.logo, { association: slug })} alt={t('public:umbrella.logo', { name })} />}
      <a class="ds-link" href={to(urls.association, { association: slug })}>
        {name}
      </a>
      {about && <p class="note">{about}</p>}
    </>
  );
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
