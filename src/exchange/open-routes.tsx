import type { Routes, Visit } from '../accounts/index.ts';
import { translator } from '../lib/language.ts';
import { csvCell } from '../lib/sheet/index.ts';
import { linkedOffers, listedOffers, type Offer } from '../offers/index.ts';
import { to, urls } from '../urls.ts';
import { answer, json, type Page, pageOf, refusal } from './answer.ts';
import { asked, type Asked, isUnreadable, readAsked } from './asked.ts';
import { calendarOf } from './calendars.ts';
import type { Around } from './hsds.ts';
import { guideMeeting } from './meeting-guide.ts';
import { type Entry, openOffers } from './open-index.ts';
import { OpenDataPage } from './open-pages.tsx';
import { LICENCE, MOST_PER_PAGE } from './open-paths.ts';
import { openapi } from './openapi.ts';
import { csvColumns, feature, flat } from './plain.ts';

export const OPEN = { may: 'site.read', limit: 'open' } as const;

/** Everything here is read as a visitor reads it, whoever asks. */
export function openRoutes(routes: Routes): void {
  routes.get(urls.openData, { may: 'site.read', cached: true }, (visit) =>
    visit.page(<OpenDataPage server={visit.world.config.PUBLIC_URL} />),
  );
  routes.get(urls.openApi, OPEN, (visit) => json(visit, openapi(visit.world.config.PUBLIC_URL)));

  routes.get(urls.openGeo, OPEN, (visit) =>
    some(visit, (offers, around, page) => {
      const collection = { type: 'FeatureCollection', license: LICENCE.url, features: offers.map((offer) => feature(offer, around)) };
      return answer(visit, `${JSON.stringify(collection)}\n`, 'application/geo+json; charset=utf-8', page);
    }),
  );
  routes.get(urls.openTable, OPEN, (visit) =>
    some(visit, (offers, around, page) => {
      const lines = [[...csvColumns], ...offers.map((offer) => csvColumns.map((column) => flat(offer, around)[column]))];
      const text = lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
      return answer(visit, text, 'text/csv; charset=utf-8; header=present', page);
    }),
  );
  routes.get(urls.openLinked, OPEN, (visit) =>
    some(visit, (offers, around, page) =>
      answer(visit, `${JSON.stringify(linkedOffers(offers, around))}\n`, 'application/ld+json; charset=utf-8', page),
    ),
  );
  routes.get(urls.openGuide, OPEN, (visit) =>
    some(visit, (offers, around, page) =>
      json(
        visit,
        offers.flatMap((offer) => guideMeeting(offer, around) ?? []),
        page,
      ),
    ),
  );
  routes.get(urls.openCalendar, OPEN, async (visit) => {
    const read = readAsked(visit.query, 1);
    if (isUnreadable(read)) return refusal(visit, read.unreadable);
    // Whatever has a page has a calendar: it says no more than the page does.
    const [offer] = await listedOffers(visit.tx, { ids: [visit.params.service] });
    const text = offer && calendarOf(offer, aroundOf(visit, read), new URL(visit.world.config.PUBLIC_URL).hostname);
    return text === undefined ? visit.missing() : answer(visit, text, 'text/calendar; charset=utf-8');
  });
}

/** A page of offers, made into an answer. */
async function some(visit: Visit, make: (offers: Offer[], around: Around, page: Page<Entry>) => Response): Promise<Response> {
  const read = readAsked(visit.query, MOST_PER_PAGE);
  if (isUnreadable(read)) return refusal(visit, read.unreadable);
  const page = pageOf(await asked(visit, read), read);
  const offers = await openOffers(
    visit.tx,
    page.items.map(({ id }) => id),
  );
  return make(offers, aroundOf(visit, read), page);
}

/** What is said around an offer, with whole addresses. */
export function aroundOf({ world, today }: Pick<Visit, 'world' | 'today'>, { language }: Pick<Asked, 'language'>): Around {
  const server = world.config.PUBLIC_URL;
  return {
    today,
    language,
    speak: translator,
    page: ({ association, slug }) => server + to(urls.offerShown, { association: association.slug, slug }),
    calendar: ({ id }) => server + to(urls.openCalendar, { service: id }),
  };
}
