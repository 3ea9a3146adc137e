import type { Day } from '../lib/day.ts';
import type { Municipality } from '../lib/places/index.ts';
import { EmptyState, Page, type PageProps, Section, type Share, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { countriesOf } from './around.ts';
import { cardsOf } from './card.ts';
import { type MapPoint, OfferMap, sayPoint } from './map.tsx';
import type { Hits } from './search.ts';
import type { Shelf } from './shelf.ts';

type Shown = { share: Share; light: NonNullable<PageProps['light']> };

/** Every municipality that has something, by letter; then the map. */
export function PlacesPage({ points, share, light }: Shown & { points: readonly MapPoint[] }) {
  const { t } = useFrame();
  return (
    <Page
      title={t('offers:places.title')}
      lead={points.length > 0 ? t('offers:places.lead') : undefined}
      back={{ href: urls.finder }}
      size="large"
      width="wide"
      share={share}
      light={light}
    >
      {points.length === 0 && <EmptyState title={t('offers:places.none')} />}
      <ul class="columns">
        {points.map(({ municipality, count }) => (
          <li key={municipality.slug}>
            <a href={to(urls.placeShown, { municipality: municipality.slug })}>{sayPoint(municipality.name, count, t)}</a>
          </li>
        ))}
      </ul>
      <OfferMap points={points} countries={countriesOf(points)} />
    </Page>
  );
}

type PlaceProps = Shown & { municipality: Municipality; hits: Hits; shelf: Shelf; today: Day };

/** What there is in and around one municipality. */
export function PlacePage({ municipality, hits, shelf, today, share, light }: PlaceProps) {
  const { t } = useFrame();
  return (
    <Page
      title={t('offers:places.here', { place: municipality.name })}
      lead={t('offers:places.lead-here', { place: municipality.name })}
      back={{ href: urls.places, label: t('offers:places.back') }}
      size="large"
      width="wide"
      share={share}
      light={light}
    >
      <ol class="found" dangerouslySetInnerHTML={{ __html: cardsOf(shelf, hits.hits, t, today) }} />
      {hits.anywhere.length > 0 && (
        <Section title={t('offers:found.anywhere')}>
          <ul class="found" dangerouslySetInnerHTML={{ __html: cardsOf(shelf, hits.anywhere, t, today, 'anywhere') }} />
        </Section>
      )}
      <p>
        <a href={to(urls.finder, {}, { place: municipality.name })}>{t('offers:title')}</a>
      </p>
    </Page>
  );
}
