import type { ComponentChildren } from 'preact';
import { sayPhone } from '../associations/index.ts';
import { addMonths, type Day } from '../lib/day.ts';
import { sayDate, sayList } from '../lib/say.ts';
import { Alert, Facts, type Fact, LinkButton, Page, Points, Prose, Section, type Share, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { CONFIRM_AFTER_MONTHS, type Offer, textOf } from './offer.ts';
import { sayNext, sayRoom, sayTongue, sayWhen, sayWhere } from './said.ts';

/** One offer, for whoever may want to come: it tells all that is told, and nothing of those who are there. */
export function OfferPage({ offer, today, share, near }: { offer: Offer; today: Day; share: Share; near: ComponentChildren }) {
  const { t, language } = useFrame();
  const text = textOf(offer, language);
  const here = { association: offer.association.slug };
  const foreign = text.language === language ? undefined : text.language;
  const isOld = offer.confirmedOn !== null && addMonths(offer.confirmedOn, CONFIRM_AFTER_MONTHS) < today;
  return (
    <Page
      title={text.title}
      over={`${t(`offers:kind.${offer.kind}`)} · ${offer.association.name}`}
      lead={text.summary && <span lang={foreign}>{text.summary}</span>}
      back={{ href: to(urls.finderOf, here), label: t('offers:page.back') }}
      size="large"
      share={share}
    >
      {isOld && <Alert tone="warning">{t('offers:page.old')}</Alert>}
      <Facts items={factsOf(offer, t, today)} />
      <p>
        {isGroupLike(offer) && <LinkButton href={to(urls.enquire, { ...here, wants: 'group' })}>{t('offers:page.join')}</LinkButton>}
        {offer.kind === 'peer-support' && (
          <LinkButton href={to(urls.enquire, { ...here, wants: 'talk' })}>{t('offers:page.join')}</LinkButton>
        )}
      </p>
      {text.more && (
        <Section title={t('offers:page.about')}>
          <div lang={foreign}>
            <Prose>
              {text.more.split('\n').map((line) => line && <p key={line}>{line}</p>)}
              <p>{t('offers:page.free')}</p>
            </Prose>
          </div>
        </Section>
      )}
      <Contact offer={offer} />
      {offer.series && (
        <p>
          <a class="ds-link" href={to(urls.openCalendar, { service: offer.id })}>
            {t('offers:page.calendar')}
          </a>
        </p>
      )}
      {near}
      <p class="note">
        {offer.confirmedOn && t('offers:page.confirmed', { day: sayDate(offer.confirmedOn, language, { year: 'always' }) })}
      </p>
    </Page>
  );
}

const isGroupLike = ({ kind, dropIn }: Offer): boolean => !dropIn && ['self-help-group', 'conversation-group'].includes(kind);

function factsOf(offer: Offer, t: ReturnType<typeof useFrame>['t'], today: Day): Fact[] {
  const { place, kinds, languages, validFrom, validUntil } = offer;
  const next = sayNext(offer, t.language, today);
  const access = [place.wheelchair && t('offers:page.wheelchair'), place.hearingLoop && t('offers:page.loop')].filter(Boolean).join(', ');
  const day = (of: Day) => sayDate(of, t.language, { today });
  const facts: (Fact | null | false | '')[] = [
    { icon: 'calendar', label: t('offers:page.when'), children: sayWhen(offer, t, today) },
    next.length > 0 && { icon: 'clock', label: t('offers:next'), children: <Times next={next} /> },
    validFrom !== null &&
      validFrom > today && { icon: 'calendar', label: t('offers:page.when'), children: t('offers:page.from', { day: day(validFrom) }) },
    validUntil !== null && { icon: 'calendar', label: t('offers:page.when'), children: t('offers:page.until', { day: day(validUntil) }) },
    { icon: 'place', label: t('offers:page.where'), children: [sayWhere(offer, t), place.address].filter(Boolean).join(', ') },
    place.door && { icon: 'door', label: t('offers:page.door'), children: place.door },
    place.directions && { icon: 'forward', label: t('offers:page.travel'), children: place.directions },
    access && { icon: 'wheelchair', label: t('offers:page.access'), children: access },
    {
      icon: 'people',
      label: t('offers:page.who'),
      children: [
        ...(kinds.length > 0 ? kinds.map((kind) => t(`offers:for.${kind}`)) : [t('offers:page.everyone')]),
        ...offer.areas.map((area) => t(`offers:area.${area}`)),
      ].join(' · '),
    },
    { icon: 'check', label: t('offers:page.room'), children: sayRoom(offer, t) },
    languages.length > 0 && {
      icon: 'globe',
      label: t('offers:page.language'),
      children: sayList(
        languages.map((one) => sayTongue(one, t.language)),
        t.language,
      ),
    },
    { icon: 'heart', label: t('offers:page.run'), children: t(`offers:run.${offer.runBy}`) },
  ];
  return facts.filter((fact): fact is Fact => Boolean(fact));
}

const Times = ({ next }: { next: readonly { at: string; said: string }[] }) => (
  <ul class="plain">
    {next.map(({ at, said }) => (
      <li key={at}>
        <time datetime={at}>{said}</time>
      </li>
    ))}
  </ul>
);

function Contact({ offer: { contact, link } }: { offer: Offer }) {
  const { t } = useFrame();
  const { name, phone, email } = contact;
  if (!phone && !email && !link) return null;
  const call =
    phone && (name ? t('offers:page.call', { name, phone: sayPhone(phone) }) : t('offers:page.call-us', { phone: sayPhone(phone) }));
  return (
    <Section title={t('offers:page.contact')} id="contact">
      <Points
        items={[
          ...(phone ? [{ icon: 'phone' as const, text: <a href={`tel:${phone}`}>{call}</a> }] : []),
          ...(email ? [{ icon: 'mail' as const, text: <a href={`mailto:${email}`}>{t('offers:page.write', { email })}</a> }] : []),
          ...(link
            ? [
                {
                  icon: 'forward' as const,
                  text: (
                    <a href={link} rel="noreferrer">
                      {t('offers:page.link')}
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
