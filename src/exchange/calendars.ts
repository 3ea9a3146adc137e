/** The calendar of something that is listed: for everyone, with its own title, since that is shown already. */
import { calendar } from '../lib/calendar.ts';
import { seriesEvents } from '../meetings/index.ts';
import { type Offer, textOf } from '../offers/index.ts';
import { type Around, languageFor } from './hsds.ts';

const REFRESH_MINUTES = 360;

/** iCalendar text, the same for the same plan; undefined when it is by agreement. Of a group the town is told, not the door. */
export function calendarOf(offer: Offer, around: Around, host: string): string | undefined {
  const { series, place } = offer;
  if (!series) return undefined;
  const { title, summary } = textOf(offer, languageFor(offer, around));
  const town = [place.postcode, place.place].filter(Boolean).join(' ');
  const location = offer.ways.includes('in-person') ? [place.venue, place.address, town].filter(Boolean).join(', ') : '';
  const events = seriesEvents(series, {
    uid: `${offer.id}@${host}`,
    sequence: offer.sequence,
    stamp: offer.changedAt,
    title,
    description: summary,
    url: around.page(offer),
    status: 'confirmed',
    ...(location && { location }),
  });
  return calendar({ name: title, events, refreshMinutes: REFRESH_MINUTES, zone: series.zone });
}
