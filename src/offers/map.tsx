import type { Country, Municipality } from '../lib/places/index.ts';
import { Section, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { outlineOf } from './outline.ts';

export type MapPoint = { municipality: Municipality; count: number };

/** The country with a point for each municipality that has something: each a link that a keyboard reaches, all of them in the list too. */
export function OfferMap({ points, countries }: { points: readonly MapPoint[]; countries: readonly Country[] }) {
  const { t } = useFrame();
  if (points.length === 0) return null;
  const { width, height, path, at } = outlineOf(countries);
  return (
    <Section title={t('offers:map.title')} id="map">
      <svg class="map" viewBox={`-6 -6 ${width + 12} ${height + 12}`} role="group" aria-labelledby="map-desc">
        <desc id="map-desc">{t('offers:map.desc')}</desc>
        <path class="map-land" d={path} aria-hidden="true" />
        {points.map(({ municipality, count }) => {
          const [x, y] = at(municipality.point);
          const name = sayPoint(municipality.name, count, t);
          return (
            <a
              key={`${municipality.country}${municipality.code}`}
              href={to(urls.placeShown, { municipality: municipality.slug })}
              aria-label={name}
            >
              <title>{name}</title>
              <circle cx={x} cy={y} r={Math.min(9, 3 + Math.sqrt(count))} />
            </a>
          );
        })}
      </svg>
      <p>
        <a href={urls.places}>{t('offers:places.title')}</a>
      </p>
      <p class="note">{t('offers:map.source')}</p>
    </Section>
  );
}

export const sayPoint = (name: string, count: number, t: ReturnType<typeof useFrame>['t']): string =>
  count === 1 ? t('offers:map.one', { name }) : t('offers:map.other', { name, count });
