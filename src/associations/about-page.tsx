import { sayDuration } from '../lib/say.ts';
import { LinkButton, Page, PrintButton, Prose, Quote, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Association, PublicModel } from './association.ts';
import { Contact, Emergency, List, Paragraphs } from './public-parts.tsx';

export type AboutProps = {
  association: Association;
  model: PublicModel | undefined;
  pledge: readonly string[];
  rules: readonly string[];
  about: readonly string[];
};

/** The one page: what, why, the rules, confidentiality, the practical side, who to call. Prints on two sides of a sheet. */
export function AboutPage({ association, model, pledge, rules, about }: AboutProps) {
  const { t } = useFrame();
  return (
    <Page
      title={t('public:about.title')}
      lead={t('public:about.lead')}
      back={{ href: to(urls.association, { association: association.slug }) }}
      size="large"
    >
      <PrintButton />
      <Prose>
        {about.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <Paragraphs title={t('public:about.what.title')} lines={t.list('public:about.what.text')} />
        <List title={t('public:about.why.title')} lines={t.list('public:about.why.points')} />
        <Paragraphs title={t('public:about.relatives.title')} lines={t.list('public:about.relatives.text')} />
        <h2>{t('public:about.confidentiality.title')}</h2>
        <p>{t('public:about.confidentiality.lead')}</p>
        <Quote lines={pledge.slice(0, 3)} beside={pledge[3]} />
        <h2>{t('public:about.rules.title')}</h2>
        <p>{t('public:about.rules.lead')}</p>
        <ul>
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <Practical association={association} model={model} />
      </Prose>
      <Contact association={association} />
      <LinkButton href={to(urls.enquire, { association: association.slug, wants: 'group' })}>{t('public:about.join')}</LinkButton>
      <Emergency country={association.country} />
    </Page>
  );
}

function Practical({ association, model }: { association: Association; model: PublicModel | undefined }) {
  const { t, language } = useFrame();
  const of = model && [
    t('public:about.practical.size', { min: model.sizeMin, max: model.sizeMax }),
    ...(model.facilitators > 0 ? [t('public:about.practical.facilitators', { count: model.facilitators })] : []),
    model.accompaniedMax === null
      ? t('public:about.practical.standing')
      : t('public:about.practical.accompanied', { count: model.accompaniedMax }),
    t(`public:about.practical.rhythm.${model.rhythm}`),
    t('public:about.practical.length', { duration: sayDuration(model.minutesMax, language) }),
  ];
  const lines = [
    ...(of ?? []),
    t('public:about.practical.room'),
    t('public:about.practical.travel'),
    t('public:about.practical.absence'),
    t('public:about.practical.free'),
    t(association.membershipAsked ? 'public:about.practical.membership' : 'public:about.practical.noMembership'),
    t('public:about.practical.age'),
  ];
  return <List title={t('public:about.practical.title')} lines={lines} />;
}
