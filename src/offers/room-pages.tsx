import { addMonths, type Day } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { sayDate } from '../lib/say.ts';
import { ActForm, Button, Card, Cards, EmptyState, LinkButton, Page, Section, Tag, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { OwnOffer } from './actions.ts';
import type { snippetsOf } from './embed.tsx';
import { CONFIRM_AFTER_MONTHS, type OfferText, textOf } from './offer.ts';

/** What the association offers, those nobody has looked at for the longest first. */
export function OffersPage({ offers, today, embed }: { offers: readonly OwnOffer[]; today: Day; embed: ReturnType<typeof snippetsOf> }) {
  const { t } = useFrame();
  const now = offers.filter((one) => one.ended_on === null);
  const over = offers.filter((one) => one.ended_on !== null);
  return (
    <Page title={t('offers:room-list.title')} lead={t('offers:room-list.lead')} width="wide">
      <p>
        <LinkButton icon="plus" href={to(urls.offer, { offer: 'new' })}>
          {t('offers:write.new')}
        </LinkButton>
      </p>
      {now.length === 0 && <EmptyState title={t('offers:room-list.none')}>{t('offers:room-list.none-text')}</EmptyState>}
      <Cards>
        {now.map((offer) => (
          <OfferTile key={offer.id} offer={offer} today={today} />
        ))}
      </Cards>
      {over.length > 0 && (
        <Section title={t('offers:room-list.over')}>
          <Cards>
            {over.map((offer) => (
              <OfferTile key={offer.id} offer={offer} today={today} />
            ))}
          </Cards>
        </Section>
      )}
      <Section title={t('offers:embed.title')}>
        <p>{t('offers:embed.text')}</p>
        {(['script', 'frame', 'wordpress'] as const).map((kind) => (
          <div key={kind} class="flow">
            <h3>{t(`offers:embed.${kind}.title`)}</h3>
            <p>{t(`offers:embed.${kind}.text`)}</p>
            <pre tabIndex={0} aria-label={t(`offers:embed.${kind}.title`)} role="region">
              <code>{embed[kind]}</code>
            </pre>
          </div>
        ))}
        <p class="note">{t('offers:embed.help')}</p>
      </Section>
    </Page>
  );
}

function OfferTile({ offer, today }: { offer: OwnOffer; today: Day }) {
  const { t, language } = useFrame();
  const { title } = textOf({ texts: offer.texts as Partial<Record<Language, OfferText>> }, language);
  const isOld = offer.confirmed_on === null || addMonths(offer.confirmed_on, CONFIRM_AFTER_MONTHS) < today;
  return (
    <Card
      title={title}
      level={2}
      href={to(urls.offer, { offer: offer.id })}
      note={[t(`offers:kind.${offer.kind}`), offer.place].filter(Boolean).join(' · ')}
    >
      {offer.ended_on ? (
        <Tag>{t('offers:room-list.ended')}</Tag>
      ) : (
        <>
          <p>
            <Tag tone={offer.published_on ? 'success' : 'neutral'}>
              {t(offer.published_on ? 'offers:room-list.out' : 'offers:room-list.draft')}
            </Tag>
          </p>
          <p class="note">
            {offer.confirmed_on
              ? t('offers:room-list.confirmed', { day: sayDate(offer.confirmed_on, language, { today }) })
              : t('offers:room-list.never')}
          </p>
          {isOld && (
            <ActForm action={to(urls.offerConfirm, { offer: offer.id })}>
              <Button tone="secondary">{t('offers:room-list.confirm')}</Button>
            </ActForm>
          )}
        </>
      )}
    </Card>
  );
}
