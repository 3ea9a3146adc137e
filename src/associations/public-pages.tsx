import { sayList } from '../lib/say.ts';
import { Card, Cards, Hero, LinkButton, NumberedList, Page, Points, Prose, Section, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Association } from './association.ts';
import { Contact, Emergency, List, Paragraphs } from './public-parts.tsx';

/** Where the house has several associations: which one is yours? */
export type Chosen = { slug: string; name: string; about: string; country: 'NO' | 'DK' };

export function ChoosePage({ associations }: { associations: readonly Chosen[] }) {
  const { t, language } = useFrame();
  const countries = [...new Set(associations.map(({ country }) => t(`house:country.${country}`)))];
  return (
    <Page title={t('public:site.tagline')} heading={false} size="large" width="wide">
      <Hero
        title={t('public:start.title')}
        lead={t('public:start.lead')}
        actions={<LinkButton href={urls.finder}>{t('public:site.find')}</LinkButton>}
      >
        <p class="note">{t('public:site.where', { countries: sayList(countries, language), count: associations.length })}</p>
      </Hero>
      <Section title={t('public:site.choose')}>
        <p>{t('public:site.chooseHelp')}</p>
        <Cards>
          {associations.map(({ slug, name, about, country }) => (
            <Card key={slug} title={name} note={t(`house:country.${country}`)} href={to(urls.association, { association: slug })}>
              {about}
            </Card>
          ))}
        </Cards>
      </Section>
    </Page>
  );
}

export function StartPage({ association }: { association: Association }) {
  const { t } = useFrame();
  const here = { association: association.slug };
  const join = to(urls.enquire, { ...here, wants: 'group' });
  const doors = [
    { wants: 'group', name: 'join', icon: 'people' },
    { wants: 'talk', name: 'talk', icon: 'chat' },
    { wants: 'help', name: 'help', icon: 'heart' },
  ] as const;
  return (
    <Page title={t('public:start.title')} heading={false} size="large" width="wide">
      <Hero
        title={t('public:start.title')}
        lead={t('public:start.lead')}
        actions={
          <>
            <LinkButton href={join}>{t('public:start.doors.join.title')}</LinkButton>
            <LinkButton href={to(urls.enquire, { ...here, wants: 'talk' })} tone="secondary">
              {t('public:start.doors.talk.title')}
            </LinkButton>
            <LinkButton href={to(urls.finderOf, here)} tone="quiet">
              {t('public:site.find')}
            </LinkButton>
          </>
        }
      >
        <p class="note">{t('public:site.who', { association: association.name, country: t(`house:country.${association.country}`) })}</p>
        <p class="note">
          {t('public:about.practical.free')} {t('public:about.practical.noMembership')}
        </p>
      </Hero>
      <Section title={t('public:start.what.title')}>
        <Prose>
          {t.list('public:start.what.text').map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p>
            <a href={to(urls.about, here)}>{t('public:start.more')}</a>
          </p>
        </Prose>
      </Section>
      <Section title={t('public:start.doors.title')}>
        <Cards>
          {doors.map(({ wants, name, icon }) => (
            <Card key={name} title={t(`public:start.doors.${name}.title`)} href={to(urls.enquire, { ...here, wants })} icon={icon}>
              {t(`public:start.doors.${name}.text`)}
            </Card>
          ))}
        </Cards>
        <p>
          <a href={to(urls.finderOf, here)}>{t('public:start.doors.find.title')}</a>
        </p>
      </Section>
      <div class="beside">
        <Section title={t('public:start.asks.title')}>
          <Points items={t.list('public:start.asks.points').map((text) => ({ icon: 'check', text }))} />
        </Section>
        <Section title={t('public:start.isNot.title')}>
          <Points items={t.list('public:start.isNot.points').map((text) => ({ icon: 'close', text }))} />
        </Section>
      </div>
      <Section title={t('public:start.next.title')}>
        <NumberedList items={t.list('public:start.next.steps')} />
      </Section>
      <Section title={t('public:start.others.title')}>
        <Prose>
          <p>{t('public:start.others.text')}</p>
        </Prose>
      </Section>
      <Contact association={association} />
      <Emergency country={association.country} />
    </Page>
  );
}

export function PrivacyPage({ association, days, months }: { association: Association; days: number; months: number }) {
  const { t } = useFrame();
  return (
    <Page
      title={t('public:privacy.title')}
      lead={t('public:privacy.lead')}
      back={{ href: to(urls.association, { association: association.slug }) }}
      size="large"
    >
      <Prose>
        <List title={t('public:privacy.kept.title')} lines={t.list('public:privacy.kept.points')} />
        {(['why', 'seen'] as const).map((part) => (
          <Paragraphs key={part} title={t(`public:privacy.${part}.title`)} lines={[t(`public:privacy.${part}.text`)]} />
        ))}
        <List title={t('public:privacy.until.title')} lines={t.list('public:privacy.until.points', { days, months })} />
        <List title={t('public:privacy.rights.title')} lines={t.list('public:privacy.rights.points')} />
        {(['messages', 'site'] as const).map((part) => (
          <Paragraphs key={part} title={t(`public:privacy.${part}.title`)} lines={[t(`public:privacy.${part}.text`)]} />
        ))}
        <Paragraphs
          title={t('public:privacy.responsible.title')}
          lines={[t('public:privacy.responsible.text', { association: association.name })]}
        />
        <Paragraphs title={t('public:quickExit.title')} lines={t.list('public:quickExit.text')} />
        <Paragraphs id="accessibility" title={t('public:accessibility.title')} lines={t.list('public:accessibility.text')} />
      </Prose>
    </Page>
  );
}
