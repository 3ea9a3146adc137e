import { sayDuration } from '../lib/say.ts';
import {
  Alert,
  Card,
  Cards,
  Hero,
  LinkButton,
  NumberedList,
  Page,
  Points,
  PrintButton,
  Prose,
  Quote,
  Section,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Association, PublicModel } from './association.ts';

/** Where the house has several associations: which one is yours? */
export function ChoosePage({ associations }: { associations: readonly { slug: string; name: string; about: string }[] }) {
  const { t } = useFrame();
  return (
    <Page title={t('public:site.tagline')} heading={false} size="large" width="wide">
      <Hero title={t('public:start.title')} lead={t('public:start.lead')} />
      <Section title={t('public:site.choose')}>
        <p>{t('public:site.chooseHelp')}</p>
        <Cards>
          {associations.map(({ slug, name, about }) => (
            <Card key={slug} title={name} href={to(urls.association, { association: slug })}>
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
          </>
        }
      >
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
          <a href={to(urls.listedGroups, here)}>{t('public:start.doors.find.title')}</a>
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

function Paragraphs({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <>
      <h2>{title}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}

function List({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
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
        <div id="accessibility">
          <Paragraphs title={t('public:accessibility.title')} lines={t.list('public:accessibility.text')} />
        </div>
      </Prose>
    </Page>
  );
}

function Contact({ association }: { association: Association }) {
  const { t } = useFrame();
  const { phone, email, postalAddress, contactName } = association;
  const call =
    phone &&
    (contactName
      ? t('public:about.contact.named', { name: contactName, phone: sayPhone(phone) })
      : t('public:about.contact.phone', { phone: sayPhone(phone) }));
  const ways = [
    ...(phone ? [{ icon: 'phone' as const, text: <a href={`tel:${phone}`}>{call}</a> }] : []),
    ...(email ? [{ icon: 'mail' as const, text: <a href={`mailto:${email}`}>{t('public:about.contact.email', { email })}</a> }] : []),
    ...(postalAddress
      ? [{ icon: 'place' as const, text: t('public:about.contact.post', { address: postalAddress.replaceAll('\n', ', ') }) }]
      : []),
  ];
  return (
    <Section title={t('public:about.contact.title')} id="contact">
      <Points items={ways} />
      <p class="note">{t('public:about.contact.help')}</p>
    </Section>
  );
}

/** +4740001102 as people write it: 40 00 11 02. */
const sayPhone = (phone: string) => phone.replace(/^\+4[57]/, '').replace(/(\d{2})(?=\d)/g, '$1 ');

function Emergency({ country }: { country: 'NO' | 'DK' }) {
  const { t } = useFrame();
  return (
    <Alert tone="info" title={t('public:emergency.title')}>
      <p>{t('public:emergency.lead')}</p>
      <ul>
        {t.list(`public:emergency.${country}`).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Alert>
  );
}
